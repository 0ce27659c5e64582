"""A slot is read wherever Alexa says it: in itself, in its slotValue, or half in one and half in the other."""

from typing import Any

import pytest

from tests.alexa.envelopes import intent, slot
from upper_back_guide.alexa.guard import usable

STRESS = slot("topic", "stress", "causes.stress")
OTHER = slot("topic", "ice", "relief.cold")
HEARD, RESOLVED = {"value": STRESS["value"]}, {"resolutions": STRESS["resolutions"]}
SIMPLE = {"type": "Simple"}

SAID: dict[str, dict[str, Any]] = {
    "in the slot alone": STRESS,
    "in both": {**STRESS, "slotValue": {**SIMPLE, **HEARD, **RESOLVED}},
    "in the slotValue alone": {"name": "topic", "slotValue": {**SIMPLE, **HEARD, **RESOLVED}},
    "its id in the slotValue alone": {**HEARD, "slotValue": {**SIMPLE, **HEARD, **RESOLVED}},
    "its words in the slotValue alone": {**RESOLVED, "slotValue": {**SIMPLE, **HEARD}},
    "with an empty value": {"value": "", "resolutions": {}, "slotValue": {**SIMPLE, **HEARD, **RESOLVED}},
    "among several": {"slotValue": {"type": "List", "values": [{**SIMPLE, **HEARD, **RESOLVED}, {**SIMPLE, **OTHER}]}},
    "beside a slotValue of nothing": {**STRESS, "slotValue": None},
    "beside a list of nothing": {**STRESS, "slotValue": {"type": "List", "values": []}},
    "beside a list of rubbish": {**STRESS, "slotValue": {"type": "List", "values": [[7], None]}},
}


def read(said: object) -> dict[str, Any]:
    slots: dict[str, Any] = usable(intent("TopicIntent", slots={"topic": said}))["request"]["intent"]["slots"]
    found: dict[str, Any] = slots["topic"]
    return found


@pytest.mark.parametrize("where", SAID)
def test_a_slot_is_read_wherever_it_is_said(where: str) -> None:
    found = read(SAID[where])
    [authority] = found["resolutions"]["resolutionsPerAuthority"]
    assert (found["name"], found["value"]) == ("topic", "stress")
    assert authority["values"] == [{"value": {"id": "causes.stress"}}]


def test_the_meaning_of_other_words_is_not_taken_for_these() -> None:
    found = read({**HEARD, "slotValue": {**SIMPLE, **OTHER}})
    assert found == {"name": "topic", "value": "stress", "resolutions": {"resolutionsPerAuthority": []}}


@pytest.mark.parametrize("value", [7, None, [], {}, {"values": {}}, {"values": [None]}, {"value": 7}, {"value": ["x"]},
                                   {"values": [{"type": "List", "values": [HEARD]}]}, "x", True])  # fmt: skip
def test_a_slot_value_of_no_sense_is_no_value(value: object) -> None:
    nothing = {"name": "topic", "value": "", "resolutions": {"resolutionsPerAuthority": []}}
    assert read({"slotValue": value}) == nothing
    assert read(value)["resolutions"] == nothing["resolutions"]
