"""What the templates must hold beside Amazon's rules."""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from interaction_models import compiler
from tests.interaction_models.models import authored, compiled, language, samples
from understanding.mentions import FILLERS, Lexicon
from understanding.model import load
from understanding.result import Filled
from understanding.templates import Templates
from understanding.words import tokens
from upper_back_guide import calls, carriers, content, router

CONTEXTUAL = {
    "AMAZON.FallbackIntent", "AMAZON.HelpIntent", "AMAZON.NextIntent", "AMAZON.NoIntent", "AMAZON.PauseIntent",
    "AMAZON.PreviousIntent", "AMAZON.ResumeIntent", "AMAZON.StartOverIntent", "AMAZON.YesIntent", "ExplainIntent",
    "MoreIntent", "NotSureIntent", "PickIntent", "WhyIntent",
}  # fmt: skip
"""Intents that no room owns, because the room the talk is in answers them."""

SCHEMA = Path(__file__).parents[3] / "shared" / "oracles" / "schemas" / "interaction-model.strict.schema.json"
LOCALES = sorted(authored().locales)
PHRASES: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text())


def test_the_five_english_locales_are_compiled() -> None:
    assert LOCALES == ["en-AU", "en-CA", "en-GB", "en-IN", "en-US"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_generated_file_is_fresh(locale: str) -> None:
    assert compiler.path(locale).read_text(encoding="utf-8") == compiler.text(compiled(locale)), "run make models"


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the published schema is not here")
@pytest.mark.parametrize("locale", LOCALES)
def test_the_published_schema_accepts_the_model(locale: str) -> None:
    assert not list(Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(compiled(locale)))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_intent_of_ours_has_fifteen_samples(locale: str) -> None:
    few = {
        name: len(said) for name, said in samples(locale).items() if len(said) < 15 and not name.startswith("AMAZON.")
    }
    assert not few


def test_every_intent_has_a_room() -> None:
    assert set(samples("en-US")) - router.OWNERS.keys() - calls.INTENTS - CONTEXTUAL == carriers.UNKNOWN.keys()


def test_every_intent_a_room_owns_can_be_said() -> None:
    assert router.OWNERS.keys() - samples("en-US").keys() == {"Launch"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_model_stays_small(locale: str) -> None:
    assert len(compiler.text(compiled(locale))) < 1_200_000


@pytest.mark.parametrize("locale", LOCALES)
def test_no_template_explodes(locale: str) -> None:
    """Three rules of twenty words in one template are eight thousand samples, and nobody notices."""
    assert not {name: len(said) for name, said in samples(locale).items() if len(said) > 600}


def test_every_entry_can_be_asked_for_by_name() -> None:
    topics = next(type_ for type_ in language("en-US")["types"] if type_["name"] == "Topic")
    entries = {id_ for section in content.sections() for id_ in content.section(section)}
    named = {value["id"] for value in topics["values"]}
    assert {id_ for id_ in named if id_.partition(".")[0] not in carriers.KINDS} == entries


def test_the_words_of_a_locale_are_in_its_model() -> None:
    assert "do i need to see a GP for {complaint}" in samples("en-GB")["IsItBadIntent"]
    assert "do i need to see a GP for {complaint}" not in samples("en-US")["IsSymptomIntent"]
    names = {
        locale: value["name"]["value"]
        for locale in ("en-US", "en-GB")
        for type_ in language(locale)["types"]
        if type_["name"] == "Medicine"
        for value in type_["values"]
        if value["id"] == "medicines.acetaminophen"
    }
    assert names == {"en-US": "acetaminophen", "en-GB": "paracetamol"}


@cache
def templates() -> Templates:
    model = load("en-US")
    return Templates(model, Lexicon(model))


@pytest.mark.parametrize("intent", PHRASES)
def test_phrases_are_samples_of_their_intents(intent: str) -> None:
    understood = {
        phrase: {
            (match.intent, ", ".join(_resolved(filled) for filled in match.slots.values()))
            for match in templates().matches(tokens(phrase))
            if not match.inflected
        }
        for phrase in PHRASES[intent]
    }
    assert understood == {phrase: {(intent, slots)} for phrase, slots in PHRASES[intent].items()}


def _resolved(filled: Filled) -> str:
    if not filled.id.startswith("any_"):
        return filled.id
    return " ".join(word for word in filled.heard.split() if word not in FILLERS)  # all alike but for their words
