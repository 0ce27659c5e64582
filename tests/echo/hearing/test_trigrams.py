import math

import pytest

from echo.hearing.trigrams import BEGIN, END, Trigrams

SAID = [("my", "back", "hurts"), ("my", "neck", "hurts"), ("my", "back", "aches"), ("stop",)]
WORDS = ("my", "back", "hurts", "neck", "aches", "stop", END)


@pytest.fixture
def model() -> Trigrams:
    return Trigrams.of(SAID)


@pytest.mark.parametrize("history", [(), ("my",), (BEGIN, "my"), ("my", "back"), ("hurts", "stop"), (BEGIN,)])
def test_what_may_follow_adds_up_to_one(model: Trigrams, history: tuple[str, ...]) -> None:
    assert sum(model.probability((*history, word)) for word in WORDS) == pytest.approx(1)


def test_what_was_said_is_likelier_than_what_was_not(model: Trigrams) -> None:
    assert model.probability((BEGIN, "my", "back")) > model.probability((BEGIN, "my", "neck"))
    assert model.probability((BEGIN, "my", "neck")) > model.probability((BEGIN, "my", "stop")) > 0


def test_a_decoder_that_backs_off_finds_the_same(model: Trigrams) -> None:
    unseen = ("my", "back", "stop")
    by_backing_off = model.backoff(("my", "back")) * model.probability(("back", "stop"))
    assert by_backing_off == pytest.approx(model.probability(unseen))


def test_every_history_of_a_longer_row_is_there_itself(model: Trigrams) -> None:
    lines = list(model.arpa())
    pairs = {line.split()[1:3] and tuple(line.split()[1:3]) for line in _section(lines, 2)}
    assert {tuple(line.split()[1:3]) for line in _section(lines, 3)} <= pairs


def test_the_head_counts_what_follows(model: Trigrams) -> None:
    lines = list(model.arpa())
    for size in (1, 2, 3):
        assert f"ngram {size}={len(_section(lines, size))}" in lines


def test_nobody_says_where_a_sentence_begins(model: Trigrams) -> None:
    begin = next(line for line in model.arpa() if line.split()[1:2] == [BEGIN])
    assert float(begin.split()[0]) == -99
    assert float(begin.split()[2]) == pytest.approx(math.log10(model.backoff((BEGIN,))), abs=1e-4)


def _section(lines: list[str], size: int) -> list[str]:
    start = lines.index(f"\\{size}-grams:") + 1
    return lines[start : lines.index("", start)]
