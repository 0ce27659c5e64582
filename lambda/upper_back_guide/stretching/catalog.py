"""The exercises and routines in content, as the engine and the talk need them."""

from collections.abc import Mapping
from typing import Any

from upper_back_guide.content import facts, words
from upper_back_guide.stretching.routine import Exercise, Plan, plan


def exercise(id_: str) -> Exercise:
    """The facts of an exercise; KeyError when there is none."""
    table = described(id_)
    (shortest, longest), (fewest, most) = table["hold"], table["repetitions"]
    return Exercise(id_, (shortest, longest), (fewest, most), table.get("sides", 1), table.get("alternating", False))


def described(id_: str) -> Mapping[str, Any]:
    """What is known of an exercise, and its words; KeyError when there is none."""
    return {**facts("stretching")["exercises"][id_], **words("stretching")["exercises"][id_]}


def routines() -> Mapping[str, Mapping[str, Any]]:
    """The routines by id, in the file's order, with their words."""
    said = words("stretching")["routines"]
    return {id_: {**known, **said[id_]} for id_, known in facts("stretching")["routines"].items()}


def known(id_: str) -> bool:
    """Whether this is the id of a routine or of an exercise."""
    return id_ in routines() or id_ in words("stretching")["exercises"]


def steps(id_: str, pace: str) -> Plan:
    """The plan of a routine, or of one exercise alone; KeyError when there is neither."""
    ids = routines()[id_]["exercises"] if id_ in routines() else (id_,)
    return plan([exercise(each) for each in ids], pace)


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
    return min(routines(), key=lambda id_: abs(routines()[id_]["minutes"] - minutes))
