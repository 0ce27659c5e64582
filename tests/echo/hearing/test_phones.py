import re
from pathlib import Path

import pytest

from echo.hearing import __main__ as command
from echo.hearing import phones
from echo.hearing.language import heard_words
from understanding.model import MODELS

PHONES = set(
    re.findall(
        r"\w+", "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH"
    )
)
"""Of the decoder's acoustic model."""


@pytest.mark.parametrize("locale", sorted(path.stem for path in MODELS.glob("*.json")))
def test_every_word_of_the_models_can_be_spoken(locale: str) -> None:
    assert phones.unspoken(heard_words(locale), phones.known() | phones.ours().keys()) == []


def test_our_phones_are_those_of_the_acoustic_model() -> None:
    wrong = {word for word, ways in phones.ours().items() for way in ways if not way or not set(way.split()) <= PHONES}
    assert wrong == set()


def test_a_word_may_be_said_in_several_ways() -> None:
    theirs = {"er": ("ER",), "pain": ("P EY N",)}
    own = {"er": ("IY AA R", "ER"), "pec": ("P EH K",)}
    assert phones.lines(["pec", "er"], theirs, own) == ["er ER", "er(2) IY AA R", "pec P EH K"]


def test_variants_of_a_dictionary_belong_to_their_word(tmp_path: Path) -> None:
    written = tmp_path / "their.dict"
    written.write_text("doctor D AA K T ER\na AH\na(2) EY\n", "utf-8")
    assert phones.dictionary(written) == {"doctor": ("D AA K T ER",), "a": ("AH", "EY")}


def test_the_check_passes_as_things_are() -> None:
    assert command.main(["--check"]) == 0


def test_the_check_names_a_word_that_nobody_can_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without = {word: ways for word, ways in phones.ours().items() if word not in ("baclofen", "sciatica")}
    monkeypatch.setattr(phones, "ours", lambda: without)
    assert command.main(["--check"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in lines] == ["baclofen", "sciatica"]
