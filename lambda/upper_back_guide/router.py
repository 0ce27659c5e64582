"""The one way through: from intent to room, and back to what is under way."""

from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType

from upper_back_guide import answers, basics, caregiver, checkup, settings, stretching
from upper_back_guide.meaning import CONFIRMATIONS, interpret, kind
from upper_back_guide.preference import Preference
from upper_back_guide.turn import Reply, State, Turn

# A room is a package with INTENTS, the names of the intents it owns; `reply(turn, state)`, which answers those, may
# return None for one that only means something in context (yes, more, go back), and may return a Turn to go on as if
# that had been said, which is how one room leads into another; and `guidance(state)`, its help. A room that can be
# under way also has `resumption(state)`: the question that brings the listener back to it, and the state. A room that
# keeps something beyond the session has PREFERENCES. A room with `claim(turn, state)` says first what a turn means at a
# question of its own, whoever owns the intent that it arrived in. One with `show(reply)` adds what screens show at a
# question of its own, whoever replied.
ROOMS: Mapping[str, ModuleType] = {
    "basics": basics,
    "answers": answers,
    "checkup": checkup,
    "caregiver": caregiver,
    "stretching": stretching,
    "settings": settings,
}
OWNERS = {intent: room for room in ROOMS.values() for intent in room.INTENTS}
PREFERENCES: tuple[Preference, ...] = tuple(
    preference for room in ROOMS.values() for preference in getattr(room, "PREFERENCES", ())
)

REDIRECTS = 3
"""How many rooms one turn may be led through."""


def respond(turn: Turn, state: State) -> Reply:
    """The reply to one turn.

    An intent that a room owns goes to that room; one that only means something in context goes to the room whose
    question is open, then to the one the last reply came from, then to answers, then to basics. A yes or no only ever
    answers the open question. A check-up or routine that was interrupted is taken up again at the end of the answer.
    """
    turn = interpret(turn, state)
    here = ROOMS.get(state.question.room)
    if claim := getattr(here, "claim", None):
        turn = claim(turn, state)
    if here is basics or not here:
        here = ROOMS.get(state.room, basics)
    if turn.intent == "AMAZON.HelpIntent":
        return _shown(basics.give_help(state, here.guidance(state)))
    for _ in range(REDIRECTS):
        outcome = _outcome(turn, state)
        if isinstance(outcome, Reply):
            return _shown(_resume(outcome))
        if not outcome:
            break
        turn = outcome
    missed = turn.intent == basics.MISS
    return _shown(_resume(basics.miss(state, here.guidance(state)) if missed else basics.reply(turn, state)))


def _outcome(turn: Turn, state: State) -> Reply | Turn | None:
    asking = ROOMS.get(state.question.room)
    rooms: list[ModuleType | None]
    if owner := OWNERS.get(turn.intent):
        rooms = [owner, answers]
    elif turn.intent in CONFIRMATIONS:
        rooms = [asking]
    else:
        rooms = [asking, ROOMS.get(state.room), answers]
    outcomes = (room.reply(turn, state) for room in rooms if room and room is not basics)
    return next(filter(None, outcomes), None)


def _shown(reply: Reply) -> Reply:
    """The reply with what the room whose question is open has for screens."""
    show = getattr(ROOMS.get(reply.question.room), "show", None)
    return show(reply) if show else reply


def _resume(reply: Reply) -> Reply:
    """The reply with its question replaced by the way back to what is under way, if it is another room's; one about
    deleting is asked first."""
    room = ROOMS.get(reply.state.under_way)
    if (
        not room
        or not hasattr(room, "resumption")
        or not reply.question
        or reply.question.room == reply.state.under_way
        or kind(reply.question) == "strict"
    ):
        return reply
    question, state = room.resumption(reply.state)
    return replace(reply, question=question, state=state, offer="")
