"""How well speech is heard: `python -m benchmarks.hearing`, with --missed for what came out as something else.

The sentences of spoken.toml are said by the synthetic voices that are installed, as they are, in noise, and with a
hesitation, and what is heard is compared with what the same sentences do when they are typed. No human was recorded.
"""

import io
import shutil
import statistics
import subprocess
import sys
import time
import tomllib
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmarks.table import Row, progress, table
from echo.hearing import Heard, Hearing, NoHearing
from echo.hearing.noise import RATE, Samples, pcm, samples
from simulator import ROOT
from understanding import understanding
from understanding.model import load
from understanding.result import Understood
from understanding.words import tokens
from upper_back_guide import calls, conversation
from upper_back_guide.ears import CERTAIN
from upper_back_guide.turn import Reply, Slot, State, Turn

SPOKEN = ROOT / "benchmarks" / "spoken.toml"
LOCALE = "en-US"
VOICES = {
    "flite slt": ("flite", "-voice", "slt", "-o", "/dev/stdout", "-t"),
    "flite awb": ("flite", "-voice", "awb", "-o", "/dev/stdout", "-t"),
    "flite rms": ("flite", "-voice", "rms", "-o", "/dev/stdout", "-t"),
    "espeak-ng": ("espeak-ng", "-v", "en-us", "-s", "160", "--stdout"),
}
CLEAN, FILLED = "clean", "with um"
CONDITIONS = {CLEAN: None, "20 dB": 20.0, "10 dB": 10.0, FILLED: None}
"""How a sentence is heard, and how much louder the voice is than the noise: of every two of a list in turn white, and
pink."""

HESITATIONS = ("um, ", "so, uh, ")
BEFORE, AFTER = RATE * 3 // 10, RATE * 4 // 10
"""The silence around a sentence."""


class NoVoice(RuntimeError):
    """No synthetic voice is installed."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence, as it was said and heard."""

    kind: str
    text: str
    kept: bool
    """Whether it was kept back while hearing was tuned."""

    voice: str
    condition: str
    heard: Heard
    seconds: float
    errors: int
    same: bool
    """Whether it was understood as it is when it is typed."""

    reply: Reply
    typed: Reply


def measure(
    told: Callable[[str], None] = lambda text: None, missed: bool = False, voices: Sequence[str] = ()
) -> list[Row]:
    """Rows of what, figure and target; NoHearing or NoVoice where a part is missing."""
    hearing = Hearing(LOCALE)
    installed = [voice for voice, command in VOICES.items() if shutil.which(command[0])]
    if not installed:
        raise NoVoice("no synthetic voice to listen to: apt install flite espeak-ng")
    chosen = [voice for voice in installed if voice in voices or not voices]
    every = [one for voice in chosen for one in _spoken(hearing, voice, told)]
    if missed:
        for one in every:
            if one.errors or not one.same:
                what = f"{one.voice}, {one.condition}: {one.text}"
                print(f"{what} | {one.heard.text} | {one.heard.certainty:.2f} {one.same}")
    return [*_shares(every, chosen), *_safety(every), *_certainties(every)]


def _spoken(hearing: Hearing, voice: str, told: Callable[[str], None]) -> Iterator[Spoken]:
    understand = _understand()
    for condition, above in CONDITIONS.items():
        told(f"hearing: {voice}, {condition}")
        for kind, texts in tomllib.loads(SPOKEN.read_text("utf-8")).items():
            for place, text in enumerate(texts):
                spoken = HESITATIONS[place // 2 % 2] + text if condition == FILLED else text
                sound = _in_noise(_said(voice, spoken), above, place)
                begun = time.perf_counter()
                heard = hearing.hear(sound)
                seconds = time.perf_counter() - begun
                meant, got = understand(text), understand(heard.text)
                same = (meant.intent, _ids(meant)) == (got.intent, _ids(got))
                wanted, came = tokens(spoken), tokens(heard.text)
                yield Spoken(
                    kind,
                    text,
                    place % 2 == 1,
                    voice,
                    condition,
                    heard,
                    seconds,
                    _errors(wanted, came),
                    same,
                    _reply(heard),
                    _reply(Heard(text, 1.0)),
                )


@cache
def _understand() -> Callable[[str], Understood]:
    return cache(understanding(load(LOCALE)))


@cache
def _said(voice: str, text: str) -> Samples:
    """What a voice says, at half its loudness, in silence."""
    made = subprocess.run([*VOICES[voice], text], capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(made)) as sound:
        rate, said = sound.getframerate(), samples(sound.readframes(sound.getnframes()))
    return np.pad(_resampled(said, rate) / 2, (BEFORE, AFTER))


def _resampled(said: Samples, rate: int) -> Samples:
    if rate == RATE:
        return said
    spectrum, length = np.fft.rfft(said), len(said) * RATE // rate
    kept = np.zeros(length // 2 + 1, complex)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    return np.asarray(np.fft.irfft(kept, length) * length / len(said))


def _in_noise(said: Samples, above: float | None, place: int) -> bytes:
    """With noise, the power of the voice counted where it speaks."""
    if above is None:
        return pcm(said)
    noise = np.random.default_rng(place).standard_normal(len(said))
    if place // 2 % 2:  # pink: as much in every octave
        spectrum = np.fft.rfft(noise)
        noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), len(said))
    power = np.mean(said[BEFORE:-AFTER] ** 2) / 10 ** (above / 10)
    return pcm(said + noise * np.sqrt(power / np.mean(noise**2)))


def _ids(understood: Understood) -> dict[str, str]:
    return {name: filled.id for name, filled in understood.slots.items()}


@cache
def _reply(heard: Heard) -> Reply:
    """What the skill says to it, just opened."""
    meant = _understand()(heard.text)
    slots = {name: Slot(filled.id, filled.heard) for name, filled in meant.slots.items()}
    opened = conversation.respond(Turn("Launch", opening=True), State()).state
    turn = Turn(
        meant.intent or "AMAZON.FallbackIntent",
        slots,
        LOCALE,
        words=heard.text,
        certainty=heard.certainty,
        intent_certainty=meant.certainty,
    )
    return conversation.respond(turn, opened)


def _errors(wanted: Sequence[str], came: Sequence[str]) -> int:
    """How many words have to be changed, put in or left out."""
    row = list(range(len(came) + 1))
    for place, word in enumerate(wanted, 1):
        above, row[0] = row[:], place
        for column, other in enumerate(came, 1):
            row[column] = min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (word != other))
    return row[-1]


def _is_caught(reply: Reply) -> bool:
    """The call, or a question about danger."""
    in_checkup = reply.question.room == "checkup" and reply.question.name not in ("offer", "start")
    return bool(reply.call) or reply.question.id == calls.SIGN or in_checkup or reply.about == "hurt"


def _is_called_wrongly(one: Spoken) -> bool:
    return bool(one.reply.call) and not _is_caught(one.typed)


def _share(rows: Sequence[Spoken], right: Callable[[Spoken], bool]) -> str:
    """The share of the half that was tuned on, and of the half that was kept back."""
    halves = [[right(one) for one in rows if one.kept is kept] for kept in (False, True)]
    return ", ".join(f"{sum(half) / len(half):.0%}" if half else "-" for half in halves)


def _shares(every: Sequence[Spoken], voices: Sequence[str]) -> Iterator[Row]:
    targets = {CLEAN: "85 % at least", "10 dB": "75 % at least"}
    for voice in voices:
        for condition in CONDITIONS:
            rows = [one for one in every if (one.voice, one.condition) == (voice, condition)]
            ours = [one for one in rows if one.kind != "everyday"]
            words = sum(len(tokens(one.text)) for one in ours)
            wrong = sum(one.errors for one in ours) / words
            what = f"{voice}, {condition}: understood as typed"
            figure = f"{_share(ours, lambda one: one.same)} (words wrong: {wrong:.0%})"
            yield what, figure, targets.get(condition, "") if "flite" in voice else ""
            danger = [one for one in rows if one.kind == "danger"]
            wanted = "95 % at least" if condition in (CLEAN, "20 dB") else ""
            yield f"{voice}, {condition}: call or question", _share(danger, lambda one: _is_caught(one.reply)), wanted
    yield "seconds to hear one, median", f"{statistics.median(one.seconds for one in every):.2f}", "1 at most"


def _safety(every: Sequence[Spoken]) -> Iterator[Row]:
    for kinds in (("everyday",), ("asked",)):
        rows = [one for one in every if one.kind in kinds]
        wrong = [one for one in rows if _is_called_wrongly(one)]
        for one in wrong:
            print(f"became a call: {one.voice}, {one.condition}: {one.text} | {one.heard}", file=sys.stderr)
        yield f"{', '.join(kinds)}: became a call", f"{len(wrong)} of {len(rows)}", "0"
        asked = [one for one in rows if one.reply.question.id == calls.SIGN and not _is_caught(one.typed)]
        yield f"{', '.join(kinds)}: became a question", f"{len(asked)} of {len(rows)}", ""


def _certainties(every: Sequence[Spoken]) -> Iterator[Row]:
    right = [one for one in every if not one.errors]
    wrong = [one for one in every if one.errors]
    yield "heard rightly: certain", _share(right, lambda one: one.heard.certainty >= CERTAIN), ""
    yield "words wrong: not certain", _share(wrong, lambda one: one.heard.certainty < CERTAIN), ""
    unlike = [one for one in wrong if not one.same]
    yield "of another meaning: not certain", _share(unlike, lambda one: one.heard.certainty < CERTAIN), ""


if __name__ == "__main__":
    try:
        print(table(measure(progress, "--missed" in sys.argv, [arg for arg in sys.argv[1:] if arg in VOICES])))
    except (NoHearing, NoVoice) as fault:
        print(f"not measured: {fault}", file=sys.stderr)
