"""The log: one line a turn, and nothing in it that anybody said, or who it was."""

import json
import logging
import random
from typing import Any
from uuid import uuid4

import pytest

from tests.alexa.envelopes import intent, launch, slot
from tests.alexa.test_walk import INTENTS, LOCALES, VALUES
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage.memory import MemoryStore

TURNS = 1000
FIELDS = ("request_id", "intent", "room", "service", "milliseconds")


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "upper_back_guide")  # whatever a command of the simulator left
    return caplog


def extras(record: logging.LogRecord) -> dict[str, Any]:
    return {name: getattr(record, name) for name in FIELDS}


def everything(log: pytest.LogCaptureFixture) -> str:
    """Every field of every line, as a formatter might print it."""
    return "\n".join(str(record.__dict__) for record in log.records)


def test_a_turn_is_one_line(logged: pytest.LogCaptureFixture) -> None:
    skill = guarded(None)
    skill(intent("CausesIntent"))
    (line,) = logged.records
    assert (line.name, line.message, line.levelno) == ("upper_back_guide", "turn", logging.INFO)
    told = extras(line)
    assert told.pop("milliseconds") > 0
    assert told == {"request_id": "r2", "intent": "CausesIntent", "room": "answers", "service": "full"}


@pytest.mark.parametrize("answer", ["AMAZON.YesIntent", "AMAZON.NoIntent", "NotSureIntent"])
def test_which_answer_it_was_is_not_told(logged: pytest.LogCaptureFixture, answer: str) -> None:
    skill = guarded(None)
    talking = skill(intent("StartCheckupIntent"))["sessionAttributes"]
    skill(intent(answer, new=False, attributes=talking))
    assert extras(logged.records[-1]) | {"milliseconds": 0} == {
        "request_id": "r2", "intent": "Answer", "room": "checkup", "service": "full", "milliseconds": 0,
    }  # fmt: skip
    assert answer.removeprefix("AMAZON.") not in everything(logged)


def test_the_service_tells_how_well_it_went(logged: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Any:
        raise ValueError

    def served() -> str:
        return str(logged.records[-1].__dict__["service"])

    store = MemoryStore()
    monkeypatch.setattr(store, "get", fail)
    skill = guarded(None, store)
    skill(launch())
    assert served() == "forgetful"
    monkeypatch.setattr("upper_back_guide.router.respond", fail)
    skill(launch())
    assert served() == "apology"
    monkeypatch.setattr("upper_back_guide.conversation.finish", fail)
    assert skill(launch()) == {"version": "1.0", "response": {}}
    assert served() == "none"


@pytest.mark.parametrize("id_", ["", "my chest hurts", "x" * 200, 7, None])
def test_what_does_not_look_like_alexas_names_is_unknown(logged: pytest.LogCaptureFixture, id_: Any) -> None:
    event = intent("my chest hurts")
    event["request"]["requestId"] = id_
    guarded(None)(event)
    assert (extras(logged.records[-1])["request_id"], extras(logged.records[-1])["intent"]) == ("unknown", "unknown")


def test_every_intent_of_the_model_is_told_by_name_or_as_an_answer(logged: pytest.LogCaptureFixture) -> None:
    skill = guarded(None)
    for name in INTENTS:
        skill(intent(name))
        assert extras(logged.records[-1])["intent"] in (name, "Answer")


def test_a_thousand_random_turns_leave_no_trace_of_what_was_said(logged: pytest.LogCaptureFixture) -> None:
    """What is said is marked, in every slot, name and attribute that could carry it, and looked for in the log."""
    chance = random.Random(11)  # noqa: S311
    store = MemoryStore()
    skill = guarded("amzn1.ask.skill.1", store)
    said: set[str] = set()

    def marked() -> str:
        said.add(word := f"unmentionable{uuid4().hex}")
        return word

    answered: dict[str, Any] = {}
    for turn in range(TURNS):
        if not answered.get("sessionAttributes") or chance.random() < 0.1:
            event = launch(locale=chance.choice(LOCALES))
        else:
            name = chance.choice(sorted(INTENTS))
            slots = {}
            for key, kind in INTENTS[name].items():
                known = chance.choice([*VALUES.get(kind, [""]), ""])
                slots[key] = slot(key, marked(), known if chance.random() < 0.7 else "")
            attributes = {**answered["sessionAttributes"], "hidden": marked()}
            event = intent(name, slots=slots, new=False, attributes=attributes)
            if chance.random() < 0.05:
                attributes[chance.choice(sorted(attributes))] = marked()
        event["session"]["user"]["userId"] = (
            f"amzn1.ask.account.{marked()}" if turn % 20 == 0 else "amzn1.ask.account.A"
        )
        event["session"]["sessionId"] = marked()
        event["request"]["timestamp"] = marked()
        if chance.random() < 0.02:
            event["request"] = {"type": "SessionEndedRequest", "reason": marked(), "error": {"message": marked()}}
        answered = json.loads(json.dumps(skill(event)))
    turns = [record for record in logged.records if record.message == "turn"]
    ended = [record for record in logged.records if record.message.startswith("session ended")]
    assert len(turns) + len(ended) == TURNS
    assert len(said) > TURNS
    text = everything(logged)
    assert not [word for word in said if word in text]
    for attribute in ("amzn1.ask.account", "under_way", "disclaimed", "chest_pain"):
        assert attribute not in text


def test_who_disables_the_skill_is_forgotten_and_not_named(logged: pytest.LogCaptureFixture) -> None:
    store = MemoryStore()
    skill = guarded("amzn1.ask.skill.1", store)
    skill(launch())
    assert store.kept.keys() == {"amzn1.ask.account.A"}
    event = launch()
    event["request"] = {"type": "AlexaSkillEvent.SkillDisabled", "requestId": "r", "timestamp": "2026-11-25T08:00:00Z"}
    del event["session"]
    theirs = json.loads(json.dumps(event))
    theirs["context"]["System"]["application"]["applicationId"] = "amzn1.ask.skill.2"
    assert skill(theirs) == {"version": "1.0", "response": {}}
    assert store.kept
    assert skill(event) == {"version": "1.0", "response": {}}
    assert not store.kept
    assert "amzn1.ask.account" not in everything(logged)


def test_a_dead_store_when_the_skill_is_disabled_is_logged(
    logged: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(user: str) -> None:
        raise ConnectionError(user)

    store = MemoryStore()
    monkeypatch.setattr(store, "delete", fail)
    event = launch()
    event["request"]["type"] = "AlexaSkillEvent.SkillDisabled"
    assert guarded(None, store)(event) == {"version": "1.0", "response": {}}
    assert logged.records[-1].message.startswith("skill disabled, preferences not forgotten: ConnectionError at")
    assert "amzn1.ask.account" not in everything(logged)
