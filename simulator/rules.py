"""What Alexa refuses in a response: the rules of the response reference, checked before anything is heard.

Sources: Amazon's "Request and Response JSON Reference" and "SSML Reference"; for the size without a screen, the limit
of 24 KB that held until the current 120 KB one, so that a voice reply works on every device.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.parsers import expat

MAX_SPEECH = 8000
"""Characters of one outputSpeech, markup included."""

MAX_CARD = 8000
"""Characters of a card, all its text together."""

MAX_PAUSE = 10.0
"""Seconds of silence from breaks with no word between them."""

MAX_AUDIO = 5
"""Audio clips in one outputSpeech."""

MAX_VOICE_BYTES = 24 * 1024
MAX_BYTES = 120 * 1024

ENVELOPE = {"version", "sessionAttributes", "userAgent", "response"}
RESPONSE = {"outputSpeech", "card", "reprompt", "directives", "shouldEndSession", "apiResponse"}
CARDS = {
    "Simple": {"type", "title", "content"},
    "Standard": {"type", "title", "text", "image"},
    "LinkAccount": {"type"},
    "AskForPermissionsConsent": {"type", "permissions"},
}
SPEECH = {"PlainText": "text", "SSML": "ssml"}
PLAY = {"ENQUEUE", "REPLACE_ALL", "REPLACE_ENQUEUED"}

TAGS: Mapping[str, Mapping[str, str]] = {
    "speak": {},
    "amazon:domain": {"name": "music|news|conversational|long-form|fun"},
    "amazon:effect": {"name": "whispered"},
    "amazon:emotion": {"name": "excited|disappointed", "intensity": "low|medium|high"},
    "audio": {"src": r"(https|soundbank)://\S+"},
    "break": {"strength": "none|x-weak|weak|medium|strong|x-strong", "time": r"\d+(\.\d+)?m?s"},
    "emphasis": {"level": "strong|moderate|reduced"},
    "lang": {"xml:lang": r"[a-z]{2}-[A-Z]{2}"},
    "p": {},
    "phoneme": {"alphabet": "ipa|x-sampa", "ph": ".+"},
    "prosody": {
        "rate": r"x-slow|slow|medium|fast|x-fast|\d+%",
        "pitch": r"x-low|low|medium|high|x-high|[+-]\d+(\.\d+)?%",
        "volume": r"silent|x-soft|soft|medium|loud|x-loud|[+-]\d+(\.\d+)?dB",
    },
    "s": {},
    "say-as": {
        "interpret-as": "characters|spell-out|cardinal|number|ordinal|digits|fraction|unit|date|time|telephone|address"
        "|interjection|expletive",
        "format": "mdy|dmy|ymd|md|dm|ym|my|d|m|y",
    },
    "sub": {"alias": ".+"},
    "voice": {"name": r"\w+"},
    "w": {"role": r"amazon:(VB|VBD|NN|SENSE_1|DT)"},
}
"""The SSML tags Alexa knows, and for each attribute the values it takes."""

INTERFACES = {
    "Alexa.Presentation.APL.": "Alexa.Presentation.APL",
    "Alexa.Presentation.HTML.": "Alexa.Presentation.HTML",
    "AudioPlayer.": "AudioPlayer",
    "VideoApp.": "VideoApp",
    "Display.": "Display",
    "GameEngine.": "GameEngine",
    # These need nothing of the device.
    "Alexa.Presentation.APLA.": "",
    "Dialog.": "",
    "Connections.": "",
    "Hint": "Display",
}
"""The beginning of a directive's type, and the interface a device must have for it."""


class RefusedResponse(ValueError):
    """Alexa would not play this response; the message says why, in one line."""


def check(response: object, request: Mapping[str, Any]) -> None:
    """Raise RefusedResponse unless Alexa would take the envelope `response` as the answer to the envelope `request`."""
    envelope = _object(response, "the response")
    _size(envelope)
    _known(envelope, ENVELOPE, "the envelope")
    if not isinstance(envelope.get("version"), str) or not envelope["version"]:
        raise RefusedResponse("version is missing")
    _object(envelope.get("sessionAttributes") or {}, "sessionAttributes")
    if "response" not in envelope:
        raise RefusedResponse("response is missing")
    body = {key: value for key, value in _object(envelope["response"], "response").items() if value is not None}
    if request["request"]["type"] == "SessionEndedRequest":
        if set(body) - {"shouldEndSession"}:
            raise RefusedResponse(f"a SessionEndedRequest cannot be answered, and this has {_listed(body)}")
        return
    _known(body, RESPONSE, "response")
    if not isinstance(body.get("shouldEndSession", True), bool):
        raise RefusedResponse("shouldEndSession is not true or false")
    if "outputSpeech" in body:
        _speech(body["outputSpeech"], "outputSpeech")
    _reprompt(body)
    if "card" in body:
        _card(body["card"])
    _directives(body.get("directives", []), request)


def _size(envelope: Mapping[str, Any]) -> None:
    try:
        size = len(json.dumps(envelope, allow_nan=False).encode())
    except (TypeError, ValueError) as fault:
        raise RefusedResponse(f"not JSON: {fault}") from fault
    body = envelope.get("response")
    directives = body.get("directives") if isinstance(body, Mapping) else None
    limit = MAX_BYTES if "Alexa.Presentation.APL." in json.dumps(directives) else MAX_VOICE_BYTES
    if size > limit:
        raise RefusedResponse(f"{size} bytes, more than {limit}")


def _reprompt(body: Mapping[str, Any]) -> None:
    listening = body.get("shouldEndSession") is False
    if listening and "reprompt" not in body:
        raise RefusedResponse("the session stays open without a reprompt")
    if "reprompt" not in body:
        return
    if not listening:
        raise RefusedResponse("a reprompt, but the session does not stay open")
    reprompt = _object(body["reprompt"], "reprompt")
    _known(reprompt, {"outputSpeech", "directives"}, "reprompt")
    if "outputSpeech" not in reprompt:
        raise RefusedResponse("a reprompt that says nothing")
    _speech(reprompt["outputSpeech"], "the reprompt's outputSpeech")


def _speech(value: object, where: str) -> None:
    speech = _object(value, where)
    kind = speech.get("type")
    if kind not in SPEECH:
        raise RefusedResponse(f"{where} has type {kind!r}, not PlainText or SSML")
    _known(speech, {"type", SPEECH[kind], "playBehavior"}, f"{where} of type {kind}")
    text = speech.get(SPEECH[kind])
    if not isinstance(text, str) or not text:
        raise RefusedResponse(f"{where} has no {SPEECH[kind]}")
    if len(text) > MAX_SPEECH:
        raise RefusedResponse(f"{where} has {len(text)} characters, more than {MAX_SPEECH}")
    if speech.get("playBehavior", "ENQUEUE") not in PLAY:
        raise RefusedResponse(f"{where} has playBehavior {speech['playBehavior']!r}")
    if kind == "SSML":
        check_ssml(text, where)


def check_ssml(text: str, where: str = "the SSML") -> None:
    """Raise RefusedResponse unless `text` is well-formed and uses only what Alexa's SSML has."""
    depth = clips = 0
    silence = 0.0

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth, clips, silence
        if (tag == "speak") != (depth == 0):
            raise RefusedResponse(f"{where} is not one <speak> element")
        depth += 1
        _tag(tag, attributes, where)
        if tag == "break":
            silence += _seconds(attributes)
            if silence > MAX_PAUSE:
                raise RefusedResponse(f"{where} pauses for {silence:g} seconds, more than {MAX_PAUSE:g}")
        elif tag == "audio":
            clips, silence = clips + 1, 0.0
            if clips > MAX_AUDIO:
                raise RefusedResponse(f"{where} has more than {MAX_AUDIO} audio clips")

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def words(data: str) -> None:
        nonlocal silence
        if data.strip(" \t\r\n.,;"):
            silence = 0.0

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    try:
        parser.Parse(text, True)
    except expat.ExpatError as fault:
        raise RefusedResponse(f"{where} is not well-formed: {fault}") from fault


def _tag(tag: str, attributes: Mapping[str, str], where: str) -> None:
    if tag not in TAGS:
        raise RefusedResponse(f"{where} has the tag <{tag}>, which Alexa does not know")
    for name, value in attributes.items():
        if name not in TAGS[tag]:
            raise RefusedResponse(f"{where} has {name!r} on <{tag}>, which Alexa does not know")
        if not re.fullmatch(TAGS[tag][name], value):
            raise RefusedResponse(f"{where} has {name}={value!r} on <{tag}>")


def _seconds(attributes: Mapping[str, str]) -> float:
    time = attributes.get("time")
    if time is None:
        return 0.0 if attributes.get("strength") in {"none", "x-weak"} else 1.0
    return float(time[:-2]) / 1000 if time.endswith("ms") else float(time[:-1])


def _card(value: object) -> None:
    card = _object(value, "the card")
    kind = card.get("type")
    if kind not in CARDS:
        raise RefusedResponse(f"the card has type {kind!r}")
    _known(card, CARDS[kind], f"a card of type {kind}")
    image = _object(card.get("image") or {}, "the card's image")
    text = "".join(str(card.get(key) or "") for key in ("title", "content", "text")) + "".join(map(str, image.values()))
    if len(text) > MAX_CARD:
        raise RefusedResponse(f"the card has {len(text)} characters, more than {MAX_CARD}")


def _directives(directives: object, request: Mapping[str, Any]) -> None:
    if not isinstance(directives, list):
        raise RefusedResponse("directives is not a list")
    supported = request["context"]["System"]["device"]["supportedInterfaces"]
    for directive in directives:
        kind = _object(directive, "a directive").get("type")
        if not isinstance(kind, str):
            raise RefusedResponse("a directive without a type")
        needed = next((needs for start, needs in INTERFACES.items() if kind.startswith(start)), None)
        if needed is None:
            raise RefusedResponse(f"the directive {kind} is not one Alexa knows")
        if needed and needed not in supported:
            raise RefusedResponse(f"the directive {kind} needs {needed}, which this device does not have")


def _object(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RefusedResponse(f"{where} is not an object")
    return value


def _known(table: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := set(table) - known:
        raise RefusedResponse(f"{where} has unknown keys: {_listed(unknown)}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(map(str, names)))
