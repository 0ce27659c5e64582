"""What the sentence model compares an utterance with: the model's own samples, their slots filled.

A sample with slots is filled with the most typical value of each type, and an utterance is compared with it after the
value that it names was replaced by the same one: what is compared is the shape. A sample that is nothing but a slot is
filled with every wording of every value, so that a paraphrase of a value is found too.
"""

import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from understanding.builtin import SAID
from understanding.layer import Layer, layer
from understanding.mentions import FILLERS, stem
from understanding.model import Intent, Model, Value
from understanding.sentences import SentenceModel, Vectors
from understanding.vectors import Memory
from understanding.words import tokens

OURS = Path(__file__).resolve().parent
DECLINED = "OtherConditionIntent"
"""The intent that declines: what it is asked about is what no list of entries has."""

NONE = "(declined)"
"""The class of what is to be declined, in the trained layer."""

SLOT = re.compile(r"\{(\w+)\}")
MOST = 150
"""Sentences of one intent with the same slots; of more, this many are taken, spread over all."""

MOST_LEARNED = 120
"""Samples of one intent that the trained layer learns from, and wordings of one of its slots."""

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
    rows: Mapping[str, NDArray[np.intp]]
    """Which of them each intent has."""

    @classmethod
    def of(cls, signature: Signature, sentences: Sequence[Sentence], vectors: Vectors) -> Self:
        """The shelf of some sentences."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, sentence in enumerate(sentences):
            rows[sentence.intent].append(row)
        return cls(signature, sentences, vectors, {intent: np.array(places) for intent, places in rows.items()})


class Bank:
    """The sentences of a model, by their slots, and the wordings of its values."""

    def __init__(self, model: Model, encoder: SentenceModel) -> None:
        """Reads what was learned of them, or learns it, which takes some seconds the first time."""
        memory = Memory(encoder)
        texts = {kind: _wordings(values) for kind, values in model.types.items() if values}
        acts = {intent: said for intent, said in _acts().items() if intent in model.intents}
        examples = list(_examples(model, acts))
        everything = memory.vectors([*itertools.chain(*texts.values()), *(text for text, _ in examples)])
        *parts, vectors = _split(everything, [*map(len, texts.values()), len(examples)])
        self.wordings = dict(zip(texts, parts, strict=True))
        said, labels = zip(*examples, strict=True)
        self.layer: Layer = layer(said, labels, lambda: vectors)
        typical = {kind: wordings[_most_typical(self.wordings[kind])] for kind, wordings in texts.items()}
        self.stand_ins = {**BUILT_IN, **typical}
        shelves = self._filled(model)
        shelves[()] += [Sentence(text, intent) for intent, said in acts.items() for text in said]
        sentences = [sentence.text for shelf in shelves.values() for sentence in shelf]
        parts = _split(memory.vectors(sentences), map(len, shelves.values()))
        self.shelves = [Shelf.of(*shelf, part) for shelf, part in zip(shelves.items(), parts, strict=True)]

    def of(self, intents: Collection[str]) -> Shelf:
        """The wordings of the values that some intents consist of: "chest pain" for EmergencyIntent."""
        plain = next(shelf for shelf in self.shelves if not shelf.signature)
        rows = [row for row, sentence in enumerate(plain.sentences) if sentence.values and sentence.intent in intents]
        return Shelf.of((), [plain.sentences[row] for row in rows], plain.vectors[rows])

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


def _examples(model: Model, acts: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    """What the trained layer learns from: samples whose slots are filled with this and that, and their intents."""
    for intent in model.intents.values():
        label = NONE if intent.name == DECLINED else intent.name
        wordings = {slot: _wordings(model.types.get(kind, ())) for slot, kind in intent.slots.items()}
        for turn, sample in enumerate(_spread(intent.samples)):
            if sample != f"{{{''.join(SLOT.findall(sample))}}}":
                yield _filled(sample, intent, wordings, turn), label
        for slot, said in wordings.items():
            if f"{{{slot}}}" in intent.samples:
                yield from ((text, label) for text in _spread(said))
        yield from ((text, label) for text in (*SAID.get(intent.name, ()), *acts.get(intent.name, ())))
    lines = (OURS / "declined.txt").read_text("utf-8").splitlines()
    yield from ((line, NONE) for line in lines if line and not line.startswith("#"))


def _filled(sample: str, intent: Intent, wordings: Mapping[str, Sequence[str]], turn: int) -> str:
    """A sample with one of many wordings in each slot: another one for each turn."""

    def wording(slot: "re.Match[str]") -> str:
        said = wordings[slot[1]] or [BUILT_IN.get(intent.slots[slot[1]], "")]
        return said[turn * 7 % len(said)]  # neighbours are wordings of one value

    return SLOT.sub(wording, sample)


def _spread(texts: Sequence[str]) -> Sequence[str]:
    return texts[:: -(-len(texts) // MOST_LEARNED) or 1]


def _acts() -> Mapping[str, Sequence[str]]:
    acts: Mapping[str, Sequence[str]] = tomllib.loads((OURS / "acts.toml").read_text("utf-8"))
    return acts


def _alone(intent: Intent, slot: str, values: Sequence[Value]) -> list[Sentence]:
    return [Sentence(text, intent.name, {slot: value}) for value in values for text in _wordings([value])]


def _wordings(values: Iterable[Value]) -> list[str]:
    return list(dict.fromkeys(text for value in values for text in (value.name, *value.synonyms)))


def _most_typical(vectors: Vectors) -> int:
    """The row that is nearest to all the others."""
    return int((vectors @ vectors.sum(0)).argmax())


def _split(vectors: Vectors, lengths: Iterable[int]) -> list[Vectors]:
    return np.split(vectors, list(itertools.accumulate(lengths))[:-1])
