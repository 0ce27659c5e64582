"""What people may say, as the language model learns it: the interaction model's samples with their slots filled, the
words of steering, what people ask at length, what a speaker is asked otherwise, and danger as people tell of it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

from simulator import ROOT
from understanding.builtin import SAID
from understanding.model import Model
from understanding.words import spelled

OURS = Path(__file__).resolve().parent / "spoken.toml"
ACTS, ASKED, DECLINED = (ROOT / "understanding" / name for name in ("acts.toml", "everyday.toml", "declined.txt"))
SOURCES = (OURS, ACTS, ASKED, DECLINED)
"""What the sentences are made from, besides an interaction model."""

SLOT = re.compile(r"\{(\w+)\}")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
MOST, FEWEST, SHARE = 12, 2, 1200
"""How often a sample with slots is filled: an intent has about SHARE sentences, however many samples it has."""

BEGUN = 12
"""Of so many sentences, one is learned with a hesitation before it."""

Sentence = tuple[str, ...]


def said(text: str) -> Sentence:
    """The words of a text as they are spoken: small letters, no digits, apostrophes where they belong."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return tuple(WORD.findall(re.sub(r"\d+", lambda digits: f" {' '.join(spelled(digits[0]))} ", plain)))


def sentences(model: Model) -> Iterator[Sentence]:
    """Everything, some of it often: how often a thing is there is how likely it is."""
    spoken = tomllib.loads(OURS.read_text("utf-8"))
    begun = cycle([said(text) for text in spoken["begun"]])
    for place, text in enumerate(_texts(model, spoken)):
        sentence = said(text)
        yield sentence
        if place % BEGUN == 0:
            yield (*next(begun), *sentence)


def _texts(model: Model, spoken: Mapping[str, Any]) -> Iterator[str]:
    asked: Mapping[str, list[str]] = tomllib.loads(ASKED.read_text("utf-8"))
    everyday = [line for line in DECLINED.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    yield from (*_samples(model), *_values(model), *_steering(), *_numbers())
    yield from [text for texts in asked.values() for text in texts] * spoken["often"]["asked"]
    yield from spoken["danger"] * spoken["often"]["danger"]
    yield from everyday * spoken["often"]["everyday"]
    yield from [f"open {model.invocation_name}"] * spoken["often"]["opening"]


def _samples(model: Model) -> Iterator[str]:
    wordings = {
        kind: cycle([text for value in values for text in (value.name, *value.synonyms)])
        for kind, values in model.types.items()
        if values
    }
    wordings["AMAZON.NUMBER"] = cycle(list(_numbers()))
    for intent in model.intents.values():
        times = max(FEWEST, min(MOST, SHARE // max(1, len(intent.samples))))
        for sample in intent.samples:
            for _ in range(times if SLOT.search(sample) else 1):
                yield SLOT.sub(lambda slot: next(wordings[intent.slots[slot[1]]]), sample)  # noqa: B023


def _values(model: Model) -> Iterator[str]:
    for values in model.types.values():
        for value in values:
            yield from (value.name, *value.synonyms)


def _steering() -> Iterator[str]:
    acts: Mapping[str, list[str]] = tomllib.loads(ACTS.read_text("utf-8"))
    for texts in (*acts.values(), *SAID.values()):
        yield from texts


def _numbers() -> Iterator[str]:
    return (" ".join(spelled(str(value))) for value in range(1, 100))
