"""The exercises and routines in content, as the engine and the talk need them."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from upper_back_guide.content import facts, language, words
from upper_back_guide.stretching import script
from upper_back_guide.stretching.routine import PACES, Exercise, Plan, Step, compose, fit, plan, short_enough
from upper_back_guide.stretching.script import described

SHORTEST, LONGEST = 2, 15
"""Minutes of a routine that is made to a wish."""

FAR = 0.12
"""A routine that takes this much more or less than the wished minutes says so."""

LONGEST_STEP = 82
"""Seconds of one step at most, at our own count: no reply is longer than a minute and a half, whoever it is for."""


def exercise(id_: str) -> Exercise:
    """The facts of an exercise; KeyError when there is none."""
    table = described(id_)
    (shortest, longest), (fewest, most) = table["hold"], table["repetitions"]
    return Exercise(
        id_,
        (shortest, longest),
        (fewest, most),
        table.get("sides", 1),
        table.get("alternating", False),
        table.get("place", 0),
    )


def routines() -> Mapping[str, Mapping[str, Any]]:
    """The routines by id, in the file's order, with their words."""
    said = words("stretching")["routines"]
    return {id_: {**known, **said[id_]} for id_, known in facts("stretching")["routines"].items()}


def known(id_: str) -> bool:
    """Whether this is the id of a routine or of an exercise."""
    return id_ in facts("stretching")["routines"] or id_ in facts("stretching")["exercises"]


def is_routine(id_: str) -> bool:
    """Whether this is the id of a routine."""
    return id_ in facts("stretching")["routines"]


def promised(id_: str) -> int:
    """The minutes that a routine promises; 0 for one exercise."""
    return int(facts("stretching")["routines"].get(id_, {}).get("minutes", 0))


def asks_body(id_: str) -> bool:
    """Whether a routine or an exercise asks what is known of the body first: settling down does not."""
    return bool(facts("stretching")["routines"].get(id_, {}).get("asks_body", True))


def other_length(exercises: tuple[str, ...], pace: str, minutes: int) -> int:
    """The minutes that these take, where that is far from what was wished for; 0 where it is near."""
    if not minutes:
        return 0
    taken = sum(_length(language(), step) for step in steps(exercises, pace, minutes)) / 60
    return max(round(taken), 1) if abs(taken - minutes) > FAR * minutes else 0


def suits(id_: str, conditions: Collection[str] = (), without: Collection[str] = ()) -> bool:
    """Whether an exercise suits somebody of whom this is known, and who is without these things."""
    table = facts("stretching")["exercises"][id_]
    return not {*table.get("not_with", ())} & {*conditions} and not {*table.get("needs", ())} & {*without}


def chosen(
    id_: str, minutes: int = 0, conditions: Collection[str] = (), without: Collection[str] = ()
) -> tuple[str, ...]:
    """The exercises of a routine, or the one exercise, that suit somebody, as many as fill the minutes; empty when none
    does. Without minutes, a routine takes its own."""
    if not is_routine(id_):
        return (id_,) if suits(id_, conditions, without) else ()
    told = facts("stretching")["routines"][id_]
    opens, closes = tuple(told.get("opens_with", ())), tuple(told.get("closes_with", ()))
    pool = tuple(each for each in told["exercises"] if suits(each, conditions, without))
    if not pool or not all(suits(each, conditions, without) for each in (*opens, *closes)):
        return ()
    led = pool if told.get("fixed") else _composed(language(), pool, minutes or told["minutes"], (*opens, *closes))
    return (*opens, *led, *closes)


@cache
def _composed(spoken: str, pool: tuple[str, ...], minutes: int, ends: tuple[str, ...]) -> tuple[str, ...]:
    around = sum(_length(spoken, step) for id_ in ends for step in plan([exercise(id_)], "normal"))
    at_every_pace = {pace: [_short(spoken, id_, pace) for id_ in pool] for pace in PACES}
    return compose(at_every_pace, minutes * 60 - around, lambda step: _length(spoken, step))


def steps(ids: tuple[str, ...], pace: str, minutes: int = 0) -> Plan:
    """The plan of these exercises; with minutes, repetitions are added and left out until it takes about that long."""
    return _steps(language(), ids, pace, minutes)


@cache
def _steps(spoken: str, ids: tuple[str, ...], pace: str, minutes: int) -> Plan:
    exercises = {id_: _short(spoken, id_, pace) for id_ in ids}
    whole = plan([exercises[id_] for id_ in ids], pace)
    if not minutes:
        return whole
    return fit(whole, exercises, minutes * 60 * PACES[pace].stretch, lambda step: _length(spoken, step))


@cache
def _short(spoken: str, id_: str, pace: str) -> Exercise:
    return short_enough(exercise(id_), pace, LONGEST_STEP, lambda step: _length(spoken, step))


@cache
def _length(spoken: str, step: Step) -> float:
    return script.length(step)


def name(id_: str) -> str:
    """How a routine or an exercise is called, without an article; KeyError when there is none."""
    spoken: str = (routines().get(id_) or described(id_))["name"]
    return spoken


LONGEST_NAME = 40
"""Characters of an unknown name that are compared; none of ours is that long, and comparing costs its length."""


def nearest(heard: str, most: int = 3) -> tuple[str, ...]:
    """The ids of the routines and exercises whose names sound most like what was heard, nearest first."""
    from difflib import SequenceMatcher  # only for a name we do not know

    tables = {**words("stretching")["exercises"], **routines()}

    def likeness(id_: str) -> float:
        names = (tables[id_]["name"], *tables[id_]["synonyms"])
        return max(SequenceMatcher(None, heard[:LONGEST_NAME].lower(), each).ratio() for each in names)

    return tuple(sorted(tables, key=likeness, reverse=True)[:most])


def of_length(minutes: int) -> str:
    """The id of the routine whose length comes nearest."""
    return min(offered(), key=lambda id_: abs(routines()[id_]["minutes"] - minutes))


def offered() -> tuple[str, ...]:
    """The routines to choose from, in the file's order."""
    return tuple(id_ for id_, told in facts("stretching")["routines"].items() if not told.get("fixed"))
