"""What else was said: age, conditions, medicines, since when."""

from collections.abc import Callable, Iterable, Iterator

from upper_back_guide.listening import english as table
from upper_back_guide.listening import people
from upper_back_guide.listening.facts import Trait
from upper_back_guide.listening.people import Mention
from upper_back_guide.listening.scan import Scan, Span
from upper_back_guide.listening.scopes import Scope

_OLDEST = 115
_TENS = 20
_YEARS = range(3, _OLDEST)
"""Ages said without "years old"; below are numbers of other things."""


def age(scan: Scan, mentions: list[Mention]) -> tuple[int, str] | None:
    """An age and whose it is."""
    for at, end, number in _numbers(scan.words):
        following = scan.words[end] if end < len(scan.words) else ""
        before = scan.words[at - 1] if at else ""
        old = any(start == end for start in scan.starts("YEARS_OLD"))
        young = any(start == end for start in scan.starts("MONTHS_OLD"))
        if young:
            return 0, people.person_of(mentions, at, end)
        told = number in _YEARS and before in table.AGE_BEFORE and following not in table.AGE_NOT_BEFORE
        if (old and number < _OLDEST) or told:
            return number, people.person_of(mentions, at, end)
    return None


def since(scan: Scan) -> int | None:
    """How many days ago it began."""
    if scan.has("PREGNANT"):
        return None
    found: list[int] = []
    for at, end, number in _numbers(scan.words):
        days = table.UNITS.get(scan.words[end]) if end < len(scan.words) else None
        around = {*scan.words[max(0, at - 2) : at], *scan.words[end + 1 : end + 2]}
        if days and not around.isdisjoint(table.AGO):
            found.append(number * days)
    for name, days in (("TODAY", 0), ("YESTERDAY", 1)):
        if scan.has(name):
            found.append(days)
    for at, word in enumerate(scan.words[1:], 1):
        if word in table.UNITS and scan.words[at - 1] in (*table.LAST_UNIT, *table.THIS_UNIT):
            found.append(table.UNITS[word] if scan.words[at - 1] in table.LAST_UNIT else 0)
    return max(found, default=None)


def traits(
    scan: Scan,
    wanted: Iterable[tuple[str, str]],
    nos: list[Scope],
    is_asked: Callable[[str, Span], bool],
    mentions: list[Mention],
) -> tuple[Trait, ...]:
    """The conditions or medicines that somebody is said to have or take, each with its class of words."""
    found: dict[Trait, None] = {}
    for id_, name in wanted:
        for start, end in scan.spots.get(name, ()):
            inside = range(start, end)
            denied = any(scope.covers(start) and scope.at not in inside for scope in nos)
            if not denied and not is_asked(id_, (start, end)):
                found[Trait(id_, people.person_of(mentions, start, end))] = None
    return tuple(found)


def _numbers(words: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where numbers begin and end, and which they are."""
    at = 0
    while at < len(words):
        value = _number(words[at])
        end = at + 1
        if value is not None:
            unit = table.DIGITS.get(words[end], 0) if end < len(words) else 0
            if unit and value >= _TENS and value % 10 == 0:
                value, end = value + unit, end + 1
            yield at, end, value
        at = end


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 4 else table.NUMBERS.get(word)
