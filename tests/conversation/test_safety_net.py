"""The safety net of an answer is said where it is due, and nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from tests.talk import YES, spoken
from upper_back_guide import conversation, safety_net
from upper_back_guide.content import entry, section, sections
from upper_back_guide.patient import LEVELS
from upper_back_guide.turn import Reply, Slot, State, Turn

ENTRIES = [id_ for name in sections() for id_ in section(name)]
NETTED = [id_ for id_ in ENTRIES if entry(id_).net]
PLAIN = [id_ for id_ in NETTED if not entry(id_).danger]
START = 1_800_000_000


def answer(id_: str, state: State, at: int = START) -> Reply:
    return conversation.respond(Turn("TopicIntent", {"topic": Slot(id_, id_)}, at=at), state)


def opened() -> State:
    return conversation.respond(Turn("Launch", opening=True, at=START), State()).state


def has_net(text: str) -> bool:
    return "911" in text or "Poison" in text


def test_the_first_answer_of_a_session_has_its_net() -> None:
    assert [id_ for id_ in NETTED if not has_net(spoken(answer(id_, opened())))] == []


def test_a_later_answer_has_its_net_only_about_danger_and_its_card_always() -> None:
    for id_ in NETTED:
        later = answer(id_, answer("relief.stretching", opened()).state)
        assert has_net(spoken(later)) is entry(id_).danger, id_
        assert later.card, id_
        assert has_net(later.card.text), id_


def test_a_one_shot_has_its_net_and_its_disclaimer() -> None:
    for id_ in NETTED:
        turn = Turn("TopicIntent", {"topic": Slot(id_, id_)}, opening=True, at=START)
        said = spoken(conversation.respond(turn, State()))
        assert has_net(said), id_
        assert "not medical advice" in said, id_


def test_a_fact_that_is_no_danger_never_names_the_number_in_its_text() -> None:
    texts = {
        id_: " ".join((told.short, *told.facets.values(), *told.more, told.card))
        for id_ in ENTRIES
        if not (told := entry(id_)).danger
    }
    assert [id_ for id_, text in texts.items() if "{emergency}" in text] == []


@dataclass
class Heard:
    """What a listener has heard so far, kept apart from the code that decides."""

    of: set[str] = field(default_factory=set)
    at: int = 0
    person: str = ""
    level: str = ""
    signs: set[str] = field(default_factory=set)


def changed(heard: Heard, state: State, at: int) -> bool:
    one = state.patient
    higher = LEVELS.index(one.level) > LEVELS.index(heard.level)
    new = bool(set(one.signs) - heard.signs)
    return heard.person != state.people.person or higher or new or at - heard.at >= safety_net.AFTER


def due(kind: str, heard: Heard, state: State, at: int) -> bool:
    """The pain's own net is due though a medicine's was heard."""
    return changed(heard, state, at) or not {kind, "complaint"} & heard.of


def turns(chance: Random) -> Iterator[Turn]:
    """An endless ordinary talk, and now and then what makes a net due."""
    while True:
        number = chance.random()
        if number < 0.07:
            yield Turn("AboutPersonIntent", {"relation": Slot(chance.choice(["mother", "friend"]), "her")})
        elif number < 0.12:
            yield Turn("AboutMeIntent")
        elif number < 0.2:
            yield Turn(chance.choice(["MoreIntent", YES, "HowLongIntent", "AtNightIntent", "ShorterIntent"]))
        else:
            id_ = chance.choice(ENTRIES)
            yield Turn("TopicIntent", {"topic": Slot(id_, id_)})


@pytest.mark.parametrize("seed", range(12))
def test_over_a_random_talk_a_net_is_heard_exactly_where_it_is_due(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    state, heard, at = opened(), Heard(), START
    for turn, _ in zip(turns(chance), range(250), strict=False):
        at += chance.choice([5, 20, 40, 40, 90, 700 if chance.random() < 0.1 else 30])
        if chance.random() < 0.04:  # a warning sign, or a level that a check-up found
            level = chance.choice(LEVELS[1:4])
            state = state.update_patient(level=max(level, state.patient.level, key=LEVELS.index))
        if chance.random() < 0.04:
            state = state.update_patient(signs=tuple({*state.patient.signs, chance.choice(["fever", "arm"])}))
        reply = conversation.respond(replace(turn, at=at), state)
        told = reply.state.rooms.get("answers", {}).get("entry", "")
        answered = reply.card is not None and reply.state.room == "answers" and told
        if answered and entry(told).net:
            said = "911" in spoken(reply) or "Poison" in spoken(reply)
            kind = "medicine" if reply.about == "medicine" else "complaint"
            wanted = due(kind, heard, reply.state, at) or entry(told).danger
            assert said is wanted, (seed, turn, heard, spoken(reply))
            if said:
                one = reply.state.patient
                of = {kind} if changed(heard, reply.state, at) else heard.of | {kind}
                heard = Heard(of, at, reply.state.people.person, one.level, set(one.signs))
        state = reply.state
        if not reply.question or state.under_way or state.patient.call:  # other talks, with rules of their own
            state, heard = opened(), Heard()
