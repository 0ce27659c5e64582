"""The tables, each with its name, its type and its value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from listening_tables.pattern import Pattern
from listening_tables.sources import Sources

Table = tuple[str, str, object]

SETS = (
    "AGO", "AND", "ARTICLES", "ASKED_OF", "BREAKS", "COPULAS", "DEIXIS", "ENDERS", "FEELING", "FEELING_NEXT",
    "FOR_OTHERS", "GETTING", "GETTING_NEXT", "GOES_ON", "GOING", "HAVES", "I", "ISNT_IT", "LAST_UNIT", "LINKS",
    "NEW_CLAUSE", "NOTHING", "NOTHING_NEXT", "NOT_DENYING", "NO_PARTICLES", "NO_PARTICLE_NEXT", "NO_WHOLE", "NO_WORDS",
    "OPENERS", "POSSESSIVES", "SAYS", "SCOPE_ENDS", "STARTERS", "SUBJECTS", "THE", "THIS_UNIT", "TO", "WANTING", "YOU",
)  # fmt: skip
"""Classes of talk.toml that are looked up word by word."""

NEGATIVE = (
    "CANT",
    "HAVENT",
    "LOST",
    "NEG",
    "NO",
    "NOT",
    "NOT_NOTICED",
    "NOT_WANT",
    "NO_CONTROL",
    "UNLIKE",
    "WITHOUT",
    "WONT",
    "WONT_COME",
)
"""Classes that make a sign of a "cannot"."""

PERSONS = ("CHILD", "OTHER")
"""Classes whose word in a sign is the one who has it."""

UNITS = {"DAY": 1, "WEEK": 7, "MONTH": 30, "YEAR": 365}
PATTERNS = "dict[str, tuple[tuple[str, int, bool, int, tuple[str, ...], tuple[str, ...]], ...]]"


class Source(str):
    """A value that is its own source."""

    def __repr__(self) -> str:
        return str(self)


def fixed(sources: Sources) -> list[Table]:
    """All but the words and the patterns."""
    talk = sources.talk
    classes, ages, people = talk["classes"], talk["ages"], talk["people"]
    sets = {name: classes[name] for name in SETS}
    sets |= {name: sources.answers["classes"][name] for name in ("AFTER_SAME", "TRAILING")}
    sets |= {"FILLERS": talk["fillers"], "NEGATIVE": NEGATIVE, "PERSON_CLASSES": PERSONS, "AGE_BEFORE": ages["before"]}
    sets |= {
        "AGE_NOT_BEFORE": ages["not_before"],
        "HELPERS_BEFORE": people["helpers_before"],
        "HELPERS_BEFORE_TO": people["helpers_before_to"],
        "HELPER_VERBS": people["helper_verbs"],
        "HELPER_VERBS_ME": people["helper_verbs_me"],
        "LIKENED": people["likened"],
    }
    having = talk["having"]
    sets |= {f"HAVING_{name.upper()}": having[name] for name in ("with", "whether", "causing", "taking", "always")}
    sets |= {"UNNAMED": [id_ for id_ in sources.relations if id_ not in sources.named]}
    units = {word: days for name, days in UNITS.items() for word in classes[name]}
    return [
        *((name, "frozenset[str]", _set(members)) for name, members in sorted(sets.items())),
        ("RENAMES", "dict[str, str]", sources.renames),
        ("WITH_NOT", "dict[str, str]", sources.with_not),
        ("ENDINGS", "tuple[str, ...]", tuple(talk["endings"]["cut"])),
        ("PRONOUNS", "dict[str, str]", {word: id_ for id_, words in talk["pronouns"].items() for word in words}),
        ("NUMBERS", "dict[str, int]", sources.numbers),
        ("DIGITS", "dict[str, int]", sources.digits | {str(value): value for value in sources.digits.values()}),
        ("UNITS", "dict[str, int]", units),
        ("CONDITIONS", "tuple[tuple[str, str], ...]", tuple(talk["conditions"].items())),
        ("MEDICINES", "tuple[tuple[str, str], ...]", tuple((id_, f"%{id_}") for id_ in talk["medicines"])),
        ("KINDS", "dict[str, tuple[str, str]]", {kind: tuple(around) for kind, around in talk["kinds"].items()}),
        ("RELATIONS", "dict[str, str]", {id_: table["pronoun"] for id_, table in sources.named.items()}),
        ("SIGNS", "dict[str, Weighed]", _signs(sources)),
        ("QUESTIONS", "dict[str, Asked]", _questions(sources)),
    ]


def lexicon(sources: Sources, unheard: Mapping[str, str] | None = None) -> list[Table]:
    """The words, the phrases, and the patterns; names that no pattern hears are phrases of their own."""
    phrases: dict[str, set[str]] = {}
    for name, members in sources.classes.items():
        for phrase in filter(None, map(sources.plain, members)):
            phrases.setdefault(phrase, set()).add(name)
    for idiom in sources.idioms:
        phrases.setdefault(sources.plain(idiom), set()).add("~")
    named = []
    for phrase, sign in (unheard or {}).items():
        phrases.setdefault(sources.plain(phrase), set()).add(f"={sign}")
        phrases[sources.plain(phrase)].discard("~")
        named.append(Pattern(sign, 3, False, 0, (f"={sign}",), ()))
    found = {phrase: tuple(sorted(names)) for phrase, names in sorted(phrases.items())}
    lengths: dict[str, set[int]] = {}
    for phrase in found:
        first, *rest = phrase.split()
        if rest:
            lengths.setdefault(first, set()).add(len(rest) + 1)
    return [
        (
            "WORDS",
            "dict[str, tuple[str, ...]]",
            {phrase: names for phrase, names in found.items() if " " not in phrase},
        ),
        ("PHRASES", "dict[str, tuple[str, ...]]", {phrase: names for phrase, names in found.items() if " " in phrase}),
        ("STARTS", "dict[str, tuple[int, ...]]", {word: tuple(sorted(some)) for word, some in lengths.items()}),
        ("PATTERNS", PATTERNS, _keyed([*sources.patterns, *named])),
    ]


def _set(names: Iterable[str]) -> Source:
    return Source(f"frozenset({tuple(sorted(names))!r})")


def _signs(sources: Sources) -> dict[str, Source]:
    rows = {}
    for rank, (id_, table) in enumerate(sources.neutral.items()):
        words = sources.said[id_]
        weights = [tuple(words.get(key, ())) for key in ("softened_by", "blocked_by")]
        flags = [words.get(key, False) for key in ("deictic", "event", "request", "wish")]
        rows[id_] = Source(f"Weighed{(rank, 'advice' in table, *weights, *flags)!r}")
    return rows


def _questions(sources: Sources) -> dict[str, Source]:
    rows = {}
    for id_, asked in sources.answers["questions"].items():
        signs = _set(sign for sign, table in sources.neutral.items() if table["question"] == id_)
        lists = [tuple(asked.get(key, ())) for key in ("all", "yes", "perhaps", "no", "fine")]
        limits = [
            asked.get(key, none)
            for key, none in (("from_age", 999), ("to_age", -1), ("from_days", 99_999), ("ever", False))
        ]
        rows[id_] = Source(f"Asked{(signs, tuple(map(tuple, asked['parts'])), *lists, *limits)!r}")
    return rows


def _keyed(patterns: Iterable[Pattern]) -> dict[str, tuple[tuple[Any, ...], ...]]:
    """The patterns, each under the rarest of its classes."""
    every = list(dict.fromkeys(patterns))
    often = Counter(name for pattern in every for name in set(pattern.names))
    keyed: dict[str, list[tuple[Any, ...]]] = {}
    for pattern in every:
        keyed.setdefault(min(pattern.names, key=lambda name: often[name]), []).append(tuple(pattern))
    return {key: tuple(found) for key, found in sorted(keyed.items())}
