"""The store's page: complete, true, and every example phrase works the first time."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.voice import echo
from upper_back_guide.content import words
from upper_back_guide.wording import local

ROOT = Path(__file__).parents[2]
MANIFEST: dict[str, Any] = json.loads((ROOT / "skill-package/skill.json").read_text())["manifest"]
LOCALES: dict[str, Any] = MANIFEST["publishingInformation"]["locales"]
SCHEMA = ROOT.parent / "shared/oracles/schemas/skill-manifest.strict.schema.json"
PHRASE = re.compile(r"Alexa, (?:open upper back guide|ask upper back guide (?P<said>[a-z' ]+))")


def test_it_has_the_five_locales_that_have_models_and_words() -> None:
    models = {path.stem for path in (ROOT / "skill-package/interactionModels/custom").glob("*.json")}
    assert set(LOCALES) == models == set(words("locales")) - {"en"}


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_every_description_has_the_disclaimer_with_the_local_number(locale: str) -> None:
    description = LOCALES[locale]["description"]
    assert "does not provide medical advice" in description
    assert "not a substitute for professional medical advice, diagnosis or treatment" in description
    assert f"your local emergency number, {local(locale)['emergency']}," in description
    assert len(description) <= 4000
    assert len(LOCALES[locale]["summary"]) <= 160
    assert len(LOCALES[locale]["keywords"]) <= 30


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_the_store_text_promises_nothing(locale: str) -> None:
    text = json.dumps(LOCALES[locale]).lower()
    assert not re.search(r"\b(cures?|heals?|fix(es)?|guarantees?|sav\w+ lives|apps?)\b", text)


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_every_example_phrase_works_the_first_time(locale: str) -> None:
    phrases = LOCALES[locale]["examplePhrases"]
    assert len(phrases) == 3
    welcome = echo(locale).open().speech
    for phrase in phrases:
        match = PHRASE.fullmatch(phrase)
        assert match, phrase
        if match["said"]:
            heard = echo(locale).ask(match["said"])
            assert heard.speech
            assert heard.speech != welcome


def test_it_claims_no_health_information_and_asks_no_permission() -> None:
    assert MANIFEST["privacyAndCompliance"]["usesHealthInfo"] is False
    assert MANIFEST["privacyAndCompliance"]["isChildDirected"] is False
    assert MANIFEST["permissions"] == []


@pytest.mark.skipif(not SCHEMA.exists(), reason="the official schemas are not beside this checkout")
def test_the_strict_schema_accepts_it() -> None:
    jsonschema.validate({"manifest": MANIFEST}, json.loads(SCHEMA.read_text()))
