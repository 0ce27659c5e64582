"""A store in a DynamoDB table, for AWS: one item for each user.

An item is `user` (the key), `document`, `version` and `expires_at`, which the table's time-to-live goes by; DynamoDB
takes days to delete what has expired, so it is ignored when it is read.
"""

import time
from functools import cached_property
from threading import Lock, Thread
from typing import Any

from upper_back_guide.storage import LIFE, Clock, Conflict, Document, Kept, next_version, rows
from upper_back_guide.storage.keys import Keys

PATIENCE = 0.9
"""Seconds to wait for a connection, and for each piece of an answer; it is tried twice, and Alexa waits for eight."""

DEADLINE = 2.0
"""Seconds for a whole answer, both tries together."""

CONNECTIONS = 64
"""Kept open to the table; more may be made."""

# A row that expired but is still there, or that no store of ours wrote, is there to be replaced.
USELESS = (
    "attribute_not_exists(#v) OR NOT attribute_type(#v, :number) OR #v < :one"
    " OR attribute_not_exists(expires_at) OR NOT attribute_type(expires_at, :number) OR expires_at <= :now"
)
NAMES = {"#v": "version"}


class WrongAnswer(ConnectionError):
    """Something answered that is not the table."""


class DynamoDBStore:
    """Documents in a table whose partition key is the string `user`."""

    def __init__(self, table: str, keys: Keys, clock: Clock = time.time) -> None:
        """Region, credentials and endpoint are found as boto3 finds them, when the store is first used."""
        self._table = table
        self._keys = keys
        self._clock = clock
        self._deadline = DEADLINE
        self._lock = Lock()

    def connect(self) -> None:
        """Make the client now, not when it is first needed."""
        self._client  # noqa: B018  made by being asked for

    def get(self, user: str) -> Kept:
        """What is kept of the user."""
        key = self._key(user)
        item = self._ask("get_item", Key=key, ConsistentRead=True).get("Item")
        if not item:
            return Kept()
        if item.get("user") != key["user"]:
            raise WrongAnswer("the item is another user's")
        text = item.get("document", {}).get("S")
        return rows.read(text, _number(item.get("version")), _number(item.get("expires_at")), self._clock())

    def put(self, user: str, document: Document, version: int) -> Kept:
        """Keep this document if this version is the one in the table."""
        now = self._clock()
        kept = Kept(document, next_version(version, now), int(now) + LIFE)
        item = {
            **self._key(user),
            "document": {"S": rows.written(document)},
            "version": {"N": str(kept.version)},
            "expires_at": {"N": str(kept.expires_at)},
        }
        if version:
            condition, values = "#v = :version", {":version": {"N": str(version)}}
        else:
            condition, values = USELESS, {":number": {"S": "N"}, ":one": {"N": "1"}, ":now": {"N": str(int(now))}}
        try:
            self._ask(
                "put_item",
                Item=item,
                ConditionExpression=condition,
                ExpressionAttributeNames=NAMES,
                ExpressionAttributeValues=values,
            )
        except self._client.exceptions.ConditionalCheckFailedException as fault:
            raise Conflict from fault
        return kept

    def delete(self, user: str) -> None:
        """Forget the user."""
        self._ask("delete_item", Key=self._key(user))

    def _ask(self, operation: str, **parameters: Any) -> dict[str, Any]:
        """The table's answer; TimeoutError when it is not whole in time, WrongAnswer when it is none of the table's.

        Only a thread can be left behind: botocore has no deadline over an answer that comes byte by byte.
        """
        call = getattr(self._client, operation)
        answers: list[dict[str, Any]] = []
        faults: list[BaseException] = []

        def ask() -> None:
            try:
                answers.append(call(TableName=self._table, ReturnConsumedCapacity="TOTAL", **parameters))
            except BaseException as fault:
                faults.append(fault)

        asking = Thread(target=ask, name=operation, daemon=True)
        asking.start()
        asking.join(self._deadline)
        for fault in faults:
            raise fault
        for answer in answers:
            # What is asked for only to be seen: anything can answer 200 with nothing in it, as a write is answered.
            match answer:
                case {"ConsumedCapacity": {"TableName": self._table}}:
                    return answer
            raise WrongAnswer("what answered is not the table")
        raise TimeoutError("no whole answer in time")

    @cached_property
    def _client(self) -> Any:
        import boto3  # longer than all the rest of a cold start, so only when it is needed
        from botocore.config import Config

        # "legacy" waits a twentieth of a second before it tries again; "standard" up to a whole one.
        retries = {"total_max_attempts": 2, "mode": "legacy"}
        config = Config(
            connect_timeout=PATIENCE, read_timeout=PATIENCE, retries=retries, max_pool_connections=CONNECTIONS
        )
        with self._lock:  # boto3 makes one client at a time
            return boto3.client("dynamodb", config=config)

    def _key(self, user: str) -> dict[str, dict[str, str]]:
        return {"user": {"S": self._keys.key(user)}}


def _number(attribute: Any) -> int | None:
    """The whole number that an attribute holds."""
    text = attribute.get("N") if isinstance(attribute, dict) else None
    return int(text) if isinstance(text, str) and text.isdecimal() else None
