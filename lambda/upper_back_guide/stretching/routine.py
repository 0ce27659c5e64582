"""The routine engine: which exercise, side, repetition and hold comes next. No clock and no words in here.

A routine becomes a plan: its steps in order. A step is what is led in one reply: one exercise, or one side of it. The
pace changes how long and how often, never which steps there are, so a place in a plan holds at every pace.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import Literal

Side = Literal["", "left", "right", "both"]

ROUNDS = 5
"""How often an exercise may come in one routine."""


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

    place: int = 0
    """Seconds that it takes to get into its place."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How quickly a routine goes."""

    long: bool
    """Whether holds are the longest that the exercise allows; the time goes off the repetitions, then the fewest."""

    breath: int
    """Seconds after each cue of a slow movement."""

    rest: int
    """Seconds between two repetitions of a hold."""

    stretch: float
    """How long a routine takes of the minutes that it promises."""


PACES: Mapping[str, Pace] = {
    "slow": Pace(long=True, breath=5, rest=3, stretch=1.03),
    "normal": Pace(long=False, breath=4, rest=3, stretch=0.98),
    "quick": Pace(long=False, breath=3, rest=2, stretch=0.93),
}
"""From slow to quick."""

LAST_COUNTED = (5, 3, 2, 1)
"""What is counted aloud at the end of a hold; before it, every COUNT seconds are."""

COUNT = 5
"""Seconds between two counts of a hold at most: silence stays short."""


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
    place: int = 0
    """Seconds to get into its place."""

    again: bool = False
    """Whether the exercise was led before, in an earlier round."""


Plan = tuple[Step, ...]
Length = Callable[[Step], float]
"""How many seconds it takes to lead a step."""


def plan(exercises: Sequence[Exercise], pace: str) -> Plan:
    """The steps of a routine at a pace of PACES; KeyError for another."""
    steps: list[Step] = []
    for at, exercise in enumerate(exercises):
        steps += _steps(exercise, PACES[pace], again=exercise in exercises[:at])
    return tuple(steps)


def _steps(exercise: Exercise, pace: Pace, again: bool) -> list[Step]:
    sides: tuple[Side, ...] = ("",)
    if exercise.sides == 2:
        sides = ("both",) if exercise.alternating else ("left", "right")
    hold, repetitions = exercise.hold[pace.long], exercise.repetitions[not pace.long]
    return [
        Step(exercise.id, side, side == sides[0], repetitions, hold, pace.breath, pace.rest, exercise.place, again)
        for side in sides
    ]


def short_enough(exercise: Exercise, pace: str, seconds: float, length: Length) -> Exercise:
    """The exercise without the holds and the repetitions that would make one of its steps longer than that at a pace;
    the shortest and the fewest stay."""
    (shortest, longest), (fewest, most) = exercise.hold, exercise.repetitions
    for hold in (*range(longest, shortest, -COUNT), shortest):
        tried = replace(exercise, hold=(shortest, hold))
        for count in range(most, fewest - 1, -1):
            if all(length(replace(step, repetitions=count)) <= seconds for step in plan((tried,), pace)):
                return replace(tried, repetitions=(fewest, count))
    return replace(exercise, hold=(shortest, shortest), repetitions=(fewest, fewest))


Pool = Mapping[str, Sequence[Exercise]]
"""What may be led, in the same order, as each pace has it."""


def compose(pool: Pool, seconds: float, length: Length) -> tuple[str, ...]:
    """The ids of as many of these, in rounds, as come nearest to that long at every pace: beginning with the first of
    them where that comes near enough."""
    spans = {pace: [_span(exercise, pace, length) for exercise in exercises] for pace, exercises in pool.items()}
    ids = [exercise.id for exercise in pool["normal"]]
    choices = ((first, count) for first in range(len(ids)) for count in range(1, ROUNDS * len(ids) + 1))
    first, count = min(choices, key=lambda choice: _miss(spans, choice[0], choice[1], seconds))
    return tuple(islice(cycle((*ids[first:], *ids[:first])), count))


Span = tuple[tuple[float, float], tuple[float, float]]
"""How long an exercise takes at least and at most, the first time and in a later round."""


def _span(exercise: Exercise, pace: str, length: Length) -> Span:
    steps = plan((exercise,), pace)
    first, later = (
        [sum(length(replace(step, repetitions=count, again=again)) for step in steps) for count in exercise.repetitions]
        for again in (False, True)
    )
    return (first[0], first[1]), (later[0], later[1])


NEAR = 0.1
"""How much more or less of the wished time is near enough."""


def _miss(spans: Mapping[str, Sequence[Span]], first: int, count: int, seconds: float) -> tuple[float, int, float]:
    """How far that many exercises stay from that long whatever their repetitions, which one is the first, and how far
    the middle of them is."""
    missed, middle = 0.0, 0.0
    for pace, each in spans.items():
        wanted = seconds * PACES[pace].stretch
        led = [each[(first + at) % len(each)][at >= len(each)] for at in range(count)]
        fewest, most = sum(low for low, _ in led), sum(high for _, high in led)
        missed += max(fewest - (1 + NEAR) * wanted, (1 - NEAR) * wanted - most, 0)
        middle += abs((fewest + most) / 2 - wanted)
    return missed, first, middle


def fit(steps: Plan, exercises: Mapping[str, Exercise], seconds: float, length: Length) -> Plan:
    """The plan with a repetition more or less here and there, so that it comes nearest to that long."""
    fitted = list(steps)
    left = seconds - sum(map(length, fitted))
    change = 1 if left > 0 else -1
    moved = True
    while moved:
        moved = False
        for id_ in dict.fromkeys(step.exercise for step in steps):
            for round_ in _rounds(fitted, id_):
                changed = [replace(fitted[at], repetitions=fitted[at].repetitions + change) for at in round_]
                fewest, most = exercises[id_].repetitions
                taken = sum(map(length, changed)) - sum(length(fitted[at]) for at in round_)
                if fewest <= changed[0].repetitions <= most and abs(left - taken) < abs(left):
                    for at, step in zip(round_, changed, strict=True):
                        fitted[at] = step
                    left -= taken
                    moved = True
    return tuple(fitted)


def _rounds(steps: Sequence[Step], id_: str) -> list[list[int]]:
    """The places of an exercise's steps, a list for each time that it comes: its sides stay alike."""
    rounds: list[list[int]] = []
    for at, step in enumerate(steps):
        if step.exercise == id_:
            if step.opens:
                rounds.append([])
            rounds[-1].append(at)
    return rounds


def counts(hold: int) -> tuple[tuple[int, int], ...]:
    """A hold as what is counted aloud and the pause after it; the pauses add up to the hold."""
    said = [hold, *range(hold - COUNT, LAST_COUNTED[0], -COUNT), *(each for each in LAST_COUNTED if each < hold)]
    return tuple((here, here - after) for here, after in zip(said, [*said[1:], 0], strict=True))


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
