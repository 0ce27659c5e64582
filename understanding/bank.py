"""What the sentence model compares an utterance with: the model's own samples, their slots filled.

A sample with slots is filled with the most typical value of each type, and an utterance is compared with it after the
value that it names was replaced by the same one: what is compared is the shape. A sample that is nothing but a slot is
filled with every wording of every value, so that a paraphrase of a value is found too.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from understanding import sayings
from understanding.builtin import SAID
from understanding.entries import Entries, asked_for, everyday, texts_of
from understanding.layer import Layer, layer
from understanding.mentions import FILLERS, stem
from understanding.model import Intent, Model, Value
from understanding.sentences import SentenceModel, Vectors
from understanding.vectors import Memory
from understanding.words import tokens

ENTRIES = "Topic"
"""The slot type of the skill's entries."""

DECLINED = "OtherConditionIntent"
"""The intent that declines: what it is asked about is what no list of entries has."""

NONE = "(declined)"
"""The class of what is to be declined, in the trained layer."""

EVERYDAY = "(everyday)"
"""The class of what is ours and like no sample, in the trained layer."""

SLOT = re.compile(r"\{(\w+)\}")
MOST = 150
"""Sentences of one intent with the same slots; of more, this many are taken, spread over all."""

MOST_LEARNED = 120
"""Samples of one intent that the trained layer learns from, and wordings of one of its slots."""

KIN = 3
"""Of each kind, how many of the nearest count."""

BUILT_IN = {"AMAZON.NUMBER": "two", "AMAZON.Ordinal": "second", "AMAZON.DURATION": "thirty seconds"}
T = TypeVar("T")
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
class Example:
    """One sentence to learn from."""

    text: str
    label: str
    """The intent, or what stands for none of the model's."""

    entry: str = ""
    """The id of the entry that it asks for, if it names one."""


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
        wordings = {kind: _wordings(values) for kind, values in model.types.items() if values}
        acts = {intent: said for intent, said in sayings.acts().items() if intent in model.intents}
        examples = list(_examples(model, acts))
        values = {value.id: value for value in model.types.get(ENTRIES, ())}
        entries = [
            *((text, id_) for id_, value in values.items() for text in texts_of(value)),
            *((example.text, example.entry) for example in examples if example.entry in values),
        ]
        learned = [*(example.text for example in examples), *(text for text, _ in entries)]
        everything = memory.vectors([*itertools.chain(*wordings.values()), *learned])
        *parts, vectors, asked = _split(everything, [*map(len, wordings.values()), len(examples), len(entries)])
        self.wordings = dict(zip(wordings, parts, strict=True))
        self.layer: Layer = layer(
            [example.text for example in examples], [example.label for example in examples], lambda: vectors
        )
        self.entries = Entries([text for text, _ in entries], [id_ for _, id_ in entries], lambda: asked)
        declined = np.array([example.label == NONE for example in examples])
        self._ours, self._declined = vectors[~declined], vectors[declined]
        typical = {kind: said[_most_typical(self.wordings[kind])] for kind, said in wordings.items()}
        self.stand_ins = {**BUILT_IN, **typical}
        shelves = self._filled(model)
        shelves[()] += [Sentence(text, intent) for intent, said in acts.items() for text in said]
        shelves[()] += [Sentence(text, intent) for intent in model.intents for text in everyday(intent)]
        sentences = [sentence.text for shelf in shelves.values() for sentence in shelf]
        parts = _split(memory.vectors(sentences), map(len, shelves.values()))
        self.shelves = [Shelf.of(*shelf, part) for shelf, part in zip(shelves.items(), parts, strict=True)]

    def of(self, intents: Collection[str]) -> Shelf:
        """The wordings of the values that some intents consist of: "chest pain" for EmergencyIntent."""
        plain = next(shelf for shelf in self.shelves if not shelf.signature)
        rows = [row for row, sentence in enumerate(plain.sentences) if sentence.values and sentence.intent in intents]
        return Shelf.of((), [plain.sentences[row] for row in rows], plain.vectors[rows])

    def lean(self, vector: Vectors) -> float:
        """How much more alike a sentence is to what is learned as ours than to what is to be declined."""
        near, far = (np.sort(kind @ vector)[-KIN:].mean() for kind in (self._ours, self._declined))
        return float(near - far)

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


def _examples(model: Model, acts: Mapping[str, Sequence[str]]) -> Iterable[Example]:
    """What is learned from: samples whose slots are filled with this and that, and what we wrote down."""
    for intent in model.intents.values():
        label = NONE if intent.name == DECLINED else intent.name
        named = {slot: _named(model.types.get(kind, ())) for slot, kind in intent.slots.items()}
        for turn, sample in enumerate(_spread(intent.samples)):
            if sample != f"{{{''.join(SLOT.findall(sample))}}}":
                yield _filled(sample, intent, named, turn, label)
        for slot, values in named.items():
            if f"{{{slot}}}" in intent.samples:
                yield from (Example(text, label) for text, _ in _spread(values))
        yield from (Example(text, label) for text in (*SAID.get(intent.name, ()), *acts.get(intent.name, ())))
    ours = {value.id: EVERYDAY for value in model.types.get(ENTRIES, ())} | {name: name for name in model.intents}
    yield from (Example(text, label) for key, label in ours.items() for text in everyday(key))
    yield from (Example(text, NONE) for text in sayings.declined())


def _filled(
    sample: str, intent: Intent, named: Mapping[str, Sequence[tuple[str, str]]], turn: int, label: str
) -> Example:
    """A sample with one of many wordings in each slot: another one for each turn."""
    values: dict[str, str] = {}

    def wording(slot: "re.Match[str]") -> str:
        said = named[slot[1]] or [(BUILT_IN.get(intent.slots[slot[1]], ""), "")]
        text, values[slot[1]] = said[turn * 7 % len(said)]  # neighbours are wordings of one value
        return text

    return Example(SLOT.sub(wording, sample), label, asked_for(intent.name, values))


def _spread(texts: Sequence[T]) -> Sequence[T]:
    return texts[:: -(-len(texts) // MOST_LEARNED) or 1]


def _alone(intent: Intent, slot: str, values: Sequence[Value]) -> list[Sentence]:
    return [Sentence(text, intent.name, {slot: value}) for value in values for text in _wordings([value])]


def _wordings(values: Iterable[Value]) -> list[str]:
    return [text for text, _ in _named(values)]


def _named(values: Iterable[Value]) -> list[tuple[str, str]]:
    """Every wording, with the id of the first value that has it."""
    named: dict[str, str] = {}
    for value in values:
        for text in (value.name, *value.synonyms):
            named.setdefault(text, value.id)
    return list(named.items())


def _most_typical(vectors: Vectors) -> int:
    """The row that is nearest to all the others."""
    return int((vectors @ vectors.sum(0)).argmax())


def _split(vectors: Vectors, lengths: Iterable[int]) -> list[Vectors]:
    return np.split(vectors, list(itertools.accumulate(lengths))[:-1])
