"""Writes the module that the ears load: plain tables, nothing to parse."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from listening_tables import sources, tables, trial
from listening_tables.tables import Table
from upper_back_guide import listening

OUTPUT = Path(listening.__file__).parent / "english.py"

HEAD = '''"""Made by `python -m listening_tables` from content/signs.toml and content/en/listening/: do not edit."""

# ruff: noqa
from typing import NamedTuple


class Weighed(NamedTuple):
    """What the ears know of a sign."""

    rank: int
    red: bool
    softened: tuple[str, ...]
    blocked: tuple[str, ...]
    deictic: bool
    event: bool
    request: bool
    wish: bool


class Asked(NamedTuple):
    """What the ears know of a question."""

    signs: frozenset[str]
    parts: tuple[tuple[str, ...], ...]
    all: tuple[str, ...]
    yes: tuple[str, ...]
    perhaps: tuple[str, ...]
    no: tuple[str, ...]
    fine: tuple[str, ...]
    from_age: int
    to_age: int
    from_days: int
    ever: bool


'''


def text() -> str:
    """The module's source; TableError when the sources are wrong."""
    read = sources.read()
    fixed = tables.fixed(read)
    unheard = trial.unheard(read.names, _source([*fixed, *tables.lexicon(read)]))
    return _source([*fixed, *tables.lexicon(read, unheard)])


def is_fresh(made: str) -> bool:
    """Whether the module is what would be made now."""
    return OUTPUT.is_file() and OUTPUT.read_text(encoding="utf-8") == made


def _source(every: Iterable[Table]) -> str:
    return HEAD + "".join(f"{name}: {kind} = {_value(value)}\n" for name, kind, value in every)


def _value(value: object) -> str:
    """A value's source; a table has a line for each entry, so that changes can be read."""
    if isinstance(value, Mapping):
        return "{\n" + "".join(f"    {key!r}: {entry!r},\n" for key, entry in value.items()) + "}"
    return repr(value)
