"""The ask-sdk-core skill: one handler, because choosing the room is not Alexa's business."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import IntentRequest, RequestEnvelope, Response
from ask_sdk_model import Slot as SpokenSlot

from upper_back_guide.alexa.envelope import read
from upper_back_guide.alexa.render import render
from upper_back_guide.conversation import Conversation, Session
from upper_back_guide.storage import Clock, Store
from upper_back_guide.turn import Slot, Turn


class Handler(AbstractRequestHandler):  # type: ignore[misc]
    """Every turn: parse, ask the conversation, hand back what it rendered."""

    def __init__(self, conversation: Conversation[Response]) -> None:
        self._conversation = conversation

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Everything the guard lets through."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer one turn."""
        envelope = handler_input.request_envelope
        session = Session(envelope.session.user.user_id, envelope.session.attributes, envelope.request.request_id)
        answer = self._conversation.answer(turn(envelope, handler_input.context), session)
        handler_input.attributes_manager.session_attributes = answer.attributes
        return answer.response


def talk(store: Store | None = None, clock: Clock = time.time) -> Conversation[Response]:
    """The conversation as Alexa gets it."""
    return Conversation(render, store, clock)


def build(skill_id: str | None, conversation: Conversation[Response]) -> Callable[[Any, Any], Any]:
    """What the SDK's Lambda handler does, for an envelope that the guard let through; with a skill ID it refuses
    requests meant for another skill."""
    builder = SkillBuilder()
    builder.skill_id = skill_id
    builder.add_request_handler(Handler(conversation))
    skill = builder.create()

    def handler(event: Any, context: Any) -> Any:
        answered = skill.invoke(read(event), event["request"])
        # They are JSON as they stand, and most of what there is to serialise.
        attributes, answered.session_attributes = answered.session_attributes, None
        directives, answered.response.directives = answered.response.directives, None
        envelope = skill.serializer.serialize(answered)
        if directives:
            envelope["response"]["directives"] = directives
        return {**envelope, "sessionAttributes": attributes}

    return handler


def turn(envelope: RequestEnvelope, heard: Mapping[str, Any]) -> Turn:
    """What was said, from an envelope the guard let through; `heard` has the words of it where the door hears them."""
    request, device = envelope.request, envelope.context.system.device
    spoken = request.intent.slots if isinstance(request, IntentRequest) else {}
    return Turn(
        intent=request.intent.name if isinstance(request, IntentRequest) else "Launch",
        slots={name: _slot(slot) for name, slot in spoken.items() if slot.value},
        locale=request.locale,
        opening=envelope.session.new,
        words=heard.get("words", ""),
        certainty=heard.get("certainty", 1.0),
        intent_certainty=heard.get("intentCertainty", 1.0),
        also=_also(heard.get("also") or {}, request.locale),
        screen=device.supported_interfaces.alexa_presentation_apl is not None,
        touched=heard.get("touched", False),
    )


def _also(question: Mapping[str, Any], locale: str) -> Turn | None:
    slots = {name: Slot(id_, id_) for name, id_ in question.get("slots", {}).items()}
    return Turn(question["intent"], slots, locale) if question else None


def _slot(slot: SpokenSlot) -> Slot:
    for authority in slot.resolutions.resolutions_per_authority:
        return Slot(authority.values[0].value.id, slot.value)
    return Slot("", slot.value)
