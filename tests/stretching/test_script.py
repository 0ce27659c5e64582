"""What is said while leading, and how long it takes: measured from the SSML, not by the skill's own count."""

import re
from dataclasses import replace
from itertools import pairwise, product

import pytest

from tests.stretching.talks import started
from tests.talk import VOICE, Talk
from upper_back_guide import conversation, speeds
from upper_back_guide.alexa.render import render
from upper_back_guide.content import words
from upper_back_guide.patient import People
from upper_back_guide.stretching import catalog, leading, script
from upper_back_guide.stretching.lesson import Lesson
from upper_back_guide.stretching.routine import PACES
from upper_back_guide.stretching.script import described
from upper_back_guide.turn import Pause, Reply, State, Turn

ROUTINES = list(words("stretching")["routines"])
EXERCISES = list(words("stretching")["exercises"])
PEOPLE = ("", "mother", "friend")
WORDS_A_MINUTE = (150, 160)
"""How quickly Alexa speaks: somewhere between these."""


def ssml(reply: Reply) -> str:
    text: str = render(reply, VOICE).output_speech.ssml
    return text


def breaks(text: str) -> list[float]:
    return [int(ms) / 1000 for ms in re.findall(r'<break time="(\d+)ms"/>', text)]


def seconds(text: str, words_a_minute: int = WORDS_A_MINUTE[0]) -> float:
    """How long SSML takes to say; at its longest, unless told otherwise."""
    return sum(breaks(text)) + len(re.sub(r"<[^>]+>", " ", text).split()) * 60 / words_a_minute


def led(id_: str, pace: str = "normal", person: str = "", minutes: int = 0, easier: bool = False) -> list[Reply]:
    """Every step of a routine as it is led, with the question after it."""
    lesson = Lesson(id_, minutes, exercises=catalog.chosen(id_, minutes), pace=pace)
    state, plan = State(people=People(person)), lesson.plan()
    replies = []
    for at in range(len(plan)):
        here = replace(lesson, step=at)
        reply = Reply(script.step(plan, at, easier), state, leading.asked_after(here))
        replies.append(conversation.finish(reply, Turn("AMAZON.NextIntent")))
    return replies


@pytest.mark.parametrize(("routine", "pace", "person"), list(product(ROUTINES, PACES, PEOPLE)))
def test_a_routine_takes_the_minutes_it_promises(routine: str, pace: str, person: str) -> None:
    promised = catalog.routines()[routine]["minutes"] * 60
    texts = [ssml(reply) for reply in led(routine, pace, person)]
    for words_a_minute in WORDS_A_MINUTE:
        assert 0.85 * promised <= sum(seconds(text, words_a_minute) for text in texts) <= 1.15 * promised


@pytest.mark.parametrize("routine", catalog.offered())
@pytest.mark.parametrize("pace", PACES)
def test_a_routine_of_other_minutes_takes_those_or_says_so(routine: str, pace: str) -> None:
    for minutes in (2, 5, 10, 15):
        taken = sum(seconds(ssml(reply), 155) for reply in led(routine, pace, minutes=minutes)) / 60
        other = catalog.other_length(catalog.chosen(routine, minutes), pace, minutes)
        assert abs(taken - minutes) <= 0.15 * minutes or other, (minutes, taken)
        assert abs(taken - minutes) >= 0.08 * minutes or not other, (minutes, taken)
        assert not other or abs(taken - other) < 1, (minutes, taken)
        assert max(catalog.chosen(routine, minutes).count(id_) for id_ in catalog.chosen(routine, minutes)) <= 5


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("id_", [*ROUTINES, *EXERCISES])
def test_a_turn_and_its_pauses_are_short(id_: str, person: str) -> None:
    for pace, easier in product(PACES, (False, True)):
        for reply in led(id_, pace, person, easier=easier):
            text = ssml(reply)
            assert seconds(text) <= 90
            assert len(text) <= 8000
            assert all(0 < pause <= 10 for pause in breaks(text))
            assert not any(isinstance(a, Pause) and isinstance(b, Pause) for a, b in pairwise(reply.parts))
            assert reply.question.ask.endswith("?")


@pytest.mark.parametrize("id_", EXERCISES)
def test_a_hold_is_counted_down_with_no_gap_over_five_seconds(id_: str) -> None:
    for pace in PACES:
        plan = catalog.steps((id_,), pace)
        for at, step in enumerate(plan):
            parts = script.step(plan, at)
            holds = [i for i, part in enumerate(parts) if isinstance(part, str) and part.startswith("Hold")]
            assert len(holds) == (step.repetitions if step.hold else 0)
            assert [i for i in holds if str(parts[i]).startswith("Hold, and breathe slowly.")] == holds[:1]
            for i in holds:
                counted = parts[i + 1 : i + 2 * len(list(_counts(step.hold)))]
                told = [part.split()[-1] for part in (parts[i], *counted) if isinstance(part, str)]
                assert told == [f"{count}." for count in _counts(step.hold)]
                pauses = [part.seconds for part in counted if isinstance(part, Pause)]
                assert sum(pauses) == step.hold
                assert max(pauses) <= 5


def _counts(hold: int) -> range | list[int]:
    return [*range(hold, 5, -5), *(n for n in (5, 3, 2, 1) if n <= hold)]


@pytest.mark.parametrize("routine", ["wheelchair", "lying"])
def test_whom_it_is_not_for_how_it_feels_and_when_to_stop_is_said_once_of_each(routine: str) -> None:
    exercises = catalog.chosen(routine, 15)
    plan = catalog.steps(exercises, "normal", 15)
    for id_ in exercises:
        assert exercises.count(id_) > 1
        parts = [part for at, step in enumerate(plan) if step.exercise == id_ for part in script.step(plan, at)]
        told = described(id_)
        stop = script.filled(words("stretching")["stop_if"], sign=told["stop_if"])
        assert [parts.count(text) for text in (told["feel"], stop)] == [1, 1]
        assert parts.count(told["not_for"]) == bool(told["not_for"])


@pytest.mark.parametrize("id_", EXERCISES)
def test_repetitions_are_numbered_and_the_last_one_is_named(id_: str) -> None:
    plan = catalog.steps((id_,), "normal")
    for at, step in enumerate(plan):
        parts = script.step(plan, at)
        numbers = [part for part in parts if part in words("stretching")["numbers"]]
        assert numbers == words("stretching")["numbers"][: step.repetitions - 1]
        assert parts.count(words("stretching")["last_one"]) == (step.repetitions > 1)


@pytest.mark.parametrize("id_", EXERCISES)
def test_half_way_the_breath_and_the_end_are_told_where_they_are(id_: str) -> None:
    say, told = words("stretching"), described(id_)
    (led, *_) = plan = catalog.steps((id_,), "normal")
    parts = script.step(plan, 0)
    if half_way := say["half_way"] in parts:
        done = parts[: parts.index(say["half_way"])]
        assert sum(part in say["numbers"] for part in done) == (led.repetitions + 1) // 2
    assert half_way is (led.repetitions >= 4)
    if told["breath"]:
        assert [parts[at - 1] for at, part in enumerate(parts) if part == told["breath"]] == [told["first"][0]]
    if told["release"]:
        assert parts.count(told["release"]) == (led.repetitions if led.hold else 1)
        assert parts[-2] == told["release"]


def test_there_is_time_to_get_into_place_and_no_more_than_eight_seconds() -> None:
    for id_ in EXERCISES:
        place = catalog.exercise(id_).place
        assert 0 <= place <= 8
        setup = script.step(catalog.steps((id_,), "normal"), 0)
        assert not place or Pause(place) in setup


@pytest.mark.parametrize("routine", ["standing", "backrest", "wheelchair", "blades"])
def test_both_sides_are_led(routine: str) -> None:
    said = " ".join(map(ssml, led(routine)))
    assert "left" in said
    assert "right" in said


def test_praise_varies_and_is_the_same_each_time() -> None:
    ends = [reply.parts[-1] for reply in led("chair")]
    assert len(set(ends)) == len(ends)
    assert ends == [reply.parts[-1] for reply in led("chair")]


def test_a_step_carries_its_card() -> None:
    cards = [started("standing", at).replies[-1].step for at in range(3)]
    assert [(card.name, card.step, card.of, card.drawing, card.side) for card in cards if card] == [
        ("Shoulder blade squeeze", 1, 3, "squeeze", ""),
        ("Towel stretch", 2, 3, "towel", "left"),
        ("Towel stretch", 3, 3, "towel", "right"),
    ]
    assert [(card.picture, card.repetitions) for card in cards if card] == [
        (described(step.exercise)["picture"], step.repetitions) for step in Lesson.of(started("standing").state).plan()
    ]


@pytest.mark.parametrize(
    ("id_", "easier", "shown"),
    [
        ("squeeze", False, "The shoulder blades go back and a little down, elbows back."),
        ("squeeze", True, "Draw the shoulder blades back only half as far."),
        ("chest", False, "Arms out, and back."),  # the first time it is said in too many words
        ("get_up", False, "One knee comes up, that foot flat on the floor."),
    ],
)
def test_a_screen_shows_what_to_do_in_one_short_sentence(id_: str, easier: bool, shown: str) -> None:
    talk = started(id_)
    step = (talk.turn("EasierIntent") if easier else talk.replies[-1]).step
    assert step
    assert step.text == shown


@pytest.mark.parametrize("intents", [[], ["EasierIntent"], ["AgainIntent"], ["EasierIntent", "AgainIntent"]])
def test_the_drawing_moves_with_what_is_said_of_the_step(intents: list[str]) -> None:
    talk = started("chest")
    for intent in intents:
        talk.turn(intent)
    reply = talk.replies[-1]
    assert reply.step
    (cue, *_) = (at for at, part in enumerate(reply.parts) if str(part).endswith("until the shoulder blades squeeze."))
    lead = 0 if intents else len(words("stretching")["begin"].split())
    told = sum(len(part.split()) for part in reply.parts[:cue] if isinstance(part, str)) - lead
    assert reply.step.beats[0].words == pytest.approx(told, abs=1)  # as it is worded for whom it is about


@pytest.mark.parametrize("speed", [70, 100, 130])
@pytest.mark.parametrize("id_", ["chest", "twist", "cat", "first_moves", "breathe"])
def test_the_body_moves_when_it_is_told_to(id_: str, speed: int) -> None:
    plan = catalog.steps((id_,), "normal")
    speech = script.step(plan, 0)
    cued = [beat for beat in script.beats(plan, 0) if beat.do == "cue"]
    exercise = described(id_)
    told = [cue for at in range(plan[0].repetitions) for cue in exercise["again" if at else "first"]]
    assert len(cued) == len(told)
    for beat, cue in zip(cued, told, strict=True):
        first = next(iter(script.paused(cue)))
        heard = [at for at, part in enumerate(speech) if part == first]
        begins = [speeds.seconds(speech[:at], speed) for at in heard]
        assert pytest.approx(speeds.saying(beat.words, speed) + beat.silence, abs=0.2) in begins


def test_a_slow_movement_goes_there_and_back_each_time() -> None:
    for id_ in ("ceiling_reach", "shoulder_roll", "first_moves"):
        done = [(beat.do, beat.repetition) for beat in script.beats(catalog.steps((id_,), "normal"), 0)]
        assert done[:4] == [("cue", 1), ("release", 1), ("cue", 2), ("release", 2)], id_


def test_a_way_to_another_place_is_shown_part_by_part_and_ends_there() -> None:
    for id_ in ("get_down", "get_up"):
        done = script.beats(catalog.steps((id_,), "normal"), 0)
        assert {beat.do for beat in done} == {"part"}
        assert [beat.at for beat in done] == sorted(beat.at for beat in done)
        assert done[-1].at == 100


def test_each_hold_is_counted_down_as_long_as_it_is_held() -> None:
    plan = catalog.steps(("chest",), "normal")
    done = [(beat.do, beat.at, beat.repetition) for beat in script.beats(plan, 0)]
    hold = plan[0].hold
    assert done == [
        beat
        for repetition in range(1, plan[0].repetitions + 1)
        for beat in (("cue", 0, repetition), ("hold", hold, repetition), ("release", 0, repetition))
    ]


def test_the_skills_own_count_agrees() -> None:
    plan = catalog.steps(("chest",), "normal")
    speech = tuple(re.sub(r"\{\w+\} ?", "", part) if isinstance(part, str) else part for part in script.step(plan, 0))
    measured = seconds(ssml(Reply(speech, Talk().state)), speeds.WORDS_A_MINUTE)
    assert speeds.seconds(speech) == pytest.approx(measured, abs=0.5)


@pytest.mark.parametrize("id_", ["breathe", "breathe_on"])
def test_breaths_are_counted_to_five_in_and_out(id_: str) -> None:
    parts = script.step(catalog.steps((id_,), "normal"), 0)
    counted = [part for part in parts if part in [f"{n}." for n in range(1, 6)]]
    assert counted == [f"{n}." for n in range(1, 6)] * 2 * catalog.exercise(id_).repetitions[0]
    assert described(id_)["counted"]
