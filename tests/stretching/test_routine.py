"""The engine alone: exercises made up here, no words and no content."""

from dataclasses import replace
from itertools import cycle, islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upper_back_guide.stretching import routine
from upper_back_guide.stretching.routine import PACES, Exercise, Step

HELD = Exercise("held", hold=(10, 15), repetitions=(3, 4))
SIDED = Exercise("sided", hold=(10, 15), repetitions=(3, 4), sides=2)
TURNING = Exercise("turning", hold=(0, 0), repetitions=(3, 3), sides=2, alternating=True)
LONGER = Exercise("longer", hold=(5, 20), repetitions=(3, 8), place=4)
ALL = (HELD, SIDED, TURNING)

routines = st.lists(st.sampled_from(ALL), min_size=1, max_size=6)


def test_a_plan_has_a_step_for_each_exercise_and_for_each_side_in_turn() -> None:
    steps = routine.plan(ALL, "normal")
    assert [(step.exercise, step.side, step.opens) for step in steps] == [
        ("held", "", True),
        ("sided", "left", True),
        ("sided", "right", False),
        ("turning", "both", True),
    ]


def test_an_exercise_that_comes_again_is_known_to_have_been_led() -> None:
    steps = routine.plan((HELD, SIDED, HELD), "normal")
    assert [step.again for step in steps] == [False, False, False, True]


@pytest.mark.parametrize(("pace", "hold", "repetitions"), [("slow", 15, 3), ("normal", 10, 4), ("quick", 10, 4)])
def test_a_slow_pace_holds_longer_and_fewer_times(pace: str, hold: int, repetitions: int) -> None:
    (step,) = routine.plan([HELD], pace)
    assert (step.hold, step.repetitions) == (hold, repetitions)


def test_breaks_get_shorter_with_the_pace() -> None:
    rests = [(pace.breath, pace.rest) for pace in PACES.values()]
    assert rests == sorted(rests, reverse=True)
    assert len(set(rests)) == len(PACES)


@given(routines, st.sampled_from(list(PACES)))
def test_the_pace_never_changes_which_steps_there_are(exercises: list[Exercise], pace: str) -> None:
    usual = routine.plan(exercises, "normal")
    steps = routine.plan(exercises, pace)
    assert [(s.exercise, s.side, s.opens) for s in steps] == [(s.exercise, s.side, s.opens) for s in usual]


def test_an_unknown_pace_is_an_error() -> None:
    with pytest.raises(KeyError):
        routine.plan([HELD], "frantic")


@given(st.integers(1, 60))
def test_counts_add_up_to_the_hold_and_no_pause_is_longer_than_five_seconds(hold: int) -> None:
    assert sum(pause for _, pause in routine.counts(hold)) == hold
    assert all(0 < pause <= 5 for _, pause in routine.counts(hold))
    assert [count for count, _ in routine.counts(hold)][-1] == 1


def length(step: Step) -> float:
    """As if each repetition took its hold or two breaths, and a step ten seconds more."""
    return 10 + step.repetitions * (step.hold + step.rest if step.hold else 2 * step.breath)


pools = st.lists(st.sampled_from([HELD, LONGER, SIDED, TURNING]), min_size=1, max_size=4, unique=True)


@given(pools, st.integers(120, 900))
def test_a_routine_is_composed_of_its_pool_in_rounds(pool: list[Exercise], seconds: int) -> None:
    chosen = routine.compose(dict.fromkeys(PACES, pool), seconds, length)
    by_id = {exercise.id: exercise for exercise in pool}
    assert set(chosen) <= set(by_id)
    assert all(chosen.count(id_) <= routine.ROUNDS for id_ in by_id)
    turns = {(*list(by_id)[at:], *list(by_id)[:at]) for at in range(len(pool))}
    assert any(chosen == tuple(islice(cycle(turn), len(chosen))) for turn in turns)


@pytest.mark.parametrize(
    ("repetition", "repetitions", "seconds", "led"),
    [
        ({"a": 60, "b": 60}, (1, 1), 300, "ababa"),
        ({"a": 100, "b": 200}, (1, 1), 300, "ab"),
        ({"a": 100, "b": 200}, (1, 1), 200, "b"),  # where the first does not come near enough
        ({"a": 10, "b": 10, "c": 10, "d": 10}, (1, 1), 190, "abcdabcdabcdabcdabc"),
        ({"a": 10}, (1, 1), 900, "aaaaa"),
        ({"a": 10}, (2, 4), 100, "aaa"),  # two repetitions or four, and so about three
    ],
)
def test_as_many_are_led_as_fill_the_time_from_the_first_on(
    repetition: dict[str, int], repetitions: tuple[int, int], seconds: int, led: str
) -> None:
    pool = [Exercise(id_, (0, 0), repetitions) for id_ in repetition]
    chosen = routine.compose(
        dict.fromkeys(PACES, pool), seconds, lambda step: repetition[step.exercise] * step.repetitions
    )
    assert "".join(chosen) == led


def test_an_exercise_that_comes_again_takes_the_time_that_it_takes_then() -> None:
    pool = [Exercise("a", (0, 0), (1, 1))]
    assert routine.compose(dict.fromkeys(PACES, pool), 200, lambda step: 50 if step.again else 100) == ("a", "a", "a")


@given(pools, st.sampled_from(list(PACES)), st.integers(60, 900))
def test_fitting_keeps_the_steps_and_the_bounds_and_never_moves_away(
    pool: list[Exercise], pace: str, seconds: int
) -> None:
    plan = routine.plan(pool, pace)
    by_id = {exercise.id: exercise for exercise in pool}
    fitted = routine.fit(plan, by_id, seconds, length)
    assert [(s.exercise, s.side, s.opens) for s in fitted] == [(s.exercise, s.side, s.opens) for s in plan]
    for step in fitted:
        fewest, most = by_id[step.exercise].repetitions
        assert fewest <= step.repetitions <= most
    assert abs(sum(map(length, fitted)) - seconds) <= abs(sum(map(length, plan)) - seconds)


@given(st.sampled_from([HELD, LONGER, SIDED, TURNING]), st.sampled_from(list(PACES)), st.integers(0, 120))
def test_a_step_is_no_longer_than_it_may_be_unless_the_fewest_are(exercise: Exercise, pace: str, seconds: int) -> None:
    short = routine.short_enough(exercise, pace, seconds, length)
    steps = routine.plan([short], pace)
    least = replace(exercise, hold=(exercise.hold[0],) * 2, repetitions=(exercise.repetitions[0],) * 2)
    assert all(length(step) <= seconds for step in steps) or short == least
    assert exercise.hold[0] <= steps[0].hold <= exercise.hold[1]


@pytest.mark.parametrize(
    ("pace", "seconds", "hold", "most"),
    [
        ("slow", 102, 20, 4), ("slow", 79, 20, 3), ("slow", 78, 15, 3), ("slow", 63, 10, 4), ("slow", 34, 5, 3),
        ("normal", 200, 5, 8), ("normal", 58, 5, 6), ("normal", 57, 5, 5),
    ],
)  # fmt: skip
def test_a_slow_step_gives_up_repetitions_before_its_hold_and_that_by_counts(
    pace: str, seconds: int, hold: int, most: int
) -> None:
    short = routine.short_enough(LONGER, pace, seconds, length)
    (step,) = routine.plan([short], pace)
    assert (step.hold, short.repetitions) == (hold, (3, most))


@given(routines)
def test_skipping_leads_to_the_next_exercise_or_past_the_end(exercises: list[Exercise]) -> None:
    steps = routine.plan(exercises, "normal")
    for at in range(len(steps)):
        after = routine.skipped(steps, at)
        assert after > at
        assert after == len(steps) or steps[after].opens
        assert not any(step.opens for step in steps[at + 1 : after])


@given(routines)
def test_the_other_side_is_the_same_exercise_and_back_again(exercises: list[Exercise]) -> None:
    steps = routine.plan(exercises, "normal")
    for at, step in enumerate(steps):
        other = routine.other_side(steps, at)
        if step.side in ("left", "right"):
            assert other is not None
            assert {step.side, steps[other].side} == {"left", "right"}
            assert steps[other].exercise == step.exercise
            assert routine.other_side(steps, other) == at
        else:
            assert other is None


def test_what_is_left_counts_down_to_none() -> None:
    steps = routine.plan(ALL, "normal")
    assert [routine.remaining(steps, at) for at in range(len(steps))] == [3, 2, 1, 0]


def test_paces_stop_at_both_ends() -> None:
    moves = {(pace, change): routine.paced(pace, change) for pace, change in product(PACES, (-1, 1))}
    assert moves == {
        ("slow", -1): "slow", ("slow", 1): "normal",
        ("normal", -1): "slow", ("normal", 1): "quick",
        ("quick", -1): "normal", ("quick", 1): "quick",
    }  # fmt: skip
