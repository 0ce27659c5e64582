"""Walks at random over intents, slots, rooms and locales: every reply keeps the rules, whatever came before."""

import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lambda_function import handler
from simulator.rules import check
from tests.alexa.envelopes import intent, launch, slot

ROOT = Path(__file__).parents[2]
LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")
NUMBERS = {"en-US": "911", "en-CA": "911", "en-GB": "999", "en-AU": "000", "en-IN": "112"}
MODEL = json.loads((ROOT / "skill-package/interactionModels/custom/en-US.json").read_text())
LANGUAGE = MODEL["interactionModel"]["languageModel"]
VALUES = {type_["name"]: [value["id"] for value in type_["values"]] for type_ in LANGUAGE["types"]}
INTENTS = {one["name"]: {s["name"]: s["type"] for s in one.get("slots", ())} for one in LANGUAGE["intents"]}


@st.composite
def turns(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """One thing said: an intent with some of its slots, their values in our lists, outside them, or numbers."""
    name = draw(st.sampled_from(sorted(INTENTS)))
    slots = {}
    for key, type_ in INTENTS[name].items():
        choices = [*VALUES.get(type_, ()), "", "7"]
        value = draw(st.none() | st.sampled_from(choices))
        if value is not None:
            slots[key] = slot(key, value or "something else", value if value in VALUES.get(type_, ()) else "")
    return name, slots


@settings(max_examples=150)
@given(st.sampled_from(LOCALES), st.lists(turns(), min_size=1, max_size=25), st.booleans())
def test_every_reply_on_every_walk_is_one_that_alexa_would_take(
    locale: str, said: list[tuple[str, dict[str, Any]]], opened: bool
) -> None:
    answered = handler(launch(locale=locale)) if opened else {"response": {"shouldEndSession": True}}
    for name, slots in said:
        new = answered["response"].get("shouldEndSession", True)
        attributes = {} if new else answered["sessionAttributes"]
        event = intent(name, slots=slots, locale=locale, new=new, attributes=attributes)
        answered = json.loads(json.dumps(handler(event)))
        check(answered, event)
        response = answered["response"]
        speech = response["outputSpeech"]["ssml"]
        assert "something went wrong" not in speech, (name, slots)
        assert response["shouldEndSession"] == ("reprompt" not in response)
        assert not set(NUMBERS.values()) - {NUMBERS[locale]} & set(numbers(speech)), speech
        if name in ("AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"):
            assert response["shouldEndSession"]
        if name == "EmergencyIntent":
            assert NUMBERS[locale] in speech.split(". ")[0]


def numbers(speech: str) -> list[str]:
    marked = chain(speech.split('"digits">')[1:], speech.split('"triple zero">')[1:])
    return [part.partition("<")[0] for part in marked]


@pytest.mark.parametrize("name", sorted(INTENTS))
def test_every_intent_of_the_model_is_answered_in_a_fresh_session(name: str) -> None:
    assert handler(intent(name))["response"]["outputSpeech"]["ssml"]
