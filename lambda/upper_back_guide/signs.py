"""The signs of danger that can be heard, in no language: what each gives, and which question it answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from upper_back_guide.content import facts

EMERGENCY = "EMERGENCY"
HURT = "hurt_by_somebody"
HISTORY = frozenset({"cancer"})
"""Signs that tell of what somebody had, or takes, and not of how they are."""

CALL_FOR_HELP = "call_for_help"


@dataclass(frozen=True, slots=True)
class SignFacts:
    """What is known of one sign; content/signs.toml cites the evidence."""

    alone: str
    """The level it gives by itself."""

    call: str
    """How a call for it is answered, by its kind in emergency.toml; empty where it calls for none."""

    question: str
    """The question of the check-up that is about it, or empty."""

    answers: bool
    """Whether saying it is a yes to that question, when it was just asked."""

    raised_by: tuple[str, ...]
    """What the check-up asks next when it was said: ids of questions."""


@cache
def sign(id_: str) -> SignFacts | None:
    """The facts of a sign; None when there is none of that id."""
    table = facts("signs").get(id_)
    if not table:
        return None
    raised_by = tuple(table.get("raised_by", ()))
    return SignFacts(
        table["alone"], table.get("advice", ""), table.get("question", ""), table.get("answers", True), raised_by
    )


def is_emergency(id_: str) -> bool:
    """Whether a sign needs an emergency call by itself."""
    known = sign(id_)
    return known is not None and known.alone == EMERGENCY


def known(ids: Iterable[str]) -> tuple[str, ...]:
    """Those of the ids that are signs."""
    return tuple(id_ for id_ in ids if sign(id_))
