"""What is kept of one person, as one turn has it: read once a session, written when a turn changed something."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from threading import Thread
from typing import Any, TypeVar

from upper_back_guide.logs import report
from upper_back_guide.preference import Preference
from upper_back_guide.storage import LIFE, Clock, Conflict, Document, Kept, Store, document
from upper_back_guide.turn import Keeping, State

T = TypeVar("T")

TRIES = 10
"""Writes until a turn gives up because other devices write too."""

BUDGET = 1.0
"""Seconds in the store after which a turn asks it for nothing more: what was slow once is not waited for again."""


MOMENT = 0.2
"""Seconds that an emergency may wait: less than the pause before a voice begins to speak."""


class Notes:
    """One turn's way to the store. Nothing here raises: without the store the person only loses preferences."""

    def __init__(
        self,
        store: Store | None,
        user: str,
        remembered: object,
        preferences: Sequence[Preference],
        clock: Clock = time.time,
    ) -> None:
        """`remembered` is what `memory` gave on the turn before; None on a session's first. `preferences` are what the
        rooms keep."""
        self._store = store if user else None
        self._preferences = preferences
        self._user = user
        self._clock = clock
        self._kept: Kept | None = None
        self._asked = False
        self._due: Mapping[str, Any] = {}
        """Changes that an earlier turn could not write, and so this one must."""
        match remembered:
            case {"asked": bool(asked), "version": int(version), "due": Mapping() as due, **rest}:
                self._asked, self._due = asked, due
                known = rest.get("document")
                self._kept = Kept(known, version) if isinstance(known, Mapping) else None
        self._stale = False
        self._spent = 0.0
        self.trouble = False
        """Whether the store failed on this turn."""

    @property
    def keeping(self) -> Keeping:
        """What becomes of preferences when the session ends."""
        if not self._store:
            return "nothing"
        return "unreachable" if self._asked and not self._kept else "preferences"

    @property
    def document(self) -> Document:
        """What is kept and in force, as far as it was read."""
        return document.current(self._kept.document, int(self._clock())) if self._kept else {}

    def read(self, state: State, new: bool) -> State:
        """The state as the person's preferences have it. Only the first call of a session asks the store."""
        if not self._store or self._asked:
            return state
        self._asked = True
        self._kept = kept = self._answer("preferences not read", partial(self._store.get, self._user))
        if not kept:
            return state
        now = int(self._clock())
        there = document.merged(document.current(kept.document, now), self._preferences, self._due)
        opened, useless = document.opened(there, self._preferences, state, now, new)
        for part in ("row",) if kept.broken else useless:
            report(f"preferences ignored: the {part} is broken")
        # Who comes back is not forgotten, at the price of a write every three months.
        self._stale = bool(there) and kept.expires_at - now < LIFE / 2
        return opened

    def write(self, before: State, after: State) -> bool:
        """Keep what changed from one state to the other, on top of what another device wrote meanwhile.

        What cannot be written is tried once more, on the next turn, and False says so.
        """
        if not self._store:
            return True
        changed = self._changes(before, after)
        written = not self.trouble and self._written(self._store, {**self._due, **changed})
        self._due = {} if written else changed
        return written

    def put_off(self, before: State, after: State) -> None:
        """Leave what changed to the next turn, or the session's end: an emergency waits for nothing.

        What expires by itself goes in any case, also what this session has not read. Where the session has read it, it
        goes now if the store is quick, because no other turn may come.
        """
        passing = [each.key for each in self._preferences if each.life]
        self._due = {**self._due, **self._changes(before, after), **dict.fromkeys(passing)}
        kept = self._kept
        if self._store and kept and any(key in kept.document for key in passing):
            new = document.merged(document.current(kept.document, int(self._clock())), self._preferences, self._due)
            if put := _within(MOMENT, partial(self._store.put, self._user, new, kept.version)):
                self._kept, self._due = put, {}

    def forget(self) -> bool:
        """Forget the person; False when the store cannot be reached."""
        if not self._store or self.trouble:
            return not self.trouble
        self._answer("not forgotten", partial(self._store.delete, self._user))
        if not self.trouble:
            self._kept, self._due = Kept(), {}
        return not self.trouble

    def memory(self) -> dict[str, Any] | None:
        """What the session is to remember of it, as session attributes; None when there is nothing to remember."""
        if not self._store:
            return None
        kept = self._kept
        return {
            "asked": self._asked,
            "document": dict(kept.document) if kept else None,
            "version": kept.version if kept else 0,
            "due": dict(self._due),
        }

    def _changes(self, before: State, after: State) -> Mapping[str, Any]:
        return document.changes(self._preferences, before, after, int(self._clock()))

    def _written(self, store: Store, changed: Mapping[str, Any]) -> bool:
        """Whether what the store keeps is now as it should be. It is asked only when something may have to change."""
        now = int(self._clock())
        expired = self._kept is not None and self.document != self._kept.document
        if not (changed or expired or self._stale):
            return True
        for _ in range(TRIES):
            if self._spent > BUDGET:
                break
            kept = self._kept or self._answer("preferences not kept", partial(store.get, self._user))
            if not kept:
                return False
            new = document.merged(document.current(kept.document, now), self._preferences, changed)
            if new == kept.document and not self._stale:
                self._kept = kept
                return True
            put = self._answer("preferences not kept", partial(_put, store, self._user, new, kept.version))
            if put or self.trouble:
                self._kept = put or kept
                return not self.trouble
            self._kept, self._stale = None, False  # another device was quicker
        report("preferences not kept: the store is slow or busy")
        self.trouble = True
        return False

    def _answer(self, what: str, ask: Callable[[], T]) -> T | None:
        """What the store answers; None when it fails, which is logged."""
        started = time.monotonic()
        try:
            return ask()
        except Exception as fault:
            report(what, fault)
            self.trouble = True
            return None
        finally:
            self._spent += time.monotonic() - started


def _within(seconds: float, ask: Callable[[], T]) -> T | None:
    """What is answered within that time; None when it fails or takes longer, and then it goes on alone."""
    answers: list[T] = []

    def run() -> None:
        try:
            answers.append(ask())
        except Exception as fault:
            report("preferences not kept", fault)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else None


def _put(store: Store, user: str, document: Document, version: int) -> Kept | None:
    """What is kept now; None when it is not this version that would be replaced."""
    try:
        return store.put(user, document, version)
    except Conflict:
        return None
