"""A store in a DynamoDB table, for AWS: one item for each user.

An item is `user` (the key), `document`, `version` and `expires_at`, which the table's time-to-live goes by; DynamoDB
takes days to delete what has expired, so it is ignored when it is read.
"""

import time
from functools import cached_property
from typing import Any

from upper_back_guide.storage import LIFE, Clock, Conflict, Document, Kept, aws, next_version, rows
from upper_back_guide.storage.deadline import within
from upper_back_guide.storage.keys import Keys
from upper_back_guide.storage.secret import SecretKeys

Attributes = dict[str, Any]

DEADLINE = 2.0
"""Seconds for a whole answer: all tries together, and reading the secret, the first time."""

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

    def __init__(self, table: str, keys: Keys | SecretKeys, clock: Clock = time.time) -> None:
        """Region, credentials and endpoint are found as boto3 finds them, when the store is first used."""
        self._table = table
        self._keys = keys
        self._clock = clock
        self._deadline = DEADLINE

    def connect(self) -> None:
        """Make the clients now, not when they are first needed."""
        self._client  # noqa: B018  made by being asked for
        if isinstance(self._keys, SecretKeys):
            self._keys.connect()

    def get(self, user: str) -> Kept:
        """What is kept of the user."""
        key, answer = self._ask("get_item", user, ConsistentRead=True)
        item = answer.get("Item")
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
                user,
                item,
                ConditionExpression=condition,
                ExpressionAttributeNames=NAMES,
                ExpressionAttributeValues=values,
            )
        except self._client.exceptions.ConditionalCheckFailedException as fault:
            raise Conflict from fault
        return kept

    def delete(self, user: str) -> None:
        """Forget the user."""
        self._ask("delete_item", user)

    def _ask(
        self, operation: str, user: str, item: Attributes | None = None, **parameters: Any
    ) -> tuple[Attributes, Attributes]:
        """The user's key, and what the table answers to an operation on it, with an item or without; TimeoutError when
        the answer is not whole in time, WrongAnswer when it is none of the table's."""
        self.connect()  # which takes its time, but waits for nobody
        call = getattr(self._client, operation)

        def ask() -> tuple[Attributes, Attributes]:
            key = {"user": {"S": self._keys.key(user)}}
            where = {"Item": {**key, **item}} if item else {"Key": key}
            return key, call(TableName=self._table, ReturnConsumedCapacity="TOTAL", **where, **parameters)

        # botocore has no deadline over an answer that comes byte by byte.
        key, answer = within(self._deadline, ask)
        # What is asked for only to be seen: anything can answer 200 with nothing in it, as a write is answered.
        match answer:
            case {"ConsumedCapacity": {"TableName": self._table}}:
                return key, answer
        raise WrongAnswer("what answered is not the table")

    @cached_property
    def _client(self) -> Any:
        return aws.client("dynamodb")


def _number(attribute: Any) -> int | None:
    """The whole number that an attribute holds."""
    text = attribute.get("N") if isinstance(attribute, dict) else None
    return int(text) if isinstance(text, str) and text.isdecimal() else None
