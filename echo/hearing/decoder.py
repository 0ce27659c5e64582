"""The decoder: pocketsphinx, with a language model of ours. It knows only the words of the skill and of everyday talk;
what is in none of its sentences comes out as the nearest of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from echo.hearing.certainty import Word, certainty
from echo.hearing.doubt import Heard
from echo.hearing.language import language
from echo.hearing.noise import RATE

THEIRS = "en-us/cmudict-en-us.dict"
NOT_SAID = frozenset({"<s>", "</s>", "<sil>", "[NOISE]", "[SPEECH]"})
BLOCK = RATE * 30 // 1000 * 2
"""The bytes of 30 ms, which is what is judged to be a voice or not."""

FEWEST_BLOCKS = 6
"""A voice that is heard for less than this many blocks said nothing: a click, a knock."""

AROUND = 6
"""Blocks that are kept before and after a voice: words begin and end softly."""

GAUSSIANS = 16
"""How many of the acoustic model's are weighed for each frame: its own four are too few in noise."""


class NoHearing(RuntimeError):
    """Nothing can be heard on this machine; the message says in one line why."""


def their_dictionary() -> Path:
    """The dictionary that comes with pocketsphinx; NoHearing where it is not installed."""
    try:
        from pocketsphinx import get_model_path
    except ImportError as missing:
        raise NoHearing(f"the ears need pocketsphinx: {missing}") from missing
    return Path(get_model_path(THEIRS))


class Pocketsphinx:
    """It hears one sentence at a time."""

    def __init__(self, locale: str) -> None:
        """NoHearing where it is not installed, MissingModel where there is no such locale."""
        theirs = their_dictionary()
        from pocketsphinx import Decoder, get_model_path

        files = language(locale, theirs)
        self._decoder = Decoder(
            hmm=get_model_path("en-us/en-us"),
            lm=str(files.model),
            dict=str(files.dictionary),
            fdict=str(files.fillers),
            samprate=RATE,
            topn=GAUSSIANS,
            loglevel="FATAL",
        )

    def guesses(self, pcm: bytes) -> Iterator[Heard]:
        """What may have been said, the likeliest first; the others take longer, and are only made when asked for."""
        words = self._decoded(pcm)
        if not words:
            return
        sure = certainty(words)
        yield Heard(" ".join(word.text for word in words), sure)
        for other in self._decoder.nbest():
            yield Heard(" ".join(_words(other.hypstr.split())), sure)

    def _decoded(self, pcm: bytes) -> list[Word]:
        ear = self._decoder
        ear.reinit_feat()  # what it learned of the noise before is forgotten: each sentence stands alone
        ear.start_utt()
        ear.process_raw(pcm, full_utt=True)
        ear.end_utt()
        if not ear.hyp():
            return []
        return [Word(word, part.prob, part.lback) for part in ear.seg() for word in _words([part.word])]


def _words(heard: Iterable[str]) -> Iterator[str]:
    """The words without the ways to say them ("a(2)"), silences and noises."""
    return (word.partition("(")[0] for word in heard if word not in NOT_SAID and not word.startswith("++"))


def voice(pcm: bytes) -> bytes:
    """The part in which somebody speaks, with a little around it; empty where nobody does. Long silence around a voice
    makes the decoder take it for another one."""
    from pocketsphinx import Vad

    judge = Vad(Vad.STRICT, RATE, BLOCK / RATE / 2)
    starts = range(0, len(pcm) - BLOCK + 1, BLOCK)
    spoken = [start for start in starts if judge.is_speech(pcm[start : start + BLOCK])]
    if len(spoken) < FEWEST_BLOCKS:
        return b""
    return pcm[max(0, spoken[0] - AROUND * BLOCK) : spoken[-1] + (AROUND + 1) * BLOCK]
