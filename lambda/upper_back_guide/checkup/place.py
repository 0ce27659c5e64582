"""Where a check-up is, kept for the session: the open question and the levels reached, never an answer."""

from dataclasses import dataclass, replace
from typing import Self

from upper_back_guide.checkup import rules
from upper_back_guide.checkup.rules import Level
from upper_back_guide.turn import State


@dataclass(frozen=True, slots=True)
class Place:
    """Where a check-up is."""

    question: str = ""
    """The id of the open question; empty when no check-up is under way."""

    level: int = Level.SELF_CARE.value
    """The level reached before it."""

    trail: tuple[str, ...] = ()
    """ "question:LEVEL" for each question answered, with the level before it, for "go back"."""

    offer: str = ""
    """After a result, what "yes" leads to: AGAIN, CHECKUP, or the id of an entry."""

    advice: str = ""
    """After an emergency reply: its kind, a key of [advice] in checkup.toml, so that it can be given again."""

    told: bool = False
    """Whether the check-up's disclaimer was heard in this session."""

    @classmethod
    def of(cls, state: State) -> Self:
        """The place kept in a state; with a corrupt one the check-up begins again, the highest level kept."""
        kept = state.place("checkup", cls)
        level = Level(kept.level) if kept.level in list(Level) else Level.SELF_CARE
        if kept.question and kept.question not in rules.BY_QUESTION:
            return cls(rules.FIRST, level.value, told=kept.told)
        return replace(kept, level=level.value, trail=tuple(filter(_step, kept.trail)))

    def steps(self) -> list[tuple[str, Level]]:
        """The questions answered, each with the level before it."""
        return [step for step in map(_step, self.trail) if step]

    def onward(self, question: str, level: Level) -> Self:
        """The place after the open question was answered."""
        step = f"{self.question}:{Level(self.level).name}"
        return replace(self, question=question, level=level.value, trail=(*self.trail, step))

    def back(self) -> Self:
        """The place before the last answer; the same place when there was none."""
        if not self.trail:
            return self
        question, level = self.steps()[-1]
        return replace(self, question=question, level=level.value, trail=self.trail[:-1])

    def deciding(self) -> str:
        """The first question after which the final level stood; empty when it stood from the start."""
        steps = self.steps()
        reached = [level for _, level in steps[1:]] + [Level(self.level)]
        for (question, before), after in zip(steps, reached, strict=True):
            if before < after == self.level:
                return question
        return ""


def ended(state: State, offer: str = "", advice: str = "") -> State:
    """The state with nothing under way and every trace of the answers gone; an emergency's kind of advice stays."""
    place = Place.of(state)
    return state.moved("checkup", Place(offer=offer, advice=advice or place.advice, told=place.told), under_way="")


def _step(text: str) -> tuple[str, Level] | None:
    question, _, level = text.partition(":")
    return (question, Level[level]) if question in rules.BY_QUESTION and level in Level.__members__ else None
