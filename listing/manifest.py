"""Makes skill-package/skill.json of what the store says and what an operator filled in."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from listing.parameters import Parameters
from upper_back_guide.content import words
from upper_back_guide.wording import Wording

TEXTS = Path(__file__).with_name("store.toml")
PACKAGE = Path(__file__).parents[1] / "skill-package"
OUTPUT = PACKAGE / "skill.json"

ICONS: Mapping[str, tuple[str, int]] = {
    "smallIconUri": ("assets/images/icon-108.png", 108),
    "largeIconUri": ("assets/images/icon-512.png", 512),
}
"""The icons' places in the package and their width in pixels, by what the manifest calls them."""

Manifest = dict[str, Any]


def texts() -> Mapping[str, Any]:
    """What the store says, with its marks."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def manifest(said: Mapping[str, Any], parameters: Parameters) -> Manifest:
    """The skill's manifest, version 1.0."""
    locales = sorted(set(words("locales")) - {"en"})
    urls = {"privacyPolicyUrl": parameters.privacy_url, "termsOfUseUrl": parameters.terms_url}
    testing = said["testing_instructions"].strip()
    for name in ("privacy_url", "terms_url"):
        testing = testing.replace(f"<{name}>", getattr(parameters, name))
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "locales": {locale: _page(said, locale) for locale in locales},
                "isAvailableWorldwide": not parameters.countries,
                "distributionMode": "PUBLIC",
                "distributionCountries": list(parameters.countries),
                "category": "HEALTH_AND_FITNESS",
                "testingInstructions": testing,
            },
            "apis": {"custom": {**_endpoints(parameters), "interfaces": [_screens()]}},
            "permissions": [],
            "privacyAndCompliance": {
                "allowsPurchases": False,
                "usesPersonalInfo": True,  # a row of preferences, where there is a store
                "isChildDirected": False,
                "isExportCompliant": True,
                "containsAds": False,
                "usesHealthInfo": False,  # nothing about health is collected, by anybody or for anybody
                "locales": dict.fromkeys(locales, urls),
            },
            **_events(parameters),
        }
    }


def text(made: Manifest) -> str:
    """A manifest as the text of its file."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _page(said: Mapping[str, Any], locale: str) -> Manifest:
    wording = Wording(locale)
    return {
        "name": said["name"],
        "summary": wording.fit(said["summary"]),
        "description": wording.fit(said["description"].strip()),
        "examplePhrases": list(said["example_phrases"]),
        "keywords": list(said["keywords"]),
        **{name: f"file://{path}" for name, (path, _) in ICONS.items()},
    }


SCREENS = (
    ("HUB", "ROUND", (480, 480), (480, 480)),
    ("HUB", "RECTANGLE", (960, 1279), (480, 599)),
    ("HUB", "RECTANGLE", (960, 1279), (600, 959)),
    ("HUB", "RECTANGLE", (1280, 1920), (600, 1279)),
    ("HUB", "RECTANGLE", (960, 1279), (1280, 1920)),
    ("TV", "RECTANGLE", (960, 960), (540, 540)),
)
"""Screens that the documents are made for: mode, shape, the least and the most of width and height. The pictures and
the browser tests have one of each kind; what lies between follows, as lengths are shares of the screen."""


def _screens() -> Manifest:
    """The interface that lets a skill show something."""
    viewports = [
        {"mode": mode, "shape": shape, "minWidth": narrow, "maxWidth": wide, "minHeight": low, "maxHeight": high}
        for mode, shape, (narrow, wide), (low, high) in SCREENS
    ]
    return {"type": "ALEXA_PRESENTATION_APL", "supportedViewports": viewports}


def _endpoints(parameters: Parameters) -> Manifest:
    """Where a kind of request goes: the first endpoint by default, each region's own where there are several."""
    endpoints = {region: {"endpoint": _endpoint(uri)} for region, uri in parameters.endpoints.items()}
    if not endpoints:
        return {}
    default = next(iter(endpoints.values()))
    return {**default, "regions": endpoints} if len(endpoints) > 1 else default


def _endpoint(uri: str) -> Manifest:
    # Certification wants a server's certificate to be of a known authority; a function has none.
    return {"uri": uri, **({"sslCertificateType": "Trusted"} if uri.startswith("https:") else {})}


def _events(parameters: Parameters) -> Manifest:
    """Who disables the skill is forgotten. A subscription needs an endpoint, so there is none before that."""
    endpoints = _endpoints(parameters)
    return {"events": {**endpoints, "subscriptions": [{"eventName": "SKILL_DISABLED"}]}} if endpoints else {}
