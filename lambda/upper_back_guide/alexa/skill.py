"""The ask-sdk-core skill: one handler, because choosing the room is the router's work."""

import time
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
from upper_back_guide.storage import Store, bookmark
from upper_back_guide.stretching.place import Bookmark
from upper_back_guide.turn import Slot, State, Turn


class Conversation(AbstractRequestHandler):  # type: ignore[misc]
    """Every turn: request to Turn, through the router, Reply to response."""

    def __init__(self, store: Store | None, clock: Callable[[], float]) -> None:
        """With a store, a routine can be taken up in a later session; `clock` gives the seconds since 1970."""
        self._store = store
        self._clock = clock

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Everything the guard lets through."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer one turn. A fault of ours is an apology that keeps the session; only its kind and place are logged."""
        turn = heard(handler_input.request_envelope)
        attributes = handler_input.attributes_manager
        state = State.remembered(attributes.session_attributes)
        user = handler_input.request_envelope.session.user.user_id
        if turn.opening:
            state = self._come_back(user, state)
        try:
            reply = router.respond(turn, state)
            response = render(reply)
        except Exception as fault:
            report(f"turn failed, intent {turn.intent}", fault)
            reply = router.worded(basics.apology(state), turn)
            response = render(reply)
        self._keep(user, state, reply.state)
        attributes.session_attributes = reply.state.memory() if reply.question else {}
        return response

    def _come_back(self, user: str, state: State) -> State:
        """The state with the routine that was left in an earlier session; without one if the store has trouble."""
        if not (self._store and user):
            return state
        try:
            return bookmark.opened(self._store.get(user), state, int(self._clock()))
        except Exception as fault:
            report("bookmark ignored", fault)
            return state

    def _keep(self, user: str, before: State, after: State) -> None:
        """Keep or forget the bookmark if this turn moved it; trouble with the store never costs the reply."""
        if not (self._store and user) or (mark := Bookmark.of(after)) == Bookmark.of(before):
            return
        try:
            self._store.put(user, bookmark.kept(self._store.get(user), mark, int(self._clock())))
        except Exception as fault:
            report("bookmark not kept", fault)


def build(
    skill_id: str | None, store: Store | None = None, clock: Callable[[], float] = time.time
) -> Callable[[Any, Any], Any]:
    """The SDK's Lambda handler; with a skill ID it refuses requests meant for another skill."""
    builder = SkillBuilder()
    builder.skill_id = skill_id
    builder.add_request_handler(Conversation(store, clock))
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
