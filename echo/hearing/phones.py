"""How words are spoken: the decoder's own dictionary, and phones of ours for what it lacks."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS, KNOWN = HERE / "phones.toml", HERE / "known_words.txt"
VARIANT = re.compile(r"\(\d+\)$")

Spoken = Mapping[str, tuple[str, ...]]
"""The ways to say each word, each a row of phones."""


def ours() -> Spoken:
    """The words that we have phones for."""
    read: Mapping[str, str | list[str]] = tomllib.loads(OURS.read_text("utf-8"))
    return {word: (ways,) if isinstance(ways, str) else tuple(ways) for word, ways in read.items()}


def known() -> frozenset[str]:
    """The words that the decoder's dictionary is known to have, of those that we need: so whether all have phones can
    be told where there is no decoder."""
    return frozenset(KNOWN.read_text("utf-8").split())


def dictionary(path: Path) -> Spoken:
    """A dictionary of the decoder's: a line has a word and its phones, "word(2)" is another way to say it."""
    ways: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        word, _, phones = line.partition(" ")
        ways[VARIANT.sub("", word)].append(phones)
    return {word: tuple(spoken) for word, spoken in ways.items()}


def lines(words: Iterable[str], theirs: Spoken, own: Spoken) -> list[str]:
    """A small dictionary of only these words, as the decoder reads it."""
    written: list[str] = []
    for word in sorted(words):
        for place, phones in enumerate(dict.fromkeys((*theirs.get(word, ()), *own.get(word, ())))):
            written.append(f"{word}({place + 1}) {phones}" if place else f"{word} {phones}")
    return written


def unspoken(words: Iterable[str], spoken: Collection[str]) -> list[str]:
    """The words that nobody knows how to say."""
    return sorted(set(words) - set(spoken))
