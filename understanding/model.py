"""The compiled interaction model, as Alexa gets it: skill-package/interactionModels/custom/<locale>.json."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

from understanding.words import tokens

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

    def resolve(self, kind: str, text: str) -> tuple[Value, ...]:
        """The values of a slot type that these words, or this id, stand for; empty when none does."""
        named = tuple(value for value in self.types.get(kind, ()) if value.id == text)
        return named or self.lexicon.get(kind, {}).get(tokens(text), ())


@cache
def load(locale: str) -> Model:
    """The compiled model of a locale; MissingModel when there is none, or none that can be read."""
    known = sorted(path.stem for path in MODELS.glob("*.json"))
    if not known:
        raise MissingModel("no compiled interaction models found: run `make models`")
    if locale not in known:
        raise MissingModel(f"unknown locale {locale!r}: choose from {', '.join(known)}")
    path = MODELS / f"{locale}.json"
    try:
        return Model.from_json(json.loads(path.read_text("utf-8")), locale)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "not an interaction model"
        raise MissingModel(f"cannot read {_shown(path)}: {reason}") from fault


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
