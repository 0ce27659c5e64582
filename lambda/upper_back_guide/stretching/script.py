"""What is said while a step is led, how long it takes to say, and what the body does meanwhile."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from upper_back_guide.content import facts, words
from upper_back_guide.speeds import seconds
from upper_back_guide.stretching.routine import Plan, Step, counts
from upper_back_guide.turn import Beat, Pause
from upper_back_guide.wording import sentences

HALF_WAY_FROM = 4
"""Repetitions from which the middle is worth a word."""

Speech = tuple[str | Pause, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What the body does from here on, between two things that are said: the fields of a Beat."""

    do: Literal["cue", "part", "hold", "release"]
    at: int
    repetition: int


Score = Iterator[str | Pause | Move]


def described(id_: str) -> Mapping[str, Any]:
    """What is known of an exercise, and its words; KeyError when there is none."""
    return {**facts("stretching")["exercises"][id_], **words("stretching")["exercises"][id_]}


def step(plan: Plan, at: int, easier: bool = False, brief: bool = False) -> Speech:
    """Leading one step: what to do, in the order it is done, and each hold counted aloud. `brief` leaves out how to get
    into its place: somebody who wants it again is there."""
    return tuple(part for part in _score(plan, at, easier, brief) if not isinstance(part, Move))


def beats(plan: Plan, at: int, easier: bool = False, brief: bool = False) -> tuple[Beat, ...]:
    """What the body does while that is said."""
    counted, silence, found = 0, 0.0, list[Beat]()
    for part in _score(plan, at, easier, brief):
        match part:
            case Move(do, value, repetition):
                found.append(Beat(counted, round(silence, 1), do, value, repetition))
            case Pause(length_):
                silence += length_
            case text:
                counted += len(text.split())
    return tuple(found)


def _score(plan: Plan, at: int, easier: bool, brief: bool) -> Score:
    led = plan[at]
    praise = words("stretching")["praise"]
    yield from _in_brief(plan, at) if brief else _opening(plan, at, easier)
    yield from _repetitions(led, easier)
    if not described(led.exercise).get("moves_place"):
        yield praise[at % len(praise)]


def shown(led: Step, easier: bool) -> str:
    """What to do, in one short sentence of what is said."""
    exercise = described(led.exercise)
    if easier:
        return _first_sentence(exercise["easier"])
    first = _first_sentence(exercise["first"][0])
    return first if len(first) <= LONGEST_SHOWN else _first_sentence(exercise["again"][0])


def _first_sentence(cue: str) -> str:
    return sentences(PAUSE.sub("", cue).strip())[0]


def length(led: Step) -> float:
    """How many seconds it takes to lead a step."""
    return seconds(part for part in _score((led,), 0, easier=False, brief=False) if not isinstance(part, Move))


def filled(text: str, **values: object) -> str:
    """The text with its own places filled: "the <name>". Wording marks, in braces, are left to the router."""
    for place, value in values.items():
        text = text.replace(f"<{place}>", str(value))
    return text


def _in_brief(plan: Plan, at: int) -> Iterator[str]:
    yield filled(words("stretching")["once_more"], name=described(plan[at].exercise)["name"])


def _opening(plan: Plan, at: int, easier: bool) -> Iterator[str | Pause]:
    say, led = words("stretching"), plan[at]
    exercise = described(led.exercise)
    if led.opens:
        lead = "only" if len({each.exercise for each in plan}) == 1 else "then" if at else "first"
        if not exercise.get("unnamed"):
            yield filled(say[lead], name=exercise["name"])
        if exercise["not_for"] and not easier and not led.again:
            yield exercise["not_for"]
    if led.side == "right":
        yield exercise["swap"]
    elif not easier:  # the easier way is led again, from where the listener already is
        yield exercise["setup"]
    if easier:
        yield f"{say['easier']} {exercise['easier']}"
    elif led.place:
        yield Pause(led.place)
    if led.opens and not led.again:
        if exercise["feel"] and not easier:
            yield exercise["feel"]
        if exercise["stop_if"]:
            yield filled(say["stop_if"], sign=exercise["stop_if"])


def _repetitions(led: Step, easier: bool) -> Score:
    say, exercise = words("stretching"), described(led.exercise)
    for repetition in range(led.repetitions):
        left = led.repetitions - repetition
        if led.repetitions > 1:
            yield say["last_one"] if left == 1 else say["numbers"][repetition]
        for at, cue in enumerate(exercise["again"] if repetition else exercise["first"]):
            yield from _cued(cue, at, repetition + 1, exercise)
            if exercise["breath"] and not repetition and not easier and at == 0:
                yield exercise["breath"]
            if not (led.hold or cue.endswith(">")):
                if len(exercise["first"]) == 1 and not exercise.get("moves_place"):
                    yield Move("release", 0, repetition + 1)
                yield Pause(led.breath)
        if led.hold:
            yield Move("hold", led.hold, repetition + 1)
            yield from _hold(led.hold, opens=repetition == 0)
        if exercise["release"] and (led.hold or left == 1):
            yield Move("release", 0, repetition + 1)
            yield exercise["release"]
        if led.repetitions >= HALF_WAY_FROM and left == led.repetitions // 2 + 1:
            yield say["half_way"]
        if led.hold and left > 1:
            yield Pause(led.rest)


def _cued(cue: str, at: int, repetition: int, exercise: Mapping[str, Any]) -> Score:
    """A cue, and what the body does with it: there; back again in its later sentences; or a part of the way with each,
    where it leads into another place."""
    parts = list(paused(cue))
    told = [part for part in parts if isinstance(part, str)]
    done = 0
    for part in parts:
        if isinstance(part, str) and not (done and exercise.get("counted")):
            done += 1
            if exercise.get("moves_place"):
                yield Move("part", 100 * done // len(told), repetition)
            else:
                yield Move("release", 0, repetition) if done > 1 else Move("cue", at, repetition)
        yield part


def _hold(hold: int, opens: bool) -> Iterator[str | Pause]:
    """A hold counted down; there are words between any two pauses."""
    say = words("stretching")
    for at, (count, pause) in enumerate(counts(hold)):
        lead = say["hold_first" if opens else "hold"] if at == 0 else say["count"]
        yield filled(lead, seconds=count)
        yield Pause(pause)


LONGEST_SHOWN = 90
"""Characters of a cue that a screen shows, with its marks."""

PAUSE = re.compile(r"<(?:pause (\d+)|count)>")
COUNTED = 5
"""How far a breath is counted: medical-2's counted breathing."""


def paused(cue: str) -> Iterator[str | Pause]:
    """A cue with the pauses and the counts that are written in it: "Breathe in. <count>", "Rest. <pause 5>"."""
    start = 0
    for mark in PAUSE.finditer(cue):
        if before := cue[start : mark.start()].strip():
            yield before
        if mark[1]:
            yield Pause(int(mark[1]))
        else:
            for number in range(1, COUNTED + 1):
                yield f"{number}."
                yield Pause(0.6)
        start = mark.end()
    if rest := cue[start:].strip():
        yield rest
