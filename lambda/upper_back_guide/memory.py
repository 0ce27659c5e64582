"""What a session remembers, as plain JSON, and what is made of it when it comes back."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from math import isfinite
from typing import Any, TypeVar, cast

T = TypeVar("T")

DEEPEST = 6
"""How deep what we wrote ourselves goes, and more than enough of it."""

LONGEST = 4000
"""Characters of one text, and entries of one list or table."""

MOST = 6000
"""Bytes of all texts together. Our longest sessions have half of it; an answer, which holds some of it twice, may have
24 KB."""

BROKEN = "[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
"""What no XML can hold, and so no speech: half characters, and the controls that nobody says. It is compiled when it is
needed: that costs more than a cold start may."""


def recall(kind: type[T], data: object) -> T:
    """A dataclass from remembered JSON, keeping each field whose value has the type of its default."""
    if not isinstance(data, Mapping):
        return kind()
    known: dict[str, Any] = {}
    for name, default, nested in _defaults(cast("Any", kind)):
        if name not in data:
            continue
        value = data[name]
        if nested:
            known[name] = recall(type(default), value)
        elif isinstance(default, tuple):
            if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
                known[name] = tuple(value)
        elif type(value) is type(default):
            known[name] = value
    return kind(**known)


def plain(memory: Any) -> dict[str, Any]:
    """The fields of a dataclass, to be remembered; what they hold stays as it is."""
    return {name: getattr(memory, name) for name, *_ in _defaults(cast("Any", type(memory)))}


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """The name and default of each field, and whether that is a dataclass itself: looked up once, not on every turn."""
    blank = kind()
    return tuple((f.name, getattr(blank, f.name), is_dataclass(getattr(blank, f.name))) for f in fields(kind))


LOST: Any = object()


def sound(data: object) -> Any:
    """The same JSON without what no session of ours can hold: numbers that are none, half characters, depths and
    lengths that we never write. Each is lost alone, and what stands beside it stays; None when all of it is."""
    kept = _sound(data, DEEPEST, [MOST])
    return None if kept is LOST else kept


def _sound(data: object, deepest: int, left: list[int]) -> Any:
    """`left` holds how many characters there may still be. The most frequent kinds come first: it is part of every
    turn."""
    if isinstance(data, str):
        return data if _is_sound(data, left) else LOST
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, dict) and deepest and len(data) <= LONGEST:
        items = [(key, _sound(value, deepest - 1, left)) for key, value in data.items() if isinstance(key, str)]
        return {key: value for key, value in items if value is not LOST and _is_sound(key, left)}
    if isinstance(data, list | tuple) and deepest and len(data) <= LONGEST:
        return [value for value in [_sound(each, deepest - 1, left) for each in data] if value is not LOST]
    if isinstance(data, int):
        return data if abs(data) < 2**53 else LOST
    if isinstance(data, float):
        return data if isfinite(data) else LOST
    return LOST


def _is_sound(text: str, left: list[int]) -> bool:
    size = len(text) if text.isascii() else 6 * len(text)  # as JSON escapes it
    if len(text) > LONGEST or size > left[0] or (not text.isprintable() and re.search(BROKEN, text)):
        return False
    left[0] -= size
    return True
