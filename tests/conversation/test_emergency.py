"""The policy around every reply: while a call stands, nothing is said without it, whoever says it."""

import json
from itertools import chain, product
from typing import Any

import pytest

from tests.alexa.envelopes import intent
from tests.alexa.test_walk import INTENTS, VALUES
from tests.talk import NO, YES, Talk, spoken
from upper_back_guide import calls, conversation, emergency
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.content import section, sections, words
from upper_back_guide.listening import Facts
from upper_back_guide.storage.memory import MemoryStore
from upper_back_guide.turn import Question, Reply, Slot, State, Turn

CALLS = words("emergency")["advice"]
FLAGS = {
    "call": "chest_pain",
    "still": "injury",
    "watch": "unconscious",
    "poison": "overdose",
    "crisis": "self_harm",
    "stroke": "stroke",
}
"""A sign for each kind of call."""


def called(kind: str, locale: str = "en-US", *before: str) -> Talk:
    talk = Talk(locale)
    talk.turns("Launch", *before)
    talk.turn("EmergencyIntent", red_flag=FLAGS[kind])
    return talk


def call(kind: str) -> str:
    return calls.sentence(kind).replace("{emergency}", "911").split("{")[0]


def _ids(slots: dict[str, Slot]) -> list[str]:
    return [slot.id for slot in slots.values()]


@pytest.mark.parametrize("kind", CALLS)
def test_every_intent_and_value_under_a_call_is_answered_with_it(kind: str) -> None:
    talk = called(kind)
    for name, kinds in INTENTS.items():
        filled = [{}, *({key: Slot(id_, id_)} for key, type_ in kinds.items() for id_ in VALUES.get(type_, ()))]
        filled = [slots for slots in filled if not any(id_.startswith("red_flag.") for id_ in _ids(slots))]
        for slots in filled[:60]:
            if name in calls.INTENTS | {"AboutPersonIntent"}:
                continue
            reply = conversation.respond(Turn(name, slots), talk.state)
            if reply.state.people.person:
                continue
            assert call(kind) in spoken(reply), (name, slots)
            assert not reply.question or call(kind) in reply.question.reprompt, (name, slots)
            assert reply.call, name
            assert not reply.step, name


def test_what_nobody_said_is_sayable_is_not_said() -> None:
    state = called("call").state
    said = emergency.respond(Turn("CausesIntent"), state, Facts(), lambda turn, state: Reply("Have a hot bath.", state))
    assert "bath" not in spoken(said)
    assert spoken(said).startswith("Call {emergency} now")


def test_after_talk_of_suicide_no_answer_is_said_and_after_other_calls_it_is() -> None:
    asked = Turn("TopicIntent", {"topic": Slot("causes.stress", "stress")})
    for kind, told in (("crisis", False), ("call", True)):
        reply = conversation.respond(asked, called(kind).state)
        assert spoken(reply).startswith(call(kind)), kind
        assert ("Stress" in spoken(reply)) is told, kind


@pytest.mark.parametrize("kind", CALLS)
def test_no_offer_under_a_call_is_one_that_yes_would_refuse(kind: str) -> None:
    """Every answer that may be heard after the call, page by page, as long as it offers something."""
    state = called(kind).state
    for id_ in chain.from_iterable(map(section, sections())):
        reply = conversation.respond(Turn("TopicIntent", {"topic": Slot(id_)}), state)
        for _ in range(6):
            if reply.question.id != "answers.offer":
                break
            reply = conversation.respond(Turn(YES), reply.state)
            assert reply.state.room == "answers", id_
        assert call(kind) in spoken(reply)


@pytest.mark.parametrize("kind", CALLS)
def test_the_call_is_said_once_in_a_reply(kind: str) -> None:
    for name in ("Launch", "PrivacyIntent", "AMAZON.HelpIntent", "StartCheckupIntent", "CausesIntent"):
        said = spoken(called(kind).turn(name))
        assert said.count(call(kind)) == 1, said


@pytest.mark.parametrize("first", ["TopicIntent", "CausesIntent"])
def test_a_reply_is_judged_by_what_it_says_and_not_by_what_was_said_before(first: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn(first, **({"topic": "relief.cold"} if first == "TopicIntent" else {}))
    talk.turn("EmergencyIntent", red_flag="chest_pain")
    said = spoken(talk.turn("SourcesIntent"))
    assert said.startswith("Call 911 now, on a phone. That comes from")


@pytest.mark.parametrize(("kind", "again"), list(product(CALLS, ["Launch", "AMAZON.StartOverIntent"])))
def test_starting_over_and_naming_somebody_else_do_not_lose_it(kind: str, again: str) -> None:
    talk = called(kind)
    talk.turn("Launch")
    talk.turn("AboutPersonIntent", relation="friend")
    for name in ("ReliefIntent", again, "StartStretchIntent", "AMAZON.HelpIntent", "AMAZON.RepeatIntent"):
        said = talk.turn(name)
        assert f"it still holds. {call(kind)}" in spoken(said), name
        assert call(kind) in said.question.reprompt
        assert spoken(said).count(f"it still holds. {call(kind)}") == 1
    assert call(kind) in spoken(talk.turn("AMAZON.StopIntent"))


def test_a_call_for_somebody_else_is_said_to_be_theirs() -> None:
    talk = Talk("en-GB")
    talk.turn("AboutPersonIntent", relation="mother")
    talk.turn("EmergencyIntent", red_flag="unconscious")
    talk.turn("CausesIntent")
    assert "for your mum, it still holds. Call 999 now" in spoken(talk.turn("AboutMeIntent"))


def test_a_fault_while_a_call_stands_says_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in CALLS:
        skill = guarded(None)
        flag = {"red_flag": {"name": "red_flag", "value": "x", "resolutions": resolved(FLAGS[kind])}}
        attributes = skill(intent("EmergencyIntent", slots=flag))["sessionAttributes"]
        with monkeypatch.context() as broken:
            broken.setattr("upper_back_guide.router.respond", fail)
            answered = skill(intent("CausesIntent", new=False, attributes=attributes))
        said = answered["response"]["outputSpeech"]["ssml"]
        assert words("basics")["trouble"] in said
        assert said.index(call(kind).split(" 911")[0]) < said.index("something went wrong")
        assert answered["sessionAttributes"]["people"]["patients"][""]["call"] == kind


def test_what_could_not_be_done_is_said_with_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    skill = guarded(None, store)
    flag = {"red_flag": {"name": "red_flag", "value": "chest pain"}}
    attributes = skill(intent("EmergencyIntent", slots=flag))["sessionAttributes"]
    monkeypatch.setattr(store, "delete", fail)
    answered = skill(intent("ForgetMeIntent", new=False, attributes=attributes))
    said = answered["response"]["outputSpeech"]["ssml"]
    assert words("settings")["not_forgotten"] in said
    assert "Call" in said.split(".")[0]


def test_the_number_is_there_even_when_a_reply_lost_it() -> None:
    state = called("call").state
    lost = Reply("Have a rest.", state, Question("basics.know", "What else?"), "repeat")
    finished = conversation.finish(lost, Turn("AMAZON.RepeatIntent"))
    assert spoken(finished).startswith("Call 911 now, on a phone. Have a rest.")
    assert finished.question.reprompt == "Call 911 now, on a phone. What else?"


def test_a_no_and_a_thanks_end_with_the_call() -> None:
    for name in (NO, "ThanksIntent", "EnoughIntent"):
        last = called("crisis").turn(name)
        assert "988" in spoken(last)
        assert not last.question


def test_a_call_of_version_0_1_stands_and_so_do_those_of_the_others() -> None:
    old = {
        "room": "answers", "person": "mother", "group": "", "level": "EMERGENCY", "disclaimed": True,
        "said": {"speech": ["x"], "question": "Anything else?", "reprompt": ""},
        "places": {
            "checkup": {"advice": "crisis"},
            "caregiver": {"levels": {"": "EMERGENCY"}, "groups": {"": "people.older"}, "calls": {"": "poison"}},
        },
    }  # fmt: skip
    state = State.remembered(json.loads(json.dumps(old)))
    assert state.patient.call == "crisis"
    assert state.people.others_calls() == {"": "poison"}
    assert state.people.patients[""].group == "people.older"
    assert "988" in spoken(conversation.respond(Turn("CausesIntent"), state))


def resolved(id_: str) -> dict[str, Any]:
    values = [{"value": {"name": id_, "id": id_}}]
    return {"resolutionsPerAuthority": [{"authority": "a", "status": {"code": "ER_SUCCESS_MATCH"}, "values": values}]}


def fail(*_: object) -> Any:
    raise ValueError
