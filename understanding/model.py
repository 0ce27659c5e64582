"""The compiled interaction model, as Alexa gets it: skill-package/interactionModels/custom/<locale>.json."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

from understanding.words import tokens
from upper_back_guide.carriers import CARRIERS, KINDS, UNKNOWN, value_id

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "skill-package" / "interactionModels" / "custom"


class MissingModel(LookupError):
    """There is no usable compiled model for a locale; the message says in one line what to do."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a slot type."""

    id: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent: its slots with their types, and its samples as written."""

    name: str
    slots: Mapping[str, str]
    samples: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Model:
    """An interaction model, ready to resolve what is said."""

    locale: str
    invocation_name: str
    intents: Mapping[str, Intent]
    types: Mapping[str, Sequence[Value]]
    compiled: "Model | None" = None
    """As a device has it, where that is another one."""

    @classmethod
    def from_json(cls, document: Mapping[str, Any], locale: str = "en-US") -> Self:
        """The model in a document of the shape Amazon's interaction model schema describes."""
        language = document["interactionModel"]["languageModel"]
        intents = {
            intent["name"]: Intent(
                intent["name"],
                {slot["name"]: slot["type"] for slot in intent.get("slots", ())},
                tuple(intent.get("samples", ())),
            )
            for intent in language["intents"]
        }
        types = {
            kind["name"]: tuple(
                Value(
                    value.get("id") or value["name"]["value"],
                    value["name"]["value"],
                    tuple(value["name"].get("synonyms", ())),
                )
                for value in kind.get("values", ())
            )
            for kind in language.get("types", ())
        }
        return cls(locale, language["invocationName"], intents, types)

    @cached_property
    def lexicon(self) -> Mapping[str, Mapping[tuple[str, ...], tuple[Value, ...]]]:
        """For each custom slot type, the values that each wording of it stands for."""
        lexicon: dict[str, dict[tuple[str, ...], tuple[Value, ...]]] = {}
        for kind, values in self.types.items():
            wordings: dict[tuple[str, ...], tuple[Value, ...]] = {}
            for value in values:
                for wording in dict.fromkeys(tokens(text) for text in (value.name, *value.synonyms)):
                    wordings[wording] = (*wordings.get(wording, ()), value)
            lexicon[kind] = wordings
        return lexicon

    def told_apart(self) -> "Model":
        """The model as the skill's rooms know it: what one intent carries for several is told apart by what is named
        in it, so each is an intent's own again."""
        types = {
            name: tuple(value for value in values if value.id.partition(".")[0] not in KINDS)
            for name, values in self.types.items()
        }
        kinds = {slot: kind for intent in self.intents.values() for slot, kind in intent.slots.items()}
        said: dict[str, dict[str, None]] = {name: dict.fromkeys(one.samples) for name, one in self.intents.items()}
        slots = {name: dict(one.slots) for name, one in self.intents.items()}
        for (carrier, slot), places in CARRIERS.items():
            for kind, (intent, to) in places.items():
                heard = value_id(kind, "")
                if intent not in said or (kind != slot and not self._has(kinds.get(slot, ""), heard)):
                    continue
                for sample in self.intents[carrier].samples if carrier in self.intents else ():
                    if f"{{{slot}}}" in sample:
                        said[intent][sample.replace(f"{{{slot}}}", f"{{{to}}}")] = None
                        slots[intent] |= {other: self.intents[carrier].slots[other] for other in _slots(sample, slot)}
                        slots[intent][to] = kinds[to]
        intents = {
            name: Intent(name, slots[name], tuple(samples)) for name, samples in said.items() if name not in UNKNOWN
        }
        return Model(self.locale, self.invocation_name, intents, types, self)

    def _has(self, type_: str, prefix: str) -> bool:
        return any(value.id.startswith(prefix) for value in self.types.get(type_, ()))

    def resolve(self, kind: str, text: str) -> tuple[Value, ...]:
        """The values of a slot type that these words, or this id, stand for; empty when none does."""
        named = tuple(value for value in self.types.get(kind, ()) if value.id == text)
        return named or self.lexicon.get(kind, {}).get(tokens(text), ())


def _slots(sample: str, but: str) -> Iterator[str]:
    return (slot for slot in re.findall(r"\{(\w+)\}", sample) if slot != but)


@cache
def load(locale: str) -> Model:
    """The compiled model of a locale, its carriers told apart; MissingModel when there is none, or none that can be
    read."""
    known = sorted(path.stem for path in MODELS.glob("*.json"))
    if not known:
        raise MissingModel("no compiled interaction models found: run `make models`")
    if locale not in known:
        raise MissingModel(f"unknown locale {locale!r}: choose from {', '.join(known)}")
    path = MODELS / f"{locale}.json"
    try:
        return Model.from_json(json.loads(path.read_text("utf-8")), locale).told_apart()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "not an interaction model"
        raise MissingModel(f"cannot read {_shown(path)}: {reason}") from fault


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
