"""Reads the sources and writes the module."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from listening_tables import trial
from listening_tables.pattern import Pattern, TableError, parse
from upper_back_guide import listening
from upper_back_guide.content import ROOT
from upper_back_guide.listening.words import split

SOURCE = ROOT / "listening"
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
    """The module's source."""
    return _source(_tables())


def _source(tables: Iterable[tuple[str, str, object]]) -> str:
    return HEAD + "".join(f"{name}: {kind} = {value!r}\n" for name, kind, value in tables)


def is_fresh(made: str) -> bool:
    """Whether the module is what would be made now."""
    return OUTPUT.is_file() and OUTPUT.read_text(encoding="utf-8") == made


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _tables() -> Iterable[tuple[str, str, object]]:
    talk = _toml(SOURCE / "talk.toml")
    said = _toml(SOURCE / "signs.toml")
    answers = _toml(SOURCE / "answers.toml")
    neutral = _toml(ROOT.parent / "signs.toml")
    weights = said.pop("weights")
    if set(said) != set(neutral):
        raise TableError(f"signs.toml and its words name different signs: {sorted(set(said) ^ set(neutral))}")
    fillers = frozenset(talk["fillers"])
    renames = {**talk["renames"]}

    def plain(phrase: str) -> str:
        return " ".join(split(phrase, renames, talk["with_not"], fillers))

    classes: dict[str, list[str]] = _toml(SOURCE / "classes.toml")
    for more in (weights, talk["classes"], answers["classes"]):
        if twice := sorted(classes.keys() & more.keys()):
            raise TableError(f"two classes are called {twice[0]}")
        classes |= more
    classes |= {f"%{id_}": names for id_, names in talk["medicines"].items()}
    classes |= {f"@{id_}": names for id_, names in _relations().items()}
    classes |= {"YEARS_OLD": talk["ages"]["years_old"], "MONTHS_OLD": talk["ages"]["months_old"]}
    classes |= {"NOT_ME": talk["people"]["not_me"], "ABOUT_ME": talk["people"]["me"]}
    patterns = [
        pattern for sign, table in said.items() for pattern in _patterns(sign, table)
    ]
    for pattern in patterns:
        for name in (*pattern.names, *pattern.unless):
            if name != "CLAUSE_END" and not name.isupper() and name not in classes:
                classes[name] = [name.replace("_", " ")]
            if name != "CLAUSE_END" and name not in classes:
                raise TableError(f"{pattern.sign}: no class {name}")
    phrases: dict[str, set[str]] = {}
    for name, members in classes.items():
        for member in members:
            if plain(member):
                phrases.setdefault(plain(member), set()).add(name)
    for asked in answers["questions"].values():
        for name in (*asked.get("yes", ()), *asked.get("perhaps", ()), *asked.get("no", ()), *sum(asked["parts"], [])):
            if not name.isupper() and name not in neutral:
                phrases.setdefault(plain(name.replace("_", " ")), set()).add(name)
    told = names(said)
    for phrase in _toml(SOURCE / "idioms.toml")["idioms"]:
        phrases.setdefault(plain(phrase), set()).add("~")
    relations = _toml(ROOT / "caregiver.toml")["relations"]
    fixed = [
        *_language(talk, plain),
        ("RELATIONS", "dict[str, str]", {id_: table["pronoun"] for id_, table in relations.items() if not table.get("unnamed")}),
        ("UNNAMED", "frozenset[str]", _sorted({id_ for id_, table in relations.items() if table.get("unnamed")})),
        ("SIGNS", "dict[str, Weighed]", _Raw(_signs(said, neutral))),
        ("QUESTIONS", "dict[str, Asked]", _Raw(_questions(answers["questions"], neutral))),
    ]
    yield from fixed
    unheard = trial.unheard(told, _source([*fixed, *_lexicon(phrases), ("PATTERNS", "object", _keyed(patterns))]))
    for phrase, sign in unheard.items():
        phrases.setdefault(plain(phrase), set()).add(f"={sign}")
        phrases[plain(phrase)].discard("~")
    named = [Pattern(sign, 3, False, 0, (f"={sign}",), ()) for sign in sorted(set(unheard.values()))]
    yield from _lexicon(phrases)
    yield "PATTERNS", "dict[str, tuple[tuple[str, int, bool, int, tuple[str, ...], tuple[str, ...]], ...]]", _keyed([*patterns, *named])


class _Raw(str):
    def __repr__(self) -> str:
        return str(self)


def _sorted(names: Iterable[str]) -> _Raw:
    return _Raw(f"frozenset({tuple(sorted(names))!r})")


def _relations() -> dict[str, list[str]]:
    relations = _toml(ROOT / "caregiver.toml")["relations"]
    return {
        id_: [id_, *table["synonyms"]] for id_, table in relations.items() if not table.get("unnamed")
    }


def names(said: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Every name and synonym of checkup.toml and its sign; one that a sign takes here belongs to that."""
    said = said or {sign: table for sign, table in _toml(SOURCE / "signs.toml").items() if sign != "weights"}
    checkup = _toml(ROOT / "checkup.toml")
    told = {
        name: sign
        for kind in ("red_flags", "warning_signs")
        for sign, table in checkup[kind].items()
        for name in (table["name"], *table["synonyms"])
    }
    return told | {name: sign for sign, table in said.items() for name in table.get("names", ())}


def _patterns(sign: str, table: Mapping[str, Any]) -> Iterable[Pattern]:
    for key in ("sure", "maybe", "denied"):
        for line in table.get(key, ()):
            yield parse(sign, key, line)


def _signs(said: Mapping[str, Any], neutral: Mapping[str, Any]) -> str:
    rows = []
    for rank, (id_, table) in enumerate(neutral.items()):
        words = said[id_]
        values = (
            rank, "advice" in table, tuple(words.get("softened_by", ())), tuple(words.get("blocked_by", ())),
            words.get("deictic", False), words.get("event", False), words.get("request", False), words.get("wish", False),
        )
        rows.append(f"{id_!r}: Weighed(*{values!r})")
    return "{" + ", ".join(rows) + "}"


def _questions(questions: Mapping[str, Any], neutral: Mapping[str, Any]) -> str:
    rows = []
    for id_, asked in questions.items():
        signs = tuple(sorted(sign for sign, table in neutral.items() if table["question"] == id_))
        values = [signs, tuple(map(tuple, asked["parts"]))]
        values += [tuple(asked.get(key, ())) for key in ("all", "yes", "perhaps", "no", "fine")]
        values += [asked.get("from_age", 999), asked.get("to_age", -1), asked.get("from_days", 99999), asked.get("ever", False)]
        rows.append(f"{id_!r}: Asked(frozenset({values[0]!r}), {', '.join(map(repr, values[1:]))})")
    return "{" + ", ".join(rows) + "}"


def _language(talk: Mapping[str, Any], plain: Callable[[str], str]) -> Iterable[tuple[str, str, object]]:
    classes = talk["classes"]
    yield "RENAMES", "dict[str, str]", dict(talk["renames"])
    yield "WITH_NOT", "dict[str, str]", dict(talk["with_not"])
    yield "FILLERS", "frozenset[str]", _sorted(talk["fillers"])
    for name in ("NOT_DENYING", "NO_PARTICLE_NEXT", "BREAKS", "SCOPE_ENDS", "SUBJECTS", "LINKS", "OPENERS", "STARTERS", "DEIXIS", "ISNT_IT", "AGO", "POSSESSIVES", "FOR_OTHERS", "ENDERS", "WANTING"):
        yield name, "frozenset[str]", _sorted(plain(word) for word in classes[name] if plain(word))
    yield "NO_PARTICLES", "frozenset[str]", _sorted(["no", "nope", "nah"])
    yield "NEGATIVE", "frozenset[str]", _sorted(["CANT", "NEG", "WONT_COME", "NOT_NOTICED", "NO_CONTROL", "NOT", "HAVENT", "NO", "WONT", "NOT_WANT", "UNLIKE", "WITHOUT", "LOST"])
    yield "PERSON_CLASSES", "frozenset[str]", _sorted(["OTHER", "CHILD"])
    pronouns = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she", "they": "they", "them": "they", "their": "they"}
    pronouns |= {word: "me" for word in ("i", "my", "me", "myself", "mine")} | {"someone": "they", "somebody": "they"}
    yield "PRONOUNS", "dict[str, str]", pronouns
    yield "HELPERS_BEFORE", "frozenset[str]", _sorted(talk["people"]["helpers_before"])
    yield "HELPER_VERBS", "frozenset[str]", _sorted(talk["people"]["helper_verbs"])
    yield "NUMBERS", "dict[str, int]", dict(talk["numbers"])
    units = {"DAY": 1, "WEEK": 7, "MONTH": 30, "YEAR": 365}
    yield "UNITS", "dict[str, int]", {word: days for name, days in units.items() for word in classes[name]} | {"fortnight": 14}
    yield "AGE_BEFORE", "frozenset[str]", _sorted(plain(word) for word in talk["ages"]["before"])
    yield "AGE_NOT_BEFORE", "frozenset[str]", _sorted(talk["ages"]["not_before"])
    yield "CONDITIONS", "tuple[tuple[str, str], ...]", tuple(talk["conditions"].items())
    yield "MEDICINES", "tuple[tuple[str, str], ...]", tuple((id_, f"%{id_}") for id_ in talk["medicines"])
    yield "KINDS", "dict[str, tuple[str, str]]", {kind: tuple(around) for kind, around in talk["kinds"].items()}


def _lexicon(phrases: Mapping[str, set[str]]) -> Iterable[tuple[str, str, object]]:
    single = {phrase: tuple(sorted(names)) for phrase, names in phrases.items() if " " not in phrase}
    longer = {phrase: tuple(sorted(names)) for phrase, names in phrases.items() if " " in phrase}
    starts: dict[str, set[int]] = {}
    for phrase in longer:
        starts.setdefault(phrase.partition(" ")[0], set()).add(phrase.count(" ") + 1)
    yield "WORDS", "dict[str, tuple[str, ...]]", dict(sorted(single.items()))
    yield "PHRASES", "dict[str, tuple[str, ...]]", dict(sorted(longer.items()))
    yield "STARTS", "dict[str, tuple[int, ...]]", {word: tuple(sorted(found)) for word, found in sorted(starts.items())}


def _keyed(patterns: Iterable[Pattern]) -> dict[str, tuple[tuple[Any, ...], ...]]:
    """The patterns, each under the rarest of its classes."""
    every = list(dict.fromkeys(patterns))
    often = Counter(name for pattern in every for name in set(pattern.names))
    keyed: dict[str, list[tuple[Any, ...]]] = {}
    for pattern in every:
        key = min(pattern.names, key=lambda name: (name in ("i", "my", "to"), often[name]))
        keyed.setdefault(key, []).append(tuple(pattern))
    return {key: tuple(found) for key, found in sorted(keyed.items())}
