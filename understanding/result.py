"""What was understood of an utterance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from understanding.model import Value


@dataclass(frozen=True, slots=True)
class Filled:
    """One slot that was filled."""

    heard: str
    """The words in it, as they were said."""

    values: tuple[Value, ...] = ()
    """What they resolve to, best first; empty when they are in none of the lists."""

    builtin: bool = False
    """Whether the slot has a type of Amazon's, which has no list."""

    verbatim: bool = True
    """False when a value was said in another form: "swim" for "swimming"."""

    @property
    def is_unknown(self) -> bool:
        """Whether the words are in none of the lists of a slot type that has one."""
        return not self.values and not self.builtin

    @property
    def id(self) -> str:
        """The id of the value, or the words themselves when they resolve to none."""
        return self.values[0].id if self.values else self.heard


@dataclass(frozen=True, slots=True)
class Understood:
    """The intent of an utterance, or none."""

    text: str
    intent: str | None = None
    slots: Mapping[str, Filled] = field(default_factory=dict)
    certainty: float = 0.0
    """How surely that is what the words mean, from 0 to 1; a template is sure. Not how surely the words were heard."""

    tier: str | None = None
    """What understood it: "template", "answer", "wish", "open", "meaning", "everyday" or "named"."""

    also: "Understood | None" = None
    """Another question in the same utterance, to be offered after the first."""

    def as_json(self) -> dict[str, Any]:
        """A plain object; a slot is the id of its value, or the words themselves when they resolved to none."""
        slots = {name: filled.id for name, filled in self.slots.items()}
        certainty = round(self.certainty, 3)
        return {"text": self.text, "intent": self.intent, "slots": slots, "certainty": certainty, "tier": self.tier}
