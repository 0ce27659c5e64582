"""What Amazon brings by itself: its intents and slot types by name, from a list with its source and date."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "builtins.yaml"


@dataclass(frozen=True, slots=True)
class BuiltIns:
    """Names, each with Amazon's prefix."""

    date: str
    """When the list was read."""

    intents: frozenset[str]
    slotted: frozenset[str]
    """Intents that may have slots."""

    slot_types: frozenset[str]
    retired: frozenset[str]


@cache
def read() -> BuiltIns:
    """The list."""
    data: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return BuiltIns(
        date=str(data["date"]),
        intents=frozenset(f"AMAZON.{name}Intent" for name in (*data["intents"], *data["more_intents"])),
        slotted=frozenset(f"AMAZON.{name}Intent" for name in data["slotted_intents"]),
        slot_types=frozenset(f"AMAZON.{name}" for names in data["slot_types"].values() for name in names),
        retired=frozenset(f"AMAZON.{name}" for name in data["retired"]),
    )
