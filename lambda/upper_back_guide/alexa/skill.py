"""The ask-sdk-core skill: one handler, because choosing the room is the router's work."""

from collections.abc import Callable
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import IntentRequest, RequestEnvelope, Response
from ask_sdk_model import Slot as SpokenSlot

from upper_back_guide import basics, router
from upper_back_guide.alexa.faults import report
from upper_back_guide.alexa.render import render
from upper_back_guide.turn import Slot, State, Turn


class Conversation(AbstractRequestHandler):  # type: ignore[misc]
    """Every turn: request to Turn, through the router, Reply to response."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Everything the guard lets through."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer one turn. A fault of ours is an apology that keeps the session; only its kind and place are logged."""
        turn = heard(handler_input.request_envelope)
        attributes = handler_input.attributes_manager
        state = State.remembered(attributes.session_attributes)
        try:
            reply = router.respond(turn, state)
            response = render(reply)
        except Exception as fault:
            report(f"turn failed, intent {turn.intent}", fault)
            reply = router.worded(basics.apology(state), turn)
            response = render(reply)
        attributes.session_attributes = reply.state.memory() if reply.question else {}
        return response


def build(skill_id: str | None) -> Callable[[Any, Any], Any]:
    """The SDK's Lambda handler; with a skill ID it refuses requests meant for another skill."""
    builder = SkillBuilder()
    builder.skill_id = skill_id
    builder.add_request_handler(Conversation())
    handler: Callable[[Any, Any], Any] = builder.lambda_handler()
    return handler


def heard(envelope: RequestEnvelope) -> Turn:
    """What was said, from an envelope the guard let through."""
    request, device = envelope.request, envelope.context.system.device
    spoken = request.intent.slots if isinstance(request, IntentRequest) else {}
    return Turn(
        intent=request.intent.name if isinstance(request, IntentRequest) else "Launch",
        slots={name: _slot(slot) for name, slot in spoken.items() if slot.value},
        locale=request.locale,
        opening=envelope.session.new,
        screen=device.supported_interfaces.alexa_presentation_apl is not None,
    )


def _slot(slot: SpokenSlot) -> Slot:
    for authority in slot.resolutions.resolutions_per_authority:
        return Slot(authority.values[0].value.id, slot.value)
    return Slot("", slot.value)
