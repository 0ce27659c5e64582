"""Finds values of slot types in the words of an utterance, whatever their number ("muscle spasms") or articles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from understanding.model import Model, Value

ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("ing", ""), ("ed", ""),
           ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""))  # fmt: skip
"""Endings, the longest first, and what stands instead of them."""

WHOLE = frozenset({"tens"})
"""What only looks like more than one: the machine is no number."""

VOWEL = re.compile("[aeiouy]")

FILLERS = {
    "a", "an", "the", "my", "your", "his", "her", "their", "our", "some", "any", "this", "that", "these",
    "really", "very", "quite", "pretty", "so",
}  # fmt: skip
"""Words that may stand in or before a value without making it another one."""

BACK = frozenset(
    {"ache", "back", "blade", "catch", "hurt", "knot", "muscle", "neck", "pain", "shoulder", "sore", "spasm", "worse"}
)
"""Words of a back that hurts, by their stems."""

Wordings = Mapping[tuple[str, ...], tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A value of a slot type, named in an utterance."""

    kind: str
    values: tuple[Value, ...]
    start: int
    end: int
    """The words it covers: from start up to end."""


class Lexicon:
    """The wordings of a model's slot values."""

    def __init__(self, model: Model) -> None:
        self._wordings: dict[str, Wordings] = {}
        for kind, wordings in model.lexicon.items():
            kept: dict[tuple[str, ...], tuple[Value, ...]] = {}
            for wording, values in wordings.items():
                key = _key(wording)
                kept[key] = tuple(dict.fromkeys((*kept.get(key, ()), *values)))
            self._wordings[kind] = kept
        self._verbatim = {kind: {_plain(wording) for wording in wordings} for kind, wordings in model.lexicon.items()}
        self._longest = max((len(key) for kept in self._wordings.values() for key in kept), default=0)

    def values(self, kind: str, words: tuple[str, ...]) -> tuple[Value, ...]:
        """The values of a slot type that these words, all of them, stand for."""
        return self._wordings.get(kind, {}).get(_key(words), ())

    def is_verbatim(self, kind: str, words: tuple[str, ...]) -> bool:
        """Whether these are a value's own words, articles aside, and not another form of them."""
        return _plain(words) in self._verbatim.get(kind, ())

    def mentions(self, words: tuple[str, ...], kind: str) -> tuple[Mention, ...]:
        """The values of a slot type that are named in the words, the longest first; none inside a longer one."""
        places = [place for place, word in enumerate(words) if word not in FILLERS]
        stems = tuple(stem(words[place]) for place in places)
        wordings = self._wordings.get(kind, {})
        found: list[Mention] = []
        for length in range(min(self._longest, len(stems)), 0, -1):
            for first in range(len(stems) - length + 1):
                values = wordings.get(stems[first : first + length])
                start, end = places[first], places[first + length - 1] + 1
                if values and not any(longer.start <= start and end <= longer.end for longer in found):
                    found.append(Mention(kind, values, start, end))
        return tuple(found)

    def stems(self) -> frozenset[str]:
        """Every word of every value, without its plural ending."""
        return frozenset(stem for wordings in self._wordings.values() for wording in wordings for stem in wording)


@cache
def stem(word: str) -> str:
    """The word without its ending, so that "spasms", "pulled" and "slouching" meet "spasm", "pull" and "slouch"."""
    for ending, instead in () if word in WHOLE else ENDINGS:
        start = word.removesuffix(ending)
        if start != word and len(start) > 2 and VOWEL.search(start):
            start += instead
            doubled = ending in {"ing", "ed"} and start[-1] == start[-2] and start[-1] not in "lsz"
            return start[:-1] if doubled else start
    return word


def _key(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(stem, _plain(words)))


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    said = tuple(words)
    return tuple(word for word in said if word not in FILLERS) or said  # "her" may be all there is
