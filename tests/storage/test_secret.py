"""The secret that a table's keys are made with, where AWS holds it."""

import json
import logging
from uuid import uuid4

import pytest

from tests.storage.engines import SECRET, DynamoDB, dynamodb_at, secret
from tests.storage.faults import misbehaving
from tests.storage.test_faults import conversation
from upper_back_guide.storage import Kept, open_store
from upper_back_guide.storage.keys import Keys
from upper_back_guide.storage.secret import SecretKeys

USER = "amzn1.ask.account.A"
ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:preferences-AbCdEf"


def test_a_table_finds_its_secret_and_asks_for_it_once(moto: str) -> None:
    table, arn = f"preferences-{uuid4()}", secret(moto, SECRET)
    engine = DynamoDB(moto, table)
    store = open_store({"PREFERENCES_TABLE": table, "PREFERENCES_SECRET_ARN": arn})
    assert store
    with dynamodb_at(moto):
        store.put(USER, {"speed": "slow"}, 0)
        assert store.get(USER).document == {"speed": "slow"}
        store.delete(USER)
        assert store.get(USER) == Kept()
        store.put(USER, {}, 0)
    [row] = engine.rows()
    assert row["user"] == Keys(SECRET).key(USER)


def test_a_secret_that_cannot_be_read_costs_no_turn(moto: str, caplog: pytest.LogCaptureFixture) -> None:
    table = DynamoDB(moto, f"preferences-{uuid4()}").table
    for arn in (ARN, secret(moto, "short")):
        with dynamodb_at(moto), caplog.at_level(logging.ERROR):
            conversation(open_store({"PREFERENCES_TABLE": table, "PREFERENCES_SECRET_ARN": arn}))  # type: ignore[arg-type]
    assert {record.message.split(":")[0] for record in caplog.records} >= {"preferences not read", "not forgotten"}
    assert "short" not in caplog.text


@pytest.mark.parametrize(
    "body", [{}, {"SecretString": SECRET}, {"ARN": ARN + "x", "SecretString": SECRET}, {"ARN": ARN}]
)
def test_an_answer_that_is_none_of_the_secrets_is_not_used(body: dict[str, str]) -> None:
    keys = SecretKeys(ARN)
    with misbehaving("empty", json.dumps(body).encode()) as endpoint, dynamodb_at(endpoint.address):
        keys.connect()
        with pytest.raises(ConnectionError, match="not the secret"):
            keys.key(USER)
