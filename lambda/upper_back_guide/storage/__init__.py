"""What outlives a session: one small document of preferences for each user, never anything about health."""

from collections.abc import Mapping
from typing import Any, Protocol

Document = Mapping[str, Any]
"""Plain JSON without floats."""


class Store(Protocol):
    """Keeps documents by user. Any method may raise when the store cannot be reached; the turn goes on without it."""

    def get(self, user: str) -> Document:
        """The user's document; empty when there is none."""
        ...

    def put(self, user: str, document: Document) -> None:
        """Keep this document, in place of the one before."""
        ...

    def delete(self, user: str) -> None:
        """Forget the user; nothing happens when there is nothing to forget."""
        ...


def open_store(environment: Mapping[str, str]) -> Store | None:
    """The store that the environment names; None, the default, keeps nothing."""
    return None
