"""Session attributes from anywhere: what is wrong with them is lost, and nothing else."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.talk import NO, Talk
from upper_back_guide.memory import DEEPEST, LONGEST, MOST, sound
from upper_back_guide.patient import Patient
from upper_back_guide.turn import State

WRONG: dict[str, Any] = {
    "no number": math.nan, "endless": math.inf, "half a character": "\ud800", "too long": "x" * (LONGEST + 1),
    "deep": json.loads("[" * 500 + "]" * 500), "many": list(range(LONGEST + 1)),
}  # fmt: skip


def talking() -> dict[str, Any]:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", NO)
    return talk.state.memory()


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_lost_and_what_stands_beside_it_stays(wrong: str) -> None:
    memory = talking()
    expected = State.remembered(memory)
    for table in (memory, memory["rooms"], memory["people"]["patients"], memory["rooms"]["checkup"]):
        table["hidden"] = WRONG[wrong]
    memory["misses"] = WRONG[wrong]
    state = State.remembered(memory)
    assert (state.question, state.speech, state.misses) == (expected.question, expected.speech, 0)
    assert state.rooms["checkup"].items() >= expected.rooms["checkup"].items()
    json.dumps(state.memory(), allow_nan=False).encode()


@pytest.mark.parametrize("name", ["level", "before", "reached"])
def test_a_level_that_is_none_is_lost(name: str) -> None:
    memory = talking()
    memory["people"]["patients"][""] = {name: "BOGUS", "signs": ["fever"]}
    assert State.remembered(memory).patient == Patient(signs=("fever",))


@pytest.mark.parametrize("key", sorted(State().memory()))
def test_each_part_can_be_broken_alone(key: str) -> None:
    for wrong in [*WRONG.values(), 7, "x", None, [], {}, [{"x": 1}]]:
        state = State.remembered({**talking(), key: wrong})
        json.dumps(state.memory(), allow_nan=False).encode()
        if key != "question":
            assert state.question == State.remembered(talking()).question, wrong


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text(st.characters(), max_size=5), each, max_size=4),
)


@given(JSON)
def test_what_is_left_is_json_and_none_of_ours_is_lost(data: Any) -> None:
    left = sound(data)
    json.dumps(left, allow_nan=False).encode()
    assert sound(left) == left


@pytest.mark.parametrize("wrong", ["a\x00b", "a\x1bb", "a\ufffeb", "\udfff"])
def test_what_no_speech_can_hold_is_lost(wrong: str) -> None:
    assert sound({"speech": [wrong, "fine"]}) == {"speech": ["fine"]}


def test_a_session_cannot_grow_past_what_an_answer_may_hold() -> None:
    swollen = {f"room {number}": {"x": "y" * 1000} for number in range(200)}
    assert len(json.dumps(State.remembered({"rooms": swollen, "people": {}}).memory())) < 2 * MOST


def test_our_own_sessions_are_sound() -> None:
    assert sound(talking()) == json.loads(json.dumps(talking()))
    assert sound({"due": {"bookmark": None}}) == {"due": {"bookmark": None}}
    assert DEEPEST > 4
