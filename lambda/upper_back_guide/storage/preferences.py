"""What a document holds: how fast to speak, that the introduction was heard, and where a stretch was left."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from upper_back_guide.settings.speeds import NORMAL, SPEEDS
from upper_back_guide.storage import Document
from upper_back_guide.stretching.place import Bookmark
from upper_back_guide.turn import State

KEYS = SPEED, INTRODUCED, BOOKMARK = "speed", "introduced", "bookmark"

BOOKMARK_LIFE = 3600
"""Seconds until a bookmark expires."""


def opened(document: Document, state: State, now: int, new: bool) -> tuple[State, tuple[str, ...]]:
    """The state as these preferences have it, and the keys whose value is of no use and counts as missing.

    Only a new session takes up a bookmark; `now` in seconds since 1970.
    """
    useless = []
    match document.get(SPEED, NORMAL):
        case str(speed) if speed in SPEEDS:
            state = replace(state, speed=speed)
        case _:
            useless.append(SPEED)
    match document.get(INTRODUCED, False):
        case bool(introduced):
            state = replace(state, introduced=introduced)
        case _:
            useless.append(INTRODUCED)
    match document.get(BOOKMARK, {}), Bookmark.read(document.get(BOOKMARK)):
        case {"expires": int(expires)}, Bookmark() as mark if now < expires <= now + BOOKMARK_LIFE:
            state = mark.opened(state) if new else state
        case _ if BOOKMARK in document:
            useless.append(BOOKMARK)
    return state, tuple(useless)


def changes(before: State, after: State, now: int) -> Mapping[str, Any]:
    """What changed from one state to the other: values by key, None for one that is to be dropped."""
    changed: dict[str, Any] = {}
    if after.speed != before.speed:
        changed[SPEED] = None if after.speed == NORMAL else after.speed
    if after.introduced != before.introduced:
        changed[INTRODUCED] = after.introduced or None
    if (mark := Bookmark.of(after)) != Bookmark.of(before):
        changed[BOOKMARK] = {**mark.document(), "expires": now + BOOKMARK_LIFE} if mark else None
    return changed


def current(document: Document, now: int) -> Document:
    """The document without a bookmark that has expired."""
    match document.get(BOOKMARK):
        case {"expires": int(expires)} if expires <= now:
            return {key: value for key, value in document.items() if key != BOOKMARK}
    return document


def merged(document: Document, changed: Mapping[str, Any]) -> Document:
    """The document with these changes, whatever another device wrote meanwhile, and nothing but preferences."""
    both = {**document, **changed}
    return {key: both[key] for key in KEYS if both.get(key) is not None}
