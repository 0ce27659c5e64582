"""What the compiler and the lint have to know of a language: its grammar.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = "grammar.yaml"
ROOT = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language that mean something to the engines."""

    articles: tuple[str, ...]
    articles_not_before: tuple[str, ...]
    """Words before which an article belongs to the name."""

    digits: tuple[str, ...]
    numbers: tuple[str, ...]
    contractions: tuple[tuple[str, str], ...]
    """Patterns, and what they stand for."""

    not_in_a_name: frozenset[str]
    small_words: frozenset[str]


@cache
def of(language: str) -> Grammar:
    """The grammar of a language."""
    data: Mapping[str, Any] = yaml.safe_load((ROOT / language / FILE).read_text(encoding="utf-8"))
    return Grammar(
        articles=tuple(data["articles"]),
        articles_not_before=tuple(data["articles_not_before"]),
        digits=tuple(data["digits"]),
        numbers=tuple(data["numbers"]),
        contractions=tuple((pattern, full) for pattern, full in data["contractions"]),
        not_in_a_name=frozenset(word for group in data["not_in_a_name"] for word in group),
        small_words=frozenset(data["small_words"]),
    )
