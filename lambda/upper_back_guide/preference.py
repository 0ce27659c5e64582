"""What a room keeps beyond the session. Storage is handed these and knows no room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from upper_back_guide.turn import State


@dataclass(frozen=True, slots=True)
class Preference:
    """One key of what is kept of a person: never anything about health."""

    key: str
    value: "Callable[[State], Any]"
    """What is to be kept of a state, as JSON; None for nothing."""

    apply: "Callable[[State, Any, bool], State | None]"
    """The state of somebody for whom this value, or None, is kept; None when it is of no use. True in a new session."""

    life: int = 0
    """Seconds until it expires by itself, before the rest does; 0 for as long as the rest. Its value is a table."""
