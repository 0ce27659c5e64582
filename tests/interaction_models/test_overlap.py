from typing import Any

import pytest

from interaction_models import grammar
from interaction_models.overlap import clashes

ENGLISH = grammar.of("en")
FRUIT = {"name": "Fruit", "values": [{"id": "a", "name": {"value": "apple", "synonyms": ["red apple", "apple pie"]}}]}
SWEETS = {
    "name": "Sweets",
    "values": [{"id": "p", "name": {"value": "pie"}}, {"id": "a", "name": {"value": "apple pie"}}],
}
SLOTS = [
    {"name": "fruit", "type": "Fruit"},
    {"name": "sweets", "type": "Sweets"},
    {"name": "number", "type": "AMAZON.NUMBER"},
]


def model(one: list[str], two: list[str]) -> dict[str, Any]:
    intents = [{"name": "One", "slots": SLOTS, "samples": one}, {"name": "Two", "slots": SLOTS, "samples": two}]
    return {"interactionModel": {"languageModel": {"intents": intents, "types": [FRUIT, SWEETS]}}}


@pytest.mark.parametrize(
    ("one", "two", "sentence"),
    [
        ("red apple please", "{fruit} please", "red apple please"),
        ("{fruit}", "{sweets}", "apple pie"),
        ("i want {fruit} pie", "i want red {sweets}", "i want red apple pie"),
        ("{fruit} pie", "{fruit}", "apple pie"),
        ("{fruit} {sweets}", "red apple {fruit}", "red apple apple pie"),
        ("what's {fruit}", "what is apple", "what is apple"),
        ("i can't", "i cannot", "i can not"),
        ("{fruit}'s colour", "the apple's colour", ""),
        ("the {fruit}'s colour", "the apple's colour", "the apple 's colour"),
        ("number {number}", "number three", "number three"),
        ("{fruit}", "{sweets} please", ""),
    ],
)
def test_sentences_that_two_intents_match_are_found(one: str, two: str, sentence: str) -> None:
    found = [clash.sentence for clash in clashes(model([one], [two]), ENGLISH)]
    assert found == ([sentence] if sentence else [])


def test_two_readings_of_one_intent_are_no_clash() -> None:
    assert clashes(model(["{fruit}", "{sweets}", "apple"], ["pear"]), ENGLISH) == []


def test_every_pair_of_samples_is_told_once() -> None:
    found = clashes(model(["{fruit}", "an apple"], ["apple", "red apple"]), ENGLISH)
    assert [str(clash) for clash in found] == [
        '"apple" is matched by One "{fruit}" and Two "apple"',
        '"red apple" is matched by One "{fruit}" and Two "red apple"',
    ]
