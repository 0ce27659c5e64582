"""How surely words were heard, from what the decoder tells of each.

A logistic regression over 943 recordings of synthetic voices, in silence and in noise, of which a third was heard word
for word: real questions, emergencies and everyday talk, most of them in no sample. `benchmarks/hearing.py` has others.
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
    weighed = 1.42 * sum(shares) / len(words) + 0.08 * min(shares) + 2.45 * known - 0.28 * len(words) - 3.08
    return 1 / (1 + math.exp(-max(weighed, LOWEST)))
