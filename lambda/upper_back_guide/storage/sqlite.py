"""A store in an SQLite file: for a server of one's own."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG

from upper_back_guide.storage import LIFE, BadSetting, Clock, Conflict, Document, Kept, next_version, rows
from upper_back_guide.storage.keys import Keys

PRIVATE = 0o600
"""The file's mode: nobody else on the server need read it. SQLite's own files beside it take theirs from it."""

WAIT = 1.0
"""Seconds to wait for another writer."""

TABLE = """
CREATE TABLE IF NOT EXISTS preferences (
    user TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    version INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID
"""
INDEX = "CREATE INDEX IF NOT EXISTS expiry ON preferences (expires_at)"
USELESS = """
DELETE FROM preferences
WHERE expires_at <= ? OR typeof(expires_at) <> 'integer' OR typeof(version) <> 'integer' OR version < 1
"""
GET = "SELECT document, version, expires_at FROM preferences WHERE user = ?"
INSERT = "INSERT INTO preferences (document, version, expires_at, user) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
UPDATE = "UPDATE preferences SET document = ?, version = ?, expires_at = ? WHERE user = ? AND version = ?"
DELETE = "DELETE FROM preferences WHERE user = ?"


class SQLiteStore:
    """Documents in one table of one file, which several processes may share.

    A file that is deleted or replaced while this runs is set up anew, and one that others may read is closed to them;
    where that cannot be done, each call fails at once.
    """

    def __init__(self, file: str, keys: Keys, clock: Clock = time.time) -> None:
        """BadSetting when the file cannot be opened or is no database."""
        self._file = file
        self._keys = keys
        self._clock = clock
        if file.startswith((":", "file:")):
            raise BadSetting("PREFERENCES_FILE is not the path of a file")
        try:
            with self._connection() as connection:
                connection.execute(USELESS, (clock(),))
        except (OSError, sqlite3.Error) as fault:
            raise BadSetting(f"PREFERENCES_FILE: {getattr(fault, 'strerror', None) or fault}") from fault

    def get(self, user: str) -> Kept:
        """What is kept of the user."""
        with self._connection() as connection:
            row = connection.execute(GET, (self._keys.key(user),)).fetchone()
        if not row:
            return Kept()
        document, version, expires_at = row
        return rows.read(document, version, expires_at, self._clock())

    def put(self, user: str, document: Document, version: int) -> Kept:
        """Keep this document, and drop the rows that have expired."""
        text, key, now = rows.written(document), self._keys.key(user), self._clock()
        kept = Kept(document, next_version(version, now), int(now) + LIFE)
        row = (text, kept.version, kept.expires_at, key)
        with self._connection() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(USELESS, (now,))
            done = connection.execute(UPDATE, (*row, version)) if version else connection.execute(INSERT, row)
        if not done.rowcount:
            raise Conflict
        return kept

    def delete(self, user: str) -> None:
        """Forget the user."""
        with self._connection() as connection:
            connection.execute(DELETE, (self._keys.key(user),))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """One for each call: they cross neither threads nor forks, and a session calls once or twice.

        Each sets the file up, which costs little where it is: somebody may have deleted or replaced it.
        """
        _make_private(self._file)
        with closing(sqlite3.connect(self._file, timeout=WAIT, isolation_level=None)) as connection:
            connection.text_factory = _text
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is not left in the file
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(TABLE)
            connection.execute(INDEX)
            yield connection


def _make_private(file: str) -> None:
    """See that the file is there, and nobody else's to read; OSError when it cannot be.

    One that is there is never opened here: closing it would let go of SQLite's locks on it.
    """
    if not os.path.lexists(file):
        with suppress(FileExistsError):  # another process was quicker
            Path(file).touch(PRIVATE, exist_ok=False)
    mode = Path(file).stat().st_mode
    if not S_ISREG(mode):
        raise OSError(None, "it is not a file")
    if S_IMODE(mode) & ~PRIVATE:
        Path(file).chmod(PRIVATE)


def _text(found: bytes) -> str:
    """Text as it is in the file, rubbish included: what to make of it is for `rows` to say."""
    return found.decode("utf-8", "replace")
