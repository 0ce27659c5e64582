"""A document of preferences: what is in it is for the rooms to say, and they hand it in as a list of Preference."""

from collections.abc import Mapping, Sequence
from typing import Any

from upper_back_guide.preference import Preference
from upper_back_guide.storage import Document
from upper_back_guide.turn import State

EXPIRES = "expires"
"""Where a value that expires by itself says when, in seconds since 1970."""


def opened(
    document: Document, preferences: Sequence[Preference], state: State, now: int, new: bool
) -> tuple[State, tuple[str, ...]]:
    """The state as these preferences have it, and the keys whose value is of no use and counts as missing.

    `new` in a session that begins; `now` in seconds since 1970.
    """
    useless = []
    for preference in preferences:
        value = document.get(preference.key)
        fresh = not preference.life or value is None or _expiry(value) in range(now + 1, now + preference.life + 1)
        applied = preference.apply(state, value, new) if fresh else None
        if applied is None:
            useless.append(preference.key)
        state = applied or state
    return state, tuple(useless)


def changes(preferences: Sequence[Preference], before: State, after: State, now: int) -> Mapping[str, Any]:
    """What changed from one state to the other: values by key, None for one that is to be dropped."""
    changed: dict[str, Any] = {}
    for preference in preferences:
        value = preference.value(after)
        if value != preference.value(before):
            lasting = value is None or not preference.life
            changed[preference.key] = value if lasting else {**value, EXPIRES: now + preference.life}
    return changed


def current(document: Document, now: int) -> Document:
    """The document without what has expired."""
    expired = [key for key, value in document.items() if 0 < _expiry(value) <= now]
    return {key: document[key] for key in document if key not in expired} if expired else document


def merged(document: Document, preferences: Sequence[Preference], changed: Mapping[str, Any]) -> Document:
    """The document with these changes, whatever another device wrote meanwhile, and nothing but preferences."""
    both = {**document, **changed}
    return {each.key: both[each.key] for each in preferences if both.get(each.key) is not None}


def _expiry(value: object) -> int:
    """When a value expires, in seconds since 1970; 0 when it does not say."""
    match value:
        case {"expires": int(expires)}:
            return expires
    return 0
