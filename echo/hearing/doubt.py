"""What is told of several guesses: the best, or one with a sign of danger where it is in doubt."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from upper_back_guide import signs
from upper_back_guide.ears import CERTAIN
from upper_back_guide.listening import hear

OTHERS = 6
"""How many other guesses are listened to for danger; those after them are seldom right."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said."""

    text: str
    """The words in small letters; empty where nobody spoke, or nothing was made out."""

    certainty: float
    """How surely those words were said, from 0 to 1."""


class Ear(Protocol):
    """What makes words of a voice."""

    def guesses(self, pcm: bytes) -> Iterable[Heard]:
        """What may have been said in 16-bit mono at 16 kHz, the likeliest first; all as sure as the first, or less."""


def chosen(guesses: Iterable[Heard]) -> Heard | None:
    """The first guess. Where that is not certain and has nothing of danger, the first of the others that has: so the
    skill asks about it. It is not certain either, so it cannot be the call."""
    rest = iter(guesses)
    best = next(rest, None)
    if best is None or best.certainty >= CERTAIN or _is_danger(best):
        return best
    return next(filter(_is_danger, islice(rest, OTHERS)), best)


def _is_danger(guess: Heard) -> bool:
    return any(signs.is_emergency(sign.id) for sign in hear(guess.text).signs)
