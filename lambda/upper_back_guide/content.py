"""Loads what the skill says and what it knows from content/, each file on first use and once.

What is true in every language is in content/, how it is said in content/<language>/, under the same names and keys.
"""

import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent / "content"
"""What is true in every language."""

DEFAULT = "en"
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


class UnknownEntry(LookupError):
    """No entry has this id."""


class Incomplete(ValueError):
    """A file is broken, or an entry lacks something; the message says which, what, and where it belongs."""


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

    held_on: date
    """When these words were last held against the sources."""

    net: str = ""
    """Its safety net, a key of nets in answers.toml; empty where it has none."""

    danger: bool = False
    """Whether asking for it is asking about a sign of danger: its net is then always said."""

    moves: bool = False
    """Whether it has somebody stretch or exercise: not before a check-up is done, nor where a doctor has to look."""

    verdicts: Mapping[str, str] = field(default_factory=dict)
    """What is first said to a question of one shape, by shape: keys of verdicts in answers.toml."""

    facets: Mapping[str, str] = field(default_factory=dict)
    """Answers to questions of other shapes, by facet: "how_long"."""

    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The sources of each facet."""

    points: tuple[str, ...] = ()
    """For an overview: the ids of its points, in the order they are told."""

    offer: Offer | None = None
    helped_by: str = ""
    """The id of the entry that says what helps with it."""

    helping: str = ""
    """The id of the entry that says how to help somebody else do it."""

    comforts: bool = False
    """Whether it begins with a kind word of its own."""


def speak(language: str) -> None:
    """What is said from here on is in this language; one that we have no words in is the default."""
    _language.set(language if language in languages() else DEFAULT)


def language() -> str:
    """The language of what is said now."""
    return _language.get()


@cache
def languages() -> frozenset[str]:
    """The languages there are words in."""
    return frozenset(path.parent.name for path in FACTS.glob("*/phrases.toml"))


def words(name: str) -> Mapping[str, Any]:
    """One file of words, as it stands: words("basics") is content/en/basics.toml."""
    return _words(language(), name)


@cache
def _words(language: str, name: str) -> Mapping[str, Any]:
    return parsed(FACTS / language / f"{name}.toml")


@cache
def facts(name: str) -> Mapping[str, Any]:
    """One file of what is true in every language: facts("signs") is content/signs.toml."""
    return parsed(FACTS / f"{name}.toml")


def parsed(path: Path) -> dict[str, Any]:
    """A file of content, read anew; Incomplete when it is broken."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except ValueError as fault:
        raise Incomplete(f"{path.name}: {fault}") from fault


@cache
def sections() -> tuple[str, ...]:
    """The names of the answers files."""
    return tuple(sorted(path.stem for path in (FACTS / "answers").glob("*.toml")))


def section(name: str) -> Mapping[str, Entry]:
    """The entries of one answers file, by id, in the file's order."""
    return _section(language(), name)


@cache
def _section(language: str, name: str) -> Mapping[str, Entry]:
    known, said = facts(f"answers/{name}"), _words(language, f"answers/{name}")
    entries = {}
    for key in {**known, **said}:
        id_ = f"{name}.{key}"
        try:
            entries[id_] = _entry(id_, known.get(key, {}), said.get(key, {}))
        except KeyError as missing:
            files = f"content/answers/{name}.toml and content/{language}/answers/{name}.toml"
            raise Incomplete(f"[{key}] of {files} lacks {missing.args[0]!r}") from missing
    return entries


TREATMENTS = ("medicines.", "relief.heat", "relief.cold", "relief.medication")


def is_treatment(id_: str) -> bool:
    """Whether an entry may be about a medicine, heat or cold, which somebody's condition can speak against."""
    return id_.startswith(TREATMENTS)


def entry(id_: str) -> Entry:
    """The entry with this id; UnknownEntry when there is none."""
    name = id_.partition(".")[0]
    if name in sections() and id_ in (entries := section(name)):
        return entries[id_]
    raise UnknownEntry(id_)


def _entry(id_: str, known: Mapping[str, Any], said: Mapping[str, Any]) -> Entry:
    return Entry(
        id=id_,
        name=said["name"],
        synonyms=tuple(said.get("synonyms", ())),
        kinds=tuple(known.get("kinds", ())),
        short=said["short"],
        more=tuple(said.get("more", ())),
        card=said["card"],
        sources=tuple(known["sources"]),
        held_on=known["held_on"],
        net=known.get("net", ""),
        danger=known.get("danger", False),
        moves=known.get("moves", False),
        verdicts=known.get("verdicts", {}),
        facets={facet: said[facet] for facet in known.get("facets", ())},
        cited={facet: tuple(keys) for facet, keys in known.get("facets", {}).items()},
        points=tuple(known.get("points", ())),
        offer=Offer(known["offer"], said["ask"]) if "offer" in known else None,
        helped_by=known.get("helped_by", ""),
        helping=known.get("helping", ""),
        comforts=known.get("comforts", False),
    )
