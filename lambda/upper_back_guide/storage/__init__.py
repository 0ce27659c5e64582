"""What outlives a session: one small document of preferences for each user, never anything about health.

Every store keeps a document for LIFE after it was last written, and counts its versions, so that of two devices that
write at once neither overwrites what it has not seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

Document = Mapping[str, Any]
"""Plain JSON."""

Clock = Callable[[], float]
"""Seconds since 1970."""

LIFE = 180 * 24 * 3600
"""Seconds that a document is kept after it was last written."""


class BadSetting(ValueError):
    """The environment asks for a store that cannot be opened; the message says why, in one line."""


class Conflict(Exception):
    """Another version is kept than the one that was to be replaced: read again, and decide again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store holds of a user."""

    document: Document = field(default_factory=dict)
    version: int = 0
    """As `next_version` counts them; 0 when there is nothing, or nothing that can be read."""

    expires_at: int = 0
    """When it will be forgotten, in seconds since 1970."""

    broken: bool = False
    """Whether something is kept that cannot be read; the document is empty then."""


class Store(Protocol):
    """Keeps documents by user. Any method may raise when the store cannot be reached; the turn goes on without it."""

    def get(self, user: str) -> Kept:
        """What is kept of the user; the blank Kept when there is nothing, or it has expired."""
        ...

    def put(self, user: str, document: Document, version: int) -> Kept:
        """Replace this version, 0 for none, and give what is kept now; Conflict when another one is there."""
        ...

    def delete(self, user: str) -> None:
        """Forget the user, whatever the version; nothing happens when there is nothing to forget."""
        ...


def next_version(version: int, now: float) -> int:
    """The version after this one, at `now`. A new row begins with the milliseconds since 1970, and so never with a
    version that somebody may remember of the row before it."""
    return version + 1 if version else int(now * 1000)


def open_store(environment: Mapping[str, str]) -> Store | None:
    """The store that the environment names; None, the default, keeps nothing.

    PREFERENCES_TABLE is a DynamoDB table, PREFERENCES_FILE an SQLite file; either needs PREFERENCES_SECRET, or a table
    PREFERENCES_SECRET_ARN, where AWS Secrets Manager has it. BadSetting when the setting is of no use.
    """
    table, file = environment.get("PREFERENCES_TABLE"), environment.get("PREFERENCES_FILE")
    if table and file:
        raise BadSetting("PREFERENCES_TABLE and PREFERENCES_FILE are both set: choose one")
    if not (table or file):
        return None
    # Only the store in use is imported: each would be part of every cold start.
    from upper_back_guide.storage.keys import Keys

    arn = environment.get("PREFERENCES_SECRET_ARN")
    if file or not arn:
        keys = Keys(environment.get("PREFERENCES_SECRET", ""))
    if file:
        from upper_back_guide.storage.sqlite import SQLiteStore

        return SQLiteStore(file, keys)
    from upper_back_guide.storage.dynamodb import DynamoDBStore
    from upper_back_guide.storage.secret import SecretKeys

    dynamodb = DynamoDBStore(str(table), SecretKeys(arn) if arn else keys)
    if environment.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
        dynamodb.connect()  # into the snapshot; otherwise a cold start would wait for it before it is needed
    return dynamodb
