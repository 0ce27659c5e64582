"""How surely words were heard, from what the decoder tells of each.

A logistic regression over 808 recordings of synthetic voices, loud and in noise, of which three in ten were heard word
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
    weighed = 1.53 * sum(shares) / len(words) + 0.17 * min(shares) + 2.42 * known - 0.26 * len(words) - 3.07
    return 1 / (1 + math.exp(-max(weighed, LOWEST)))
