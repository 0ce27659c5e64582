"""A store in a DynamoDB table, for AWS: one item for each user.

An item is `user` (the key), `document`, `version` and `expires_at`, which the table's time-to-live goes by; DynamoDB
takes days to delete what has expired, so it is ignored when it is read.
"""

import time
from functools import cached_property
from threading import Lock
from typing import Any

from upper_back_guide.storage import LIFE, Clock, Conflict, Document, Kept, next_version, rows
from upper_back_guide.storage.keys import Keys

PATIENCE = 0.9
"""Seconds to wait for a connection, and for an answer; it is tried twice, and Alexa waits for eight."""

# A row that expired but is still there, or that no store of ours wrote, is there to be replaced.
USELESS = (
    "attribute_not_exists(#v) OR NOT attribute_type(#v, :number) OR #v < :one"
    " OR attribute_not_exists(expires_at) OR NOT attribute_type(expires_at, :number) OR expires_at <= :now"
)
NAMES = {"#v": "version"}


class DynamoDBStore:
    """Documents in a table whose partition key is the string `user`."""

    def __init__(self, table: str, keys: Keys, clock: Clock = time.time) -> None:
        """Region, credentials and endpoint are found as boto3 finds them, when the store is first used."""
        self._table = table
        self._keys = keys
        self._clock = clock
        self._lock = Lock()

    def connect(self) -> None:
        """Make the client now, not when it is first needed."""
        self._client  # noqa: B018  made by being asked for

    def get(self, user: str) -> Kept:
        """What is kept of the user."""
        answer = self._client.get_item(TableName=self._table, Key=self._key(user), ConsistentRead=True)
        item = answer.get("Item")
        if not item:
            return Kept()
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
            self._client.put_item(
                TableName=self._table,
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
        self._client.delete_item(TableName=self._table, Key=self._key(user))

    @cached_property
    def _client(self) -> Any:
        import boto3  # longer than all the rest of a cold start, so only when it is needed
        from botocore.config import Config

        # "legacy" waits a twentieth of a second before it tries again; "standard" up to a whole one.
        retries = {"total_max_attempts": 2, "mode": "legacy"}
        config = Config(connect_timeout=PATIENCE, read_timeout=PATIENCE, retries=retries)
        with self._lock:  # boto3 makes one client at a time
            return boto3.client("dynamodb", config=config)

    def _key(self, user: str) -> dict[str, dict[str, str]]:
        return {"user": {"S": self._keys.key(user)}}


def _number(attribute: Any) -> int | None:
    """The whole number that an attribute holds."""
    text = attribute.get("N") if isinstance(attribute, dict) else None
    return int(text) if isinstance(text, str) and text.isdecimal() else None
