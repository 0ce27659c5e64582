"""A touch on the screen is what it stands for, through the same guard as everything else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lambda_function import handler
from simulator.device import Device, Exchange, NothingThere, touchable
from simulator.viewports import VIEWPORTS
from tests.alexa.envelopes import launch, touch
from tests.voice import echo
from upper_back_guide.alexa.touch import INTENTS

EMPTY: dict[str, Any] = {"version": "1.0", "response": {}}
LED: tuple[tuple[str, dict[str, str]], ...] = (
    ("StartStretchIntent", {"routine": "chair"}),
    ("AMAZON.NoIntent", {}),
    ("AMAZON.NoIntent", {}),
)
TALKS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "the opening": (),
    "an answer": (("TopicIntent", {"topic": "causes.posture"}),),
    "an overview": (("CausesIntent", {}),),
    "a question of the check-up": (("StartCheckupIntent", {}),),
    "a choice of stretches": (("StartStretchIntent", {}),),
    "a question before a stretch": LED[:1],
    "a step": LED,
    "a step that waits": (*LED, ("AMAZON.PauseIntent", {})),
    "after it hurt": (*LED, ("HurtsIntent", {})),
    "the speeds": (("SpeedIntent", {}),),
    "deleting": (("SpeakSlowerIntent", {}), ("ForgetMeIntent", {})),
    "a call": (("EmergencyIntent", {"red_flag": "chest_pain"}),),
    "taking a call back": (("EmergencyIntent", {"red_flag": "chest_pain"}), ("FalseAlarmIntent", {})),
}


def after(*said: tuple[str, dict[str, str]]) -> Device:
    device = echo(screen=VIEWPORTS["large"])
    device.open()
    for intent, slots in said:
        device.intent(intent, **slots)
    return device


def buttons(device: Device) -> list[list[str]]:
    return [button["sends"] for button in touchable(device.shown)]


def answered(heard: Exchange) -> tuple[Any, ...]:
    attributes = heard.response["sessionAttributes"]
    known = {key: attributes[key] for key in ("question", "people", "speed", "under_way") if key in attributes}
    return heard.speech, heard.reprompt, heard.open, known


@pytest.mark.parametrize("talk", TALKS)
def test_each_button_is_answered_as_the_intent_that_it_stands_for(talk: str) -> None:
    for arguments in buttons(after(*TALKS[talk])):
        name, *ids = arguments
        slots = dict(zip([INTENTS[name]], ids, strict=False))
        touched, said = after(*TALKS[talk]).touch(*arguments), after(*TALKS[talk]).intent(name, **slots)
        assert answered(touched) == answered(said), arguments
        assert touched.speech


def test_all_that_may_be_touched_stands_on_some_screen() -> None:
    sent = {arguments[0] for said in TALKS.values() for arguments in buttons(after(*said))}
    assert sent == set(INTENTS)


def test_what_was_being_said_stops_at_a_touch() -> None:
    device = after(*LED)
    assert "playBehavior" not in device.intent("HowManyLeftIntent").response["response"]["outputSpeech"]
    touched = device.touch("AMAZON.NextIntent").response["response"]
    assert touched["outputSpeech"]["playBehavior"] == "REPLACE_ALL"


def test_stop_by_touch_says_its_line_and_ends() -> None:
    heard = after(*LED).touch("AMAZON.StopIntent")
    assert heard.speech == "Take care. Goodbye."
    assert not heard.open


def test_a_screen_of_another_question_answers_nothing() -> None:
    device = after(("StartCheckupIntent", {}))
    asked = device.attributes["question"]
    stale = handler(touch(["AMAZON.YesIntent"], "stretching.next", new=False, attributes=device.attributes))
    assert stale["sessionAttributes"]["question"] == asked
    assert asked["ask"] in stale["response"]["outputSpeech"]["ssml"]
    stopped = handler(touch(["AMAZON.StopIntent"], "stretching.next", new=False, attributes=device.attributes))
    assert stopped["response"]["shouldEndSession"]


def test_only_what_stands_there_can_be_touched() -> None:
    with pytest.raises(NothingThere):
        after().touch("AMAZON.YesIntent")


@pytest.mark.parametrize(
    "arguments",
    [
        None,
        "AMAZON.YesIntent",
        [],
        [7],
        [["AMAZON.YesIntent"]],
        ["EmergencyIntent"],
        ["ForgetMeIntent"],
        ["AMAZON.YesIntent", "more"],
        ["TopicIntent", "x" * 61],
    ],
)
def test_what_no_screen_of_ours_sends_gets_an_empty_response(arguments: Any) -> None:
    assert handler(touch(arguments)) == EMPTY


@given(st.sampled_from(sorted(name for name, slot in INTENTS.items() if slot)), st.text(max_size=60))
def test_an_id_that_nobody_knows_never_breaks_a_turn(intent: str, id_: str) -> None:
    opened = handler(launch())
    question = opened["sessionAttributes"]["question"]["id"]
    heard = handler(touch([intent, id_], question, new=False, attributes=opened["sessionAttributes"]))
    assert "something went wrong" not in heard["response"]["outputSpeech"]["ssml"]


def test_a_fault_of_the_screen_is_logged_by_its_kind_alone(caplog: pytest.LogCaptureFixture) -> None:
    event = touch([])
    event["request"] |= {
        "type": "Alexa.Presentation.APL.RuntimeError",
        "errors": [{"type": "APL_RUNTIME_ERROR", "reason": "INTERNAL_ERROR", "message": "a private complaint"}],
    }
    assert handler(event) == EMPTY
    assert "APL_RUNTIME_ERROR" in caplog.text
    assert "private" not in caplog.text
