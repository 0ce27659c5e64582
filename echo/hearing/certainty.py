"""How surely words were heard, from what the decoder tells of each.

A logistic regression over 800 recordings of three synthetic voices, in silence and in noise at 20 and 10 dB, of
sentences that we wrote (`understanding/`, `tests/listening/`, samples), half of them heard word for word. The last
number is less by 0.9 than what fits best: of what is heard wrongly 93 % is then below a half, and of what is heard
rightly 79 % above; of 746 others, with a larger language model, 89 and 77 %. `benchmarks/hearing.py` has other
sentences.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST = 1e-300
LOWEST = -50.0
"""Below this it is nothing, and the exponential of it too much."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of what was heard."""

    text: str
    posterior: float
    """The share of all that the decoder held possible at this place that this word had."""

    order: int
    """How many words in a row the language model knew: three at most, one where the word is a surprise there."""


def certainty(words: Sequence[Word]) -> float:
    """From 0 to 1: what is heard more surely than a half is more often right than not."""
    if not words:
        return 0.0
    shares = [math.log(max(word.posterior, SMALLEST)) for word in words]
    known = sum(word.order for word in words) / len(words)
    weighed = 0.34 * sum(shares) / len(words) + 0.28 * min(shares) + 3.37 * known - 0.36 * len(words) - 5.29
    return _share(weighed)


OURS = 0.15
"""How much the language model of the skill counts, against what Whisper makes of the sound."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One of several that Whisper made of a sound."""

    words: tuple[str, ...]
    sound: float
    """The logarithm of how likely Whisper holds it."""

    ours: float
    """The same by the language model of the skill."""

    @property
    def both(self) -> float:
        """What guesses are put in order by."""
        return self.sound + OURS * self.ours


def certainty_among(guesses: Sequence[Guess]) -> float:
    """The same of the first of several guesses: in recordings of the same kind, 934 of two voices, of what is heard
    wrongly 89 % is below a half, and of what is heard rightly 70 % above."""
    if not guesses:
        return 0.0
    best = guesses[0]
    share = -math.log(sum(math.exp(max(guess.both - best.both, LOWEST)) for guess in guesses))
    weighed = 3.16 * share + (2.67 * best.sound + 0.38 * best.ours) / (len(best.words) + 1) + 2.9
    return _share(weighed)


def _share(weighed: float) -> float:
    return 1 / (1 + math.exp(-max(weighed, LOWEST)))
