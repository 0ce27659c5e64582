"""A sentence read once: which classes of words stand where, and where its parts end."""

from dataclasses import dataclass

from upper_back_guide.listening import english as table
from upper_back_guide.listening.words import BREAK, COMMA, split

Span = tuple[int, int]
"""The first word, and the one after the last."""

_YEAR = 4


@dataclass(slots=True)
class Scan:
    """The words of a sentence, and what they are."""

    words: list[str]
    spots: dict[str, list[Span]]
    """For each class of words, where it stands."""

    runs: list[int]
    """For each word, the number of its run: full stops and "but" end one."""

    parts: list[int]
    """For each word, the number of its part: a new subject ends one as well."""

    def has(self, name: str) -> bool:
        """Whether a class of words stands anywhere."""
        return name in self.spots

    def starts(self, name: str) -> set[int]:
        """The first words of a class."""
        return {start for start, _ in self.spots.get(name, ())}


def read(text: str) -> Scan:
    """Read a sentence."""
    words = split(text, table.RENAMES, table.WITH_NOT, table.FILLERS)
    spots: dict[str, list[Span]] = {}
    masked = _read_phrases(words, spots)
    for at, word in enumerate(words):
        if at not in masked:
            for name in table.WORDS.get(word) or _stem(word):
                spots.setdefault(name, []).append((at, at + 1))
    spots["CLAUSE_END"] = [(at, at) for at in range(1, len(words) + 1) if at == len(words) or words[at] in table.ENDERS]
    if any(word.isdecimal() and len(word) == _YEAR for word in words):
        spots.setdefault("PAST", []).extend(
            (at, at + 1) for at, word in enumerate(words) if word.isdecimal() and len(word) == _YEAR
        )
    for spans in spots.values():
        if len(spans) > 1:
            spans.sort()
    runs, parts = _divide(words)
    return Scan(words, spots, runs, parts)


def _read_phrases(words: list[str], spots: dict[str, list[Span]]) -> set[int]:
    """Note the classes of longer phrases, and return where words are but a manner of speaking."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    idioms: list[Span] = []
    for at, word in enumerate(words):
        for length in table.STARTS.get(word, ()):
            phrase = table.PHRASES.get(" ".join(words[at : at + length])) if at + length <= len(words) else None
            if phrase:
                found.append((at, at + length, phrase))
                if "~" in phrase:
                    idioms.append((at, at + length))
    for start, end, names in found:
        if not any(a < end and start < b and end - start < b - a for a, b in idioms):
            for name in names:
                if name != "~":
                    spots.setdefault(name, []).append((start, end))
    return {at for start, end in idioms for at in range(start, end)}


def _stem(word: str) -> tuple[str, ...]:
    for ending in table.ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            names = table.WORDS.get(word[: -len(ending)])
            if names:
                return names
    return ()


def _divide(words: list[str]) -> tuple[list[int], list[int]]:
    runs, parts = [], []
    run = part = 0
    before = BREAK
    for word in words:
        if word == BREAK or word in table.BREAKS:
            run, part = run + 1, part + 1
        elif word == COMMA or (word in table.SUBJECTS and before not in table.LINKS and before not in (BREAK, COMMA)):
            part += 1
        runs.append(run)
        parts.append(part)
        before = word
    return runs, parts
