""" "Write that down": a card of general words, and nothing of what anybody said."""

from dataclasses import replace

import pytest

from tests.talk import NO, Talk, spoken
from upper_back_guide.content import section, sections, words
from upper_back_guide.wording import Wording

SAY = words("answers")


def test_the_card_is_that_of_the_answer_told_last() -> None:
    talk = Talk()
    talk.turn("Launch")
    told = talk.turn("ShouldUseIntent", relief="relief.heat")
    sent = talk.turn("SendThatIntent")
    assert spoken(sent).startswith(SAY["written_down"])
    assert sent.card == told.card
    assert sent.question == told.question


def test_a_card_is_the_same_whoever_it_is_about_and_whatever_they_have() -> None:
    general = Wording("en-US")
    for told in (told for name in sections() for told in section(name).values()):
        plain, fitted = Talk(), Talk()
        fitted.turn("AboutPersonIntent", relation="mother")
        people = fitted.state.people.update(conditions=("warfarin", "kidney_disease"))
        fitted.state = replace(fitted.state, people=people)
        for talk in (plain, fitted):
            talk.turn("TopicIntent", topic=told.id)
            talk.turn("SendThatIntent")
        card = plain.replies[-1].card
        assert card, told.id
        assert card == fitted.replies[-1].card, told.id
        assert card.text.startswith(general.fit(told.card)), told.id


@pytest.mark.parametrize("before", [(), ("StartCheckupIntent",), ("StartCheckupIntent", *[NO] * 10)])
def test_what_a_check_up_said_is_written_nowhere(before: tuple[str, ...]) -> None:
    talk = Talk()
    talk.turns("Launch", "CausesIntent", *before) if before else talk.turn("Launch")
    sent = talk.turn("SendThatIntent")
    assert sent.card is None
    assert spoken(sent).startswith(SAY["writes_down"])
    assert sent.question


def test_while_a_call_stands_the_card_is_the_call() -> None:
    talk = Talk()
    talk.turns("CausesIntent", "EmergencyIntent")
    sent = talk.turn("SendThatIntent")
    assert sent.card
    assert sent.card.text.startswith("Call 911")
