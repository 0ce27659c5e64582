"""Where the listener is among the answers, and what can be reached from there."""

from dataclasses import dataclass, replace
from typing import Self

from upper_back_guide.answers import lookup
from upper_back_guide.content import entry
from upper_back_guide.turn import State

ROOM = "answers"
ROOMS = {"checkup": "StartCheckupIntent", "stretching": "StartStretchIntent"}
"""Offers that lead to another room, and the intent that opens it."""

TRAIL = 12
"""How many entries "go back" remembers."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Where the listener is among the answers."""

    entry: str = ""
    """The id of the entry answered last."""

    shape: str = ""
    """The shape that was asked in."""

    page: int = 0
    """How many pages of its "more" were heard; -1 when its short answer was not heard yet."""

    offer: str = ""
    """What "yes" leads to: "more", an entry's id, the name of a room, or nothing."""

    trail: tuple[str, ...] = ()
    """The ids of the entries before it, latest last, for "go back"."""

    @classmethod
    def of(cls, state: State) -> Self:
        """The thread of a state; a blank one when it does not fit what there is."""
        thread = state.recall(ROOM, cls)
        offered = thread.offer in ("", "more", *ROOMS) or lookup.known(thread.offer)
        if not (offered and all(map(lookup.known, filter(None, (thread.entry, *thread.trail))))):
            return cls()
        return thread if -1 <= thread.page <= len(entry(thread.entry).more if thread.entry else ()) else cls()

    def to(self, id_: str, shape: str = "", page: int = 0) -> Self:
        """The thread after going on to an entry; the trail stays when it is the same one."""
        trail = self.trail if self.entry in ("", id_) else (*self.trail, self.entry)[-TRAIL:]
        return replace(self, entry=id_, shape=shape, page=page, offer="", trail=trail)

    def back(self) -> Self:
        """The thread one entry back."""
        return replace(self, entry=self.trail[-1], shape="", page=0, offer="", trail=self.trail[:-1])
