"""What the tests of the ears share: the names, our rows, and short ways to ask."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from listening_tables import sources
from upper_back_guide.content import facts
from upper_back_guide.listening import Facts, hear

ROUNDS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
HERE = Path(__file__).parent
SIGNS = facts("signs")


@cache
def rows(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))


def names() -> Iterator[tuple[str, str]]:
    """Every name and synonym, and the sign it stands for."""
    yield from sources.read().names.items()


def ids(facts: Facts) -> list[str]:
    return [sign.id for sign in facts.signs]


def called(words: str, kind: str = "") -> list[str]:
    """The red flags that are sure: what gets the call at once."""
    return [sign.id for sign in hear(words, kind).signs if sign.sure and "advice" in SIGNS[sign.id]]


def flagged(words: str, kind: str = "") -> list[str]:
    """The red flags that are heard, sure or unsure."""
    return [sign.id for sign in hear(words, kind).signs if "advice" in SIGNS[sign.id]]
