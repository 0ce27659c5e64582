"""What every store keeps to, each on its real engine."""

import hashlib
import hmac
import json
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.storage.engines import SECRET, Engine, Memory, SQLite
from upper_back_guide.storage import LIFE, Conflict, Kept, Store

USER = "amzn1.ask.account.SOMEBODY"
START = 1_800_000_000
DOCUMENT = {"speed": "slow", "introduced": True, "bookmark": {"routine": "größe", "step": 2, "expires": START + 60}}
WRITERS = 8
FIRST = START * 1000
"""The version of a new row, at that time."""


class Clock:
    """A clock to turn."""

    def __init__(self) -> None:
        self.now: float = START

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(engine: Engine, clock: Clock) -> Store:
    return engine.open(clock)


def test_of_somebody_unknown_nothing_is_kept(store: Store) -> None:
    assert store.get(USER) == Kept()


def test_what_is_put_is_got(store: Store) -> None:
    assert store.put(USER, DOCUMENT, 0) == store.get(USER) == Kept(DOCUMENT, FIRST, START + LIFE)


def test_each_put_is_the_next_version(store: Store) -> None:
    version = 0
    for count in range(3):
        version = store.put(USER, {"count": count}, version).version
        assert version == FIRST + count
    assert store.get(USER).document == {"count": 2}


@pytest.mark.parametrize("stale", [0, 1, FIRST, FIRST + 2])
def test_a_put_over_an_unseen_version_is_refused_and_changes_nothing(store: Store, stale: int) -> None:
    store.put(USER, {"device": "first"}, 0)
    store.put(USER, {"device": "second"}, FIRST)
    with pytest.raises(Conflict):
        store.put(USER, {"device": "third"}, stale)
    assert store.get(USER) == Kept({"device": "second"}, FIRST + 1, START + LIFE)


def test_a_version_that_was_never_kept_cannot_be_replaced(store: Store) -> None:
    with pytest.raises(Conflict):
        store.put(USER, DOCUMENT, 1)
    assert store.get(USER) == Kept()


def test_what_is_got_is_a_copy(store: Store) -> None:
    document = {"bookmark": {"step": 1}}
    store.put(USER, document, 0)
    document["bookmark"]["step"] = 2
    assert store.get(USER).document == {"bookmark": {"step": 1}}


def test_users_are_kept_apart(store: Store) -> None:
    store.put(USER, {"speed": "slow"}, 0)
    store.put("somebody else", {"speed": "fast"}, 0)
    assert store.get(USER).document == {"speed": "slow"}
    store.delete(USER)
    assert store.get("somebody else").document == {"speed": "fast"}


def test_who_is_deleted_is_forgotten(store: Store, engine: Engine) -> None:
    store.put(USER, DOCUMENT, 0)
    store.delete(USER)
    store.delete(USER)
    assert store.get(USER) == Kept()
    assert engine.rows() == []
    with pytest.raises(Conflict):
        store.put(USER, DOCUMENT, FIRST)
    assert store.put(USER, DOCUMENT, 0).document == DOCUMENT


def test_a_version_from_before_a_deletion_is_never_there_again(store: Store, clock: Clock) -> None:
    before = store.put(USER, {"speed": "fast"}, 0)
    store.delete(USER)
    clock.now += 1
    after = store.put(USER, {"speed": "slow"}, 0)
    while after.version < before.version + 3:
        after = store.put(USER, {"speed": "slow"}, after.version)
    with pytest.raises(Conflict):
        store.put(USER, {"speed": "fast"}, before.version)
    assert store.get(USER).document == {"speed": "slow"}


def test_what_has_expired_is_as_good_as_gone(store: Store, clock: Clock) -> None:
    store.put(USER, DOCUMENT, 0)
    clock.now += LIFE - 1
    assert store.get(USER).document == DOCUMENT
    clock.now += 1
    assert store.get(USER) == Kept()
    store.put(USER, {"speed": "fast"}, 0)
    assert store.get(USER).document == {"speed": "fast"}


def test_its_life_counts_from_the_last_write(store: Store, clock: Clock) -> None:
    version = store.put(USER, {}, 0).version
    clock.now += LIFE - 1
    store.put(USER, DOCUMENT, version)
    clock.now += LIFE - 1
    assert store.get(USER).document == DOCUMENT


def test_what_was_forgotten_is_nowhere_in_the_file(tmp_path: Path, clock: Clock) -> None:
    engine = SQLite(tmp_path)
    store = engine.open(clock)
    store.put(USER, {"speed": "unmistakable"}, 0)

    def found() -> bool:
        return any(b"unmistakable" in file.read_bytes() for file in tmp_path.iterdir())

    assert found()
    store.delete(USER)
    assert not found()


def test_nobody_else_can_read_the_file(tmp_path: Path, clock: Clock) -> None:
    SQLite(tmp_path).open(clock).put(USER, DOCUMENT, 0)
    assert {file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {0}


def deleted(file: Path) -> None:
    file.unlink()


def replaced_by_an_empty_one(file: Path) -> None:
    other = file.with_name("other")
    other.touch(0o644)
    other.rename(file)


def replaced_by_another_database(file: Path) -> None:
    other = file.with_name("other")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE something (else_ TEXT)")
    other.chmod(0o666)
    other.rename(file)


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def without_its_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE preferences")


@pytest.mark.parametrize(
    "happened", [deleted, replaced_by_an_empty_one, replaced_by_another_database, emptied, without_its_table]
)
def test_a_file_that_is_gone_or_another_one_is_set_up_anew_for_nobody_else_to_read(
    happened: Callable[[Path], None], tmp_path: Path, clock: Clock
) -> None:
    engine = SQLite(tmp_path)
    store, other = engine.open(clock), engine.open(clock)
    store.put(USER, DOCUMENT, 0)
    happened(engine.file)
    assert store.get(USER) == Kept()
    assert other.put(USER, DOCUMENT, 0) == store.get(USER)
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o777])
def test_a_file_that_others_may_read_is_closed_to_them(mode: int, tmp_path: Path, clock: Clock) -> None:
    engine = SQLite(tmp_path)
    store = engine.open(clock)
    store.put(USER, DOCUMENT, 0)
    engine.file.chmod(mode)
    assert store.get(USER).document == DOCUMENT
    assert engine.file.stat().st_mode & 0o777 == 0o600
    engine.file.chmod(mode)
    engine.open(clock)
    assert engine.file.stat().st_mode & 0o777 == 0o600


def test_a_folder_in_its_place_is_refused_at_once(tmp_path: Path, clock: Clock) -> None:
    engine = SQLite(tmp_path)
    store = engine.open(clock)
    engine.file.unlink()
    engine.file.mkdir()
    with pytest.raises(OSError, match="not a file"):
        store.get(USER)


def test_what_is_kept_is_still_there_for_another_process(engine: Engine, clock: Clock) -> None:
    engine.open(clock).put(USER, DOCUMENT, 0)
    assert engine.open(clock).get(USER) == Kept(DOCUMENT, FIRST, START + LIFE)


def test_of_eight_writers_none_is_lost(engine: Engine, clock: Clock) -> None:
    stores = [engine.open(clock) for _ in range(WRITERS)]

    def write(writer: int) -> None:
        store = stores[writer]
        for _ in range(10):
            while True:
                kept = store.get(USER)
                count = kept.document.get("count", 0) + 1
                try:
                    store.put(USER, {**kept.document, "count": count, f"writer {writer}": count}, kept.version)
                except Conflict:
                    continue
                break

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    kept = engine.open(clock).get(USER)
    assert (kept.document["count"], kept.version) == (WRITERS * 10, FIRST + WRITERS * 10 - 1)
    assert len(kept.document) == 1 + WRITERS


RUBBISH: list[tuple[Any, Any, Any]] = [
    ("{", 1, START + LIFE),
    ("", 1, START + LIFE),
    ("[]", 1, START + LIFE),
    ("7", 1, START + LIFE),
    ("null", 7, START + LIFE),
    ("[" * 100_000, 1, START + LIFE),
    (7, 1, START + LIFE),
    ("\N{REPLACEMENT CHARACTER}", 1, START + LIFE),
    ("{}", "one", START + LIFE),
    ("{}", 0, START + LIFE),
    ("{}", -1, START + LIFE),
    ("{}", 1, "soon"),
    ("{}", "one", "soon"),
]


@pytest.mark.parametrize(("document", "version", "expires_at"), RUBBISH)
def test_rubbish_counts_as_nothing_and_can_be_replaced(
    engine: Engine, clock: Clock, document: Any, version: Any, expires_at: Any
) -> None:
    store = engine.open(clock)
    engine.spoil(USER, document, version, expires_at)
    kept = store.get(USER)
    assert kept.broken
    assert kept.document == {}
    store.put(USER, DOCUMENT, kept.version)
    assert store.get(USER).document == DOCUMENT
    assert not store.get(USER).broken


def test_a_row_holds_the_document_and_tells_nobody_whose_it_is(engine: Engine, clock: Clock) -> None:
    if isinstance(engine, Memory):
        pytest.skip("it has no rows to look at")
    engine.open(clock).put(USER, DOCUMENT, 0)
    (row,) = engine.rows()
    assert row.keys() == {"user", "document", "version", "expires_at"}
    assert row["user"] == hmac.new(SECRET.encode(), USER.encode(), hashlib.sha256).hexdigest()
    assert json.loads(row["document"]) == DOCUMENT
    assert (int(row["version"]), int(row["expires_at"])) == (FIRST, START + LIFE)
    assert "SOMEBODY" not in str(row)
