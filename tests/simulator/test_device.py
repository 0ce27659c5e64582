import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from simulator import ROOT
from simulator.device import Device, Exchange, NothingThere, NotListening, Skill, UnknownIntent, touchable
from simulator.rules import RefusedResponse
from simulator.viewports import VIEWPORTS, Viewport
from tests.simulator.small import Recorder, spoken
from tests.understanding.small import MODEL

SCHEMA = ROOT.parent / "shared" / "oracles" / "schemas" / "request-envelope.schema.json"


@pytest.fixture
def skill() -> Recorder:
    return Recorder()


@pytest.fixture
def device(skill: Recorder) -> Device:
    return Device(skill=skill, model=MODEL)


def test_opening_starts_a_session_with_a_launch(device: Device, skill: Recorder) -> None:
    heard = device.open()
    assert (heard.intent, heard.speech, heard.reprompt, heard.open) == (
        "LaunchRequest",
        "Heard Launch. What next?",
        "What next?",
        True,
    )
    assert skill.requests[0]["session"]["new"] is True


def test_asking_to_open_launches_the_skill_whether_a_session_is_open_or_not(device: Device) -> None:
    opening = f"Open {MODEL.invocation_name}"
    assert device.ask(opening).intent == "LaunchRequest"
    assert device.say(opening).intent == "LaunchRequest"


def test_attributes_and_the_session_id_go_along_with_every_turn(device: Device, skill: Recorder) -> None:
    device.open()
    device.say("what causes it")
    device.intent("TopicIntent", topic="stress")
    assert [request["session"]["attributes"] for request in skill.requests] == [{}, {"turns": 1}, {"turns": 2}]
    assert [request["session"]["new"] for request in skill.requests] == [True, False, False]
    assert len({request["session"]["sessionId"] for request in skill.requests}) == 1
    assert len({request["request"]["requestId"] for request in skill.requests}) == 3


def test_a_new_session_forgets_the_last_one(device: Device, skill: Recorder) -> None:
    device.open()
    device.say("stop")
    device.open()
    assert skill.requests[-1]["session"]["attributes"] == {}
    assert skill.requests[-1]["session"]["sessionId"] != skill.requests[0]["session"]["sessionId"]


def test_a_question_can_start_the_session(device: Device, skill: Recorder) -> None:
    heard = device.ask("what causes it")
    assert heard.intent == "CausesIntent"
    assert skill.requests[0]["session"]["new"] is True


def test_nobody_hears_what_is_said_to_a_closed_session(device: Device) -> None:
    with pytest.raises(NotListening, match="what causes it"):
        device.say("what causes it")
    device.open()
    assert device.say("stop").open is False
    with pytest.raises(NotListening):
        device.silence()
    with pytest.raises(NotListening):
        device.exit()


def test_silence_plays_the_reprompt_and_a_second_one_ends_the_session(device: Device, skill: Recorder) -> None:
    device.open()
    first = device.silence()
    assert (first.speech, first.open, len(skill.requests)) == ("What next?", True, 1)
    assert device.say("what causes it").open
    device.silence()
    last = device.silence()
    assert (last.speech, last.open) == ("", False)
    assert skill.requests[-1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"


@pytest.mark.parametrize("word", ["exit", "Quit", " exit "])
def test_exit_ends_the_session_and_only_tells_the_skill(device: Device, skill: Recorder, word: str) -> None:
    device.open()
    heard = device.say(word)
    assert (heard.intent, heard.speech, heard.open) == ("SessionEndedRequest", "", False)
    assert skill.requests[-1]["request"]["reason"] == "USER_INITIATED"


@pytest.mark.parametrize(
    ("said", "code", "values"),
    [
        ("slouching", "ER_SUCCESS_MATCH", [("poor posture", "causes.posture")]),
        ("causes.posture", "ER_SUCCESS_MATCH", [("poor posture", "causes.posture")]),
        ("moonlight", "ER_SUCCESS_NO_MATCH", []),
    ],
)
def test_slots_are_resolved_as_alexa_resolves_them(
    device: Device, skill: Recorder, said: str, code: str, values: list[tuple[str, str]]
) -> None:
    device.open()
    device.intent("CanCauseIntent", cause=said)
    slot = skill.requests[-1]["request"]["intent"]["slots"]["cause"]
    (authority,) = slot["resolutions"]["resolutionsPerAuthority"]
    assert slot["value"] == ("poor posture" if said == "causes.posture" else said)
    assert authority["authority"].startswith("amzn1.er-authority.echo-sdk.amzn1.ask.skill.")
    assert authority["status"]["code"] == code
    assert [(v["value"]["name"], v["value"]["id"]) for v in authority.get("values", [])] == values


def test_a_slot_that_was_not_filled_is_there_without_a_value(device: Device, skill: Recorder) -> None:
    device.intent("CanCauseIntent")
    assert skill.requests[-1]["request"]["intent"]["slots"] == {
        "cause": {"name": "cause", "confirmationStatus": "NONE"}
    }


@pytest.mark.parametrize(("name", "slots"), [("NoIntent", {}), ("CanCauseIntent", {"relief": "ice"})])
def test_an_intent_or_slot_that_is_not_in_the_model_is_an_error(
    device: Device, name: str, slots: dict[str, str]
) -> None:
    with pytest.raises(UnknownIntent):
        device.intent(name, **slots)


def test_what_is_not_understood_is_sent_as_fallback(device: Device) -> None:
    device.open()
    heard = device.say("xylophone zebra quartz")
    assert heard.intent == "AMAZON.FallbackIntent"
    assert heard.understood
    assert heard.understood.intent is None


def test_a_screen_is_announced(skill: Recorder) -> None:
    Device(screen=VIEWPORTS["large"], skill=skill, model=MODEL).open()
    Device(skill=skill, model=MODEL).open()
    shown, voice = (request["context"] for request in skill.requests)
    assert "Alexa.Presentation.APL" in shown["System"]["device"]["supportedInterfaces"]
    assert shown["Viewport"]["currentPixelWidth"] == 1280
    assert voice["System"]["device"]["supportedInterfaces"] == {}
    assert "Viewport" not in voice


def test_what_alexa_would_refuse_is_not_heard() -> None:
    device = Device(skill=lambda event, context: spoken("Tom & Jerry"), model=MODEL)
    with pytest.raises(RefusedResponse, match="not well-formed"):
        device.open()


def test_speech_is_heard_without_its_markup() -> None:
    ssml = 'Call <say-as interpret-as="digits">911</say-as> now.<break time="2s"/> Rest &amp; wait.'
    assert Device(skill=lambda event, context: spoken(ssml), model=MODEL).open().speech == "Call 911 now. Rest & wait."


def test_neither_side_can_change_what_the_other_holds() -> None:
    kept = spoken("Hello.", "Yes?", places={"basics": {}})

    def skill(event: dict[str, Any], context: Any) -> dict[str, Any]:
        event["session"]["attributes"]["mine"] = True
        return kept

    device = Device(skill=skill, model=MODEL)
    heard = device.open()
    kept["sessionAttributes"]["places"]["basics"]["later"] = True
    assert device.attributes == {"places": {"basics": {}}}
    assert heard.request["session"]["attributes"] == {}


def test_an_exchange_is_plain_json(device: Device) -> None:
    device.open()
    told = device.say("can slouching cause it").as_json()
    assert list(told) == ["utterance", "intent", "slots", "speech", "reprompt", "open", "request", "response"]
    assert told["slots"] == {"cause": "causes.posture"}
    json.dumps(told)


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published request schema is not here")
@pytest.mark.parametrize("screen", [None, *VIEWPORTS.values()])
def test_requests_are_what_amazon_describes(skill: Recorder, screen: Viewport | None) -> None:
    device = Device(screen=screen, skill=skill, model=MODEL)
    turns: list[Exchange] = [
        device.open(),
        device.say("can slouching cause it"),
        device.intent("CanCauseIntent", cause="moonlight"),
        device.say("number three"),
        device.say("exit"),
        device.ask("what causes it"),
    ]
    validator = Draft202012Validator(json.loads(Path(SCHEMA).read_text("utf-8")))
    for turn in turns:
        assert [error.message for error in validator.iter_errors(turn.request)] == []


def test_what_is_rendered_is_on_the_screen_until_the_session_ends() -> None:
    device = Device(screen=VIEWPORTS["round"], skill=shows("home", "AMAZON.HelpIntent"), model=MODEL)
    device.open()
    assert [button["label"] for button in touchable(device.shown)] == ["home"]
    device.exit()
    assert device.shown == {}


def test_a_touch_is_sent_as_the_screen_sends_it(skill: Recorder) -> None:
    device = Device(screen=VIEWPORTS["round"], skill=shows("home", "AMAZON.HelpIntent"), model=MODEL)
    device.open()
    request = device.touch("AMAZON.HelpIntent").request["request"]
    assert (request["type"], request["arguments"], request["token"]) == (
        "Alexa.Presentation.APL.UserEvent",
        ["AMAZON.HelpIntent"],
        "home",
    )
    with pytest.raises(NothingThere):
        device.touch("AMAZON.StopIntent")


def shows(label: str, *arguments: str) -> Skill:
    """A skill that shows one button."""
    directive = {
        "type": "Alexa.Presentation.APL.RenderDocument",
        "token": label,
        "document": {},
        "datasources": {"payload": {"buttons": [{"label": label, "sends": list(arguments)}]}},
    }

    def skill(event: dict[str, Any], context: Any) -> dict[str, Any]:
        if event["request"]["type"] == "SessionEndedRequest":
            return {"version": "1.0", "response": {}}
        answer = spoken("Hello.", "Yes?")
        answer["response"]["directives"] = [directive]
        return answer

    return skill


def test_words_go_along_with_how_surely_they_were_heard(device: Device, skill: Recorder) -> None:
    device.ask("what causes it")
    device.say("what causes it", certainty=0.4)
    assert [request["hearing"]["certainty"] for request in skill.requests] == [1.0, 0.4]
