"""The SDK's request objects, made of what the guard let through.

The SDK's own deserialiser finds each class by its name and each field by its type, anew for every request: it would
take half of the time of a turn.
"""

from collections.abc import Mapping
from typing import Any

from ask_sdk_model import (
    Application,
    Context,
    Device,
    Intent,
    IntentRequest,
    LaunchRequest,
    RequestEnvelope,
    Session,
    Slot,
    SupportedInterfaces,
    User,
)
from ask_sdk_model.interfaces.system import SystemState


class _Untouched(dict[str, Any]):
    """Session attributes, which nobody writes to: the SDK would copy them, to the last text, for every turn."""

    def __deepcopy__(self, memo: object) -> "_Untouched":
        return self


def read(event: Mapping[str, Any]) -> RequestEnvelope:
    """The envelope of one turn."""
    session, system, request = event["session"], event["context"]["System"], event["request"]
    application = Application(system["application"]["applicationId"])
    device = Device(supported_interfaces=_interfaces(system["device"]["supportedInterfaces"]))
    said = {"request_id": request["requestId"], "locale": request["locale"]}
    return RequestEnvelope(
        version=event["version"],
        session=Session(
            new=session["new"],
            session_id=session["sessionId"],
            user=User(session["user"]["userId"]),
            attributes=_Untouched(session["attributes"]),
            application=application,
        ),
        context=Context(SystemState(application=application, device=device)),
        request=IntentRequest(**said, intent=_intent(request["intent"]))
        if request["type"] == "IntentRequest"
        else LaunchRequest(**said),
    )


# What only some turns have is imported when they have it: each would be part of every cold start.


def _interfaces(supported: Mapping[str, Any]) -> SupportedInterfaces:
    if "Alexa.Presentation.APL" not in supported:
        return SupportedInterfaces()
    from ask_sdk_model.interfaces.alexa.presentation.apl import AlexaPresentationAplInterface

    return SupportedInterfaces(alexa_presentation_apl=AlexaPresentationAplInterface())


def _intent(intent: Mapping[str, Any]) -> Intent:
    return Intent(intent["name"], {name: _slot(name, slot) for name, slot in intent["slots"].items()})


def _slot(name: str, slot: Mapping[str, Any]) -> Slot:
    from ask_sdk_model.slu.entityresolution import Resolution, Resolutions, Status, StatusCode, Value, ValueWrapper

    matched = [
        Resolution(
            status=Status(StatusCode.ER_SUCCESS_MATCH),
            values=[ValueWrapper(Value(id=value["value"]["id"])) for value in authority["values"]],
        )
        for authority in slot["resolutions"]["resolutionsPerAuthority"]
    ]
    return Slot(name, slot["value"], resolutions=Resolutions(matched))
