"""How likely a word is after the two before it: a trigram model with Witten-Bell smoothing, in the form that decoders
read (ARPA)."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Self

BEGIN, END = "<s>", "</s>"
ORDER = 3
NEVER = -99.0
"""The logarithm of what never happens: nobody says where a sentence begins."""

Gram = tuple[str, ...]


class Trigrams:
    """What was counted of sentences, and what it makes likely."""

    def __init__(self, counts: tuple[Mapping[Gram, int], ...]) -> None:
        """`counts` has the words, then the pairs, then the threes."""
        self.counts = counts
        self._words = sum(counts[0].values())
        self._totals: Counter[Gram] = Counter()
        self._kinds: dict[Gram, list[str]] = defaultdict(list)
        for grams in counts[1:]:
            for gram, count in grams.items():
                self._totals[gram[:-1]] += count
                self._kinds[gram[:-1]].append(gram[-1])

    @classmethod
    def of(cls, sentences: Iterable[Gram]) -> Self:
        """The model of some sentences, each a row of words."""
        counts: tuple[Counter[Gram], ...] = tuple(Counter() for _ in range(ORDER))
        for sentence in sentences:
            said = (BEGIN, *sentence, END)
            counts[0].update((word,) for word in said[1:])
            counts[1].update(pairwise(said))
            counts[2].update(zip(said, said[1:], said[2:], strict=False))
        return cls(counts)

    def probability(self, gram: Gram) -> float:
        """How likely the last word is after the others: what was counted, the shorter history making up for what never
        was. The more kinds of words follow a history, the less its own counts are trusted."""
        if len(gram) == 1:
            return (self.counts[0].get(gram, 0) + 0.5) / (self._words + 0.5 * len(self.counts[0]))
        history, shorter = gram[:-1], self.probability(gram[1:])
        kinds = len(self._kinds.get(history, ()))
        if not kinds:
            return shorter
        counted = self.counts[len(gram) - 1].get(gram, 0)
        return (counted + kinds * shorter) / (self._totals[history] + kinds)

    def backoff(self, history: Gram) -> float:
        """What the shorter history is multiplied with for a word that never followed this one."""
        followers = self._kinds.get(history)
        if not followers:
            return 1.0
        kinds = len(followers)
        return kinds / (self._totals[history] + kinds)

    def arpa(self) -> Iterator[str]:
        """The model, line by line."""
        levels: list[list[Gram]] = [sorted({(BEGIN,), *self.counts[0]}), *map(sorted, self.counts[1:])]
        yield "\\data\\"
        yield from (f"ngram {size}={len(grams)}" for size, grams in enumerate(levels, 1))
        for size, grams in enumerate(levels, 1):
            yield from ("", f"\\{size}-grams:")
            for gram in grams:
                likely = NEVER if gram == (BEGIN,) else math.log10(self.probability(gram))
                then = f" {math.log10(self.backoff(gram)):.4f}" if size < ORDER else ""
                yield f"{likely:.4f} {' '.join(gram)}{then}"
        yield from ("", "\\end\\", "")
