"""Answers to the check-up's questions, with words in them and without."""

import pytest

from tests.listening.ears import rows
from upper_back_guide.checkup.rules import BY_QUESTION
from upper_back_guide.listening import answer

QUESTIONS = tuple(BY_QUESTION)


@pytest.mark.parametrize(("question", "kinds"), [*rows("answers").items(), *rows("answers_second").items()])
def test_answers_with_words_in_them(question: str, kinds: dict[str, list[str]]) -> None:
    wrong = {
        words: (answer(words, question), kind)
        for kind, every in kinds.items()
        for words in every
        if (answer(words, question) or "other") != kind
    }
    assert not wrong


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_of_one_breath(question: str) -> None:
    wrong = [words for kind, every in rows("bare").items() for words in every if answer(words, question) != kind]
    assert not wrong


def test_every_question_can_be_answered() -> None:
    assert {*rows("answers")} == {*QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("words", ["", "what causes a spasm", "repeat that", "hold on", "why"])
def test_what_is_no_answer(question: str, words: str) -> None:
    assert answer(words, question) is None


@pytest.mark.parametrize(
    "words", ["no chest pain", "my chest is fine", "no trouble breathing", "she's breathing fine", "I'm not faint"]
)
def test_a_denial_of_a_part_is_no_full_no(words: str) -> None:
    assert answer(words, "chest") == "part"


def test_a_denial_of_every_part_is() -> None:
    assert answer("no chest pain, no trouble breathing, and I'm not faint", "chest") == "no"
