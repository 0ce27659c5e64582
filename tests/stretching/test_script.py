"""What is said while leading, and how long it takes: measured from the SSML, not by the skill's own count."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product

import pytest

from tests.talk import NO, Talk
from upper_back_guide.alexa.render import render
from upper_back_guide.content import words
from upper_back_guide.stretching import catalog, script
from upper_back_guide.stretching.lesson import ROOM, Lesson
from upper_back_guide.stretching.routine import PACES
from upper_back_guide.turn import Pause, Reply

ROUTINES = list(words("stretching")["routines"])
EXERCISES = list(words("stretching")["exercises"])
PEOPLE = ("", "mother", "father", "friend")
WORDS_A_MINUTE = (150, 160)
"""How quickly Alexa speaks: somewhere between these."""


def ssml(reply: Reply) -> str:
    text: str = render(reply).output_speech.ssml
    return text


def breaks(text: str) -> list[float]:
    return [int(ms) / 1000 for ms in re.findall(r'<break time="(\d+)ms"/>', text)]


def seconds(text: str, words_a_minute: int = WORDS_A_MINUTE[0]) -> float:
    """How long SSML takes to say; at its longest, unless told otherwise."""
    return sum(breaks(text)) + len(re.sub(r"<[^>]+>", " ", text).split()) * 60 / words_a_minute


def at_pace(talk: Talk, pace: str) -> None:
    """As if the pace had been changed in an earlier routine of the session."""
    lesson = replace(Lesson.of(talk.state), pace=pace)
    talk.state = replace(talk.state.enter(ROOM, lesson), room=talk.state.room)


def led(routine: str, pace: str = "normal", person: str = "") -> Iterator[Reply]:
    """Every reply of a routine that goes through without a stop, the opening question and the closing included."""
    talk = Talk()
    talk.turn("Launch")
    slot = "routine" if routine in ROUTINES else "exercise"
    relation = {"relation": person} if person else {}
    reply = talk.turn("StartStretchIntent", **{slot: routine}, **relation)
    at_pace(talk, pace)
    yield reply
    yield talk.turn(NO)
    while talk.state.under_way:
        yield talk.turn("AMAZON.NextIntent")


@pytest.mark.parametrize(("routine", "pace", "person"), list(product(ROUTINES, PACES, PEOPLE)))
def test_a_routine_takes_the_minutes_it_promises(routine: str, pace: str, person: str) -> None:
    promised = catalog.routines()[routine]["minutes"] * 60
    texts = [ssml(reply) for reply in led(routine, pace, person)]
    for words_a_minute in WORDS_A_MINUTE:
        assert 0.85 * promised <= sum(seconds(text, words_a_minute) for text in texts) <= 1.15 * promised


@pytest.mark.parametrize(("routine", "pace", "person"), list(product((*ROUTINES, *EXERCISES), PACES, PEOPLE)))
def test_a_turn_and_its_pauses_are_short(routine: str, pace: str, person: str) -> None:
    for reply in led(routine, pace, person):
        text = ssml(reply)
        assert seconds(text) <= 90
        assert len(text) <= 8000
        assert all(0 < pause <= 10 for pause in breaks(text))
        assert not any(isinstance(a, Pause) and isinstance(b, Pause) for a, b in pairwise(reply.speech))
        assert reply.question.ask.endswith("?")


@pytest.mark.parametrize(("routine", "pace", "person"), list(product(ROUTINES, PACES, PEOPLE)))
def test_an_easier_step_is_short_too(routine: str, pace: str, person: str) -> None:
    talk = Talk()
    talk.turn("StartStretchIntent", routine=routine, **({"relation": person} if person else {}))
    at_pace(talk, pace)
    talk.turn(NO)
    while talk.state.under_way:
        text = ssml(talk.turn("EasierIntent"))
        assert "easier way" in text
        assert seconds(text) <= 90
        talk.turn("AMAZON.NextIntent")


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_slower_pace_leaves_more_time(routine: str) -> None:
    slow, normal, quick = (sum(sum(breaks(ssml(reply))) for reply in led(routine, pace)) for pace in PACES)
    assert slow > normal > quick


@pytest.mark.parametrize(("id_", "pace"), list(product(EXERCISES, PACES)))
def test_the_counts_of_every_hold_add_up_to_it(id_: str, pace: str) -> None:
    plan = catalog.steps(id_, pace)
    for at, step in enumerate(plan):
        text = ssml(Reply(_plain(script.step(plan, at)), Talk().state))
        if not step.hold:
            assert breaks(text) == [step.breath] * (step.repetitions * len(catalog.described(id_)["first"]))
            continue
        held = sum(breaks(text)) - step.rest * (step.repetitions - 1)
        assert held == step.hold * step.repetitions
        for total, counted in re.findall(r"(\d+) seconds[^<]*((?:<break[^>]+>(?: \d+ more\.)? ?)+)", text):
            left = int(total)
            for pause, more in re.findall(r'<break time="(\d+)000ms"/>(?: (\d+) more)?', counted):
                left -= int(pause)
                assert left == int(more or 0)


def _plain(speech: script.Speech) -> script.Speech:
    return tuple(re.sub(r"\{\w+\} ?", "", part) if isinstance(part, str) else part for part in speech)


@pytest.mark.parametrize("routine", ROUTINES)
def test_both_sides_are_led(routine: str) -> None:
    said = " ".join(ssml(reply) for reply in led(routine))
    for id_ in catalog.routines()[routine]["exercises"]:
        if catalog.described(id_).get("sides") == 2:
            assert "left" in said
            assert "right" in said


def test_praise_varies_and_is_the_same_each_time() -> None:
    ends = [reply.speech[-1] for reply in led("chair") if reply.step]
    assert len(set(ends)) == len(ends)
    assert ends == [reply.speech[-1] for reply in led("chair") if reply.step]


def test_a_step_carries_its_card() -> None:
    cards = [reply.step for reply in led("standing") if reply.step]
    assert [(card.name, card.step, card.of, card.hold, card.drawing) for card in cards] == [
        ("Shoulder blade squeeze", 1, 3, 5, "squeeze"),
        ("Towel stretch", 2, 3, 10, "towel"),
        ("Towel stretch", 3, 3, 10, "towel"),
    ]


def test_the_skills_own_count_agrees() -> None:
    plan = catalog.steps("desk", "normal")
    speech = _plain(script.step(plan, 0))
    assert script.seconds(speech) == pytest.approx(
        seconds(ssml(Reply(speech, Talk().state)), script.WORDS_A_MINUTE), abs=0.5
    )
