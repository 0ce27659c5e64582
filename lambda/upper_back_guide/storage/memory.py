"""A store in memory: for the simulator and the tests."""

from copy import deepcopy

from upper_back_guide.storage import Document


class MemoryStore:
    """Documents that last as long as the process."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}

    def get(self, user: str) -> Document:
        """The user's document; empty when there is none."""
        return deepcopy(self.documents.get(user, {}))

    def put(self, user: str, document: Document) -> None:
        """Keep a copy of this document."""
        self.documents[user] = deepcopy(document)

    def delete(self, user: str) -> None:
        """Forget the user."""
        self.documents.pop(user, None)
