"""Amazon's rules for an interaction model, and what is authored but never used.

Sources: "Create the Interaction Model", "Choose the Invocation Name" and the console's own error texts.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from interaction_models.grammar import Grammar
from interaction_models.overlap import clashes
from interaction_models.source import Source, texts

Language = Mapping[str, Any]

REQUIRED = (
    "Help",
    "Stop",
    "Cancel",
    "NavigateHome",
    "Fallback",
    "Yes",
    "No",
    "Repeat",
    "Next",
    "Previous",
    "StartOver",
)
MAX_MODEL = 1_500_000
MAX_VALUE = 140
MAX_VALUES = 50_000

SAMPLE = re.compile(r"[a-z{][a-z_' .{}-]*")
"""Letters, spaces, slots, apostrophes, hyphens, and periods for abbreviations; no digits."""

VALUE = re.compile(r"[a-z][a-z' ]*")
NAME = re.compile(r"[A-Za-z][A-Za-z_]*")
INVOCATION = re.compile(r"[a-z][a-z.']*( [a-z.']+)+")


def problems(model: Mapping[str, Any], spoken: Grammar) -> list[str]:
    """Every rule that a model in this language breaks, each with its place."""
    language: Language = model["interactionModel"]["languageModel"]
    found = [*_invocation(language, spoken), *(problem for rule in RULES for problem in rule(language))]
    found += _size(model)
    # Clashes only make sense between samples that are well formed.
    return found or [str(clash) for clash in clashes(model, spoken)]


def unused(source: Source) -> list[str]:
    """Rules, slots, types and locale words that nothing uses."""
    found = []
    for locale, own in source.locales.items():
        said = " ".join(texts(source, locale))
        rules, slots = set(re.findall(r"<(\w+)>", said)), set(re.findall(r"\{(\w+)\}", said))
        used = {source.slots[slot] for slot in slots if slot in source.slots}
        found += [f"{locale}: rule <{name}> is not used" for name in {**source.rules, **own.rules} if name not in rules]
        found += [f"{locale}: slot {{{name}}} is not used" for name in source.slots if name not in slots]
        found += [f"{locale}: type {name} is not used" for name in source.types if name not in used]
    return sorted(set(found))


def _invocation(language: Language, spoken: Grammar) -> Iterator[str]:
    name: str = language["invocationName"]
    words = name.split()
    if not INVOCATION.fullmatch(name):
        yield f'invocation name "{name}": two or more words of small letters'
    if banned := set(words) & spoken.not_in_a_name:
        yield f'invocation name "{name}": may not have "{min(banned)}"'
    if len(words) == 2 and set(words) & spoken.small_words:
        yield f'invocation name "{name}": a small word needs a name of three words'


def _names(language: Language) -> Iterator[str]:
    intents = [intent["name"] for intent in language["intents"]]
    types = [type_["name"] for type_ in language["types"]]
    slots = {slot["name"] for intent in language["intents"] for slot in intent.get("slots", ())}
    for kind, names in (("intent", intents), ("type", types)):
        yield from (f"{kind} {name} is there twice" for name in _twice(names))
    for kind, names in (("intent", intents), ("type", types), ("slot", sorted(slots))):
        for name in names:
            if not NAME.fullmatch(name.removeprefix("AMAZON.")):
                yield f"{kind} {name}: a name has letters and underscores only"
    yield from (f"{name} is the name of a type and of something else" for name in types if name in {*intents, *slots})


def _required(language: Language) -> Iterator[str]:
    names = {intent["name"] for intent in language["intents"]}
    yield from (f"AMAZON.{name}Intent is missing" for name in REQUIRED if f"AMAZON.{name}Intent" not in names)
    if "fallbackIntentSensitivity" not in language.get("modelConfiguration", {}):
        yield "fallbackIntentSensitivity is missing"


def _declared(language: Language) -> Iterator[str]:
    types = {type_["name"] for type_ in language["types"]}
    used = set()
    for intent in language["intents"]:
        slots = [slot["name"] for slot in intent.get("slots", ())]
        said = set(re.findall(r"\{(\w+)\}", " ".join(intent.get("samples", ()))))
        yield from (f"{intent['name']}: slot {{{name}}} is declared twice" for name in _twice(slots))
        yield from (f"{intent['name']}: slot {{{name}}} is not declared" for name in sorted(said - set(slots)))
        yield from (f"{intent['name']}: slot {{{name}}} is in no sample" for name in slots if name not in said)
        for slot in intent.get("slots", ()):
            used.add(slot["type"])
            if slot["type"] not in types and not slot["type"].startswith("AMAZON."):
                yield f"{intent['name']}: slot {{{slot['name']}}}: type {slot['type']} is not declared"
    yield from (f"type {name} is used by no slot" for name in sorted(types - used))


def _samples(language: Language) -> Iterator[str]:
    said: dict[str, str] = {}
    for intent in language["intents"]:
        name, samples = intent["name"], intent.get("samples", ())
        searching = {slot["name"] for slot in intent.get("slots", ()) if slot["type"] == "AMAZON.SearchQuery"}
        if samples and name == "AMAZON.FallbackIntent":
            yield f"{name}: cannot have samples"
        if not samples and not name.startswith("AMAZON."):
            yield f"{name}: no samples"
        for sample in samples:
            place = f'{name}: "{sample}"'
            if not SAMPLE.fullmatch(sample) or sample != " ".join(sample.split()):
                yield f"{place}: only letters, single spaces, apostrophes, hyphens and slots"
            if re.sub(r"\{\w+\}", "", sample).count("{") or re.search(r"[\w.]\{|\}(?!'s\b)[\w.']", sample):
                yield f"{place}: a slot stands as a word of its own"
            slots = re.findall(r"\{(\w+)\}", sample)
            yield from (f"{place}: slot {{{slot}}} is there twice" for slot in _twice(slots))
            if searching & set(slots) and (len(slots) > 1 or sample == f"{{{slots[0]}}}"):
                yield f"{place}: AMAZON.SearchQuery needs words around it and no other slot"
            if said.get(sample) == name:
                yield f"{place} is there twice"
            elif sample in said:
                yield f"{place} is also in {said[sample]}"
            said[sample] = name


def _values(language: Language) -> Iterator[str]:
    total = 0
    for type_ in language["types"]:
        name, owner = type_["name"], dict[str, str]()
        if not type_["values"]:
            yield f"type {name} has no values"
        yield from (f"type {name}: id {id_} is there twice" for id_ in _twice([v["id"] for v in type_["values"]]))
        for value in type_["values"]:
            for said in (value["name"]["value"], *value["name"].get("synonyms", ())):
                total += 1
                place = f'type {name}: {value["id"]}: "{said}"'
                if not VALUE.fullmatch(said) or said != " ".join(said.split()):
                    yield f"{place}: only small letters, single spaces and apostrophes"
                if len(said) > MAX_VALUE:
                    yield f"{place[:80]}…: more than {MAX_VALUE} characters"
                if said in owner:
                    yield f"{place} is also in {owner[said]}"
                owner[said] = value["id"]
    if total > MAX_VALUES:
        yield f"{total} slot values, more than {MAX_VALUES}"


def _size(model: Mapping[str, Any]) -> list[str]:
    size = len(json.dumps(model, ensure_ascii=False))
    return [f"{size} characters, more than {MAX_MODEL}"] if size > MAX_MODEL else []


def _twice(names: Sequence[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


RULES: tuple[Callable[[Language], Iterator[str]], ...] = (
    _names, _required, _declared, _samples, _values,
)  # fmt: skip
