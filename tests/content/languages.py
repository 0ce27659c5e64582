"""Holds what is written in one language to another, and to what is true in every language."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OWN = {"listening", "locales", "plain_yes", "plain_no", "hedges", "doubts", "safe_yes", "small", "synonyms", "hears"}
"""What each language says its own way: words to listen for, and its locales."""

RULES = {"not_led"}
"""Tables that are no list of things to be named."""


def gaps(folder: Path, other: Path) -> list[str]:
    """Files, keys and places that one language folder has and the other has not."""
    first, second = _texts(folder), _texts(other)
    found = [f"{key} is missing in {other.name}" for key in first.keys() - second.keys()]
    found += [f"{key} is missing in {folder.name}" for key in second.keys() - first.keys()]
    found += [f"{key} has other places" for key in first.keys() & second.keys() if first[key] != second[key]]
    return sorted(found)


def unsaid(facts: Path, folder: Path) -> list[str]:
    """What we know of that a language has no words for, in the files that both have."""
    return [gap for path in sorted(folder.rglob("*.toml")) for gap in _unsaid(facts / path.relative_to(folder), path)]


def _unsaid(known: Path, said: Path) -> list[str]:
    if not known.is_file():
        return []
    words = _load(said)
    keys = [key for key in _load(known) if key not in RULES]
    missing = [key for key in keys if key not in words]
    missing += [f"{key}.{id_}" for key in keys if key in words for id_ in _ids(_load(known)[key], words[key])]
    return [f"{said.parent.name}/{said.name}: {key}" for key in missing]


def _ids(known: Any, said: Any) -> list[str]:
    """The keys of a table of tables that have no words."""
    tables = isinstance(known, dict) and all(isinstance(value, dict) for value in known.values())
    return [id_ for id_ in known if id_ not in said] if tables and isinstance(said, dict) else []


def _texts(folder: Path) -> dict[str, frozenset[str]]:
    texts: dict[str, frozenset[str]] = {}
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).with_suffix("")
        if not {*name.parts} & OWN:
            texts |= {f"{name}: {key}": places for key, places in _places(_load(path))}
    return texts


def _places(data: Any, key: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every text by its key, with the places in it that the rooms fill in."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in OWN:
                yield from _places(value, f"{key}.{name}".strip("."))
    elif isinstance(data, list):
        yield key, frozenset(re.findall(r"<\w+>", " ".join(map(str, data))))
    else:
        yield key, frozenset(re.findall(r"<\w+>", str(data)))


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
