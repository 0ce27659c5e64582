from echo.hearing.certainty import Word, certainty
from upper_back_guide.ears import CERTAIN


def said(text: str, share: float, order: int) -> list[Word]:
    return [Word(word, share, order) for word in text.split()]


def test_words_that_nothing_else_could_be_are_certain() -> None:
    assert certainty(said("i have chest pain", 0.95, 3)) >= CERTAIN


def test_words_that_might_as_well_be_others_are_not() -> None:
    assert certainty(said("i have chest pain", 0.001, 3)) < CERTAIN


def test_words_that_never_follow_one_another_are_not() -> None:
    assert certainty(said("i have chest pain", 0.9, 1)) < CERTAIN


def test_one_doubtful_word_lowers_it() -> None:
    sure = said("i have a pain", 0.95, 3)
    assert certainty([*sure[:3], Word("pain", 0.01, 3)]) < certainty(sure)


def test_it_is_a_share_whatever_is_heard() -> None:
    assert certainty([]) == 0
    for words in (said("stop", 0.0, 1), said("stop " * 60, 1.0, 3), said("stop", 1.0, 3)):
        assert 0 <= certainty(words) <= 1
