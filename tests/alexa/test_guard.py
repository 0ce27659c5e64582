"""No request can break a turn."""

import json
import subprocess
import sys
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lambda_function import handler
from tests.alexa.envelopes import intent, launch, slot
from upper_back_guide.alexa import guard

EMPTY: dict[str, Any] = {"version": "1.0", "response": {}}
SAID = "a very private complaint"


def speech(answered: dict[str, Any]) -> str:
    text: str = answered["response"]["outputSpeech"]["ssml"]
    return text


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        "{}",
        {},
        {"request": None},
        {"request": {"type": "Alexa.Unheard.Of"}},
        {"request": {"type": ["LaunchRequest"]}},
        {"version": "1.0", "request": {"type": "SessionEndedRequest", "reason": "NEW_REASON"}},
        {"request": {"type": "AlexaSkillEvent.SkillEnabled"}},
        {"request": {"type": "IntentRequest"}},
        {"request": {"type": "IntentRequest", "intent": {"name": 7}}},
    ],
)
def test_what_is_not_a_turn_gets_a_valid_empty_response(event: object) -> None:
    assert handler(event) == EMPTY


def test_the_reason_is_logged_without_what_was_said(caplog: pytest.LogCaptureFixture) -> None:
    handler({"request": {"type": "IntentRequest", "intent": {"name": "", "slots": {"x": {"value": SAID}}}}})
    handler({"request": {"type": SAID}})
    assert len(caplog.records) == 2
    assert SAID not in caplog.text


def test_a_session_that_ended_in_an_error_is_logged_with_its_kind(caplog: pytest.LogCaptureFixture) -> None:
    error = {"type": "INVALID_RESPONSE", "message": SAID}
    handler({"request": {"type": "SessionEndedRequest", "reason": "ERROR", "error": error}})
    assert "ERROR INVALID_RESPONSE" in caplog.text
    assert SAID not in caplog.text


@pytest.mark.parametrize(
    "broken",
    [
        {"session": None},
        {"context": None},
        {"context": {"System": {"device": {"supportedInterfaces": {"New.Interface": {"mode": "NEW"}}}}}},
        {"session": {"attributes": "rubbish"}},
        {"session": {"new": False, "attributes": {"places": [], "said": 5, "misses": "many", "room": "cellar"}}},
    ],
)
def test_a_strange_envelope_is_still_answered(broken: dict[str, Any]) -> None:
    assert "Upper Back Guide" in speech(handler({**launch(), **broken}))


@pytest.mark.parametrize("lost", ["settings", "answers", "checkup", "stretching", "cellar"])
@pytest.mark.parametrize("name", ["CausesIntent", "AMAZON.HelpIntent", "AMAZON.YesIntent", "PrivacyIntent"])
def test_a_session_that_has_lost_its_place_goes_on(lost: str, name: str) -> None:
    attributes = {**TALKING, "under_way": lost, "places": {}, "speed": "warp"}
    answered = handler(intent(name, new=False, attributes=attributes))
    assert "something went wrong" not in speech(answered)


def test_unknown_enum_values_and_epoch_times_are_answered() -> None:
    event = intent("CausesIntent", slots={"cause": slot("cause", "x")})
    event["request"] |= {"timestamp": 1479481151, "dialogState": "UNHEARD_OF"}
    event["request"]["intent"]["confirmationStatus"] = "PERHAPS"
    event["request"]["intent"]["slots"]["cause"]["resolutions"]["resolutionsPerAuthority"][0]["status"]["code"] = "NEW"
    assert "muscle" in speech(handler(event))


def test_several_values_in_one_slot_count_as_the_first() -> None:
    values = [{"type": "Simple", **slot("topic", "stress", "causes.stress")}, {"type": "Simple", "value": "x"}]
    listed = {"name": "topic", "slotValue": {"type": "List", "values": values}}
    assert "Stress" in speech(handler(intent("TopicIntent", slots={"topic": listed})))


def test_the_first_authority_that_matched_decides() -> None:
    both = slot("topic", "stress")
    both["resolutions"]["resolutionsPerAuthority"] += slot("topic", "stress", "causes.stress")["resolutions"][
        "resolutionsPerAuthority"
    ]
    assert "Stress" in speech(handler(intent("TopicIntent", slots={"topic": both})))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(found for key, value in inner for found in places(value, (*path, key)))]


TALKING = handler(intent("CausesIntent"))["sessionAttributes"]
WHOLE = intent("TopicIntent", slots={"topic": slot("topic", "ice", "relief.cold")}, new=False, attributes=TALKING)


@given(st.sampled_from(places(WHOLE)[1:]), json_values)
def test_any_rubbish_anywhere_never_raises_and_always_gets_a_response(path: tuple[Any, ...], rubbish: Any) -> None:
    event = deepcopy(WHOLE)
    node = event
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = rubbish
    answered = handler(event)
    assert answered["version"] == "1.0"
    json.dumps(answered)


def test_a_fault_of_ours_is_an_apology_that_keeps_the_session(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(SAID)

    monkeypatch.setattr("upper_back_guide.router.respond", fail)
    answered = handler(intent("CausesIntent", locale="en-GB"))
    assert "999" in speech(answered)
    assert answered["response"]["shouldEndSession"] is False
    assert "ValueError" in caplog.text
    assert SAID not in caplog.text


def test_a_request_for_another_skill_is_refused() -> None:
    ours = guard.guarded("amzn1.ask.skill.ours")
    assert ours(launch(skill="amzn1.ask.skill.theirs"), None) == EMPTY
    assert speech(ours(launch(skill="amzn1.ask.skill.ours"), None))


def test_on_aws_the_skill_id_is_required() -> None:
    environment = {"AWS_LAMBDA_FUNCTION_NAME": "f"}
    run = [sys.executable, "-c", "import lambda_function"]
    refused = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "SKILL_ID is not set" in refused.stderr
    with_id = {**environment, "SKILL_ID": "amzn1.ask.skill.1"}
    assert subprocess.run(run, env=with_id, capture_output=True, check=False).returncode == 0


def test_the_first_answer_does_not_import_the_aws_sdk() -> None:
    code = (
        "import sys, lambda_function; from tests.alexa.envelopes import intent;"
        "lambda_function.handler(intent('CausesIntent')); sys.exit('boto3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], env={}, check=False).returncode == 0


def test_nothing_is_remembered_once_the_session_is_over() -> None:
    assert handler(intent("CausesIntent"))["sessionAttributes"]
    assert handler(intent("AMAZON.StopIntent", new=False, attributes=TALKING))["sessionAttributes"] == {}
