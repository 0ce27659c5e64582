"""What makes sound of words, and words of sound: parts that a desk does without where they are not there."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock
from types import ModuleType
from typing import Any

from echo import spoken

Piece = dict[str, Any]
"""A sentence, {"say": text, "rate": per cent}, or a silence, {"pause": seconds}."""

MUTE = "There is no voice here: what is said stands here for as long as saying it would take."
DEAF = "Nothing here understands speech: type what you would say."


class MissingPart(RuntimeError):
    """A part was asked for that is not here; the message says which, in one line."""


class Unsaid(RuntimeError):
    """A sentence could not be said; the message says why, in one line."""


class Unheard(RuntimeError):
    """Sound could not be made words of; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What sound was heard as."""

    text: str
    """Empty where there are no words in it."""

    certainty: float = 1.0
    """How surely, from 0 to 1."""


Sound = Callable[[str, int], bytes]
"""A sentence, and the rate in per cent, to a WAV file; Unsaid where that fails."""

Hear = Callable[[str, bytes], Heard]
"""The locale, and sound of 16 bits at 16 kHz on one channel, to words; Unheard where that fails."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What there is to speak and to hear with."""

    sound: Sound | None = None
    hear: Hear | None = None
    mute: str = MUTE
    """Why there is no sound; empty where there is."""

    deaf: str = DEAF
    """Why nothing is heard; empty where it is."""


def found(wanted: bool | None = None) -> Parts:
    """What is here. `wanted` says that all of it must be, or MissingPart; or that it is not to be used."""
    if wanted is False:
        return Parts()
    sound, mute = _sound()
    hear, deaf = _hear()
    if wanted and (missing := " ".join(filter(None, (mute, deaf)))):
        raise MissingPart(missing)
    return Parts(sound, hear, mute, deaf)


def pieces(ssml: str) -> list[Piece]:
    """What is said, sentence by sentence, and the silences between."""
    return [spoken.as_json(piece) for piece in spoken.pieces(ssml)]


def _sound() -> tuple[Sound | None, str]:
    module = _module("echo.voices")
    if not module:
        return None, MUTE
    try:
        voices = module.Voices()
    except module.NoVoice as fault:
        return None, f"{MUTE} ({fault})"

    def sound(text: str, rate: int) -> bytes:
        try:
            wav: bytes = voices.sound(text, rate)
        except (module.NoVoice, ValueError) as fault:  # of a sentence that it cannot say
            raise Unsaid(str(fault)) from fault
        return wav

    return sound, ""


def _hear() -> tuple[Hear | None, str]:
    module = _module("echo.hearing")
    if not module:
        return None, DEAF
    lock, ear = Lock(), cache(module.Hearing)
    try:
        ear("en-US")
    except module.NoHearing as fault:
        return None, f"{DEAF} ({fault})"

    def hear(locale: str, pcm: bytes) -> Heard:
        try:
            with lock:
                heard = ear(locale).hear(pcm)
        except (module.NoHearing, ValueError) as fault:
            raise Unheard(str(fault)) from fault
        return Heard(heard.text, heard.certainty)

    return hear, ""


@cache
def _module(name: str) -> ModuleType | None:
    """A module that may not be there, or not what it imports."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
