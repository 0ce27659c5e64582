"""SSML to what is said, piece by piece: for any voice that only knows plain text.

A piece is a sentence, or less where the rate changes or a pause comes, so that the first can be heard while the others
are still being made. What only changes how words sound (emphasis, an emotion, another voice) is left out, and an audio
clip is silent: the words are all there.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from simulator.rules import RefusedResponse, check_ssml

LONGEST = 200
"""Characters of a piece; a longer sentence is cut between two words."""

SLOWEST, FASTEST = 20, 300
"""Per cent of the voice's own rate; the first is the limit of Alexa's."""

RATES: Mapping[str, float] = {"x-slow": 60, "slow": 80, "medium": 100, "fast": 120, "x-fast": 150}
"""Per cent that a rate's name stands for; Amazon gives no numbers."""

STRENGTHS: Mapping[str, float] = {"weak": 0.25, "medium": 0.25, "strong": 0.5, "x-strong": 1}
"""Seconds that a break's strength stands for: a comma's, a sentence's, a paragraph's. Any other is no break at all."""

SENTENCE = re.compile(r"""(?:(?<=[.?!])|(?<=[.?!]["')]))\s+(?=[^a-z\s])""")
"""Between two sentences; not after the full stop in "10 a.m. and"."""


class NotSpeech(ValueError):
    """This is not SSML that Alexa would take; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that are said in one go."""

    text: str
    rate: int = 100
    """Per cent of the voice's own."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is said for so long."""

    seconds: float


Piece = Saying | Silence


def pieces(ssml: str) -> list[Piece]:
    """What is heard, in order; NotSpeech when Alexa would not take it."""
    try:
        check_ssml(ssml)
    except RefusedResponse as fault:
        raise NotSpeech(str(fault)) from fault
    return [piece for run in _joined(_runs(ssml)) for piece in _cut(run)]


def as_json(piece: Piece) -> dict[str, Any]:
    """A plain object: {"say": words, "rate": per cent} or {"pause": seconds}."""
    if isinstance(piece, Silence):
        return {"pause": piece.seconds}
    return {"say": piece.text, "rate": piece.rate}


def _runs(ssml: str) -> list[Piece]:
    """Text by text and break by break, in any length; no seconds of silence are the end of a sentence."""
    runs: list[Piece] = []
    rates: list[float] = [100]
    readings: list[Callable[[str], str]] = [str]

    def words(text: str) -> None:
        runs.append(Saying(readings[-1](text), min(max(round(rates[-1]), SLOWEST), FASTEST)))

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sub":
            words(attributes.get("alias", ""))
        elif tag in ("p", "s"):
            runs.append(Silence(0))
        elif tag == "break" and (seconds := _seconds(attributes)):
            runs.append(Silence(seconds))
        rates.append(rates[-1] * _share(attributes) if tag == "prosody" else rates[-1])
        readings.append(_reading(tag, attributes) or readings[-1])

    def end(tag: str) -> None:
        rates.pop()
        readings.pop()
        if tag in ("p", "s"):
            runs.append(Silence(0))

    parser = expat.ParserCreate()
    parser.buffer_text = True  # an escape in the middle of a number must not make it two
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.Parse(ssml, True)
    return runs


def _joined(runs: Iterable[Piece]) -> list[Piece]:
    """Neighbours of a kind made one, so that a sentence with a number in it stays one."""
    joined: list[Piece] = [Silence(0)]
    for run in runs:
        match joined[-1], run:
            case Saying(text, rate), Saying(more, same) if rate == same:
                joined[-1] = Saying(text + more, rate)
            case Silence(seconds), Silence(more_seconds):
                joined[-1] = Silence(seconds + more_seconds)
            case Silence(), Saying(text) if not text.strip():
                pass
            case _:
                joined.append(run)
    return joined


def _cut(run: Piece) -> list[Piece]:
    """A run in sentences; what has nothing to hear is left out."""
    if isinstance(run, Silence):
        return [run] if run.seconds else []
    sentences = SENTENCE.split(" ".join(run.text.split()))
    cut = [part for sentence in sentences for part in textwrap.wrap(sentence, LONGEST, break_on_hyphens=False)]
    return [Saying(part, run.rate) for part in cut if re.search(r"\w", part)]


def _seconds(attributes: Mapping[str, str]) -> float:
    time = attributes.get("time")
    if time is None:
        return STRENGTHS.get(attributes.get("strength", "medium"), 0)
    return float(time[:-2]) / 1000 if time.endswith("ms") else float(time[:-1])


def _share(attributes: Mapping[str, str]) -> float:
    """What a rate multiplies the one around it by."""
    rate = attributes.get("rate", "medium")
    return (float(rate[:-1]) if rate.endswith("%") else RATES[rate]) / 100


def _reading(tag: str, attributes: Mapping[str, str]) -> Callable[[str], str] | None:
    if tag == "sub":
        return lambda _text: ""  # its alias was said in its place
    return READINGS.get(attributes.get("interpret-as", "")) if tag == "say-as" else None


def _one_by_one(text: str) -> str:
    return " ".join("".join(text.split()).upper())


def _in_groups(text: str) -> str:
    """A phone number digit by digit, with a comma's pause between its groups."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", text)) or text


def _in_order(text: str) -> str:
    number = text.strip()
    if not number.isdecimal():
        return text
    teens = number[-2:-1] == "1"
    return number + ("th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


READINGS: Mapping[str, Callable[[str], str]] = {
    "characters": _one_by_one,
    "digits": _one_by_one,
    "expletive": lambda _text: "beep",
    "ordinal": _in_order,
    "spell-out": _one_by_one,
    "telephone": _in_groups,
}
"""How say-as is read. Everything else in it (an amount, a fraction, a date) a voice reads from how it is written."""
