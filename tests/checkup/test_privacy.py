"""Nothing that a person says about their health is kept beyond the session, or written anywhere."""

import json
import logging
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alexa.envelopes import intent, slot
from tests.checkup.test_conversation import INTENTS
from tests.checkup.test_rules import Path, paths
from upper_back_guide.alexa.guard import usable
from upper_back_guide.alexa.skill import build, talk
from upper_back_guide.storage import Document, Kept

SAID = {"red_flag": "my unmentionable pain", "complaint": "my secret stiffness", "relation": "my hidden uncle"}
"""What is heard in the slots: none of it may turn up anywhere."""


class RecordingStore:
    """Keeps everything it is ever asked to keep."""

    def __init__(self) -> None:
        self.written: list[Any] = []

    def get(self, user: str) -> Kept:
        return Kept()

    def put(self, user: str, document: Document, version: int) -> Kept:
        self.written.append((user, document))
        return Kept(document, version + 1)

    def delete(self, user: str) -> None:
        pass


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def run(path: Path, store: RecordingStore) -> list[dict[str, Any]]:
    """A whole check-up by requests, with a complaint in the middle and a red flag at the end."""
    skill = build(None, talk(store))
    complaint = {name: slot(name, SAID[name]) for name in ("complaint", "relation")}
    said: list[tuple[str, dict[str, Any]]] = [("StartCheckupIntent", {})]
    said += [(INTENTS[answer], {}) for _, answer in path]
    said.insert(2, ("HaveComplaintIntent", complaint))
    said.append(("EmergencyIntent", {"red_flag": slot("red_flag", SAID["red_flag"])}))
    answered: list[dict[str, Any]] = []
    for name, slots in said:
        attributes = answered[-1].get("sessionAttributes", {}) if answered else {}
        event = intent(name, slots=slots, new=not attributes, attributes=attributes)
        answered.append(json.loads(json.dumps(skill(usable(event), None))))
    return answered


@settings(max_examples=60)
@given(st.sampled_from(sorted(paths())))
def test_whole_check_ups_write_nothing_and_keep_none_of_the_words(path: Path) -> None:
    store = RecordingStore()
    answered = run(path, store)
    assert store.written == []
    for response in answered:
        text = json.dumps(response)
        assert not any(words in text for words in SAID.values())
        kept = response.get("sessionAttributes", {}).get("rooms", {}).get("checkup", {})
        assert not {"yes", "no", "unsure"} & set(json.dumps(kept).replace('"', " ").split())


def test_whole_check_ups_log_nothing_that_was_said(logged: pytest.LogCaptureFixture) -> None:
    for path in sorted(paths())[::25]:
        run(path, RecordingStore())
    ours = [record for record in logged.records if record.name.startswith("upper_back_guide")]
    assert not any(words in record.getMessage() for record in ours for words in SAID.values())
    assert not any(words in logged.text for words in SAID.values())


def test_a_result_clears_the_place_and_its_card_holds_no_answer() -> None:
    for path in sorted(paths())[::10]:
        result = run(path, RecordingStore())[-2]
        assert result["sessionAttributes"]["rooms"]["checkup"]["trail"] == []
        card = result["response"]["card"]
        assert "yes" not in card["content"].lower().split()
        assert not any(words in card["content"] for words in ("told me", "you said", "your answer"))
