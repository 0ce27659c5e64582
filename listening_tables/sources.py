"""What the tables are made from, read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from listening_tables.pattern import Pattern, TableError, parse
from upper_back_guide.content import DEFAULT, FACTS, parsed
from upper_back_guide.listening.words import split

WORDS = FACTS / DEFAULT
FOLDER = WORDS / "listening"
VIRTUAL = frozenset({"AGE", "CLAUSE_END", "DAYS"})
"""Classes without words of their own: a number, or the place where a phrase ends."""


@dataclass(frozen=True)
class Sources:
    """The files, as they stand."""

    neutral: Mapping[str, Any]
    """content/signs.toml"""

    said: Mapping[str, Any]
    """How each sign is said."""

    talk: Mapping[str, Any]
    spoken: Mapping[str, Any]
    """Numbers and contractions, as all that compares words knows them."""

    answers: Mapping[str, Any]
    idioms: tuple[str, ...]
    relations: Mapping[str, Any]
    checkup: Mapping[str, Any]
    written: Mapping[str, list[str]]
    """The classes of words that are written down."""

    def plain(self, phrase: str) -> str:
        """A phrase as the ears see it."""
        return " ".join(split(phrase, self.renames, self.with_not, frozenset(self.talk["fillers"])))

    @cached_property
    def renames(self) -> dict[str, str]:
        """What stands for another word; "im" and "i'm" are "i" to the ears."""
        plain = (short.partition("'") for short in self.spoken["contractions"]["plain"])
        return {head + ending: head for head, _, ending in plain} | dict(self.talk["renames"])

    @cached_property
    def with_not(self) -> dict[str, str]:
        """What a word and "not" are together: "do not" is "dont"."""
        return {word: f"{word}nt" for word in self.spoken["contractions"]["with_not"]} | dict(self.talk["with_not"])

    @cached_property
    def digits(self) -> dict[str, int]:
        """What may follow "eighty"."""
        return {word: value for value, word in enumerate(self.spoken["numbers"]["ones"][:10]) if value}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Every word that is a number; zero denies, and is none."""
        ones, tens = (self.spoken["numbers"][name] for name in ("ones", "tens"))
        named = {word: value for value, word in enumerate(ones) if value}
        return named | {word: value * 10 for value, word in enumerate(tens, 2)} | dict(self.talk["numbers"])

    @cached_property
    def patterns(self) -> list[Pattern]:
        """Every pattern of every sign."""
        return [
            parse(sign, key, line)
            for sign, table in self.said.items()
            for key in ("sure", "maybe", "denied")
            for line in table.get(key, ())
        ]

    @cached_property
    def classes(self) -> dict[str, list[str]]:
        """Every class of words; small words in a pattern are classes of their own."""
        classes = dict(self.written)
        classes |= {f"%{id_}": names for id_, names in self.talk["medicines"].items()}
        classes |= {f"@{id_}": [id_, *table["synonyms"]] for id_, table in self.named.items()}
        classes |= {"YEARS_OLD": self.talk["ages"]["years_old"], "MONTHS_OLD": self.talk["ages"]["months_old"]}
        classes |= {"NOT_ME": self.talk["people"]["not_me"], "ABOUT_ME": self.talk["people"]["me"]}
        classes |= {"CARE": self.talk["having"]["care"]}
        for name in self._used():
            if name.islower():
                classes.setdefault(name, [name.replace("_", " ")])
            elif name not in classes and name not in VIRTUAL:
                raise TableError(f"there is no class {name}")
        for name, members in classes.items():
            for member in members:
                if filled := {*member.lower().split()} & {*self.talk["fillers"]}:
                    raise TableError(f"{name}: nobody hears {filled} in {member!r}")
        return classes

    def _used(self) -> set[str]:
        used = {name for pattern in self.patterns for name in (*pattern.names, *pattern.unless)}
        for table in self.said.values():
            used |= {*table.get("softened_by", ()), *table.get("blocked_by", ())}
        for asked in self.answers["questions"].values():
            lists = [*asked["parts"], *(asked.get(key, []) for key in ("all", "yes", "perhaps", "no", "fine"))]
            used |= {name for names in lists for name in names if name not in self.neutral}
        return used

    @property
    def named(self) -> dict[str, Any]:
        """The relations that have a name, not only a pronoun."""
        return {id_: table for id_, table in self.relations.items() if not table.get("unnamed")}

    @property
    def names(self) -> dict[str, str]:
        """Every name and synonym of checkup.toml and its sign; one that a sign takes here belongs to that."""
        told = {
            name: sign
            for kind in ("red_flags", "warning_signs")
            for sign, table in self.checkup[kind].items()
            for name in (table["name"], *table["synonyms"])
        }
        return told | {name: sign for sign, table in self.said.items() for name in table.get("names", ())}


def read() -> Sources:
    """Read the files; Incomplete when one is broken, TableError when they do not fit one another."""
    said, talk, spoken, answers = (parsed(FOLDER / f"{name}.toml") for name in ("signs", "talk", "spoken", "answers"))
    neutral = parsed(FACTS / "signs.toml")
    written: dict[str, list[str]] = {}
    for more in (parsed(FOLDER / "classes.toml"), said.pop("weights"), talk["classes"], answers["classes"]):
        if twice := sorted({*VIRTUAL, *written} & more.keys()):
            raise TableError(f"two classes are called {twice[0]}")
        written |= more
    if set(said) != set(neutral):
        raise TableError(f"signs.toml and its words name different signs: {sorted(set(said) ^ set(neutral))}")
    return Sources(
        neutral=neutral,
        said=said,
        talk=talk,
        spoken=spoken,
        answers=answers,
        idioms=tuple(parsed(FOLDER / "idioms.toml")["idioms"]),
        relations=_relations(),
        checkup=parsed(WORDS / "checkup.toml"),
        written=written,
    )


def _relations() -> dict[str, Any]:
    """Every relation, as it is and as it is called."""
    known, said = (parsed(folder / "caregiver.toml")["relations"] for folder in (FACTS, WORDS))
    return {id_: {**relation, **said[id_]} for id_, relation in known.items()}
