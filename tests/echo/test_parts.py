import pytest

from echo import parts
from echo.hearing import Heard, NoHearing
from echo.parts import MissingPart, found
from echo.voices import NoVoice


class Voices:
    def sound(self, text: str, rate: int) -> bytes:
        return f"{text} at {rate}".encode()


class Hearing:
    def __init__(self, locale: str, ear: str) -> None:
        self.locale, self.ear = locale, ear

    def hear(self, _pcm: bytes) -> Heard:
        return Heard(f"{self.ear} in {self.locale}", 0.5)


def no_voice() -> Voices:
    raise NoVoice("the voice's file is missing")


def no_hearing(_locale: str, ear: str) -> Hearing:
    raise NoHearing(f"{ear} is missing")


@pytest.fixture(autouse=True)
def there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that these tests know."""
    monkeypatch.setattr(parts, "Voices", Voices)
    monkeypatch.setattr(parts, "Hearing", Hearing)


def test_what_is_there_is_used() -> None:
    one = found(True)
    assert (one.mute, one.deaf, one.ear) == ("", "", "pocketsphinx")
    assert one.sound
    assert one.sound("hello", 85) == b"hello at 85"
    assert one.hear
    assert one.hear("en-GB", bytes(2)) == Heard("pocketsphinx in en-GB", 0.5)


def test_the_ear_that_is_asked_for_hears() -> None:
    one = found(ear="whisper")
    assert one.ear == "whisper"
    assert one.hear
    assert one.hear("en-IN", bytes(2)).text == "whisper in en-IN"


def test_what_is_not_wanted_is_not_used() -> None:
    one = found(False, "whisper")
    assert (one.sound, one.hear, one.ear) == (None, None, "")
    assert one.mute
    assert one.deaf


def test_what_is_wanted_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "Hearing", no_hearing)
    assert found().sound
    for wanted, ear in ((True, ""), (None, "whisper")):
        with pytest.raises(MissingPart, match="type what you would say"):
            found(wanted, ear)


def test_a_part_that_is_missing_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "Hearing", no_hearing)
    monkeypatch.setattr(parts, "Voices", no_voice)
    one = found()
    assert (one.sound, one.hear, one.ear) == (None, None, "")
    assert "the voice's file is missing" in one.mute
    assert "pocketsphinx is missing" in one.deaf


def test_an_ear_that_is_asked_for_needs_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "Voices", no_voice)
    assert found(ear="whisper").hear
