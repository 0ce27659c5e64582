from collections.abc import Iterator

import pytest

from echo.hearing.doubt import OTHERS, Heard, chosen

UNSURE, SURE = 0.3, 0.8
PLAIN, DANGER = "i have a test pane", "i have chest pain"


def guesses(*texts: str, certainty: float = UNSURE) -> list[Heard]:
    return [Heard(text, certainty) for text in texts]


def test_the_first_guess_is_told() -> None:
    assert chosen(guesses("what helps", "what helped")) == Heard("what helps", UNSURE)


def test_danger_among_guesses_in_doubt_is_told_and_is_no_more_certain() -> None:
    assert chosen(guesses(PLAIN, "i have the same pain", DANGER)) == Heard(DANGER, UNSURE)


def test_what_is_heard_for_certain_stands() -> None:
    assert chosen(guesses(PLAIN, DANGER, certainty=SURE)) == Heard(PLAIN, SURE)


def test_danger_that_was_heard_first_stands() -> None:
    assert chosen(guesses("my legs are numb", DANGER)) == Heard("my legs are numb", UNSURE)


def test_a_denial_among_the_guesses_is_no_danger() -> None:
    assert chosen(guesses(PLAIN, "i don't have chest pain")) == Heard(PLAIN, UNSURE)


def test_an_unlikely_guess_is_not_listened_to() -> None:
    assert chosen(guesses(PLAIN, *["what helps"] * OTHERS, DANGER)) == Heard(PLAIN, UNSURE)


@pytest.mark.parametrize("text", [PLAIN, DANGER])
def test_other_guesses_are_only_made_where_they_may_count(text: str) -> None:
    def made() -> Iterator[Heard]:
        yield Heard(text, SURE)
        raise AssertionError

    assert chosen(made()) == Heard(text, SURE)


def test_of_no_guess_nothing_is_told() -> None:
    assert chosen([]) is None
