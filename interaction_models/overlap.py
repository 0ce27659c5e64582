"""Finds sentences that two intents of a model both match, slots filled with every value of their types.

All sentences are never spelled out, there are millions: the samples of each intent and the values of each type are
tries, walked together word by word, and a walk ends as soon as only one intent can still match.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Any

from interaction_models.grammar import Grammar


@dataclass(eq=False, slots=True)
class Node:
    """A place in a trie of samples or of slot values."""

    words: dict[str, "Node"] = field(default_factory=dict)
    slots: dict[str, "Node"] = field(default_factory=dict)
    """Where a slot of this type leads."""

    end: tuple[str, str] | None = None
    """Intent and sample that end here, or type and value."""


Place = tuple[str, Node, Node | None]
"""An intent, and a node of its samples; or a node of a slot value, and the node of the samples to return to."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A sentence that two intents match."""

    sentence: str
    first: tuple[str, str]
    second: tuple[str, str]
    """The intents and their samples."""

    def __str__(self) -> str:
        both = " and ".join(f'{intent} "{sample}"' for intent, sample in (self.first, self.second))
        return f'"{self.sentence}" is matched by {both}'


def clashes(model: Mapping[str, Any], spoken: Grammar) -> list[Clash]:
    """One clash for each pair of samples of two intents that can be the same sentence."""
    language = model["interactionModel"]["languageModel"]
    types = {type_["name"]: _values(type_, spoken) for type_ in language["types"]}
    types["AMAZON.NUMBER"] = _trie(((word, ("AMAZON.NUMBER", word)) for word in spoken.numbers), spoken)
    start: set[Place] = set()
    for intent in language["intents"]:
        kinds = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        root = Node()
        for sample in intent.get("samples", ()):
            _add(root, sample, (intent["name"], sample), kinds, spoken)
        start |= _reached(intent["name"], root, types)
    found: dict[tuple[tuple[str, str], tuple[str, str]], Clash] = {}
    seen = {frozenset(start)}
    walks: list[tuple[frozenset[Place], str]] = [(frozenset(start), "")]
    while walks:
        places, sentence = walks.pop()
        ends = sorted(node.end for _, node, back in places if back is None and node.end)
        for first, second in combinations(ends, 2):
            if first[0] != second[0]:
                found.setdefault((first, second), Clash(sentence, first, second))
        for word, reached in _steps(places, types):
            if reached not in seen:
                seen.add(reached)
                walks.append((reached, f"{sentence} {word}".strip()))
    return sorted(found.values(), key=str)


@cache
def written_out(sentence: str, spoken: Grammar) -> str:
    """A sentence without contractions, each slot a word of its own. Five models are nearly the same sentences, each of
    them compared with many."""
    for short, full in spoken.contractions:
        sentence = re.sub(short, full, sentence)
    return re.sub(r"(\{\w+\})", r" \1 ", sentence)


def _steps(places: frozenset[Place], types: Mapping[str, Node]) -> Iterator[tuple[str, frozenset[Place]]]:
    """Where each word leads that more than one intent can have next; most are of one only, and end a walk."""
    owner: dict[str, str] = {}
    several = {word for intent, node, _ in places for word in node.words if owner.setdefault(word, intent) != intent}
    for word in sorted(several):
        reached = set[Place]()
        for intent, node, back in places:
            if not (after := node.words.get(word)):
                continue
            if back is None:
                reached |= _reached(intent, after, types)
            else:
                reached.add((intent, after, back))
                if after.end:
                    reached |= _reached(intent, back, types)
        yield word, frozenset(reached)


def _reached(intent: str, node: Node, types: Mapping[str, Node]) -> set[Place]:
    """A node of a sample, and the start of every slot that may follow."""
    return {(intent, node, None)} | {(intent, types[kind], back) for kind, back in node.slots.items() if kind in types}


def _values(type_: Mapping[str, Any], spoken: Grammar) -> Node:
    names = [value["name"] for value in type_["values"]]
    said = [word for name in names for word in (name["value"], *name.get("synonyms", ()))]
    return _trie(((value, (type_["name"], value)) for value in said), spoken)


def _trie(rows: Iterable[tuple[str, tuple[str, str]]], spoken: Grammar) -> Node:
    root = Node()
    for words, end in rows:
        _add(root, words, end, {}, spoken)
    return root


def _add(root: Node, words: str, end: tuple[str, str], kinds: Mapping[str, str], spoken: Grammar) -> None:
    node = root
    for word in written_out(words, spoken).split():
        if word.startswith("{"):
            node = node.slots.setdefault(kinds[word.strip("{}")], Node())
        else:
            node = node.words.setdefault(word, Node())
    node.end = end
