"""A store in memory: for the simulator and the tests."""

import json
import time
from threading import Lock

from upper_back_guide.storage import LIFE, Clock, Conflict, Document, Kept, next_version


class MemoryStore:
    """Documents that last as long as the process."""

    def __init__(self, clock: Clock = time.time) -> None:
        self.kept: dict[str, Kept] = {}
        self._clock = clock
        self._lock = Lock()

    def get(self, user: str) -> Kept:
        """What is kept of the user."""
        kept = self.kept.get(user, Kept())
        return kept if self._clock() < kept.expires_at else Kept()

    def put(self, user: str, document: Document, version: int) -> Kept:
        """Keep a copy of this document."""
        copy = json.loads(json.dumps(document))
        with self._lock:
            if self.get(user).version != version:
                raise Conflict
            now = self._clock()
            self.kept[user] = Kept(copy, next_version(version, now), int(now) + LIFE)
            return self.kept[user]

    def delete(self, user: str) -> None:
        """Forget the user."""
        self.kept.pop(user, None)
