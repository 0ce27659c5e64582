"""What the page of answers promises is what is said."""

import re
from pathlib import Path

import pytest

from tests.voice import echo

PAGE = Path(__file__).parents[2] / "docs/answers.md"
ROWS = re.findall(r"^\| (?!Question|---)(.+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("question", "first"), ROWS, ids=[question for question, _ in ROWS])
def test_an_answer_begins_as_the_page_says(question: str, first: str) -> None:
    assert echo().ask(question).speech.startswith(first)


def test_the_page_has_a_hundred_questions() -> None:
    assert len(dict(ROWS)) == 100
