from echo.hearing.certainty import Guess, Word, certainty, certainty_among
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


def guess(sound: float, ours: float = -12.0) -> Guess:
    return Guess(("i", "have", "chest", "pain"), sound, ours)


def test_a_guess_that_has_no_equal_is_certain() -> None:
    assert certainty_among([guess(-0.3), guess(-8)]) >= CERTAIN


def test_a_guess_among_equals_is_not() -> None:
    assert certainty_among([guess(-0.3), guess(-0.4), guess(-0.5)]) < CERTAIN


def test_a_guess_that_hardly_fits_the_sound_is_not() -> None:
    assert certainty_among([guess(-8.0), guess(-20.0)]) < CERTAIN


def test_a_guess_that_nobody_says_to_the_skill_is_less_certain() -> None:
    assert certainty_among([guess(-0.3, -70.0)]) < certainty_among([guess(-0.3)])


def test_a_guess_is_a_share_whatever_was_made() -> None:
    assert certainty_among([]) == 0
    for guesses in ([guess(0, 0)], [guess(-4000, -4000)], [guess(-1), guess(-9000)]):
        assert 0 <= certainty_among(guesses) <= 1
