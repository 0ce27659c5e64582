"""What makes sound of words, and words of sound: parts that a desk does without where they are not there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from echo import spoken
from echo.hearing import POCKETSPHINX, Heard, Hearing, NoHearing
from echo.voices import NoVoice, Voices

Piece = dict[str, Any]
"""A sentence, {"say": text, "rate": per cent}, or a silence, {"pause": seconds}."""

MUTE = "There is no voice here: what is said stands here for as long as saying it would take."
DEAF = "Nothing here understands speech: type what you would say."


class MissingPart(RuntimeError):
    """A part was asked for that is not here; the message says which, in one line."""


Sound = Callable[[str, int], bytes]
"""A sentence, and the rate in per cent, to a WAV file; Unsayable where that fails."""

Hear = Callable[[str, bytes], Heard]
"""The locale, and sound of 16 bits at 16 kHz on one channel, to words; NoHearing where that fails."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What there is to speak and to hear with."""

    sound: Sound | None = None
    hear: Hear | None = None
    mute: str = MUTE
    """Why there is no sound; empty where there is."""

    deaf: str = DEAF
    """Why nothing is heard; empty where it is."""

    ear: str = ""
    """What hears; empty where nothing does."""


def found(wanted: bool | None = None, ear: str = "") -> Parts:
    """What is here. `wanted` says that all of it must be, or MissingPart; or that it is not to be used. `ear` is the
    one of `echo.hearing.EARS` that must be; "" is the first, where it is there."""
    if wanted is False:
        return Parts()
    sound, mute = _sound()
    hear, deaf = _hear(ear or POCKETSPHINX)
    missing = " ".join(filter(None, (mute if wanted else "", deaf if wanted or ear else "")))
    if missing:
        raise MissingPart(missing)
    return Parts(sound, hear, mute, deaf, "" if deaf else ear or POCKETSPHINX)


def pieces(ssml: str) -> list[Piece]:
    """What is said, sentence by sentence, and the silences between."""
    return [spoken.as_json(piece) for piece in spoken.pieces(ssml)]


def _sound() -> tuple[Sound | None, str]:
    try:
        return Voices().sound, ""
    except NoVoice as fault:
        return None, f"{MUTE} ({fault})"


def _hear(ear: str) -> tuple[Hear | None, str]:
    lock = Lock()

    @cache
    def of(locale: str) -> Hearing:
        return Hearing(locale, ear)

    def hear(locale: str, pcm: bytes) -> Heard:
        with lock:
            hearing = of(locale)
        return hearing.hear(pcm)

    try:
        of("en-US")
    except NoHearing as fault:
        return None, f"{DEAF} ({fault})"
    return hear, ""
