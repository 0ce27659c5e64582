"""Reply to response."""

import pytest

from tests.talk import VOICE
from upper_back_guide.alexa.render import BrokenReply, render
from upper_back_guide.turn import Card, Pause, Question, Reply, State


def ssml(reply: Reply) -> str:
    text: str = render(reply, VOICE).output_speech.ssml
    return text


def test_a_question_an_open_session_and_a_reprompt_come_together() -> None:
    asked = render(Reply("Hello.", State(), Question("x.y", "Shall I go on?")), VOICE)
    assert asked.should_end_session is False
    assert asked.reprompt.output_speech.ssml == "<speak>Shall I go on?</speak>"
    closed = render(Reply("Goodbye.", State()), VOICE)
    assert closed.should_end_session is True
    assert closed.reprompt is None


def test_a_reprompt_of_its_own_replaces_the_question() -> None:
    asked = render(Reply("Hello.", State(), Question("x.y", "Shall I go on?", "Are you still there?")), VOICE)
    assert asked.reprompt.output_speech.ssml == "<speak>Are you still there?</speak>"


def test_text_is_escaped() -> None:
    assert ssml(Reply("Rest & <move>.", State())) == "<speak>Rest &amp; &lt;move&gt;.</speak>"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Call 911 now.", 'Call <say-as interpret-as="digits">911</say-as> now.'),
        ("Call 000 now.", 'Call <sub alias="triple zero">000</sub> now.'),
        (
            "Call Poison Help on 1 800 222 1222.",
            'Call Poison Help on <say-as interpret-as="telephone">1 800 222 1222</say-as>.',
        ),
        ("Wait 20 minutes.", "Wait 20 minutes."),
    ],
)
def test_phone_numbers_are_read_digit_by_digit(text: str, marked: str) -> None:
    assert ssml(Reply(text, State())) == f"<speak>{marked}</speak>"


def test_pauses_become_breaks() -> None:
    assert (
        ssml(Reply(("Hold.", Pause(2.5), "Let go."), State())) == '<speak>Hold. <break time="2500ms"/> Let go.</speak>'
    )


def test_a_card_is_a_simple_card() -> None:
    card = render(Reply("Hello.", State(), card=Card("Title", "Text")), VOICE).card
    assert (card.title, card.content) == ("Title", "Text")


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply("", State()), "nothing is said"),
        (Reply("Hello.", State(), Question("x.y", "Say something.")), "question mark"),
        (Reply("Shall I go on?", State()), "closes the session"),
        (Reply(("Hold.", Pause(11)), State()), "pause of 11"),
        (Reply(("Hold.", Pause(0)), State()), "pause of 0"),
        (Reply("word " * 1700, State()), "over 8000"),
        (Reply("Call {emergency}.", State()), "mark was left"),
        (Reply("Hi.", State(), card=Card("T", "x" * 8000)), "card over"),
    ],
)
def test_a_reply_that_breaks_a_rule_is_refused(reply: Reply, why: str) -> None:
    with pytest.raises(BrokenReply, match=why):
        render(reply, VOICE)
