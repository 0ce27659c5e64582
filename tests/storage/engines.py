"""The four stores, each on its real engine, and a way to put rubbish into it behind the store's back."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from unittest.mock import patch
from uuid import uuid4

from upper_back_guide.storage import Clock, Kept, Store, aws, dynamodb
from upper_back_guide.storage.dynamodb import DynamoDBStore
from upper_back_guide.storage.keys import Keys
from upper_back_guide.storage.memory import MemoryStore
from upper_back_guide.storage.sqlite import SQLiteStore

SECRET = "a secret that is used in the tests only"  # noqa: S105
KEYS = Keys(SECRET)
DYNALITE = Path(__file__).parent / "node_modules" / ".bin" / "dynalite"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
PATIENCE = 30
"""Seconds until a server must be up."""


class Engine(Protocol):
    """Where a store keeps its rows."""

    def open(self, clock: Clock) -> Store:
        """A store on what is there already."""
        ...

    def spoil(self, user: str, document: Any, version: Any, expires_at: Any) -> None:
        """Write a row as no store would."""
        ...

    def rows(self) -> list[dict[str, Any]]:
        """Every row there is."""
        ...


class Memory:
    def __init__(self) -> None:
        self.store = MemoryStore()

    def open(self, clock: Clock) -> Store:
        self.store._clock = clock
        return self.store

    def spoil(self, user: str, document: Any, version: Any, expires_at: Any) -> None:
        self.store.kept[user] = Kept({}, 1, 2**40, broken=True)

    def rows(self) -> list[dict[str, Any]]:
        return [{"document": kept.document} for kept in self.store.kept.values()]


class SQLite:
    def __init__(self, folder: Path) -> None:
        self.file = folder / "preferences.sqlite"

    def open(self, clock: Clock) -> Store:
        return SQLiteStore(str(self.file), KEYS, clock)

    def spoil(self, user: str, document: Any, version: Any, expires_at: Any) -> None:
        with closing(sqlite3.connect(self.file)) as connection, connection:
            row = (KEYS.key(user), document, version, expires_at)
            connection.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?, ?)", row)

    def rows(self) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.file)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute("SELECT * FROM preferences")]


class DynamoDB:
    """A table of its own on a DynamoDB-compatible server."""

    def __init__(self, endpoint: str, table: str) -> None:
        import boto3

        self.endpoint, self.table = endpoint, table
        with dynamodb_at(endpoint):
            self.client = boto3.client("dynamodb")
        self.client.create_table(
            TableName=table,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "user", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "user", "AttributeType": "S"}],
        )
        self.client.get_waiter("table_exists").wait(TableName=table, WaiterConfig={"Delay": 0.1, "MaxAttempts": 100})

    def open(self, clock: Clock) -> Store:
        # On a busy machine an answer may take its time; a put that is tried again would count twice.
        with dynamodb_at(self.endpoint), patch.object(aws, "PATIENCE", 60), patch.object(dynamodb, "DEADLINE", 60):
            store = DynamoDBStore(self.table, KEYS, clock)
            store.connect()
        return store

    def spoil(self, user: str, document: Any, version: Any, expires_at: Any) -> None:
        columns = {"document": document, "version": version, "expires_at": expires_at}
        item = {name: {"N": str(v)} if isinstance(v, int) else {"S": v} for name, v in columns.items() if v is not None}
        self.client.put_item(TableName=self.table, Item={"user": {"S": KEYS.key(user)}, **item})

    def rows(self) -> list[dict[str, Any]]:
        items = self.client.scan(TableName=self.table)["Items"]
        return [{name: next(iter(value.values())) for name, value in item.items()} for item in items]


@contextmanager
def dynamodb_at(endpoint: str) -> Iterator[None]:
    """An environment in which boto3 finds this server, for a table and for a secret."""
    endpoints = {f"AWS_ENDPOINT_URL_{service}": endpoint for service in ("DYNAMODB", "SECRETS_MANAGER")}
    with patch.dict(os.environ, {**CREDENTIALS, **endpoints}):
        yield


@contextmanager
def moto() -> Iterator[str]:
    """moto's server on loopback: the address."""
    with _serving(lambda port: [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", port]) as address:
        yield address


def secret(endpoint: str, text: str) -> str:
    """The ARN of a new secret on moto's server."""
    import boto3

    with dynamodb_at(endpoint):
        made = boto3.client("secretsmanager").create_secret(Name=f"secret-{uuid4()}", SecretString=text)
    arn: str = made["ARN"]
    return arn


@contextmanager
def dynalite() -> Iterator[str]:
    """dynalite on loopback: the address."""
    with _serving(lambda port: [str(DYNALITE), "--host", "127.0.0.1", "--port", port, "--createTableMs", "0"]) as it:
        yield it


def has_dynalite() -> bool:
    """Whether node and dynalite are here."""
    return DYNALITE.exists() and shutil.which("node") is not None


@contextmanager
def _serving(command: Any) -> Iterator[str]:
    port = free_port()
    server = subprocess.Popen(
        command(str(port)), env={**os.environ, **CREDENTIALS}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_up(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_until_up(server: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the server ended at once"
        time.sleep(0.05)
    raise TimeoutError("the server is not up")
