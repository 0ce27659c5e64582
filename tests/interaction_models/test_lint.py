from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from interaction_models import grammar, lint
from interaction_models.source import Locale
from tests.interaction_models.models import authored, compiled, small

Language = dict[str, Any]
ENGLISH = grammar.of("en")


@pytest.mark.parametrize("locale", authored().locales)
def test_every_model_keeps_the_rules_and_no_sentence_has_two_intents(locale: str) -> None:
    assert lint.problems(compiled(locale), ENGLISH) == []


def test_nothing_authored_is_unused() -> None:
    assert lint.unused(authored()) == []


def test_a_sound_model_has_no_problems() -> None:
    assert lint.problems(small(), ENGLISH) == []


def ask(*samples: str, **slots: str) -> Callable[[Language], None]:
    """The language model with another intent in it."""

    def add(language: Language) -> None:
        declared = [{"name": name, "type": type_} for name, type_ in slots.items()]
        language["intents"].append({"name": "OtherIntent", "slots": declared, "samples": list(samples)})

    return add


def value(*values: dict[str, Any]) -> Callable[[Language], None]:
    def add(language: Language) -> None:
        language["types"][0]["values"].extend(values)

    return add


def named(**names: Any) -> Callable[[Language], None]:
    def change(language: Language) -> None:
        language.update(names)

    return change


def without(name: str) -> Callable[[Language], None]:
    def remove(language: Language) -> None:
        language["intents"] = [intent for intent in language["intents"] if intent["name"] != name]

    return remove


BROKEN: list[tuple[Callable[[Language], None], str]] = [
    (named(invocationName="guide"), 'invocation name "guide": two or more words'),
    (named(invocationName="Fruit Guide"), "two or more words of small letters"),
    (named(invocationName="fruit for you"), 'may not have "for"'),
    (named(invocationName="play fruit now"), 'may not have "play"'),
    (named(invocationName="my fruit skill"), 'may not have "skill"'),
    (named(invocationName="up fruit"), "a small word needs"),
    (named(modelConfiguration={}), "fallbackIntentSensitivity is missing"),
    (without("AMAZON.StopIntent"), "AMAZON.StopIntent is missing"),
    (ask("is there 1 pear"), "only letters"),
    (ask("is it a pear?"), "only letters"),
    (ask("is it  a pear"), "only letters"),
    (ask("what is{fruit}", fruit="Fruit"), "a slot stands as a word of its own"),
    (ask("{fruit} and {fruit}", fruit="Fruit"), "slot {fruit} is there twice"),
    (ask("a pear", "a pear"), '"a pear" is there twice'),
    (ask("tell me of {fruit}", fruit="Fruit"), "is also in AskIntent"),
    (ask(), "OtherIntent: no samples"),
    (ask("what is {fruit}"), "slot {fruit} is not declared"),
    (ask("what is it", fruit="Fruit"), "slot {fruit} is in no sample"),
    (ask("what is {pear}", pear="Pear"), "type Pear is not declared"),
    (ask("{query}", query="AMAZON.SearchQuery"), "AMAZON.SearchQuery needs words around it"),
    (ask("find {query} in {fruit}", query="AMAZON.SearchQuery", fruit="Fruit"), "and no other slot"),
    (ask("what is {Fruit}", Fruit="Fruit"), "Fruit is the name of a type and of something else"),
    (ask("what is {fruit2}", fruit2="Fruit"), "slot fruit2: a name has letters"),
    (lambda language: language["intents"].append(language["intents"][-1]), "intent AskIntent is there twice"),
    (lambda language: language["types"].append({**language["types"][0], "name": "Pear"}), "Pear is used by no slot"),
    (lambda language: language["types"][0].update(values=[]), "type Fruit has no values"),
    (lambda language: language["intents"][4].update(samples=["anything"]), "FallbackIntent: cannot have samples"),
    (value({"id": "pear", "name": {"value": "red apple"}}), '"red apple" is also in apple'),
    (value({"id": "pear", "name": {"value": "pear", "synonyms": ["pear"]}}), '"pear" is also in pear'),
    (value({"id": "apple", "name": {"value": "pippin"}}), "id apple is there twice"),
    (value({"id": "pear", "name": {"value": "pear 2"}}), "only small letters"),
    (value({"id": "pear", "name": {"value": "pear " * 28 + "x"}}), "more than 140 characters"),
    (value(*({"id": f"v{i}", "name": {"value": "a" * (i % 99 + 1)}} for i in range(50_001))), "slot values, more than"),
    (value({"id": "pear" * 400_000, "name": {"value": "pear"}}), "characters, more than 1500000"),
    (ask("tell me of apple"), "is matched by"),
]


@pytest.mark.parametrize(("broken", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_every_rule_catches_a_broken_model(broken: Callable[[Language], None], message: str) -> None:
    model = small()
    broken(model["interactionModel"]["languageModel"])
    assert any(message in problem for problem in lint.problems(model, ENGLISH))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rules": {**authored().rules, "idle": "x"}}, "en-US: rule <idle> is not used"),
        ({"slots": {**authored().slots, "idle": "Topic"}}, "en-US: slot {idle} is not used"),
        ({"types": {**authored().types, "Idle": {"values": {}}}}, "en-US: type Idle is not used"),
        ({"locales": {"en-US": Locale(rules={**authored().locales["en-US"].rules, "idle": "x"})}}, "rule <idle>"),
    ],
)
def test_what_is_unused_is_found(changes: dict[str, Any], message: str) -> None:
    assert any(message in problem for problem in lint.unused(replace(authored(), **changes)))
