"""The ask-sdk-core skill: one handler, because choosing the room is the router's work."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import IntentRequest, RequestEnvelope, Response
from ask_sdk_model import Slot as SpokenSlot

from upper_back_guide import basics, checkup, router, settings
from upper_back_guide.alexa.envelope import read
from upper_back_guide.alexa.render import render
from upper_back_guide.logs import Account, report
from upper_back_guide.storage import Clock, Store
from upper_back_guide.storage.notes import Notes
from upper_back_guide.turn import Slot, State, Turn


class Conversation(AbstractRequestHandler):  # type: ignore[misc]
    """Every turn: request to Turn, through the router, Reply to response."""

    def __init__(self, store: Store | None, clock: Clock) -> None:
        """With a store, preferences outlive the session; `clock` gives the seconds since 1970."""
        self._store = store
        self._clock = clock

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Everything the guard lets through."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer one turn. A fault of ours is an apology that keeps the session; only its kind and place are logged.

        The guard hands in the turn's Account as the SDK's context, to be filled in.
        """
        envelope, attributes = handler_input.request_envelope, handler_input.attributes_manager
        account = handler_input.context or Account()
        turn = heard(envelope)
        state = State.remembered(attributes.session_attributes)
        kept = attributes.session_attributes.get("kept")
        notes = Notes(self._store, envelope.session.user.user_id, kept, self._clock)
        urgent = checkup.is_emergency(turn)
        if not urgent:
            state = notes.read(state, turn.opening)
        turn = replace(turn, keeping=notes.keeping, kept=notes.document)
        try:
            reply = router.respond(turn, state)
            response = render(reply)
        except Exception as fault:
            report(f"turn failed, intent {account.intent}", fault)
            account.service = "apology"
            reply = router.worded(basics.apology(state), turn)
            response = render(reply)
        if urgent:
            notes.put_off(state, reply.state)
        elif not reply.forget:
            notes.write(state, reply.state)
        elif not notes.forget():
            reply = router.worded(settings.not_forgotten(turn, state), turn)
            response = render(reply)
        account.room = reply.state.room if reply.state.room in router.ROOMS else "unknown"
        if notes.trouble and account.service == "full":
            account.service = "forgetful"
        remembered = {**reply.state.memory(), "kept": notes.memory()}
        attributes.session_attributes = remembered if reply.question else {}
        return response


def build(skill_id: str | None, store: Store | None = None, clock: Clock = time.time) -> Callable[[Any, Any], Any]:
    """What the SDK's Lambda handler does, for an envelope that the guard let through; with a skill ID it refuses
    requests meant for another skill."""
    builder = SkillBuilder()
    builder.skill_id = skill_id
    builder.add_request_handler(Conversation(store, clock))
    skill = builder.create()

    def handler(event: Any, context: Any) -> Any:
        answered = skill.invoke(read(event), context)
        # They are JSON as they stand, and most of what there is to serialise.
        attributes, answered.session_attributes = answered.session_attributes, None
        return {**skill.serializer.serialize(answered), "sessionAttributes": attributes}

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
