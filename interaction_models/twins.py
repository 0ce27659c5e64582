"""Finds what a device, which hears words and nothing else, cannot tell apart or easily takes wrongly."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from interaction_models import sharing
from interaction_models.grammar import Grammar
from interaction_models.overlap import written_out

Language = Mapping[str, Any]

DANGER = frozenset({"EmergencyIntent", "MaybeEmergencyIntent"})
RED_FLAG = "RedFlag"
HARMLESS = ("Activity", "BodyPart", "Cause", "Complaint", "Relief", "Topic")
"""Types whose own names name no danger."""

SHORTEST = 3
"""Words of a name that is compared with another."""


def problems(language: Language, spoken: Grammar) -> Iterator[str]:
    """What is alike, each with its place."""
    for rule in (_shared, _near_samples, _near_names, _near_danger, _side_by_side, _one_word, _slotless):
        yield from rule(language, spoken)


def plain(text: str, spoken: Grammar, fillers: frozenset[str]) -> str:
    """A sentence without contractions, and without the words that make no difference."""
    said = [word for word in written_out(text, spoken).split() if word not in fillers]
    return " ".join(said)


def _said(language: Language) -> dict[str, list[str]]:
    return {intent["name"]: list(intent.get("samples", ())) for intent in language["intents"]}


def _names(type_: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for value in type_["values"]:
        for name in (value["name"]["value"], *value["name"].get("synonyms", ())):
            yield value["id"], name


def _shared(language: Language, spoken: Grammar) -> Iterator[str]:
    types = {slot["name"]: slot["type"] for intent in language["intents"] for slot in intent.get("slots", ())}
    for said, owners in sharing.shared(_said(language), types, spoken).items():
        (first, _), (second, _) = list(owners)[:2]
        if first == second:
            second = next(intent for intent, _ in owners if intent != first)
        sample = next(samples[0] for (intent, _), samples in owners.items() if intent == first)
        yield f'{first}: "{sample}": {second} has "{said}" too, and only the slot differs'


def _near_samples(language: Language, spoken: Grammar) -> Iterator[str]:
    owner: dict[str, tuple[str, str]] = {}
    for intent, samples in _said(language).items():
        for sample in samples:
            key = plain(sample, spoken, spoken.fillers)
            other = owner.setdefault(key, (intent, sample)) if key else (intent, sample)
            if other[0] != intent and other[1] != sample:
                yield f'{intent}: "{sample}" is almost "{other[1]}" of {other[0]}'


def _near_names(language: Language, spoken: Grammar) -> Iterator[str]:
    for type_ in language["types"]:
        owner: dict[str, tuple[str, str]] = {}
        for id_, name in _names(type_):
            key = plain(name, spoken, spoken.fillers_of_names)
            other = owner.setdefault(key, (id_, name)) if key else (id_, name)
            if other[0] != id_ and other[1] != name:
                yield f'type {type_["name"]}: {id_}: "{name}" is almost "{other[1]}" of {other[0]}'


def _near_danger(language: Language, spoken: Grammar) -> Iterator[str]:
    """Names of red flags that one small word makes harmless: a device drops, or adds, the very word."""
    types = {type_["name"]: type_ for type_ in language["types"]}
    flags = {name: id_ for id_, name in _names(types.get(RED_FLAG, {"values": ()}))}
    near: dict[str, set[str]] = defaultdict(set)
    for flag in flags:
        for shorter in _one_less(flag):
            near[shorter].add(flag)
    for name in HARMLESS:
        for id_, said in _names(types.get(name, {"values": ()})):
            if said in flags or id_.startswith(("red_flag.", "warning_sign.")) or len(said.split()) < SHORTEST:
                continue
            alike = near.get(said, set()) | (set(_one_less(said)) & flags.keys())
            for flag in sorted(alike):
                yield f'type {name}: {id_}: "{said}" is one word from the red flag "{flag}" ({flags[flag]})'


def _one_less(name: str) -> Iterable[str]:
    words = name.split()
    if len(words) >= SHORTEST:
        yield from (" ".join(words[:at] + words[at + 1 :]) for at in range(len(words)))


def _side_by_side(language: Language, spoken: Grammar) -> Iterator[str]:
    for intent, samples in _said(language).items():
        for sample in samples:
            if re.search(r"\}('s)? \{", sample):
                yield f'{intent}: "{sample}": two slots stand side by side'


def _one_word(language: Language, spoken: Grammar) -> Iterator[str]:
    for intent, samples in _said(language).items():
        for sample in samples:
            alone = " " not in sample and "{" not in sample
            if alone and not intent.startswith("AMAZON.") and sample not in spoken.one_word:
                yield f'{intent}: "{sample}": one word alone, and none of those that do no harm'


def _slotless(language: Language, spoken: Grammar) -> Iterator[str]:
    for intent, samples in _said(language).items():
        if intent in DANGER:
            danger = {"{red_flag}", "{warning_sign}"}
            for sample in samples:
                if not danger & set(re.findall(r"\{\w+\}", sample)):
                    yield f'{intent}: "{sample}" names no sign, and would call for help'
