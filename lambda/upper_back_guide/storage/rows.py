"""A row as the stores write it, and what they make of one they find."""

import json
from typing import Any, TypeGuard

from upper_back_guide.storage import Document, Kept


def written(document: Document) -> str:
    """The document as text; ValueError when it is not JSON."""
    return json.dumps(document, separators=(",", ":"), allow_nan=False)


def read(text: object, version: object, expires_at: object, now: float) -> Kept:
    """What a row holds at `now`: blank when it has expired, broken when it is not what a store writes."""
    if not _whole(version) or not _whole(expires_at):
        return Kept(broken=True)
    if expires_at <= now:
        return Kept()
    try:
        document: Any = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        return Kept({}, version, expires_at, broken=True)
    return Kept(document, version, expires_at)


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
