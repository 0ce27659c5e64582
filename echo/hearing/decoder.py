"""The decoder: pocketsphinx, with a language model of ours."""

from pathlib import Path
from typing import TYPE_CHECKING

from echo.hearing.certainty import Word
from echo.hearing.language import language
from echo.hearing.noise import RATE

if TYPE_CHECKING:
    from pocketsphinx import Decoder

THEIRS = "en-us/cmudict-en-us.dict"
NOT_SAID = frozenset({"<s>", "</s>", "<sil>", "[NOISE]", "[SPEECH]"})
BLOCK = RATE * 30 // 1000 * 2
"""The bytes of 30 ms, which is what is judged to be a voice or not."""

FEWEST_BLOCKS = 6
"""A voice that is heard for less than this many blocks said nothing: a click, a knock."""


class NoHearing(RuntimeError):
    """Nothing can be heard on this machine; the message says in one line why."""


def their_dictionary() -> Path:
    """The dictionary that comes with pocketsphinx; NoHearing where it is not installed."""
    try:
        from pocketsphinx import get_model_path
    except ImportError as missing:
        raise NoHearing(f"the ears need pocketsphinx: {missing}") from missing
    return Path(get_model_path(THEIRS))


def decoder(locale: str) -> "Decoder":
    """A decoder for what people say in a locale."""
    theirs = their_dictionary()
    from pocketsphinx import Decoder, get_model_path

    files = language(locale, theirs)
    return Decoder(
        hmm=get_model_path("en-us/en-us"),
        lm=str(files.model),
        dict=str(files.dictionary),
        fdict=str(files.fillers),
        samprate=RATE,
        loglevel="FATAL",
    )


def is_voice(pcm: bytes) -> bool:
    """Whether anybody speaks."""
    from pocketsphinx import Vad

    judge = Vad(Vad.STRICT, RATE, 0.03)
    blocks = (pcm[start : start + BLOCK] for start in range(0, len(pcm) - BLOCK + 1, BLOCK))
    return sum(bool(judge.is_speech(block)) for block in blocks) >= FEWEST_BLOCKS


def decoded(ear: "Decoder", pcm: bytes) -> list[Word]:
    """The words that were said."""
    ear.reinit_feat()  # what it learned of the noise before is forgotten: each sentence stands alone
    ear.start_utt()
    ear.process_raw(pcm, full_utt=True)
    ear.end_utt()
    if not ear.hyp():
        return []
    return [
        Word(part.word.partition("(")[0], part.prob, part.lback)
        for part in ear.seg()
        if part.word not in NOT_SAID and not part.word.startswith("++")
    ]
