"""A call can be taken back, once, by a clear no to one question about that very sign; nothing else lifts it."""

import pytest

from tests.talk import NO, UNSURE, YES, Talk, spoken
from upper_back_guide import calls, conversation
from upper_back_guide.turn import Reply, Slot, Turn

NO_DENIAL = (
    "it's gone now", "it's a little better", "i don't want an ambulance", "my legs are fine", "i feel okay",
    "my back hurts",
)  # fmt: skip


def called(*, sign: str = "my chest hurts", before: tuple[str, ...] = ("Launch",)) -> Talk:
    talk = Talk()
    talk.turns(*before)
    say(talk, sign)
    assert talk.replies[-1].call
    return talk


def say(talk: Talk, text: str, intent: str = "HaveComplaintIntent") -> Reply:
    reply = conversation.respond(Turn(intent, {"complaint": Slot("", text)}), talk.state)
    talk.state = reply.state
    talk.replies.append(reply)
    return reply


@pytest.mark.parametrize("text", ["my chest is fine", "i don't have chest pain", "no chest pain"])
def test_a_denial_of_the_sign_itself_opens_one_question_and_a_clear_no_lifts_the_call(text: str) -> None:
    talk = called(before=("Launch", "StartCheckupIntent", NO, NO))
    asked = say(talk, text)
    assert asked.question.id == calls.LIFT
    assert "any time today" in asked.question.ask
    assert spoken(asked).startswith("Call 911 now")
    lifted = talk.turn(NO)
    assert not lifted.call
    assert "If it comes back, call 911." in spoken(lifted)
    assert lifted.question.id == "checkup.legs"
    assert talk.state.patient.level == ""


@pytest.mark.parametrize("name", ["CorrectIntent", "FalseAlarmIntent"])
def test_a_mistake_opens_it_too(name: str) -> None:
    assert called().turn(name).question.id == calls.LIFT


@pytest.mark.parametrize(
    "text",
    [
        "it's gone now",
        "it's a little better",
        "i don't want an ambulance",
        "my legs are fine",
        "i feel okay",
        "my back hurts",
    ],
)
def test_nothing_else_opens_it(text: str) -> None:
    talk = called()
    after = say(talk, text)
    assert after.call
    assert after.question.id not in (calls.LIFT, calls.SAFE)
    assert talk.state.patient.call == "call"


@pytest.mark.parametrize(
    "name", [YES, UNSURE, "AMAZON.FallbackIntent", "CausesIntent", "ThanksIntent", "AMAZON.NextIntent"]
)
def test_anything_but_a_clear_no_leaves_it(name: str) -> None:
    talk = called()
    talk.turn("FalseAlarmIntent")
    assert talk.turn(name).call
    assert talk.state.patient.level == "EMERGENCY"


def test_gone_now_is_no_clear_no() -> None:
    talk = called()
    talk.turn("FalseAlarmIntent")
    assert say(talk, "no it's gone now").call


def test_one_call_a_session_can_be_taken_back() -> None:
    talk = called()
    talk.turns("FalseAlarmIntent", NO)
    assert say(talk, "my chest hurts again").call
    assert talk.turn("FalseAlarmIntent").question.id != calls.LIFT
    assert say(talk, "my chest is fine").call


def test_another_sign_still_stands() -> None:
    talk = called()
    say(talk, "i can't feel my legs")
    assert say(talk, "my chest is fine").question.id == calls.LIFT
    left = talk.turn(NO)
    assert left.call
    assert talk.state.patient.called_for == ("legs",)


def test_an_answer_of_the_check_up_can_be_taken_back_and_it_goes_on_from_there() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, YES, "CorrectIntent")
    assert talk.state.question.id == calls.LIFT
    assert "Ripping or tearing" in talk.state.question.ask
    lifted = talk.turn(NO)
    assert lifted.question.id == "checkup.legs"
    for _ in range(12):
        if talk.state.under_way:
            talk.turn(NO)
    assert talk.state.patient.level == "SELF_CARE"


def test_the_level_from_before_comes_back() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, YES, *[NO] * 4)
    assert talk.state.patient.level == "TODAY"
    say(talk, "my chest hurts")
    talk.turns("FalseAlarmIntent", NO)
    assert talk.state.patient.level == "TODAY"


@pytest.mark.parametrize("text", ["i want to die", "i took too many pills"])
def test_after_talk_of_harm_the_line_is_said_once_more_and_only_a_yes_to_being_safe_lifts_it(text: str) -> None:
    talk = called(sign=text)
    line = spoken(talk.replies[-1]).split(". ")[0]
    asked = talk.turn("FalseAlarmIntent")
    assert asked.question.id == calls.SAFE
    assert spoken(asked).startswith(line)
    assert "Are you safe right now?" in spoken(asked)
    for name in (NO, UNSURE, "AMAZON.FallbackIntent", "CausesIntent"):
        assert conversation.respond(Turn(name), talk.state).state.patient.call, name
    assert not talk.turn(YES).call


def test_not_me_asks_who_and_the_call_is_for_them() -> None:
    talk = called()
    assert say(talk, "it's not me").question.id == "emergency.who"
    assert talk.turn("AboutPersonIntent", relation="husband").call
    assert talk.state.people.person == "husband"
    assert talk.state.people.patients[""].call == ""


@pytest.mark.parametrize(
    ("waiting", "part"),
    [
        ("what_now", "Unlock the door"), ("alone", "neighbor"), ("floor", "Shout"), ("no_phone", "alarm button"),
        ("aspirin", "dispatcher"), ("move", "keep the head and back still"), ("drink", "No food and no drink"),
    ],
)  # fmt: skip
def test_while_waiting_it_is_told_what_to_do_after_the_call(waiting: str, part: str) -> None:
    told = spoken(called().turn("WaitingIntent", waiting=waiting))
    assert told.startswith("Call 911 now")
    assert part in told
    assert "Alexa" not in told


@pytest.mark.parametrize(
    ("text", "part"),
    [("can i give him aspirin", "dispatcher"), ("should i move her", "only if"), ("i'm all alone here", "neighbor")],
)
def test_what_is_asked_while_waiting_is_understood_where_it_arrives(text: str, part: str) -> None:
    talk = called()
    assert part in spoken(say(talk, text)).lower()
