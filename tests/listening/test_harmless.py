"""What sounds like danger and is none, and questions about danger."""

import json
from pathlib import Path

import pytest

from tests.listening.ears import ROUNDS, called, flagged, ids, rows
from upper_back_guide.listening import Sign, hear


def test_it_gets_no_call() -> None:
    harmless = [*rows("harmless"), *(words for name in ROUNDS for words in rows(name)["harmless"])]
    assert [words for words in harmless if called(words)] == []


@pytest.mark.parametrize(
    "words",
    [
        "sudden pain in my back",
        "stabbing pain under my shoulder blade",
        "i'm in so much pain",
        "my back just went",
        "i took two advil is that ok",
        "hello i have pain",
        "it came on suddenly",
        "i've got this pain",
        "my back locked up",
    ],
)
def test_opening_words_are_no_red_flag(words: str) -> None:
    assert not [sign.id for sign in hear(words).signs]


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("what does a heart attack feel like", "heart_attack"),
        ("how would I know if it's a heart attack", "heart_attack"),
        ("can a spasm feel like a heart attack", "heart_attack"),
        ("is chest pain a symptom", "chest_pain"),
        ("is it dangerous if it spreads to the chest", "chest_pain"),
        ("when should I call 911", "call_for_help"),
        ("what are the signs of a stroke", "stroke"),
        ("what's the difference between a spasm and a heart attack", "heart_attack"),
        ("has anybody had chest pain from this", "chest_pain"),
        ("is chest pain serious", "chest_pain"),
        ("is feeling faint normal with a spasm", "fainting"),
        ("Is the belly pain strong and constant", "pattern"),
    ],
)
def test_a_question_about_danger_is_nobodys_emergency(words: str, sign: str) -> None:
    facts = hear(words)
    assert sign in facts.asks_about
    assert not facts.signs


@pytest.mark.parametrize(
    "words",
    [
        "am I having a heart attack",
        "is he having a stroke",
        "can you call an ambulance",
        "what should I do my chest hurts",
        "could I be having a stroke",
        "what if it's just a spasm but I can't breathe",
        "could this be a stroke",
    ],
)
def test_a_question_about_oneself_is(words: str) -> None:
    assert called(words)


@pytest.mark.parametrize("words", ["will I have a stroke", "can I get a stroke from this"])
def test_what_somebody_is_afraid_of_is_asked_about(words: str) -> None:
    assert flagged(words)
    assert not called(words)


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("is vomiting blood", "bleeding"),
        ("is having a heart attack", "heart_attack"),
        ("is having a stroke and it's serious", "stroke"),
        ("have bad chest pain", "chest_pain"),
        ("have serious trouble breathing", "breathing"),
        ("is in bad pain and can't breathe", "breathing"),
        ("has chest pain and a spasm", "chest_pain"),
        ("is having chest pain and a spasm", "chest_pain"),
        ("is having chest pain and spasm", "chest_pain"),
    ],
)
def test_a_sentence_whose_subject_was_not_heard_is_no_question(words: str, sign: str) -> None:
    assert sign in called(words)


@pytest.mark.parametrize("slot", ["", "red_flag", "complaint", "topic"])
@pytest.mark.parametrize(
    "words",
    ["could this be a heart attack", "is this a heart attack or a spasm", "is it my heart", "heart attack or spasm"],
)
def test_whether_it_is_the_heart_is_a_question_until_something_is_said_that_it_does(words: str, slot: str) -> None:
    assert [sign.id for sign in hear(words, slot).signs] == ["heart_question"]
    assert called(f"{words} my left arm hurts", slot)


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("is it my heart or my back I feel dizzy", [("heart_question", "me"), ("dizzy", "me")]),
        ("could it be his heart", [("heart_question", "he")]),
        ("my heart or a spasm", [("heart_question", "me")]),
    ],
)
def test_whose_heart_it_is_and_what_is_said_besides_is_not_lost(words: str, signs: list[tuple[str, str]]) -> None:
    assert hear(words).signs == tuple(Sign(id_, True, person) for id_, person in signs)


def test_danger_said_with_the_question_about_the_heart_wins() -> None:
    assert "heart_question" not in ids(hear("is it my heart and I'm vomiting blood"))


def test_what_other_intents_are_for_hardly_ever_calls() -> None:
    """All the words of the model's other types, in en-US."""
    model = json.loads(
        (Path(__file__).parents[2] / "skill-package/interactionModels/custom/en-US.json").read_text("utf-8")
    )
    every = {
        words
        for kind in model["interactionModel"]["languageModel"]["types"]
        if kind["name"] not in ("RedFlag", "WarningSign")
        for value in kind["values"]
        if not value["id"].startswith(("red_flag.", "warning_sign."))
        for words in (value["name"]["value"], *value["name"].get("synonyms", []))
    }
    calls = {words for words in every if called(words) and not words.startswith(("too m", "extra pill", "calling"))}
    assert len(calls) * 300 < len(every), calls
