"""Conditions and medicines are heard of the right person, and not when they are denied or only asked about."""

import pytest

from tests.listening.ears import called, rows
from upper_back_guide.content import facts
from upper_back_guide.listening import Trait, english, hear

ROWS = rows("conditions")
FROM_ELSEWHERE = {"under_16", "older", "fever"}
"""What is no condition that is said: a child and an age are known of the person, and fever is a sign."""


@pytest.mark.parametrize(("words", "id_", "person"), ROWS["said"])
def test_it_is_heard_of_somebody(words: str, id_: str, person: str) -> None:
    assert Trait(id_, person) in hear(words).conditions


@pytest.mark.parametrize("words", ROWS["none"])
def test_nobody_has_it(words: str) -> None:
    assert not hear(words).conditions


@pytest.mark.parametrize("words", ROWS["not_about_them"])
def test_somebody_in_passing_is_not_whom_it_is_about(words: str) -> None:
    assert hear(words).person in ("", "me")


@pytest.mark.parametrize("words", [words for words, *_ in ROWS["said"]])
def test_a_condition_is_no_emergency(words: str) -> None:
    assert not called(words)


def test_every_condition_of_the_table_can_be_heard() -> None:
    heard = {id_ for id_, _ in english.CONDITIONS}
    assert facts("medicines")["conditions"].keys() - heard == FROM_ELSEWHERE
    assert facts("medicines")["conditions"].keys() - {id_ for _, id_, _ in ROWS["said"]} <= {*FROM_ELSEWHERE, "cancer"}
