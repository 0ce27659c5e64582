"""Requests as Alexa sends them, small."""

from typing import Any

from simulator import envelope


def launch(**changes: Any) -> dict[str, Any]:
    return _envelope({"type": "LaunchRequest", "requestId": "r1", "timestamp": "2026-11-23T08:00:00Z"}, **changes)


def intent(name: str, *, slots: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    request = {
        "type": "IntentRequest",
        "requestId": "r2",
        "timestamp": "2026-11-23T08:00:00Z",
        "intent": {"name": name, "confirmationStatus": "NONE", "slots": slots or {}},
    }
    return _envelope(request, **changes)


def touch(arguments: Any, token: Any = "", **changes: Any) -> dict[str, Any]:
    request = {"type": "Alexa.Presentation.APL.UserEvent", "requestId": "r3", "timestamp": "2026-11-23T08:00:00Z"}
    return _envelope({**request, "token": token, "arguments": arguments}, **changes)


def slot(name: str, heard: str, id_: str = "") -> dict[str, Any]:
    code = "ER_SUCCESS_MATCH" if id_ else "ER_SUCCESS_NO_MATCH"
    authority: dict[str, Any] = {"authority": "amzn1.er-authority.echo-sdk.x", "status": {"code": code}}
    if id_:
        authority["values"] = [{"value": {"name": heard, "id": id_}}]
    return {"name": name, "value": heard, "resolutions": {"resolutionsPerAuthority": [authority]}}


def _envelope(
    request: dict[str, Any],
    *,
    locale: str = "en-US",
    new: bool = True,
    attributes: Any = None,
    skill: str = "amzn1.ask.skill.1",
    interfaces: dict[str, Any] | None = None,
) -> dict[str, Any]:
    session = {"new": new, "sessionId": "s", "attributes": attributes if attributes is not None else {}}
    event = envelope.envelope({**request, "locale": locale}, session, skill=skill, user="amzn1.ask.account.A")
    event["context"]["System"]["device"]["supportedInterfaces"] = interfaces or {}
    return event
