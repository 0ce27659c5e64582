"""Compiles what people say, and the content's own names, into Alexa's interaction models."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hassil import parse_sentence
from hassil.errors import HassilError
from hassil.expression import Sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence

from interaction_models import grammar, sharing, spare, twins
from interaction_models.grammar import Grammar
from interaction_models.source import ModelError, Source
from upper_back_guide import carriers, content
from upper_back_guide.wording import UnknownMark, Wording

OUTPUT = Path(__file__).parents[1] / "skill-package" / "interactionModels" / "custom"
SLOT = re.compile(r"\{(\w+)\}")
MOST_ALIKE = 80
"""Names of one value where it makes no difference which; no value authored has many more."""

Model = dict[str, Any]


def compiled(source: Source, locale: str) -> Model:
    """The interaction model of one locale, as Alexa's JSON; ModelError when something authored does not fit."""
    spoken = grammar.of(source.language)
    samples = sharing.gathered(
        {intent: _samples(source, locale, intent) for intent in source.intents}, source.slots, spoken
    )
    owned = {slot for slot, name in source.slots.items() if "ownerless" in source.types.get(name, {})}
    intents = [_intent(source, intent, said) for intent, said in spare.left(samples, owned, spoken).items()]
    used = {slot["type"] for intent in intents for slot in intent.get("slots", ())}
    named = {slot: name for slot, name in source.slots.items() if name in used}
    frames = sharing.Frames(samples, spoken)
    types: list[Model] = [
        {"name": name, "values": _of_all_kinds(source, locale, slot, frames)}
        for name, slot in sorted({name: slot for slot, name in reversed(named.items())}.items())
        if not name.startswith("AMAZON.")
    ]
    level = {"fallbackIntentSensitivity": {"level": source.fallback_sensitivity}}
    language = {
        "invocationName": source.invocation_name,
        "modelConfiguration": level,
        "intents": intents,
        "types": types,
    }
    known = {value["id"] for type_ in types for value in type_["values"]}
    if lost := source.locales[locale].synonyms.keys() - known:
        raise ModelError(f"{locale}: synonyms: no slot value has the id {min(lost)}")
    return {"interactionModel": {"languageModel": language}}


def text(model: Model) -> str:
    """A model as the text of its file."""
    return json.dumps(model, indent=1, ensure_ascii=False) + "\n"


def path(locale: str) -> Path:
    """Where the model of a locale is kept."""
    return OUTPUT / f"{locale}.json"


def _intent(source: Source, name: str, samples: list[str]) -> Model:
    slots = []
    for slot in dict.fromkeys(SLOT.findall(" ".join(samples))):
        if slot not in source.slots:
            raise ModelError(f"{name}: slot {{{slot}}} has no type under slots")
        slots.append({"name": slot, "type": source.slots[slot]})
    return {"name": name, **({"slots": slots} if slots else {}), "samples": samples}


def _samples(source: Source, locale: str, intent: str) -> list[str]:
    rules = {name: _parsed(rule) for name, rule in {**source.rules, **source.locales[locale].rules}.items()}
    said: dict[str, None] = {}
    spoken = grammar.of(source.language)
    for template in source.intents[intent]:
        try:
            expanded = list(sample_sentence(_parsed(template), expansion_rules=rules, expand_lists=False))
        except HassilError as fault:
            raise ModelError(f'{locale}: {intent}: "{template}": {fault}') from fault
        said.update((spelled(" ".join(sample.split()), spoken), None) for sample in expanded)
    return list(said)


@cache
def _parsed(template: str) -> Sentence:
    try:
        return parse_sentence(template)
    except ParseError as fault:
        raise ModelError(f'"{template}": {fault}') from fault


def _of_all_kinds(source: Source, locale: str, slot: str, frames: sharing.Frames) -> list[Model]:
    """The values of a slot's type: of its own kind, and of the others that may stand there. A word that several kinds
    have is of the first of them; "i have a fever" goes without saying where "i have a {…}" takes "fever"."""
    spoken = grammar.of(source.language)
    values: list[Model] = []
    taken = set(source.types.get(source.slots[slot], {}).get("except", ()))
    for kind in carriers.kinds_of(slot):
        mine = set[str]()
        for value in _values(source, locale, source.slots[kind]):
            names = [value["name"]["value"], *value["name"].get("synonyms", ())]
            fresh = [
                name
                for name in names
                if not {name, twins.plain(name, spoken, spoken.fillers_of_names)} & taken
                and not frames.make(name, names, kind, slot)
            ]
            if kind != slot and fresh:
                value = _value(carriers.value_id(kind, value["id"]), fresh)
            elif fresh != names:
                value = _value(value["id"], fresh or names[:1])
            mine.update(names, (twins.plain(name, spoken, spoken.fillers_of_names) for name in names))
            if fresh or kind == slot:
                values.append(value)
        taken |= mine
    return values


def _value(id_: str, names: Sequence[str]) -> Model:
    value, *synonyms = names
    return {"id": id_, "name": {"value": value, **({"synonyms": synonyms} if synonyms else {})}}


def _values(source: Source, locale: str, type_: str) -> Iterator[Model]:
    """The values of a slot type: from the entries of a kind, from a table of content, or authored in place."""
    wording, more = Wording(locale), source.locales[locale].synonyms
    spoken, spec = grammar.of(source.language), source.types.get(type_, {})
    # A whole question stands in no sentence: it is a name where all entries are, to be said alone.
    no_first = spoken.questions if spec.get("entries", "all") != "all" else frozenset[str]()
    for id_, names in _named(source, type_).items():
        try:
            said = dict.fromkeys(clean(wording.fit(name), spoken) for name in (*names, *more.get(id_, ())))
            kept = [name for name in said if name not in spec.get("except", ()) and name.split()[0] not in no_first]
            if id_ not in spec.get("ownerless", [id_]):
                kept += [f"{spoken.owner} {name}" for name in kept]
            value = _value(id_, kept)
        except (UnknownMark, ValueError) as fault:
            raise ModelError(f"{type_}: {id_}: {fault}") from fault
        yield value


def _named(source: Source, type_: str) -> Mapping[str, tuple[str, ...]]:
    """Ids of a type with their names, as authored."""
    spec = source.types.get(type_, {})
    named: dict[str, tuple[str, ...]] = {}
    if kind := spec.get("entries"):
        entries = (entry for section in content.sections() for entry in content.section(section).values())
        named = {e.id: (e.name, *e.synonyms) for e in entries if kind == "all" or kind in e.kinds}
    if place := spec.get("table"):
        file, _, table = place.partition(".")
        try:
            rows: Mapping[str, Any] = content.words(file)[table]
            named = {id_: (row["name"], *row.get("synonyms", ())) for id_, row in rows.items()}
        except (OSError, KeyError) as fault:
            raise ModelError(f"type {type_}: no table {place} of things with names in the content") from fault
    for id_, names in spec.get("values", {}).items():
        named[id_] = (*named.get(id_, ()), *names)
    if not named:
        raise ModelError(f"type {type_} has no values, table or entries under types")
    return _numbered([name for names in named.values() for name in names]) if spec.get("alike") else named


def _numbered(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Names that need no ids of their own, in as few values as may be: most of a value's length is not its names."""
    parts = [tuple(names[first : first + MOST_ALIKE]) for first in range(0, len(names), MOST_ALIKE)]
    return {f"any_{number}": part for number, part in enumerate(parts, 1)}


def clean(name: str, spoken: Grammar) -> str:
    """A name as Alexa takes it in a slot value: no article, no punctuation, digits one by one as in phone numbers.

    ValueError when it has a number of two digits, because nobody says "six five" for 65.
    """
    if re.search(r"(?<!\d)\d\d(?!\d)", name):
        raise ValueError(f'"{name}" has a number: spell it out')
    name = re.sub(r"\d", lambda digit: f" {spoken.digits[int(digit[0])]} ", name)
    plain = re.sub(r"[^\w' ]+", " ", name.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    words = plain.split()
    if len(words) > 1 and words[0] in spoken.articles and words[1] not in spoken.articles_not_before:
        words = words[1:]
    return spelled(" ".join(words), spoken)


def spelled(text: str, spoken: Grammar) -> str:
    """A text with what is said letter by letter in capitals: MRI, NSAIDs."""
    for word in spoken.initialisms & set(text.split()):
        plural = word.endswith("s") and word[:-1] in spoken.initialisms
        text = re.sub(rf"(?<![\w'{{]){word}(?![\w'}}])", word[:-1].upper() + "s" if plural else word.upper(), text)
    return text
