"""What the sentence model compares an utterance with: the model's own samples, their slots filled.

A sample with slots is filled with the most typical value of each type, and an utterance is compared with it after the
value that it names was replaced by the same one: what is compared is the shape. A sample that is nothing but a slot is
filled with every wording of every value, so that a paraphrase of a value is found too.
"""

import itertools
import json
import os
import re
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from understanding.mentions import FILLERS, stem
from understanding.model import Intent, Model, Value
from understanding.sentences import SentenceModel, Vectors
from understanding.words import tokens

VERSION = "2"
"""Part of the cache's name: to be changed whenever vectors are made in another way."""

SLOT = re.compile(r"\{(\w+)\}")
MOST = 150
"""Sentences of one intent with the same slots; of more, this many are taken, spread over all."""

BUILT_IN = {"AMAZON.NUMBER": "two", "AMAZON.Ordinal": "second", "AMAZON.DURATION": "thirty seconds"}
Signature = tuple[tuple[str, str], ...]
"""The slots of a sample with their types."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to compare with."""

    text: str
    intent: str
    values: Mapping[str, Value] = field(default_factory=dict)
    """For a sample that is nothing but a slot: the value in it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sentences that have the same slots."""

    signature: Signature
    sentences: Sequence[Sentence]
    vectors: Vectors


class Bank:
    """The sentences of a model, by their slots, and the wordings of its values."""

    def __init__(self, model: Model, encoder: SentenceModel) -> None:
        """Reads the vectors from the cache, or makes them, which takes some seconds."""
        texts = {kind: _wordings(values) for kind, values in model.types.items() if values}
        vectors = _vectors([text for wordings in texts.values() for text in wordings], encoder)
        self.wordings = dict(zip(texts, _split(vectors, map(len, texts.values())), strict=True))
        typical = {kind: wordings[_most_typical(self.wordings[kind])] for kind, wordings in texts.items()}
        self.stand_ins = {**BUILT_IN, **typical}
        shelves = self._filled(model)
        sentences = [sentence.text for shelf in shelves.values() for sentence in shelf]
        vectors = _vectors(sentences, encoder)
        parts = _split(vectors, map(len, shelves.values()))
        self.shelves = [Shelf(*shelf, part) for shelf, part in zip(shelves.items(), parts, strict=True)]

    def of(self, intents: Collection[str]) -> Shelf:
        """The wordings of the values that some intents consist of: "chest pain" for EmergencyIntent."""
        plain = next(shelf for shelf in self.shelves if not shelf.signature)
        rows = [row for row, sentence in enumerate(plain.sentences) if sentence.values and sentence.intent in intents]
        return Shelf((), [plain.sentences[row] for row in rows], plain.vectors[rows])

    def _filled(self, model: Model) -> dict[Signature, list[Sentence]]:
        shelves: dict[Signature, list[Sentence]] = defaultdict(list, {(): []})
        for intent in model.intents.values():
            for slot, kind in intent.slots.items():
                if f"{{{slot}}}" in intent.samples:
                    shelves[()] += _alone(intent, slot, model.types.get(kind, ()))
            for signature, texts in self._shapes(intent).items():
                shelves[signature] += [Sentence(text, intent.name) for text in texts[:: -(-len(texts) // MOST)]]
        return shelves

    def _shapes(self, intent: Intent) -> dict[Signature, list[str]]:
        """The samples of an intent, filled, by their slots; one of those that differ only in an article or a plural."""
        shapes: dict[Signature, dict[tuple[str, ...], str]] = defaultdict(dict)
        for sample in intent.samples:
            slots = SLOT.findall(sample)
            if sample == f"{{{''.join(slots)}}}":
                continue
            text = sample
            for slot in slots:
                text = text.replace(f"{{{slot}}}", self.stand_ins[intent.slots[slot]])
            shape = tuple(stem(word) for word in tokens(text) if word not in FILLERS)
            shapes[tuple((slot, intent.slots[slot]) for slot in dict.fromkeys(slots))].setdefault(shape, text)
        return {signature: list(texts.values()) for signature, texts in shapes.items()}


def _alone(intent: Intent, slot: str, values: Sequence[Value]) -> list[Sentence]:
    return [Sentence(text, intent.name, {slot: value}) for value in values for text in _wordings([value])]


def _wordings(values: Iterable[Value]) -> list[str]:
    return list(dict.fromkeys(text for value in values for text in (value.name, *value.synonyms)))


def _most_typical(vectors: Vectors) -> int:
    """The row that is nearest to all the others."""
    return int((vectors @ vectors.sum(0)).argmax())


def _split(vectors: Vectors, lengths: Iterable[int]) -> list[Vectors]:
    return np.split(vectors, list(itertools.accumulate(lengths))[:-1])


def _vectors(texts: Sequence[str], encoder: SentenceModel) -> Vectors:
    """One row for each text. What was learned is kept, so another locale or a changed model learns only what is new."""
    known = _kept()
    if new := [text for text in dict.fromkeys(texts) if text not in known]:
        start = time.monotonic()
        print(f"Learning {len(new)} phrases, this once ...", end=" ", file=sys.stderr, flush=True)
        known |= zip(new, encoder.encode(new).astype(np.float16), strict=True)
        print(f"{time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
        _keep(known)
    return np.array([known[text] for text in texts], np.float32)


def _kept() -> dict[str, Vectors]:
    """The vectors of former runs, by text; none when they cannot be read."""
    try:
        with np.load(_cache()) as kept:
            return dict(zip(json.loads(kept["texts"].item()), kept["vectors"], strict=True))
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return {}


def _keep(known: Mapping[str, Vectors]) -> None:
    """Keep the vectors for the next time; a folder that cannot be written to only costs the seconds again."""
    path = _cache()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.tmp")
        with partial.open("wb") as file:
            np.savez(file, texts=json.dumps(list(known)), vectors=np.array(list(known.values())))
        partial.replace(path)
    except OSError:
        return


def _cache() -> Path:
    return cache_folder() / f"phrases-{VERSION}.npz"


def cache_folder() -> Path:
    """Where vectors are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "upper-back-guide"
