"""What is said while a step is led, and how long it takes to say."""

from collections.abc import Iterable, Iterator

from upper_back_guide.content import words
from upper_back_guide.stretching.catalog import described, steps
from upper_back_guide.stretching.routine import COUNT, Plan, Step, counts
from upper_back_guide.turn import Pause

WORDS_A_MINUTE = 155
"""How quickly Alexa speaks, about."""

Speech = tuple[str | Pause, ...]


def seconds(speech: Iterable[str | Pause]) -> float:
    """How long it takes to say."""
    return sum(part.seconds if isinstance(part, Pause) else _spoken(part) for part in speech)


def _spoken(text: str) -> float:
    return len(text.split()) * 60 / WORDS_A_MINUTE


def step(plan: Plan, at: int, easier: bool = False) -> Speech:
    """Leading one step: what to do, in the order it is done, and each hold counted aloud."""
    led = plan[at]
    praise = words("stretching")["praise"]
    return (*_opening(plan, at, easier), *_repetitions(led, easier), praise[at % len(praise)])


def filled(text: str, **values: object) -> str:
    """The text with its own places filled: "the <name>". Wording marks, in braces, are left to the router."""
    for place, value in values.items():
        text = text.replace(f"<{place}>", str(value))
    return text


def _opening(plan: Plan, at: int, easier: bool) -> Iterator[str]:
    say, led = words("stretching"), plan[at]
    exercise = described(led.exercise)
    if led.opens:
        lead = "only" if len({each.exercise for each in plan}) == 1 else "then" if at else "first"
        yield filled(say[lead], name=exercise["name"])
        if exercise["not_for"] and not easier:
            yield exercise["not_for"]
    if led.side == "right":
        yield exercise["swap"]
    elif not easier:  # the easier way is led again, from where the listener already is
        yield exercise["setup"]
    if easier:
        yield f"{say['easier']} {exercise['easier']}"
    if led.opens:
        yield filled(say["stop_if"], sign=exercise["stop_if"])


def _repetitions(led: Step, easier: bool) -> Iterator[str | Pause]:
    exercise = described(led.exercise)
    for repetition in range(led.repetitions):
        last = repetition == led.repetitions - 1
        for cue in exercise["again"] if repetition else exercise["first"]:
            yield cue
            if not led.hold:
                yield Pause(led.breath)
        if led.hold:
            yield from _hold(led.hold, opens=repetition == 0)
        if exercise["release"] and (led.hold or last):
            yield exercise["release"]
        if led.hold and not last:
            yield Pause(led.rest)


def _hold(hold: int, opens: bool) -> Iterator[str | Pause]:
    """A hold counted down; there are words between any two pauses."""
    say = words("stretching")
    if opens or hold > COUNT:
        yield filled(say["hold_first" if opens else "hold"], seconds=hold)
    remaining = hold
    for pause in counts(hold):
        if remaining < hold:
            yield filled(say["count"], seconds=remaining)
        yield Pause(pause)
        remaining -= pause


def length(routine: str, pace: str) -> float:
    """Seconds that leading all the steps of a routine or an exercise takes."""
    plan = steps(routine, pace)
    return sum(seconds(step(plan, at)) for at in range(len(plan)))
