"""One thing that a clinician signs."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["fact", "said", "heard"]
"""What is known in no language; what a listener hears; what a listener may say."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of an item, or a list of them."""

    label: str
    """What it is in the item: a key, or keys that lead to it."""

    texts: tuple[str, ...]
    """As they stand in content, with their marks."""

    kind: Kind = "said"
    sources: tuple[str, ...] = ()
    """What this part alone rests on."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something medical that is right or wrong by itself."""

    id: str
    title: str
    section: str
    """A key of [sections] in words.toml."""

    parts: tuple[Part, ...]
    sources: tuple[str, ...] = ()
    """Keys of sources.toml."""

    held_on: date | None = None
    """When it was last held against them; None where no date is noted."""

    poses: str = ""
    """How its drawing is posed."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All that is signed. Not the date: to hold it against the sources again, with no change, voids nothing."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        yield _line("title", self.title)
        for part in self.parts:
            yield from (_line(part.label, text) for text in part.texts)
            yield from (_line(f"{part.label}, source", key) for key in part.sources)
        yield from (_line("source", key) for key in self.sources)
        if self.poses:
            yield _line("poses", self.poses)

    @property
    def fingerprint(self) -> str:
        """What changes with any of that."""
        return fingerprint(self.lines)


def fingerprint(lines: tuple[str, ...]) -> str:
    """The SHA-256 of what is signed, in hexadecimal."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _line(label: str, text: str) -> str:
    """A line by itself: no text may look like two."""
    return f"{label}: {text.translate(BREAKS)}"


BREAKS = {ord("\\"): "\\\\", ord("\n"): "\\n"}
