from pathlib import Path

import pytest

from understanding import sayings
from understanding.model import load
from upper_back_guide import content


def _entries() -> set[str]:
    return {id_ for section in content.sections() for id_ in content.section(section)}


def test_everyday_sentences_are_of_entries_and_intents_that_there_are() -> None:
    assert set(sayings.everyday()) <= _entries() | set(load("en-GB").intents)


def test_every_entry_has_everyday_sentences() -> None:
    assert _entries() <= set(sayings.everyday())


def test_acts_are_of_intents_that_there_are() -> None:
    assert set(sayings.acts()) <= set(load("en-GB").intents)


def test_nothing_is_both_answered_and_declined() -> None:
    answered = {text for said in sayings.everyday().values() for text in said}
    assert not answered.intersection(sayings.declined())


def test_what_is_declined_stands_there_once() -> None:
    assert len(sayings.declined()) == len(set(sayings.declined()))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = [", "everyday.toml: Invalid value (at end of document)"),
        ('a = "b"', "everyday.toml: a is no list of sentences"),
        ("a = []", "everyday.toml: a is no list of sentences"),
        ("a = [1]", "everyday.toml: 1 in a is no sentence in lower case"),
        ('a = ["Who"]', "everyday.toml: 'Who' in a is no sentence in lower case"),
        ('a = ["who "]', "everyday.toml: 'who ' in a is no sentence in lower case"),
        ('a = ["who"]\nb = ["who"]', "everyday.toml: 'who' is in a and in b"),
    ],
)
def test_a_bad_file_of_sentences_by_key_is_told_of_in_one_line(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "everyday.toml").write_text(text)
    with pytest.raises(sayings.BadSayings) as told:
        sayings.by_key(tmp_path / "everyday.toml")
    assert str(told.value) == fault


def test_lines_are_read_without_what_is_only_for_us(tmp_path: Path) -> None:
    (tmp_path / "declined.txt").write_text("# Music\nplay it\n\nsing it\n")
    assert sayings.lines(tmp_path / "declined.txt") == ["play it", "sing it"]


def test_a_bad_line_is_told_of_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "declined.txt").write_text("# Music\nplay it\nSing it\n")
    with pytest.raises(sayings.BadSayings) as told:
        sayings.lines(tmp_path / "declined.txt")
    assert str(told.value) == "declined.txt: 'Sing it' in line 3 is no sentence in lower case"
