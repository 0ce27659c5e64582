"""The routine engine: which exercise, side, repetition and hold comes next. No clock and no words in here.

A routine becomes a plan: its steps in order. A step is what is led in one reply: one exercise, or one side of it. The
pace changes how long and how often, never which steps there are, so a place in a plan holds at every pace.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["", "left", "right", "both"]


@dataclass(frozen=True, slots=True)
class Exercise:
    """What the engine knows of an exercise."""

    id: str
    hold: tuple[int, int]
    """The shortest and the longest hold in seconds, by the source; zeros for a slow movement without one."""

    repetitions: tuple[int, int]
    """The fewest and the most, for each side."""

    sides: int = 1
    alternating: bool = False
    """Whether both sides belong to one repetition, instead of one side after the other."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How quickly a routine goes."""

    long: bool
    """Whether holds are the longest that the exercise allows; the time goes off the repetitions, then the fewest."""

    breath: int
    """Seconds after each cue of a slow movement."""

    rest: int
    """Seconds between two repetitions of a hold."""


PACES: Mapping[str, Pace] = {
    "slow": Pace(long=True, breath=5, rest=3),
    "normal": Pace(long=False, breath=4, rest=3),
    "quick": Pace(long=False, breath=3, rest=2),
}
"""From slow to quick."""

COUNT = 5
"""Seconds between two counts of a hold: half of what one pause may last, so silence stays short."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is led in one reply."""

    exercise: str
    side: Side
    opens: bool
    """Whether it is the first step of its exercise."""

    repetitions: int
    hold: int
    """Seconds of each hold, or zero."""

    breath: int
    rest: int


Plan = tuple[Step, ...]


def plan(exercises: Sequence[Exercise], pace: str) -> Plan:
    """The steps of a routine at a pace of PACES; KeyError for another."""
    return tuple(step for exercise in exercises for step in _steps(exercise, PACES[pace]))


def _steps(exercise: Exercise, pace: Pace) -> list[Step]:
    sides: tuple[Side, ...] = ("",)
    if exercise.sides == 2:
        sides = ("both",) if exercise.alternating else ("left", "right")
    hold, repetitions = exercise.hold[pace.long], exercise.repetitions[not pace.long]
    return [Step(exercise.id, side, side == sides[0], repetitions, hold, pace.breath, pace.rest) for side in sides]


def counts(hold: int) -> tuple[int, ...]:
    """The pauses that a hold is counted in; they add up to it."""
    whole, rest = divmod(hold, COUNT)
    return (COUNT,) * whole + ((rest,) if rest else ())


def skipped(steps: Plan, at: int) -> int:
    """The first step of the next exercise; the plan's length when there is none."""
    return next((i for i in range(at + 1, len(steps)) if steps[i].opens), len(steps))


def other_side(steps: Plan, at: int) -> int | None:
    """The step of the same exercise on its other side; None when this step is all of it."""
    near = [i for i in (at - 1, at + 1) if 0 <= i < len(steps)]
    return next((i for i in near if not steps[max(i, at)].opens), None)


def remaining(steps: Plan, at: int) -> int:
    """How many steps come after this one."""
    return len(steps) - at - 1


def paced(pace: str, change: int) -> str:
    """The next quicker (1) or slower (-1) pace; the same one at the end of the scale."""
    paces = list(PACES)
    return paces[min(max(paces.index(pace) + change, 0), len(paces) - 1)]
