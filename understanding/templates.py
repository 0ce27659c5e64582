"""Matches an utterance against the samples of a model, word by word.

The samples are kept in one tree, so that all of them are tried at once. A slot takes the words of a value of its type;
where `open_slots` is asked for, one slot may take words that are in no list, as Alexa passes them on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from understanding.builtin import SAID, spoken_value
from understanding.mentions import Lexicon
from understanding.model import Model
from understanding.result import Filled
from understanding.words import tokens

MAX_OPEN_WORDS = 6
"""How many words an open slot takes."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sample that fits an utterance."""

    intent: str
    slots: Mapping[str, Filled]
    literal: int
    """How many words are the sample's own."""

    unresolved: int
    """How many slots hold words that are in no list."""

    inflected: int = 0
    """How many slots hold another form of a value's words: "swim" for "swimming"."""


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    slots: dict[tuple[str, str], "_Node"] = field(default_factory=dict)
    intents: dict[str, None] = field(default_factory=dict)


class Templates:
    """The samples of a model, with the built-in intents' own phrases."""

    def __init__(self, model: Model, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._root = _Node()
        for intent in model.intents.values():
            for sample in (*intent.samples, *SAID.get(intent.name, ())):
                self._add(intent.name, sample, intent.slots)

    def matches(self, words: tuple[str, ...], open_slots: bool = False) -> Iterator[Match]:
        """Every way in which the whole utterance fits a sample."""
        yield from self._walk(self._root, words, {}, 0, 1 if open_slots else 0)

    def _add(self, intent: str, sample: str, slots: Mapping[str, str]) -> None:
        node = self._root
        for part in sample.replace("{", " {").replace("}", "} ").split():
            if part.startswith("{"):
                node = node.slots.setdefault((part[1:-1], slots[part[1:-1]]), _Node())
            else:
                for word in tokens(part):
                    node = node.words.setdefault(word, _Node())
        node.intents[intent] = None

    def _walk(
        self, node: _Node, words: tuple[str, ...], slots: dict[str, Filled], literal: int, spare: int
    ) -> Iterator[Match]:
        if not words:
            unresolved = sum(filled.is_unknown for filled in slots.values())
            inflected = sum(not filled.verbatim for filled in slots.values())
            for intent in node.intents:
                yield Match(intent, slots, literal, unresolved, inflected)
            return
        if words[0] in node.words:
            yield from self._walk(node.words[words[0]], words[1:], slots, literal + 1, spare)
        for (name, kind), after in node.slots.items():
            for length in range(1, len(words) + 1):
                filled = self._fill(kind, words[:length])
                if filled:
                    yield from self._walk(after, words[length:], {**slots, name: filled}, literal, spare)
                elif spare and length <= MAX_OPEN_WORDS and not kind.startswith("AMAZON."):
                    open_slot = Filled(" ".join(words[:length]))
                    yield from self._walk(after, words[length:], {**slots, name: open_slot}, literal, spare - 1)

    def _fill(self, kind: str, words: tuple[str, ...]) -> Filled | None:
        if kind.startswith("AMAZON."):
            value = spoken_value(kind, words)
            return Filled(value, builtin=True) if value else None
        values = self._lexicon.values(kind, words)
        return Filled(" ".join(words), values, verbatim=self._lexicon.is_verbatim(kind, words)) if values else None
