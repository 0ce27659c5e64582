"""Models for these tests: the compiled ones, and a small sound one to break."""

from copy import deepcopy
from functools import cache
from typing import Any

from interaction_models import compiler, source

BUILT_INS = (
    "Help", "Stop", "Cancel", "NavigateHome", "Fallback", "Yes", "No", "Repeat", "Next", "Previous", "StartOver",
)  # fmt: skip


@cache
def authored() -> source.Source:
    return source.read()


@cache
def compiled(locale: str) -> dict[str, Any]:
    return compiler.compiled(authored(), locale)


def language(locale: str) -> dict[str, Any]:
    found: dict[str, Any] = compiled(locale)["interactionModel"]["languageModel"]
    return found


def samples(locale: str) -> dict[str, list[str]]:
    return {intent["name"]: intent["samples"] for intent in language(locale)["intents"]}


def small(**changes: Any) -> dict[str, Any]:
    """A model without a fault, with parts of its language model replaced."""
    asked = {"name": "AskIntent", "slots": [{"name": "fruit", "type": "Fruit"}], "samples": ["tell me of {fruit}"]}
    fruit = {"name": "Fruit", "values": [{"id": "apple", "name": {"value": "apple", "synonyms": ["red apple"]}}]}
    sound = {
        "invocationName": "fruit bowl guide",
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": "LOW"}},
        "intents": [*({"name": f"AMAZON.{name}Intent", "samples": []} for name in BUILT_INS), asked],
        "types": [fruit],
    }
    return {"interactionModel": {"languageModel": deepcopy({**sound, **changes})}}
