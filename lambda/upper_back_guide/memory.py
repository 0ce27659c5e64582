"""What a session remembers, as plain JSON, and what is made of it when it comes back."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from math import isfinite
from typing import Any, TypeVar

T = TypeVar("T")

DEEPEST = 6
"""How deep what we wrote ourselves goes, and more than enough of it."""

LONGEST = 8000
"""Characters of one text, which is as much as one reply may hold; entries of one list or table, too."""


def recall(kind: type[T], data: object) -> T:
    """A dataclass from remembered JSON, keeping each field whose value has the type of its default."""
    blank = kind()
    if not isinstance(data, Mapping):
        return blank
    known: dict[str, Any] = {}
    for f in fields(kind):  # type: ignore[arg-type]  # every kind is a dataclass
        if f.name not in data:
            continue
        value, default = data[f.name], getattr(blank, f.name)
        if is_dataclass(default):
            known[f.name] = recall(type(default), value)
        elif isinstance(default, tuple):
            if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
                known[f.name] = tuple(value)
        elif type(value) is type(default):
            known[f.name] = value
    return replace(blank, **known)  # type: ignore[type-var]


LOST: Any = object()


def sound(data: object) -> Any:
    """The same JSON without what no session of ours can hold: numbers that are none, half characters, depths and
    lengths that we never write. Each is lost alone, and what stands beside it stays; None when all of it is."""
    kept = _sound(data, DEEPEST)
    return None if kept is LOST else kept


def _sound(data: object, deepest: int) -> Any:
    match data:
        case None | bool() | int():
            return data
        case float():
            return data if isfinite(data) else LOST
        case str():
            return data if len(data) <= LONGEST and _encodes(data) else LOST
        case Mapping() if deepest and len(data) <= LONGEST:
            items = ((key, _sound(value, deepest - 1)) for key, value in data.items() if isinstance(key, str))
            return {key: value for key, value in items if value is not LOST and _encodes(key)}
        case list() | tuple() if deepest and len(data) <= LONGEST:
            return [value for value in (_sound(each, deepest - 1) for each in data) if value is not LOST]
    return LOST


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
