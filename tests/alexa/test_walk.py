"""Walks at random over intents, slots, rooms and locales: every reply keeps the rules, whatever came before."""

import json
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lambda_function import handler
from simulator.rules import check
from simulator.walk import Walk
from tests.alexa.envelopes import intent, launch, slot
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage import Conflict, Document, Kept, Store
from upper_back_guide.storage.memory import MemoryStore

ROOT = Path(__file__).parents[2]
LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")
NUMBERS = {"en-US": "911", "en-CA": "911", "en-GB": "999", "en-AU": "000", "en-IN": "112"}
MODEL = json.loads((ROOT / "skill-package/interactionModels/custom/en-US.json").read_text())
LANGUAGE = MODEL["interactionModel"]["languageModel"]
VALUES = {type_["name"]: [value["id"] for value in type_["values"]] for type_ in LANGUAGE["types"]}
NAMES = {value["id"]: value["name"]["value"] for type_ in LANGUAGE["types"] for value in type_["values"]}
FLAGS = {NAMES[id_] for id_ in VALUES["RedFlag"]}
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
            slots[key] = slot(
                key, NAMES.get(value, value) or "something else", value if value in VALUES.get(type_, ()) else ""
            )
    return name, slots


class Moody(MemoryStore):
    """A store that fails, or has rubbish, every now and then; the same way each time."""

    def __init__(self) -> None:
        super().__init__()
        self._chance = Random(7)  # noqa: S311

    def get(self, user: str) -> Kept:
        self._fail()
        return Kept(broken=True) if self._chance.random() < 0.2 else super().get(user)

    def put(self, user: str, document: Document, version: int) -> Kept:
        self._fail()
        return super().put(user, document, version)

    def delete(self, user: str) -> None:
        self._fail()
        super().delete(user)

    def _fail(self) -> None:
        if self._chance.random() < 0.2:
            raise Conflict if self._chance.random() < 0.5 else ConnectionError


@settings(max_examples=200)
@given(
    st.sampled_from(LOCALES),
    st.lists(turns(), min_size=1, max_size=25),
    st.booleans(),
    st.sampled_from([None, MemoryStore, Moody]),
)
def test_every_reply_on_every_walk_is_one_that_alexa_would_take(
    locale: str, said: list[tuple[str, dict[str, Any]]], opened: bool, store: Callable[[], Store] | None
) -> None:
    handler = guarded(None, store and store())
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
        if calls(answered):
            assert NUMBERS[locale] in speech, (name, speech)  # while a call stands, nothing is said without it
            assert NUMBERS[locale] in response["reprompt"]["outputSpeech"]["ssml"], name
        if name == "EmergencyIntent" and slots.get("red_flag", {}).get("value") in FLAGS:
            assert NUMBERS[locale] in speech.split(". ")[0]


def calls(answered: Mapping[str, Any]) -> list[str]:
    """The emergency calls that stand after an answer, for anybody the session was about."""
    patients = answered["sessionAttributes"].get("people", {}).get("patients", {})
    return [patient["call"] for patient in patients.values() if patient["call"]]


def numbers(speech: str) -> list[str]:
    marked = chain(speech.split('"digits">')[1:], speech.split('"triple zero">')[1:])
    return [part.partition("<")[0] for part in marked]


@pytest.mark.parametrize("seed", range(2))
def test_on_long_walks_an_emergency_call_that_stands_is_in_every_reply(seed: int) -> None:
    handler, answers = guarded(None, Moody() if seed % 2 else None), list[Mapping[str, Any]]()
    events = Walk(seed, "skill").events(answers)
    stood = 0
    for _ in range(2000):
        event = next(events)
        answers.append(handler(event))
        check(answers[-1], event)
        speech = answers[-1]["response"]["outputSpeech"]["ssml"]
        assert "something went wrong" not in speech, event["request"]
        if calls(answers[-1]):
            stood += 1
            assert NUMBERS[event["request"]["locale"]] in speech, (event["request"], speech)
            reprompt = answers[-1]["response"]["reprompt"]["outputSpeech"]["ssml"]
            assert NUMBERS[event["request"]["locale"]] in reprompt, (event["request"], reprompt)
    assert stood > 30


@pytest.mark.parametrize("name", sorted(INTENTS))
def test_every_intent_of_the_model_is_answered_in_a_fresh_session(name: str) -> None:
    for event in (intent(name), intent(name, new=False, attributes=handler(launch())["sessionAttributes"])):
        assert "went wrong" not in handler(event)["response"]["outputSpeech"]["ssml"]
