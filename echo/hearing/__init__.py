"""Hears what somebody says to the Echo in the browser, on this machine alone: sound to words, and how surely.

hearing = Hearing("en-GB")
hearing.hear(pcm)  # Heard("what causes it", 0.93)

It knows only the words of the skill and of everyday talk. What is in none of its sentences comes out as the nearest of
them, mostly with a certainty below `ears.CERTAIN`: then a sign of danger is asked about, and no call is made.
"""

from dataclasses import dataclass
from threading import Lock

from echo.hearing.certainty import certainty
from echo.hearing.decoder import NoHearing, decoded, decoder, voice
from echo.hearing.noise import RATE, cleaned, pcm, samples

__all__ = ["RATE", "Heard", "Hearing", "NoHearing"]

LONGEST = 30
"""Seconds that are listened to; nobody says more to a speaker at once."""


SHORTEST = 0.2
"""Seconds; in less nothing is said."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said."""

    text: str
    """The words in small letters; empty where nobody spoke, or nothing was made out."""

    certainty: float
    """How surely those words were said, from 0 to 1."""


NOTHING = Heard("", 0.0)


class Hearing:
    """The ears of one device."""

    def __init__(self, locale: str) -> None:
        """NoHearing where pocketsphinx is not installed, MissingModel where there is no such locale. The first time of
        a locale takes some seconds, as its language model is made."""
        self._decoder = decoder(locale)
        self._alone = Lock()
        """A decoder hears one sentence at a time."""

    def hear(self, sound: bytes) -> Heard:
        """What is said in 16-bit mono at 16 kHz; from several threads, one after the other."""
        if len(sound) < SHORTEST * RATE * 2:
            return NOTHING
        spoken = voice(pcm(cleaned(samples(sound[: LONGEST * RATE * 2]))))
        if not spoken:
            return NOTHING
        with self._alone:
            words = decoded(self._decoder, spoken)
        return Heard(" ".join(word.text for word in words), certainty(words)) if words else NOTHING
