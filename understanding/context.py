"""What was going on when something was said: it changes what is likely."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from upper_back_guide import router
from upper_back_guide.meaning import COMMANDS, CONFIRMATIONS, Kind, kind
from upper_back_guide.turn import State

ASKED_BACK = frozenset({"AMAZON.HelpIntent", "AMAZON.RepeatIntent", "ExplainIntent", "WhyIntent"})
"""Commands that do no harm where they are guessed wrongly: the question stays open."""


@dataclass(frozen=True, slots=True)
class Context:
    """The talk so far, as far as it changes what a sentence may mean."""

    asked: Kind = "open"
    """The kind of the question that is open; at an open one anything may be asked."""

    question: str = ""
    """Its id, such as "stretching.next"; empty when nothing was asked yet."""

    under_way: str = ""
    """The room with something to come back to: a check-up, a routine."""

    topic: str = ""
    """The id of the entry that was answered last; empty when none was, or the talk went elsewhere since."""

    @classmethod
    def of(cls, attributes: Mapping[str, Any]) -> Self:
        """The context after a reply, from the session attributes that came with it."""
        if not attributes:
            return cls()
        state = State.remembered(attributes)
        topic = state.rooms.get("answers", {}).get("entry") if state.room == "answers" else ""
        return cls(kind(state.question), state.question.id, state.under_way, topic if isinstance(topic, str) else "")

    @property
    def room(self) -> str:
        """The room whose question is open."""
        return self.question.partition(".")[0]

    @property
    def is_dangerous(self) -> bool:
        """Whether the question is about danger, a call, or deleting: only what is plainly said answers it."""
        return self.asked == "strict" or self.room == "emergency"

    @property
    def barred(self) -> frozenset[str]:
        """The intents that are never guessed here: where danger is asked about, what answers, ends or changes it."""
        if self.asked == "strict":
            return CONFIRMATIONS | (COMMANDS - ASKED_BACK) | _intents("caregiver")
        return CONFIRMATIONS if self.is_dangerous else frozenset()

    @property
    def is_offered(self) -> bool:
        """Whether something was offered: then yes and no come in every form."""
        return self.asked in ("offer", "step", "choice") and not self.is_dangerous

    @property
    def likely(self) -> frozenset[str]:
        """The intents of the room that is asking or has something under way."""
        return frozenset().union(*(_intents(room) for room in {self.room, self.under_way} - {"", "basics", "answers"}))

    @property
    def unlikely(self) -> frozenset[str]:
        """The intents that steer a routine, where none is led: the one that starts it aside."""
        if "stretching" in (self.room, self.under_way):
            return frozenset()
        return frozenset(intent for intent in _intents("stretching") if not intent.startswith("Start"))


def _intents(room: str) -> frozenset[str]:
    return frozenset(getattr(router.ROOMS.get(room), "INTENTS", ()))
