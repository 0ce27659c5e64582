"""Request envelopes as an Echo's requests arrive: Amazon's "Request and Response JSON Reference"."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from simulator.viewports import Viewport

if TYPE_CHECKING:  # it also runs on the function's own Python, which has no packages
    from understanding.model import Intent
    from understanding.result import Filled, Understood

APL = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}}


def application_id() -> str:
    """The skill ID that requests are meant for: the one the skill itself checks, when that is set."""
    return os.environ.get("SKILL_ID") or "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"


def new_id(kind: str) -> str:
    """A fresh id of Amazon's form: kind is "session" or "request"."""
    return f"amzn1.echo-api.{kind}.{uuid4()}"


def envelope(
    request: Mapping[str, Any],
    session: Mapping[str, Any],
    screen: Viewport | None = None,
    hearing: Mapping[str, Any] | None = None,
    *,
    skill: str = "",
    user: str = "amzn1.ask.account.SIMULATOR",
) -> dict[str, Any]:
    """A whole request envelope: `session` gives new, sessionId and attributes, `screen` what the device has to show
    things on. `hearing` is what a device that hears text adds beside Amazon's own. `skill` and `user` are their IDs."""
    application, account = {"applicationId": skill or application_id()}, {"userId": user}
    system = {
        "application": application,
        "user": account,
        "device": {"deviceId": "amzn1.ask.device.SIMULATOR", "supportedInterfaces": APL if screen else {}},
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "simulator",
    }
    return {
        "version": "1.0",
        "session": {**session, "application": application, "user": account},
        "context": {**(screen.context() if screen else {}), "System": system},
        "request": dict(request),
        **({"hearing": dict(hearing)} if hearing else {}),
    }


def hearing(understood: "Understood", certainty: float = 1.0) -> dict[str, Any]:
    """What was said, how surely those words were heard, which is wholly where they were typed, how surely the intent is
    what they mean, and what else was asked."""
    heard = {"words": understood.text, "certainty": certainty, "intentCertainty": round(understood.certainty, 3)}
    other = understood.also
    slots = {name: filled.id for name, filled in other.slots.items()} if other else {}
    return {**heard, "also": {"intent": other.intent, "slots": slots}} if other else heard


def launch(locale: str) -> dict[str, Any]:
    """ "Alexa, open upper back guide"."""
    return {**_request("LaunchRequest", locale), "shouldLinkResultBeReturned": False}


def intent(locale: str, spoken: "Intent", filled: Mapping[str, "Filled"]) -> dict[str, Any]:
    """An intent; every slot it declares is there, with a value when it was filled."""
    slots = {name: _slot(name, kind, filled.get(name)) for name, kind in spoken.slots.items()}
    said = {"name": spoken.name, "confirmationStatus": "NONE", **({"slots": slots} if slots else {})}
    return {**_request("IntentRequest", locale), "intent": said, "dialogState": "STARTED"}


def touch(locale: str, arguments: Sequence[str], token: str) -> dict[str, Any]:
    """A touch on what a document with that token shows."""
    source = {"type": "TouchWrapper", "handler": "Press", "id": ""}
    return {
        **_request("Alexa.Presentation.APL.UserEvent", locale),
        "token": token,
        "arguments": list(arguments),
        "source": source,
    }


def ended(locale: str, reason: str) -> dict[str, Any]:
    """The session's end: USER_INITIATED, or EXCEEDED_MAX_REPROMPTS."""
    return {**_request("SessionEndedRequest", locale), "reason": reason}


def _request(kind: str, locale: str) -> dict[str, Any]:
    timestamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"type": kind, "requestId": new_id("request"), "locale": locale, "timestamp": timestamp}


def _slot(name: str, kind: str, filled: "Filled | None") -> dict[str, Any]:
    slot: dict[str, Any] = {"name": name, "confirmationStatus": "NONE"}
    if filled is None:
        return slot
    slot |= {"value": filled.heard, "source": "USER", "slotValue": {"type": "Simple", "value": filled.heard}}
    if not kind.startswith("AMAZON."):
        resolutions = {"resolutionsPerAuthority": [_resolution(kind, filled)]}
        slot["resolutions"] = slot["slotValue"]["resolutions"] = resolutions
    return slot


def _resolution(kind: str, filled: "Filled") -> dict[str, Any]:
    authority = f"amzn1.er-authority.echo-sdk.{application_id()}.{kind}"
    if not filled.values:
        return {"authority": authority, "status": {"code": "ER_SUCCESS_NO_MATCH"}}
    values = [{"value": {"name": value.name, "id": value.id}} for value in filled.values]
    return {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": values}
