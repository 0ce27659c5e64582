"""What the compiler and the lint have to know of a language: its grammar.yaml, and how it is spoken."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from upper_back_guide.content import FACTS, parsed

FILE = "grammar.yaml"
SPOKEN = "listening/spoken.toml"
"""Its numbers and contractions, which the skill itself listens with."""

ROOT = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The words of one language that mean something to the engines. There is one of each language, so that what
    depends on it can be kept."""

    articles: tuple[str, ...]
    articles_not_before: tuple[str, ...]
    """Words before which an article belongs to the name."""

    owner: str
    """What stands before somebody of one's own: "my mother"."""

    polite: frozenset[str]
    questions: frozenset[str]
    """Words that only a question begins with."""

    digits: tuple[str, ...]
    numbers: tuple[str, ...]
    """What stands for the open AMAZON.NUMBER where sentences are compared."""

    contractions: tuple[tuple[str, str], ...]
    """Patterns, and what they stand for; a possessive is a word of its own, because it may follow a slot."""

    not_in_a_name: frozenset[str]
    small_words: frozenset[str]
    initialisms: frozenset[str]
    """Written in capitals."""

    wake_words: frozenset[str]
    built_in_phrases: Mapping[str, tuple[str, ...]]
    """What Amazon's intents know by themselves, by intent."""

    device_words: frozenset[str]
    fillers: frozenset[str]
    """Words that make no difference between two samples."""

    fillers_of_names: frozenset[str]
    """Words that make none between two names of a type."""

    ungrammatical: tuple[str, ...]
    one_word: frozenset[str]
    """Words that may be all of a sample."""


@cache
def of(language: str) -> Grammar:
    """The grammar of a language."""
    data: Mapping[str, Any] = yaml.safe_load((ROOT / language / FILE).read_text(encoding="utf-8"))
    spoken = parsed(FACTS / language / SPOKEN)
    ones = spoken["numbers"]["ones"]
    return Grammar(
        articles=tuple(data["articles"]),
        articles_not_before=tuple(data["articles_not_before"]),
        owner=data["owner"],
        polite=frozenset(data["polite"]),
        questions=frozenset(data["questions"]),
        digits=tuple(ones[:10]),
        numbers=tuple(ones[1:] + spoken["numbers"]["tens"]),
        contractions=tuple(_contractions(spoken["contractions"])),
        not_in_a_name=frozenset(word for group in data["not_in_a_name"] for word in group),
        small_words=frozenset(data["small_words"]),
        initialisms=frozenset(data["initialisms"]),
        wake_words=frozenset(data["wake_words"]),
        built_in_phrases={intent: tuple(said) for intent, said in data["built_in_phrases"].items()},
        device_words=frozenset(data["device_words"]),
        fillers=frozenset(data["fillers"]),
        fillers_of_names=frozenset(data["fillers_of_names"]),
        ungrammatical=tuple(data["ungrammatical"]),
        one_word=frozenset(word for words in data["one_word"].values() for word in words),
    )


def _contractions(known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield rf"\b({'|'.join(known['is_after'])})'s\b", r"\1 is"
    for short, full in known["words"].items():
        yield rf"\b{re.escape(short)}\b", full
    for ending, full in known["endings"].items():
        yield rf"{ending}\b", f" {full}"
    yield r"'s\b", " 's"
