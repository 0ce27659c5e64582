from typing import Any

import pytest

from simulator.rules import RefusedResponse, check, check_ssml
from tests.simulator.small import Envelope, spoken

VOICE: Envelope = {
    "request": {"type": "IntentRequest"},
    "context": {"System": {"device": {"supportedInterfaces": {}}}},
}
SCREEN: Envelope = {
    "request": {"type": "IntentRequest"},
    "context": {"System": {"device": {"supportedInterfaces": {"Alexa.Presentation.APL": {}}}}},
}
ENDED: Envelope = {**VOICE, "request": {"type": "SessionEndedRequest"}}
SHOW = {"type": "Alexa.Presentation.APL.RenderDocument", "token": "t", "document": {}}


def _with(**changes: Any) -> Envelope:
    """A good response with parts of its body changed; None takes a part away."""
    envelope = spoken("Hello.", "Yes?")
    body = {**envelope["response"], **changes}
    return {**envelope, "response": {key: value for key, value in body.items() if value is not None}}


def _ssml(inner: str) -> Envelope:
    return _with(outputSpeech={"type": "SSML", "ssml": f"<speak>{inner}</speak>"})


def test_good_responses_are_accepted() -> None:
    check(spoken("Hello.", "Yes?"), VOICE)
    check(spoken("Goodbye."), VOICE)
    check(_with(directives=[SHOW]), SCREEN)
    check(_with(card={"type": "Simple", "title": "Back", "content": "Rest."}), VOICE)
    check({"version": "1.0", "response": {}}, ENDED)
    check(_with(directives=[SHOW], card={"type": "Simple", "title": "", "content": ""}), SCREEN)


@pytest.mark.parametrize(
    ("response", "why"),
    [
        ("hello", "not an object"),
        ({"response": {}}, "version is missing"),
        ({"version": "1.0"}, "response is missing"),
        ({**spoken("Hello."), "extra": 1}, "the envelope has unknown keys: extra"),
        ({**spoken("Hello."), "sessionAttributes": [1]}, "sessionAttributes is not an object"),
        ({**spoken("Hello."), "sessionAttributes": {"when": {1, 2}}}, "not JSON"),
        (_with(speech="Hello."), "response has unknown keys: speech"),
        (_with(shouldEndSession="false"), "not true or false"),
        (_with(outputSpeech={"type": "PlainText", "text": "a", "ssml": "<speak>a</speak>"}), "unknown keys: ssml"),
        (_with(outputSpeech={"type": "Text", "text": "a"}), "not PlainText or SSML"),
        (_with(outputSpeech={"type": "PlainText"}), "has no text"),
        (_with(outputSpeech={"type": "PlainText", "text": "a" * 8001}), "8001 characters"),
        (_with(outputSpeech={"type": "PlainText", "text": "a", "playBehavior": "LATER"}), "playBehavior"),
        (_with(reprompt=None), "open without a reprompt"),
        (_with(shouldEndSession=True), "a reprompt, but the session does not stay open"),
        (_with(shouldEndSession=None), "a reprompt, but the session does not stay open"),
        (_with(reprompt={}), "a reprompt that says nothing"),
        (_with(reprompt={"outputSpeech": {"type": "SSML", "ssml": "a"}}), "reprompt's outputSpeech is not well"),
        (_with(card={"type": "Big"}), "the card has type 'Big'"),
        (_with(card={"type": "Simple", "text": "a"}), "unknown keys: text"),
        (_with(card={"type": "Simple", "title": "a" * 4000, "content": "b" * 4001}), "the card has 8001 characters"),
        (_with(directives={}), "not a list"),
        (_with(directives=[{"token": "t"}]), "a directive without a type"),
        (_with(directives=[{"type": "Lights.On"}]), "not one Alexa knows"),
        (_with(directives=[SHOW]), "which this device does not have"),
        ({**spoken("Hello.", "Yes?"), "sessionAttributes": {"a": "b" * 25_000}}, "more than 24576"),
    ],
)  # fmt: skip
def test_broken_responses_are_refused(response: object, why: str) -> None:
    with pytest.raises(RefusedResponse, match=why):
        check(response, VOICE)


def test_a_screen_response_may_be_larger_but_not_without_limit() -> None:
    check(_with(directives=[{**SHOW, "datasources": {"a": "b" * 50_000}}]), SCREEN)
    with pytest.raises(RefusedResponse, match="more than 122880"):
        check(_with(directives=[{**SHOW, "datasources": {"a": "b" * 125_000}}]), SCREEN)


@pytest.mark.parametrize("part", ["outputSpeech", "card", "reprompt", "directives"])
def test_the_end_of_a_session_cannot_be_answered(part: str) -> None:
    body = {**_with(card={"type": "LinkAccount"}, directives=[])["response"]}
    with pytest.raises(RefusedResponse, match="cannot be answered"):
        check({"version": "1.0", "response": {part: body[part]}}, ENDED)


@pytest.mark.parametrize(
    "inner",
    [
        'One. <break time="10s"/> Two. <break time="500ms"/>',
        '<prosody rate="80%">Slow.</prosody><break strength="strong"/>',
        '<say-as interpret-as="telephone">1 800 222 1222</say-as> <sub alias="triple zero">000</sub>',
        '<amazon:effect name="whispered">Rest.</amazon:effect> Fish &amp; chips',
    ],
)
def test_good_ssml_is_accepted(inner: str) -> None:
    check(_ssml(inner), VOICE)


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("Tom & Jerry", "not well-formed"),
        ("<p>One.", "not well-formed"),
        ("<b>One.</b>", "the tag <b>"),
        ("<speak>One.</speak>", "not one <speak> element"),
        ('<break length="1s"/>', "'length' on <break>"),
        ('<break time="soon"/>', "time='soon'"),
        ('<break time="11s"/>', "pauses for 11 seconds"),
        ('<break time="10001ms"/>', "pauses for 10.001 seconds"),
        ('<break time="6s"/> <s><break time="5s"/></s>', "pauses for 11 seconds"),
        ('<say-as interpret-as="phone">1</say-as>', "interpret-as='phone'"),
        ('<audio src="http://a/b.mp3"/>', "src='http"),
        ('<audio src="https://a/b.mp3"/>' * 6, "more than 5 audio clips"),
        ("a" * 8000, "characters, more than 8000"),
    ],
)
def test_broken_ssml_is_refused(inner: str, why: str) -> None:
    with pytest.raises(RefusedResponse, match=why):
        check(_ssml(inner), VOICE)


def test_speech_that_is_no_speak_element_is_refused() -> None:
    with pytest.raises(RefusedResponse, match="not one <speak> element"):
        check_ssml("<p>One.</p>")
