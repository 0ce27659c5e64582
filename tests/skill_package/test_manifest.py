"""The manifest is complete and true, and Amazon takes it before the skill is deployed as well as after."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from listing.__main__ import main
from tests.skill_package.store import (
    ELSEWHERE,
    ENDPOINTS,
    FUNCTION,
    LOCALES,
    MANIFEST,
    PACKAGE,
    ROOT,
    SERVER,
    UNSIGNED,
    made,
)
from upper_back_guide.content import words
from upper_back_guide.wording import local

SCHEMAS = ROOT.parent / "shared/oracles/schemas"
SCHEMA = SCHEMAS / "skill-manifest.strict.schema.json"
LAYOUT = SCHEMAS / "skill-package-layout.json"
DISCLAIMER = (
    "This skill does not provide medical advice. It is for information and education only, and is not a substitute for "
    "professional medical advice, diagnosis or treatment."
)
PROMISES = re.compile(
    r"\b(cur(es?|ed|ing)|heal(s|ed|ing)?|fix(es|ed)?|treat(s|ed|ing|ments?)?|diagnos\w+|reliev\w+|relief|remed\w+"
    r"|guarantee\w*|sav\w+ lives|apps?)\b",
    re.IGNORECASE,
)


def test_it_has_the_five_locales_that_have_models_and_words() -> None:
    models = {path.stem for path in (PACKAGE / "interactionModels/custom").glob("*.json")}
    assert set(LOCALES) == models == set(words("locales")) - {"en"}
    assert set(MANIFEST["privacyAndCompliance"]["locales"]) == models


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_every_description_has_the_disclaimer_with_the_local_number(locale: str) -> None:
    description = LOCALES[locale]["description"]
    assert DISCLAIMER in description
    assert (
        f"medical emergency, call your local emergency number, {local(locale)['emergency']}, on a phone" in description
    )
    assert f"Talk to your {local(locale)['doctor']} about your own health." in description
    assert ("No clinician has reviewed its answers yet." in description) is bool(UNSIGNED)


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_no_page_has_another_country_s_number(locale: str) -> None:
    assert set(re.findall(r"\b\d{3}\b", LOCALES[locale]["description"])) - {"180"} == {local(locale)["emergency"]}


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_the_store_text_promises_nothing(locale: str) -> None:
    assert not PROMISES.search(json.dumps(LOCALES[locale]).replace(DISCLAIMER, ""))


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_every_page_is_as_long_as_the_store_allows(locale: str) -> None:
    page = LOCALES[locale]
    assert 2 <= len(page["name"]) <= 50
    assert len(page["summary"]) <= 160
    assert len(page["description"]) <= 4000
    assert len(page["keywords"]) == len(set(page["keywords"])) <= 30
    assert all(len(keyword) <= 30 and keyword == keyword.lower() for keyword in page["keywords"])


def test_it_is_what_the_texts_and_parameters_make(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().err


def test_it_says_which_data_it_keeps_and_asks_for_no_permission() -> None:
    compliance = MANIFEST["privacyAndCompliance"]
    assert compliance["usesPersonalInfo"] is True
    assert not any(compliance[key] for key in ("usesHealthInfo", "isChildDirected", "containsAds", "allowsPurchases"))
    assert MANIFEST["permissions"] == []
    for urls in compliance["locales"].values():
        assert {name for name, url in urls.items() if url.startswith("https://")} == {
            "privacyPolicyUrl",
            "termsOfUseUrl",
        }


def test_nothing_is_subscribed_to_before_there_is_an_endpoint() -> None:
    before = made()
    assert "endpoint" not in before["apis"]["custom"]
    assert "events" not in before


def test_a_function_answers_people_and_hears_that_the_skill_was_disabled() -> None:
    after = made({"NA": FUNCTION})
    assert after["apis"]["custom"]["endpoint"] == {"uri": FUNCTION}
    assert after["events"] == {"endpoint": {"uri": FUNCTION}, "subscriptions": [{"eventName": "SKILL_DISABLED"}]}


def test_with_several_functions_each_region_has_its_own() -> None:
    after = made({"NA": FUNCTION, "EU": ELSEWHERE})
    for part in (after["apis"]["custom"], after["events"]):
        assert part["endpoint"] == {"uri": FUNCTION}
        assert part["regions"] == {"NA": {"endpoint": {"uri": FUNCTION}}, "EU": {"endpoint": {"uri": ELSEWHERE}}}


def test_a_server_is_called_with_a_certificate_that_certification_accepts() -> None:
    assert made({"EU": SERVER})["apis"]["custom"]["endpoint"] == {"uri": SERVER, "sslCertificateType": "Trusted"}


def test_it_is_for_everywhere_or_for_the_countries_named() -> None:
    everywhere, some = made()["publishingInformation"], made(countries=("GB", "IN"))["publishingInformation"]
    assert (everywhere["isAvailableWorldwide"], everywhere["distributionCountries"]) == (True, [])
    assert (some["isAvailableWorldwide"], some["distributionCountries"]) == (False, ["GB", "IN"])


@pytest.mark.parametrize("endpoints", ENDPOINTS.values(), ids=ENDPOINTS)
def test_amazon_s_own_model_loses_nothing_of_it(endpoints: dict[str, str]) -> None:
    envelope = {"manifest": made(endpoints)}
    serializer = DefaultSerializer()
    assert serializer.serialize(serializer.deserialize(json.dumps(envelope), SkillManifestEnvelope)) == envelope


@pytest.mark.skipif(not SCHEMA.exists(), reason="the official schemas are not beside this checkout")
@pytest.mark.parametrize("content", [MANIFEST, *(made(endpoints) for endpoints in ENDPOINTS.values())])
def test_the_strict_schema_accepts_it(content: dict[str, Any]) -> None:
    jsonschema.validate({"manifest": content}, json.loads(SCHEMA.read_text()))


@pytest.mark.skipif(not LAYOUT.exists(), reason="the official schemas are not beside this checkout")
def test_the_package_has_no_file_that_amazon_does_not_import() -> None:
    layout = json.loads(LAYOUT.read_text())
    files = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_file()]
    assert [str(file) for file in files if not _allowed(file.parts, layout["children"])] == []


def test_the_package_has_the_manifest_the_models_and_the_icons() -> None:
    files = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    icons = {page[key].removeprefix("file://") for page in LOCALES.values() for key in ("smallIconUri", "largeIconUri")}
    assert files == {"skill.json", *icons, *(f"interactionModels/custom/{locale}.json" for locale in LOCALES)}


def test_the_alexa_command_line_deploys_the_package_and_leaves_the_function_alone() -> None:
    profile = json.loads((ROOT / "ask-resources.json").read_text())["profiles"]["default"]
    assert set(profile) == {"skillMetadata"}
    assert (ROOT / profile["skillMetadata"]["src"]).samefile(PACKAGE)


def _allowed(parts: tuple[str, ...], layout: list[dict[str, Any]]) -> bool:
    """Whether a path fits a layout: a tree of patterns, of which a pattern without children stands for a file."""
    for entry in layout:
        name = parts[0] if "children" in entry or len(parts) == 1 else str(Path(*parts))
        if not re.fullmatch(entry["pathElement"].replace("(?i)", ""), name):
            continue
        if ("children" in entry and len(parts) > 1 and _allowed(parts[1:], entry["children"])) or (
            "children" not in entry
        ):
            return True
    return False
