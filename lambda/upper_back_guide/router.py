"""The one way through: from intent to room, emergencies first."""

from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType

from upper_back_guide import answers, basics, caregiver, checkup, settings, stretching
from upper_back_guide.turn import Reply, Said, State, Turn
from upper_back_guide.wording import Wording

# A room is a package with INTENTS, the names of the intents it owns; `reply(turn, state)`, which answers those, may
# return None for one that only means something in context (yes, more, go back), and may return a Turn to go on as if
# that had been said, which is how one room leads into another; and `guidance(state)`, its help. A room that can be
# under way also has `resumption(state)`: the question that brings the listener back to it, its reprompt, and the state.
ROOMS: Mapping[str, ModuleType] = {
    "basics": basics,
    "answers": answers,
    "checkup": checkup,
    "caregiver": caregiver,
    "stretching": stretching,
    "settings": settings,
}
OWNERS = {intent: room for room in ROOMS.values() for intent in room.INTENTS}


CONFIRMATIONS = frozenset({"AMAZON.YesIntent", "AMAZON.NoIntent", "NotSureIntent"})

OPENINGS = frozenset({"Launch", "AMAZON.StartOverIntent"})
"""What begins anew."""

FOLLOWING = frozenset(
    {
        "AMAZON.NextIntent",
        "AMAZON.PreviousIntent",
        "AMAZON.YesIntent",
        "ExplainIntent",
        "MoreIntent",
        "PickIntent",
        "WhyIntent",
    }
)
"""What goes on from an answer."""


def respond(turn: Turn, state: State) -> Reply:
    """The reply to one turn, in words that fit the person and the locale; its state remembers it for "repeat".

    An emergency wins in every state. An intent that a room owns goes to that room; one that only means something in
    context goes to the room the last reply came from, then to answers, then to basics. A check-up or routine that was
    interrupted by a question is taken up again at the end of the answer.
    """
    state = caregiver.heard(turn, state)
    here = ROOMS.get(state.room, basics)
    if checkup.is_emergency(turn):
        reply = checkup.emergency(turn, state)
    elif checkup.call(state) and not _passes(turn, state):
        reply = checkup.held(turn, state)
    elif turn.intent == "AMAZON.HelpIntent":
        reply = basics.give_help(state, here.guidance(state))
    else:
        outcome = _outcome(turn, state, here)
        if isinstance(outcome, Turn):
            outcome = _outcome(outcome, state, here)
        reply = outcome if isinstance(outcome, Reply) else basics.apology(state)
    return worded(_resumed(reply), turn)


def _passes(turn: Turn, state: State) -> bool:
    """Whether something said while an emergency call stands gets to its room: a new opening, a setting, and a question
    or what follows its answer, which begin with the call; after talk of suicide no question does."""
    if turn.intent in OPENINGS | {"SlowerIntent", "FasterIntent"}:
        return True
    room = OWNERS.get(turn.intent) or (ROOMS.get(state.room) if turn.intent in FOLLOWING else None)
    return room is settings or (room is answers and not checkup.is_crisis(state))


def _outcome(turn: Turn, state: State, here: ModuleType) -> Reply | Turn:
    room = OWNERS.get(turn.intent, here)
    outcome: Reply | Turn | None = room.reply(turn, state)
    if not outcome and turn.intent not in CONFIRMATIONS:
        outcome = answers.reply(turn, state)
    if not outcome and checkup.call(state) and turn.intent not in OPENINGS:
        return checkup.held(turn, state)
    return outcome or basics.reply(turn, state)


def _resumed(reply: Reply) -> Reply:
    """The reply with its question replaced by the way back to what is under way, if it came from another room."""
    room = ROOMS.get(reply.state.under_way)
    if not room or not hasattr(room, "resumption") or not reply.question or reply.state.room == reply.state.under_way:
        return reply
    question, reprompt, state = room.resumption(reply.state)
    return replace(reply, question=question, reprompt=reprompt, state=state)


def worded(reply: Reply, turn: Turn) -> Reply:
    """A room's reply with its marks replaced; its state remembers the words."""
    wording = Wording(turn.locale, reply.state.person)
    parts = (reply.speech,) if isinstance(reply.speech, str) else reply.speech
    speech = tuple(wording.fit(part) if isinstance(part, str) else part for part in parts)
    question, reprompt = wording.fit(reply.question), wording.fit(reply.reprompt)
    card = reply.card and replace(reply.card, title=wording.fit(reply.card.title), text=wording.fit(reply.card.text))
    misses = reply.state.misses if turn.intent == "AMAZON.FallbackIntent" else 0
    again = reply.state.said.speech if reply.aside else ()
    state = replace(reply.state, misses=misses, said=Said(again or speech, question, reprompt))
    return replace(reply, speech=speech, state=state, question=question, reprompt=reprompt, card=card)
