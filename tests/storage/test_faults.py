"""Whatever ails the store, every turn is answered, and the log says what it was without saying whose."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from simulator.rules import check
from tests.alexa.envelopes import intent, launch, slot
from tests.storage.engines import KEYS, dynamodb_at
from tests.storage.faults import FAULTS, Fault, misbehaving
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.content import words
from upper_back_guide.storage import Store, aws, dynamodb, sqlite
from upper_back_guide.storage.dynamodb import DynamoDBStore
from upper_back_guide.storage.sqlite import SQLiteStore

USER = "amzn1.ask.account.A"


def conversation(store: Store) -> list[str]:
    """What is heard in a session that wants something of the store on most turns; Alexa would take every answer."""
    skill = guarded(None, store)
    routine = {"routine": slot("routine", "desk", "desk")}
    asked: list[tuple[str, dict[str, Any]]] = [
        ("SpeakSlowerIntent", {}), ("CausesIntent", {}), ("StartStretchIntent", routine), ("AMAZON.NoIntent", {}),
        ("WhatDoYouKnowIntent", {}), ("ForgetMeIntent", {}), ("EmergencyIntent", {"x": slot("x", "chest pain")}),
    ]  # fmt: skip
    event = launch()
    answered = skill(event)
    check(answered, event)
    heard = [answered["response"]["outputSpeech"]["ssml"]]
    for name, slots in asked:
        event = intent(name, slots=slots, new=False, attributes=answered["sessionAttributes"])
        answered = skill(event)
        check(answered, event)
        heard.append(answered["response"]["outputSpeech"]["ssml"])
    return heard


def told_without_user(caplog: pytest.LogCaptureFixture) -> set[str]:
    """The problems that were logged, each without the user's ID or row key."""
    assert USER not in caplog.text
    assert KEYS.key(USER) not in caplog.text
    return {record.message.split(":")[0] for record in caplog.records if record.levelno > logging.INFO}


@pytest.mark.parametrize("fault", FAULTS)
def test_with_a_table_that_fails_every_turn_is_answered(
    fault: Fault, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aws, "PATIENCE", 0.15)
    monkeypatch.setattr(dynamodb, "DEADLINE", 0.5)
    store = DynamoDBStore("preferences", KEYS)
    with misbehaving(fault) as endpoint, dynamodb_at(endpoint.address):
        heard = conversation(store)
    assert 'rate="85%"' in heard[1]
    assert words("settings")["not_kept"] in heard[1]
    assert words("settings")["unreachable"] in heard[5]
    assert words("settings")["not_forgotten"] in heard[6]
    assert "Call" in heard[7].split(". ")[0]
    assert told_without_user(caplog) == {"preferences not read", "preferences not kept", "not forgotten"}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "refused"])
def test_a_table_that_fails_is_tried_twice(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aws, "PATIENCE", 0.15)
    monkeypatch.setattr(dynamodb, "DEADLINE", 0.5)
    store = DynamoDBStore("preferences", KEYS)
    with misbehaving(fault) as endpoint, dynamodb_at(endpoint.address):
        with pytest.raises(Exception, match=r".+"):
            store.get(USER)
        assert len(endpoint.asked) == (1 if fault in ("drips", "garbage", "empty") else 2)
        assert all(request["ConsistentRead"] for request in endpoint.asked)


def test_an_answer_that_comes_byte_by_byte_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dynamodb, "DEADLINE", 0.5)
    store = DynamoDBStore("preferences", KEYS)
    with misbehaving("drips") as endpoint, dynamodb_at(endpoint.address):
        store.connect()
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            store.get(USER)
        assert time.monotonic() - started < dynamodb.DEADLINE + 1


ANOTHER = b'{"ConsumedCapacity": {"TableName": "another", "CapacityUnits": 1}}'
OURS = b'{"ConsumedCapacity": {"TableName": "preferences", "CapacityUnits": 1}, "Item": %s}'


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b'"ok"', b"<html></html>", b'{"Item": {}}', ANOTHER])
def test_an_answer_that_is_none_of_the_tables_is_no_success(body: bytes) -> None:
    store = DynamoDBStore("preferences", KEYS)
    with misbehaving("empty", body) as endpoint, dynamodb_at(endpoint.address):
        for call in (lambda: store.get(USER), lambda: store.put(USER, {}, 0), lambda: store.delete(USER)):
            with pytest.raises(Exception, match=r".+"):
                call()


@pytest.mark.parametrize("item", [b'{"document": {"S": "{}"}}', b'{"user": {"S": "somebody"}}', b"7", b'["user"]'])
def test_another_users_item_is_nobodys(item: bytes) -> None:
    store = DynamoDBStore("preferences", KEYS)
    with misbehaving("empty", OURS % item) as it, dynamodb_at(it.address), pytest.raises(Exception, match=r".+"):
        store.get(USER)


def test_a_missing_table_costs_no_turn(moto: str, caplog: pytest.LogCaptureFixture) -> None:
    with dynamodb_at(moto):
        conversation(DynamoDBStore("no-such-table", KEYS))
    assert "preferences not read" in told_without_user(caplog)


def test_without_a_region_the_first_use_fails_and_the_turn_does_not(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "none")
    conversation(DynamoDBStore("preferences", KEYS))
    assert "NoRegionError" in caplog.text


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def overwritten(file: Path) -> Iterator[None]:
    for path in file.parent.glob("preferences*"):
        path.write_bytes(b"rubbish" * 2000)
    yield


@pytest.mark.parametrize("trouble", [locked, overwritten])
def test_with_a_file_that_fails_every_turn_is_answered(
    trouble: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT", 0.1)
    file = tmp_path / "preferences.sqlite"
    store = SQLiteStore(str(file), KEYS)
    with trouble(file):
        conversation(store)
    told = told_without_user(caplog)
    assert "preferences not kept" in told
    assert ("preferences not read" in told) is (trouble is not locked)  # readers do not wait for a writer
