"""Amazon's rules for an interaction model, and what is authored but never used.

Sources: "Create the Interaction Model", "Choose the Invocation Name" and the console's own error texts.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from interaction_models import builtins, twins
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
# Amazon's limits are twice these; what grows to half of them is looked at before it is refused.
MAX_MODEL = 750_000
"""Characters, minified."""

MAX_INTENTS = 125
MAX_INTENTS_AND_TYPES = 175
MAX_VALUE = 70
MAX_VALUES = 25_000

SAMPLE = re.compile(r"(?:[a-z_' .{}-]|\b[A-Z]+\b|\b[A-Z]+(?=s\b))+")
"""Letters, spaces, slots, apostrophes, hyphens, and initialisms in capitals or with periods; no digits."""

VALUE = re.compile(r"(?:[a-z' ]|\b[A-Z]+\b|\b[A-Z]+(?=s\b))+")
NAME = re.compile(r"[A-Za-z][A-Za-z_]*")
INVOCATION = re.compile(r"[a-z][a-z.']*( [a-z.']+)+")


def problems(model: Mapping[str, Any], spoken: Grammar, files: Mapping[str, str] | None = None) -> list[str]:
    """Every rule that a model in this language breaks, each with its place; `files` say where an intent or a type is
    authored."""
    language: Language = model["interactionModel"]["languageModel"]
    found = [*_invocation(language, spoken), *(problem for rule in RULES for problem in rule(language))]
    found += [*_words(language, spoken), *_size(model)]
    # Clashes and twins only make sense between samples that are well formed.
    found = found or [*twins.problems(language, spoken), *(str(clash) for clash in clashes(model, spoken))]
    return [_placed(problem, files or {}) for problem in found]


def _placed(problem: str, files: Mapping[str, str]) -> str:
    """A problem with the file of the first intent or type that it names."""
    named = (word.rstrip(":") for word in problem.split())
    file = next((files[word] for word in named if word in files), "")
    return f"{file}: {problem}" if file else problem


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
        cased = {name.lower(): name for name in reversed(names)}
        yield from (
            f"{kind} {name} is {cased[name.lower()]} in another case"
            for name in dict.fromkeys(names)
            if cased[name.lower()] != name
        )
    for kind, names in (("intent", intents), ("type", types), ("slot", sorted(slots))):
        for name in names:
            if not NAME.fullmatch(name.removeprefix("AMAZON.")):
                yield f"{kind} {name}: a name has letters and underscores only"
    yield from (f"{name} is the name of a type and of something else" for name in types if name in {*intents, *slots})


def _built_in(language: Language) -> Iterator[str]:
    """What is not Amazon's, though it says so, and what Amazon's does not take."""
    known = builtins.read()
    phrases = {intent["name"]: intent for intent in language["intents"]}
    for name, intent in phrases.items():
        if name.startswith("AMAZON."):
            if name not in known.intents:
                yield f"{name}: no intent of Amazon's, as of {known.date}"
            elif intent.get("slots") and name not in known.slotted:
                yield f"{name}: cannot have slots"
        for slot in intent.get("slots", ()):
            place = f"{name}: slot {{{slot['name']}}}: {slot['type']}"
            if slot["type"] in known.retired:
                yield f"{place} is retired"
            elif slot["type"].startswith("AMAZON.") and slot["type"] not in known.slot_types:
                yield f"{place} is no slot type of Amazon's, as of {known.date}"


def _words(language: Language, spoken: Grammar) -> Iterator[str]:
    """What samples and names may not say in this language."""
    owners = {phrase: intent for intent, said in spoken.built_in_phrases.items() for phrase in said}
    for intent in language["intents"]:
        name = intent["name"]
        for sample in intent.get("samples", ()):
            place = f'{name}: "{sample}"'
            if owners.get(sample, name) != name:
                yield f"{place} is a phrase of {owners[sample]}"
            if sample in spoken.device_words:
                yield f"{place} is for the device"
            yield from _ill_said(sample, place, spoken)
            if wake := spoken.wake_words & set(sample.lower().split()):
                yield f'{place}: "{min(wake)}" is a wake word'
    for type_ in language["types"]:
        for value in type_["values"]:
            for said in (value["name"]["value"], *value["name"].get("synonyms", ())):
                yield from _ill_said(said, f'type {type_["name"]}: {value["id"]}: "{said}"', spoken)


def _ill_said(text: str, place: str, spoken: Grammar) -> Iterator[str]:
    words = re.findall(r"[\w']+", re.sub(r"\{\w+\}", "x", text))
    if small := spoken.initialisms & set(words):
        yield f'{place}: "{min(small)}" is said by its letters: {min(small).upper()}'
    if stray := [word for word in words if word.strip("'") != word and not word.endswith("s'")]:
        yield f"{place}: a stray apostrophe at {stray[0]}"
    if text.endswith(".") and not re.search(r"(^| )\w\.$", text):
        yield f"{place}: a period at the end"
    if odd := next((phrase for phrase in spoken.ungrammatical if f" {phrase} " in f" {text} "), ""):
        yield f'{place}: nobody says "{odd}"'


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
        if samples and name in ("AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"):
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
    """Limits of the whole model."""
    language: Language = model["interactionModel"]["languageModel"]
    intents, types = len(language["intents"]), len(language["types"])
    measured = (
        (len(json.dumps(model, ensure_ascii=False, separators=(",", ":"))), MAX_MODEL, "characters"),
        (intents, MAX_INTENTS, "intents"),
        (intents + types, MAX_INTENTS_AND_TYPES, "intents and types"),
    )
    return [f"{size} {what}, more than {most}" for size, most, what in measured if size > most]


def _twice(names: Sequence[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


RULES: tuple[Callable[[Language], Iterator[str]], ...] = (
    _names, _built_in, _required, _declared, _samples, _values,
)  # fmt: skip
