"""The stretching bookmark between two sessions: a routine and a step, for an hour at most."""

from upper_back_guide.storage import Document
from upper_back_guide.stretching.place import Bookmark
from upper_back_guide.turn import State

LIFE = 3600
"""Seconds until a bookmark expires."""

KEY = "bookmark"


class BrokenBookmark(ValueError):
    """What is kept is not a bookmark of ours."""


def opened(document: Document, state: State, now: int) -> State:
    """A new session's state, with the routine to come back to if the document holds a bookmark that has not expired.

    `now` in seconds. BrokenBookmark when it holds something else, or a routine or step that does not exist.
    """
    if KEY not in document:
        return state
    match document[KEY], Bookmark.read(document[KEY]):
        case {"expires": int(expires)}, Bookmark() as mark if expires <= now + LIFE:
            return mark.opened(state) if now < expires else state
    raise BrokenBookmark


def kept(document: Document, mark: Bookmark | None, now: int) -> Document:
    """The document with this bookmark, or without one; `now` in seconds."""
    others = {key: value for key, value in document.items() if key != KEY}
    return {**others, KEY: {**mark.document(), "expires": now + LIFE}} if mark else others
