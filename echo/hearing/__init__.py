"""Hears what somebody says to the Echo in the browser, on this machine alone: sound to words, and how surely.

hearing = Hearing("en-GB")
hearing.hear(pcm)  # Heard("what causes it", 0.93)

What is heard wrongly mostly has a certainty below `ears.CERTAIN`: then a sign of danger is asked about, and no call is
made.
"""

from collections.abc import Callable, Mapping
from threading import Lock

from echo.hearing.decoder import NoHearing, Pocketsphinx, voice
from echo.hearing.doubt import Ear, Heard, chosen
from echo.hearing.noise import RATE, cleaned, pcm, samples
from echo.hearing.whisper import Whisper

__all__ = ["EARS", "POCKETSPHINX", "RATE", "Heard", "Hearing", "NoHearing"]

POCKETSPHINX = "pocketsphinx"
EARS: Mapping[str, Callable[[str], Ear]] = {POCKETSPHINX: Pocketsphinx, "whisper": Whisper}
"""What may do the hearing, for a locale."""

LONGEST = 30
"""Seconds that are listened to; nobody says more to a speaker at once."""


SHORTEST = 0.2
"""Seconds; in less nothing is said."""

NOTHING = Heard("", 0.0)


class Hearing:
    """The ears of one device."""

    def __init__(self, locale: str, ear: str = POCKETSPHINX) -> None:
        """NoHearing where the ear is not installed, MissingModel where there is no such locale. The first time of a
        locale takes some seconds, as its language model is made."""
        self._ear = EARS[ear](locale)
        self._alone = Lock()
        """An ear hears one sentence at a time."""

    def hear(self, sound: bytes) -> Heard:
        """What is said in 16-bit mono at 16 kHz; from several threads, one after the other."""
        if len(sound) < SHORTEST * RATE * 2:
            return NOTHING
        spoken = voice(pcm(cleaned(samples(sound[: LONGEST * RATE * 2]))))
        if not spoken:
            return NOTHING
        with self._alone:
            return chosen(self._ear.guesses(spoken)) or NOTHING
