"""What is kept of one person, as one turn has it: read once a session, written when a turn changed something."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from upper_back_guide.logs import report
from upper_back_guide.storage import LIFE, Clock, Conflict, Kept, Store, preferences
from upper_back_guide.turn import Keeping, State

T = TypeVar("T")

TRIES = 10
"""Writes until a turn gives up because other devices write too."""

BUDGET = 1.0
"""Seconds in the store after which a turn asks it for nothing more: what was slow once is not waited for again."""


class Notes:
    """One turn's way to the store. Nothing here raises: without the store the person only loses preferences."""

    def __init__(self, store: Store | None, user: str, remembered: object, clock: Clock = time.time) -> None:
        """`remembered` is what `memory` gave on the turn before; None on a session's first."""
        self._store = store if user else None
        self._user = user
        self._clock = clock
        self._asked = isinstance(remembered, Mapping)
        self._kept = _kept(remembered)
        self._due = False
        self._spent = 0.0
        self.trouble = False
        """Whether the store failed on this turn."""

    @property
    def keeping(self) -> Keeping:
        """What becomes of preferences when the session ends."""
        if not self._store:
            return "nothing"
        return "unreachable" if self._asked and not self._kept else "preferences"

    def read(self, state: State, new: bool) -> State:
        """The state as the person's preferences have it. Only the first call of a session asks the store."""
        if not self._store or self._asked:
            return state
        self._asked = True
        self._kept = kept = self._answer("preferences not read", partial(self._store.get, self._user))
        if not kept:
            return state
        now = int(self._clock())
        document = preferences.current(kept.document, now)
        opened, useless = preferences.opened(document, state, now, new)
        for part in ("row",) if kept.broken else useless:
            report(f"preferences ignored: the {part} is broken")
        # What has expired goes; and who comes back is not forgotten, at the price of a write every three months.
        self._due = document != kept.document or (bool(document) and kept.expires_at - now < LIFE / 2)
        return opened

    def write(self, before: State, after: State) -> None:
        """Keep what the turn changed from one state to the other, on top of what another device wrote meanwhile."""
        now = int(self._clock())
        changed = preferences.changes(before, after, now)
        if not self._store or self.trouble or not (changed or self._due):
            return
        store = self._store
        for _ in range(TRIES):
            if self._spent > BUDGET:
                break
            kept = self._kept or self._answer("preferences not kept", partial(store.get, self._user))
            if not kept:
                return
            document = preferences.merged(preferences.current(kept.document, now), changed)
            try:
                put = self._answer("preferences not kept", partial(store.put, self._user, document, kept.version))
            except Conflict:
                self._kept = None
            else:
                self._kept = put or kept
                return
        report("preferences not kept: the store is slow or busy")
        self.trouble = True

    def forget(self) -> bool:
        """Forget the person; False when the store cannot be reached."""
        if not self._store or self.trouble:
            return not self.trouble
        self._answer("not forgotten", partial(self._store.delete, self._user))
        if not self.trouble:
            self._kept, self._asked = Kept(), True
        return not self.trouble

    def memory(self) -> dict[str, Any] | None:
        """What the session is to remember of it, as session attributes; None before the store was asked."""
        if not self._asked:
            return None
        return {"document": dict(self._kept.document), "version": self._kept.version} if self._kept else {}

    def _answer(self, what: str, ask: Callable[[], T]) -> T | None:
        """What the store answers; None when it fails, which is logged. A Conflict is passed on."""
        started = time.monotonic()
        try:
            return ask()
        except Conflict:
            raise
        except Exception as fault:
            report(what, fault)
            self.trouble = True
            return None
        finally:
            self._spent += time.monotonic() - started


def _kept(remembered: object) -> Kept | None:
    """What an earlier turn read; None when it could read nothing."""
    match remembered:
        case {"document": Mapping() as document, "version": int(version)}:
            return Kept(document, version)
    return None
