"""Loads what the skill says from content/, each file on first use and once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent / "content" / "en"
FACTS = ROOT.parent
"""What is true in every language."""


class UnknownEntry(LookupError):
    """No entry has this id."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The one next thing an answer offers."""

    entry: str
    """The id of the entry that "yes" leads to."""

    ask: str
    """The question that offers it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be asked for by voice, and its answer."""

    id: str
    """File and key: "causes.stress" is [stress] in answers/causes.toml."""

    name: str
    """How it is called in a sentence: "poor posture"."""

    synonyms: tuple[str, ...]
    """Other ways to say it; with the name they fill the slot types."""

    kinds: tuple[str, ...]
    """The slot types it fills besides Topic."""

    short: str
    """The answer: most important first."""

    more: tuple[str, ...]
    """What "more" adds, a reply at a time."""

    card: str
    sources: tuple[str, ...]
    """Keys of sources.toml."""

    reviewed: date
    """When these words were last held against the sources."""

    points: tuple[str, ...] = ()
    """For an overview: the ids of its points, in the order they are told."""

    offer: Offer | None = None
    helped_by: str = ""
    """The id of the entry that says what helps with it."""


@cache
def words(name: str) -> Mapping[str, Any]:
    """One file of content, as it stands: words("basics") is content/en/basics.toml."""
    with (ROOT / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def facts(name: str) -> Mapping[str, Any]:
    """One file of what is true in every language: facts("signs") is content/signs.toml."""
    with (FACTS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def section(name: str) -> Mapping[str, Entry]:
    """The entries of one answers file, by id, in the file's order."""
    return {f"{name}.{key}": _entry(f"{name}.{key}", table) for key, table in words(f"answers/{name}").items()}


@cache
def sections() -> tuple[str, ...]:
    """The names of the answers files."""
    return tuple(sorted(path.stem for path in (ROOT / "answers").glob("*.toml")))


@cache
def entry(id_: str) -> Entry:
    """The entry with this id; UnknownEntry when there is none."""
    name = id_.partition(".")[0]
    if name in sections() and id_ in section(name):
        return section(name)[id_]
    raise UnknownEntry(id_)


def _entry(id_: str, table: Mapping[str, Any]) -> Entry:
    offer = table.get("offer")
    return Entry(
        id=id_,
        name=table["name"],
        synonyms=tuple(table.get("synonyms", ())),
        kinds=tuple(table.get("kinds", ())),
        short=table["short"],
        more=tuple(table.get("more", ())),
        card=table["card"],
        sources=tuple(table["sources"]),
        reviewed=table["reviewed"],
        points=tuple(table.get("points", ())),
        offer=Offer(offer["entry"], offer["ask"]) if offer else None,
        helped_by=table.get("helped_by", ""),
    )
