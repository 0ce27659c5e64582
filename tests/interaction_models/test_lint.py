from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from interaction_models import grammar, lint
from interaction_models.source import Locale
from tests.interaction_models.models import authored, small

Language = dict[str, Any]
ENGLISH = grammar.of("en")


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


def built_in(name: str, *samples: str, **slots: str) -> Callable[[Language], None]:
    """The language model with samples in one of Amazon's intents."""

    def change(language: Language) -> None:
        intent = next(one for one in language["intents"] if one["name"] == f"AMAZON.{name}Intent")
        declared = [{"name": slot, "type": type_} for slot, type_ in slots.items()]
        intent.update(samples=list(samples), **({"slots": declared} if declared else {}))

    return change


def also(name: str, *samples: str) -> Callable[[Language], None]:
    return lambda language: language["intents"].append({"name": name, "samples": list(samples)})


def two(first: str, second: str) -> Callable[[Language], None]:
    def change(language: Language) -> None:
        also("FirstIntent", first)(language)
        also("SecondIntent", second)(language)

    return change


def kind(name: str, *names: str, slot: str = "") -> Callable[[Language], None]:
    """The language model with another type, and an intent that uses it."""

    def change(language: Language) -> None:
        value, *synonyms = names or (f"{name.lower()} thing",)
        values = [{"id": name, "name": {"value": value, "synonyms": synonyms}}]
        language["types"].append({"name": name, "values": values})
        slots = [{"name": slot or f"a_{name}", "type": name}]
        samples = [f"{name.lower()} is {{{slots[0]['name']}}}"]
        language["intents"].append({"name": f"About{name}Intent", "slots": slots, "samples": samples})

    return change


def each(changes: Iterable[Callable[[Language], None]]) -> Callable[[Language], None]:
    several = list(changes)

    def change(language: Language) -> None:
        for one in several:
            one(language)

    return change


def twin(sample: str) -> Callable[[Language], None]:
    def change(language: Language) -> None:
        kind("Dish", "apple pie", slot="dish")(language)
        ask(sample, dish="Dish")(language)

    return change


def danger(flag: str, *harmless: str) -> Callable[[Language], None]:
    def change(language: Language) -> None:
        kind("RedFlag", flag, slot="red_flag")(language)
        kind("Complaint", *harmless, slot="complaint")(language)

    return change


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
    (value({"id": "pear", "name": {"value": "pear " * 28 + "x"}}), "more than 70 characters"),
    (value(*({"id": f"v{i}", "name": {"value": "a" * (i % 99 + 1)}} for i in range(50_001))), "slot values, more than"),
    (value({"id": "pear" * 400_000, "name": {"value": "pear"}}), "characters, more than 750000"),
    (ask("tell me of apple"), "is matched by"),
    # What Amazon's intents know, and what they take.
    (ask("keep going"), 'OtherIntent: "keep going" is a phrase of AMAZON.ResumeIntent'),
    (ask("go home"), 'OtherIntent: "go home" is a phrase of AMAZON.NavigateHomeIntent'),
    (ask("louder"), 'OtherIntent: "louder" is for the device'),
    (built_in("Help", "what is {fruit}", fruit="Fruit"), "AMAZON.HelpIntent: cannot have slots"),
    (built_in("NavigateHome", "bring me home"), "AMAZON.NavigateHomeIntent: cannot have samples"),
    (also("AMAZON.HalpIntent"), "AMAZON.HalpIntent: no intent of Amazon's, as of 20"),
    (ask("tell me of {said}", said="AMAZON.LITERAL"), "OtherIntent: slot {said}: AMAZON.LITERAL is retired"),
    (ask("is it {number}", number="AMAZON.NUMBRE"), "slot {number}: AMAZON.NUMBRE is no slot type of Amazon's, as of"),
    (also("askintent", "is it ripe"), "intent askintent is AskIntent in another case"),
    (lambda language: language["types"].append({**language["types"][0], "name": "FRUIT"}), "FRUIT is Fruit in another"),
    # Half of Amazon's limits.
    (each(also(f"More{'x' * n}Intent", f"{'x' * n} please") for n in range(120)), "intents, more than 125"),
    (each(kind(f"T{'x' * n}") for n in range(170)), "intents and types, more than 175"),
    # How it is said.
    (ask("is it 'ripe"), "OtherIntent: \"is it 'ripe\": a stray apostrophe at 'ripe"),
    (value({"id": "pear", "name": {"value": "pear' tree"}}), "a stray apostrophe at pear'"),
    (ask("is it ripe."), 'OtherIntent: "is it ripe.": a period at the end'),
    (ask("alexa is it ripe"), 'OtherIntent: "alexa is it ripe": "alexa" is a wake word'),
    (ask("do i need an mri"), '"mri" is said by its letters: MRI'),
    (value({"id": "pear", "name": {"value": "gp surgery"}}), '"gp" is said by its letters: GP'),
    (ask("why that that"), 'OtherIntent: "why that that": nobody says "that that"'),
    (ask("i have think so"), 'nobody says "i have think"'),
    # What is alike.
    (twin("tell me of {dish}"), 'AskIntent: "tell me of {fruit}": OtherIntent has "tell me of {}" too'),
    (two("the rest", "rest"), 'SecondIntent: "rest" is almost "the rest" of FirstIntent'),
    (value({"id": "pear", "name": {"value": "an apple"}}), 'type Fruit: pear: "an apple" is almost "apple" of apple'),
    (ask("my {fruit} {age}", fruit="Fruit", age="AMAZON.NUMBER"), "two slots stand side by side"),
    (ask("my {fruit}'s {age}", fruit="Fruit", age="AMAZON.NUMBER"), "two slots stand side by side"),
    (ask("clear"), 'OtherIntent: "clear": one word alone, and none of those that do no harm'),
    (danger("sudden severe pain", "sudden bad severe pain"), 'is one word from the red flag "sudden severe pain"'),
    (danger("took too much medicine", "too much medicine"), 'is one word from the red flag "took too much medicine"'),
    (also("EmergencyIntent", "something is very wrong"), 'EmergencyIntent: "something is very wrong" names no sign'),
    (also("MaybeEmergencyIntent", "my mother is on the floor"), "names no sign, and would call for help"),
]


def test_a_problem_names_the_file_it_is_in() -> None:
    model = small()
    ask("clear")(model["interactionModel"]["languageModel"])
    (problem,) = lint.problems(model, ENGLISH, {"OtherIntent": "fruit.yaml"})
    assert problem.startswith('fruit.yaml: OtherIntent: "clear": one word alone')
    assert authored().files["EmergencyIntent"] == "checkup.yaml"
    assert authored().files["RedFlag"] == "checkup.yaml"


def test_a_retired_type_is_one_line_and_no_traceback() -> None:
    model = small()
    ask("tell me of {said}", said="AMAZON.LITERAL")(model["interactionModel"]["languageModel"])
    assert len(lint.problems(model, ENGLISH)) == 1


SOUND: list[tuple[Callable[[Language], None], str]] = [
    (ask("the rest of it", "rest of it is good"), "almost the same in one intent"),
    (ask("greetings", "thanks", "more"), "one word that does no harm"),
    (ask("do i need an MRI", "are NSAIDs good", "a g. p."), "initialisms"),
    (ask("the dogs' bowl is mine", "{fruit}'s bowl", fruit="Fruit"), "apostrophes that belong there"),
    (danger("sudden severe pain", "sudden neck ache"), "a complaint two words from a red flag"),
    (built_in("Next", "skip forward"), "a phrase of its own"),
]


@pytest.mark.parametrize(("sound", "what"), SOUND, ids=[what for _, what in SOUND])
def test_what_is_sound_is_let_be(sound: Callable[[Language], None], what: str) -> None:
    model = small()
    sound(model["interactionModel"]["languageModel"])
    assert lint.problems(model, ENGLISH) == []


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
