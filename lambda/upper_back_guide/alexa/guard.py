"""Stands in front of the SDK, so that no request can break a turn.

The SDK deserialises a request before any of its own exception handlers can help, and raises on request types, enum
values and shapes it does not know. The guard hands it only what the skill reads, in a shape it surely knows; what is
not a conversation gets a valid empty response. It logs why, never what was said.
"""

from collections.abc import Mapping
from time import perf_counter
from typing import Any, Protocol

from upper_back_guide.alexa import touch
from upper_back_guide.alexa.skill import build, talk
from upper_back_guide.conversation import Conversation, Session
from upper_back_guide.logs import Account, constant, log_turn, note, report
from upper_back_guide.storage import Store

EMPTY: Mapping[str, Any] = {"version": "1.0", "response": {}}
TOUCH, SCREEN_FAULT = "Alexa.Presentation.APL.UserEvent", "Alexa.Presentation.APL.RuntimeError"
CONVERSATION = frozenset({"LaunchRequest", "IntentRequest", TOUCH})
DISABLED, ENDED = "AlexaSkillEvent.SkillDisabled", "SessionEndedRequest"
MATCH = "ER_SUCCESS_MATCH"
LONGEST = 1000
"""Characters of one thing said; nobody says more in a breath."""


class Disabled(Exception):
    """The person disabled the skill: what is kept of them goes."""

    def __init__(self, user: str) -> None:
        """`user` is Alexa's ID of the person; it is no message, so that no log can hold it."""
        super().__init__()
        self.user = user


class Ended(Exception):
    """The session is over and nothing can be said; the message is the reason."""

    def __init__(self, reason: str, user: str, attributes: Mapping[str, Any]) -> None:
        """`attributes` are the session's last."""
        super().__init__(reason)
        self.user, self.attributes = user, attributes


class Unusable(ValueError):
    """The request cannot be answered; the message says why, in one line without user content."""


class Handler(Protocol):
    """A function as AWS Lambda calls it: request envelope in, response envelope out."""

    def __call__(self, event: object, context: object = None) -> dict[str, Any]:
        """Answer one request."""
        ...


def guarded(skill_id: str | None, store: Store | None = None) -> Handler:
    """The skill behind its guard: request envelope in, response envelope out, never an exception for what is in it.

    With a skill ID it answers no other skill's requests; with a store it remembers between sessions.
    """
    conversation = talk(store)
    invoke = build(skill_id, conversation)

    def handler(event: object, context: object = None) -> dict[str, Any]:
        started = perf_counter()
        try:
            envelope = usable(event, skill_id)
            try:
                answered: dict[str, Any] = invoke(envelope, context)
            except Exception as fault:  # the last door: Alexa gets a valid response, the operator the kind of fault
                report("request failed", fault)
                request = envelope["request"]
                account = Account.of(request["requestId"], request.get("intent", {}).get("name", "Launch"))
                account.service, answered = "none", dict(EMPTY)
                log_turn(account, perf_counter() - started)
            return answered
        except Ended as reason:
            (report if "ERROR" in str(reason) else note)(f"session ended: {reason}")
            conversation.end(Session(reason.user, reason.attributes))
        except Disabled as reason:
            _forget(reason.user, conversation)
        except Unusable as reason:
            report(f"request not answered: {reason}")
        except Exception as fault:
            report("request not read", fault)
        return dict(EMPTY)

    return handler


def _forget(user: str, conversation: Conversation[Any]) -> None:
    try:
        conversation.forget(user)
        note("skill disabled")
    except Exception as fault:  # the row expires by itself
        report("skill disabled, preferences not forgotten", fault)


def usable(event: object, skill_id: str | None = None) -> dict[str, Any]:
    """The part of a request envelope that the skill reads; Ended, Disabled or Unusable when it is no turn of it."""
    envelope = _table(event)
    request = _table(envelope.get("request"))
    kind = request.get("type")
    if kind == SCREEN_FAULT:
        faults = {constant(_text(_table(fault).get("type"))) for fault in _list(request.get("errors"))}
        raise Unusable(" ".join(["a screen failed", *sorted(faults)]))
    if kind not in CONVERSATION | {DISABLED, ENDED}:
        raise Unusable("neither a launch, an intent nor a touch")
    session = _table(envelope.get("session"))
    system = _table(_table(envelope.get("context")).get("System"))
    application = _text(_table(system.get("application") or session.get("application")).get("applicationId"))
    if skill_id and application != skill_id:
        raise Unusable("it was meant for another skill")
    user = _text(_table(session.get("user") or system.get("user")).get("userId"))
    attributes = dict(_table(session.get("attributes")))
    if kind == ENDED:
        reasons = (_text(request.get("reason")), _text(_table(request.get("error")).get("type")))
        raise Ended(" ".join(map(constant, filter(None, reasons))), user, attributes)
    if kind == DISABLED:
        raise Disabled(user)
    device = _table(system.get("device"))
    screen = "Alexa.Presentation.APL" in _table(device.get("supportedInterfaces"))
    kept: dict[str, Any] = {
        "type": kind,
        "requestId": _text(request.get("requestId")),
        "locale": _text(request.get("locale")) or "en",
    }
    if kind == TOUCH:
        kept |= {"type": "IntentRequest", "intent": _touched(request, attributes), "touched": True}
    elif kind == "IntentRequest":
        kept["intent"] = _intent(_table(request.get("intent")))
        # What a device that hears text adds beside Alexa's own; Alexa sends nothing of the kind.
        hearing = _table(envelope.get("hearing"))
        kept["words"] = _text(hearing.get("words"))[:LONGEST]
        kept["certainty"] = _share(hearing.get("certainty"))
        kept["intentCertainty"] = _share(hearing.get("intentCertainty"))
        kept["also"] = _also(_table(hearing.get("also")))
    return {
        "version": "1.0",
        "session": {
            "new": session.get("new") is not False,
            "sessionId": _text(session.get("sessionId")),
            "application": {"applicationId": application},
            "user": {"userId": user},
            "attributes": attributes,
        },
        "context": {
            "System": {
                "application": {"applicationId": application},
                "device": {"supportedInterfaces": {"Alexa.Presentation.APL": {}} if screen else {}},
            }
        },
        "request": kept,
    }


def _touched(request: Mapping[str, Any], attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The intent that a touch stands for, as if it had been said."""
    asked = _text(_table(attributes.get("question")).get("id"))
    choice = touch.touched(request.get("arguments"), _text(request.get("token")), asked)
    if not choice:
        raise Unusable("no touch of our screens")
    slots = {
        name: {"value": id_, "resolutions": {"resolutionsPerAuthority": [_known(id_)]}}
        for name, id_ in choice.slots.items()
    }
    return _intent({"name": choice.intent, "slots": slots})


def _known(id_: str) -> dict[str, Any]:
    return {"status": {"code": MATCH}, "values": [{"value": {"id": id_}}]}


def _also(question: Mapping[str, Any]) -> dict[str, Any]:
    """A second question of the same words, by its intent and the ids of its slots; empty where there was none."""
    slots = {name: id_ for name, id_ in _table(question.get("slots")).items() if isinstance(id_, str)}
    return {"intent": _text(question.get("intent")), "slots": slots} if question else {}


def _intent(intent: Mapping[str, Any]) -> dict[str, Any]:
    name = _text(intent.get("name"))
    if not name:
        raise Unusable("an intent without a name")
    slots = {key: _slot(key, _table(slot)) for key, slot in _table(intent.get("slots")).items() if isinstance(key, str)}
    return {"name": name, "slots": slots}


def _slot(name: str, slot: Mapping[str, Any]) -> dict[str, Any]:
    """One slot with the first value it resolved to; several values said at once count as the first.

    Alexa says it twice, in the slot and in its slotValue, but not always: either may lack what the other has.
    """
    inner = _table(slot.get("slotValue"))
    several = _list(inner.get("values"))
    if several:
        inner = _table(several[0])
    value, said = _text(slot.get("value")), _text(inner.get("value"))
    resolved = _resolved(slot) or (_resolved(inner) if value in ("", said) else [])
    return {"name": name, "value": value or said, "resolutions": {"resolutionsPerAuthority": resolved}}


def _resolved(slot: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The authorities that know the value, each with its first match."""
    resolved = []
    for authority in map(_table, _list(_table(slot.get("resolutions")).get("resolutionsPerAuthority"))):
        values = _list(authority.get("values"))
        id_ = _text(_table(_table(values[0]).get("value")).get("id")) if values else ""
        if id_ and _table(authority.get("status")).get("code") == MATCH:
            resolved.append(_known(id_))
    return resolved


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _share(value: object) -> float:
    """A number from 0 to 1; what is none is sure."""
    return float(value) if type(value) in (int, float) and 0 <= value <= 1 else 1.0  # type: ignore[operator,arg-type]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
