"""The tables are fresh, and the ears take whatever comes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import upper_back_guide.listening
from listening_tables import __main__ as command
from listening_tables import builder, sources
from upper_back_guide.checkup.rules import BY_QUESTION
from upper_back_guide.listening import answer, hear
from upper_back_guide.listening.words import FIRST, LAST, split

SAID = """no not can't my chest hurts but and the i is fine he mum legs numb if when what 14 . , pills
took twice arm left gone never any more isn't doesn't pain in with breathing old year pregnant"""
WORDS = st.sampled_from(SAID.split())


def test_the_tables_are_fresh() -> None:
    assert command.main(["--check"]) == 0


def test_a_stale_table_is_noticed() -> None:
    assert not builder.is_fresh("")


def test_a_broken_source_gets_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "signs.toml").write_text("[chest_pain")
    monkeypatch.setattr(sources, "FOLDER", tmp_path)
    assert command.main([]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("listening_tables: signs.toml: ")


def test_it_imports_nothing_of_the_package_but_itself() -> None:
    for path in Path(upper_back_guide.listening.__file__).parent.glob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith(("from upper_back_guide", "import upper_back_guide")):
                assert "upper_back_guide.listening" in line, path


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    hear(text)
    assert answer(text, "chest") in (None, "yes", "no", "unsure", "part")


@given(st.lists(WORDS, max_size=30).map(" ".join), st.sampled_from(tuple(BY_QUESTION)))
def test_any_words_are_taken(text: str, question: str) -> None:
    facts = hear(text)
    assert facts.denied.isdisjoint(sign.id for sign in facts.signs)
    assert facts == hear(text)
    answer(text, question)


def test_endless_speech_is_cut() -> None:
    words = split("word " * 100_000, {}, {}, frozenset())
    assert len(words) <= FIRST + LAST + 1
    assert hear("blah " * 5000 + "my chest hurts").signs


def test_however_it_is_written() -> None:
    for text in (
        "I can't breathe",
        "i cant breathe",
        "I CAN\u2019T BREATHE!",
        "I cannot breathe",
        "i can not breathe",
        "  i can't   breathe... ",
    ):
        assert hear(text).signs[0].id == "breathing"
