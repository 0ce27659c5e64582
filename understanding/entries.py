"""Which entry a long sentence asks for, learned from what entries are called and answer, and from everyday sentences.

Two things are added up: a trained layer over the sentence's vector, and the words that it has in common with the
nearest text of each entry, rare words most. Vectors alone confuse neighbours, and words alone miss every paraphrase.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from understanding import sayings
from understanding.layer import layer
from understanding.mentions import FILLERS, stem
from understanding.model import Value
from understanding.sentences import Vectors
from understanding.words import bare, tokens
from upper_back_guide import content
from upper_back_guide.answers import lookup
from upper_back_guide.turn import Slot, Turn

COMMON = 5.0
"""What a sentence that has all words in common with one of an entry adds to the log-probability; chosen on sentences of
everyday.toml that were left out of what was learned."""

SLIGHT = FILLERS | {
    "i", "you", "he", "she", "it", "we", "they", "me", "him", "them", "is", "are", "am", "was", "were", "be", "been",
    "do", "does", "to", "of", "in", "on", "at", "for", "and", "or", "but", "with", "what", "how",
}  # fmt: skip
"""Words that say nothing of what a sentence is about."""

PLACE = re.compile(r"\{\w+\}")


class Entries:
    """The entries of a model, as sentences ask for them."""

    def __init__(self, texts: Sequence[str], ids: Sequence[str], vectors: Callable[[], Vectors]) -> None:
        """Learns from these texts of entries, by their ids."""
        self._layer = layer(texts, ids, vectors)
        places = {id_: place for place, id_ in enumerate(self._layer.classes)}
        of = [places[id_] for id_ in ids]
        bags = [frozenset(_words(tokens(text))) for text in texts]
        counts = Counter(word for bag in bags for word in bag)
        self._rarity = {word: math.log(len(texts) / count) for word, count in counts.items() if count > 1}
        rows: dict[str, list[int]] = defaultdict(list)
        self._lengths = np.ones(len(texts), np.float32)
        for row, bag in enumerate(bags):
            known = [word for word in bag if word in self._rarity]
            self._lengths[row] = self._length(known) or 1
            for word in known:
                rows[word].append(row)
        self._rows = {word: np.array(having) for word, having in rows.items()}
        self._of = np.array(of)

    def log_chances(self, words: tuple[str, ...], vector: Vectors) -> Mapping[str, float]:
        """By id, how likely a sentence asks for the entry: natural logarithms."""
        likely = self._layer.log_probabilities(vector)
        scores = np.array(list(likely.values())) + COMMON * self._in_common(words)
        scores -= scores.max()
        return dict(zip(likely, (scores - np.log(np.exp(scores).sum())).tolist(), strict=True))

    def _in_common(self, words: tuple[str, ...]) -> Vectors:
        """For each entry, the share of words that the sentence has in common with the nearest of its texts."""
        known = [word for word in set(_words(words)) if word in self._rarity]
        shared = np.zeros(len(self._of), np.float32)
        for word in known:
            shared[self._rows[word]] += self._rarity[word] ** 2
        nearest = np.zeros(len(self._layer.classes), np.float32)
        np.maximum.at(nearest, self._of, shared / self._lengths / (self._length(known) or 1))
        return nearest

    def _length(self, words: Iterable[str]) -> float:
        return math.sqrt(sum(self._rarity[word] ** 2 for word in words))


def asked_for(intent: str, values: Mapping[str, str]) -> str:
    """The id of the entry that an intent asks for with these ids, or words, in its slots; empty for none."""
    return lookup.asked_for(Turn(intent, {slot: Slot(id_, id_) for slot, id_ in values.items()}))


def texts_of(value: Value) -> Sequence[str]:
    """What an entry is learned from: what it is called, what it answers, and what is said to get there."""
    return list(dict.fromkeys((value.name, *value.synonyms, *everyday(value.id), *_answer(value.id))))


def everyday(key: str) -> Sequence[str]:
    """The everyday sentences of an entry or an intent, as sentences are compared."""
    return [" ".join(bare(tokens(text))) for text in sayings.everyday().get(key, ())]


def _answer(id_: str) -> Sequence[str]:
    """What an entry answers, the places for somebody left out."""
    try:
        return [" ".join(PLACE.sub("", content.entry(id_).short).split())]
    except content.UnknownEntry:
        return ()


def _words(words: Sequence[str]) -> list[str]:
    """The stems that say something, alone and with the next."""
    stems = [stem(word) for word in words if word not in SLIGHT]
    return [*stems, *(f"{one} {two}" for one, two in pairwise(stems))]
