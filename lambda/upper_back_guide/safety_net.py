"""When the safety net of an answer is said: where it is due, because a warning said all the time is not heard.

Due is it with the first answer about a complaint in a session, and again when it is about somebody else, when a level
rises, when something worrying is new, or when ten minutes passed. What is always due is not asked about here.
"""

from dataclasses import replace

from upper_back_guide.patient import LEVELS, Patient
from upper_back_guide.turn import About, Reply, State, Turn, Warned

MISS = "AMAZON.FallbackIntent"
COMPLAINT, MEDICINE = "complaint", "medicine"
AFTER = 600
"""Seconds after which a warning is said again."""

FRAMES: frozenset[About] = frozenset({"apology", "opening"})
"""What is said around the talk: its net is not the one of an answer."""


def place(reply: Reply, turn: Turn) -> Reply:
    """The reply with its net if that is due, its state remembering that it was heard."""
    if not reply.net:
        return reply
    about = MEDICINE if reply.about == MEDICINE else COMPLAINT
    if reply.net_when == "due" and not is_due(about, reply.state, turn.at):
        return replace(reply, net="")
    if reply.about in FRAMES or turn.intent == MISS:
        return reply
    one, before = reply.state.patient, reply.state.warned
    of = (*before.of, about) if about not in before.of and _is_fresh(reply.state, turn.at) else (about,)
    warned = Warned(of, turn.at, reply.state.people.person, _rank(one), one.signs)
    return replace(reply, state=replace(reply.state, warned=warned))


def is_due(about: str, state: State, now: int) -> bool:
    """Whether a net is due at a time in seconds since 1970; 0 where that is not known. One about a complaint is due
    though one about a medicine was heard: what a medicine may do is not what may be behind the pain."""
    return not _is_fresh(state, now) or not {about, COMPLAINT}.intersection(state.warned.of)


def _is_fresh(state: State, now: int) -> bool:
    """Whether nothing changed since a net was heard."""
    warned, one = state.warned, state.patient
    return (
        warned.person == state.people.person
        and _rank(one) <= warned.level
        and set(one.signs) <= set(warned.signs)
        and now - warned.at < AFTER
    )


def _rank(one: Patient) -> int:
    """How urgent the level is that was reached, or is so far."""
    return max(map(LEVELS.index, (one.level, one.reached)))
