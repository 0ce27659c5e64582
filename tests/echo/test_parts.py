import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from echo import parts
from echo.parts import Heard, MissingPart, Unheard, Unsaid, found


class NoVoice(RuntimeError):
    pass


class NoHearing(RuntimeError):
    pass


class Voices:
    def sound(self, text: str, rate: int) -> bytes:
        if not text:
            raise NoVoice("nothing to say")
        return f"{text} at {rate}".encode()


class Hearing:
    def __init__(self, locale: str) -> None:
        self.locale = locale

    def hear(self, pcm: bytes) -> Any:
        if not pcm:
            raise NoHearing("nothing to hear")
        return SimpleNamespace(text=self.locale, certainty=0.5)


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Modules that are there, as these tests have them."""
    modules = SimpleNamespace(
        voices=SimpleNamespace(Voices=Voices, NoVoice=NoVoice),
        hearing=SimpleNamespace(Hearing=Hearing, NoHearing=NoHearing),
    )
    monkeypatch.setattr(parts, "_module", lambda name: getattr(modules, name.removeprefix("echo."), None))
    return modules


def test_what_is_there_is_used(there: SimpleNamespace) -> None:
    one = found(True)
    assert (one.mute, one.deaf) == ("", "")
    assert one.sound
    assert one.sound("hello", 85) == b"hello at 85"
    assert one.hear
    assert one.hear("en-GB", bytes(2)) == Heard("en-GB", 0.5)


def test_faults_of_the_parts_are_told_as_ours(there: SimpleNamespace) -> None:
    one = found()
    assert one.sound
    assert one.hear
    with pytest.raises(Unsaid, match="nothing to say"):
        one.sound("", 100)
    with pytest.raises(Unheard, match="nothing to hear"):
        one.hear("en-US", b"")


def test_what_is_not_wanted_is_not_used(there: SimpleNamespace) -> None:
    one = found(False)
    assert (one.sound, one.hear) == (None, None)
    assert one.mute
    assert one.deaf


def test_what_is_wanted_must_be_there(there: SimpleNamespace) -> None:
    there.hearing = None
    assert found().sound
    with pytest.raises(MissingPart, match="type what you would say"):
        found(True)


def test_a_part_that_cannot_start_says_why(there: SimpleNamespace) -> None:
    def broken(*_: object) -> None:
        raise NoVoice("the voice's file is missing")

    there.voices.Voices = broken
    one = found()
    assert one.sound is None
    assert "the voice's file is missing" in one.mute


def test_a_module_that_cannot_be_imported_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "echo.voices", None)
    parts._module.cache_clear()
    assert parts._module("echo.voices") is None
    parts._module.cache_clear()
    assert isinstance(parts._module("echo.desk"), ModuleType)
