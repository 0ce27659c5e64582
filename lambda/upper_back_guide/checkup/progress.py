"""Where a check-up is, kept for the session: the open question and the levels reached, never an answer."""

from dataclasses import dataclass, replace
from typing import Self

from upper_back_guide.checkup import rules
from upper_back_guide.checkup.rules import Level
from upper_back_guide.turn import State

ROOM = "checkup"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a check-up is."""

    question: str = ""
    """The id of the question to be answered; empty when no check-up is under way."""

    level: int = Level.SELF_CARE.value
    """The level reached before it."""

    trail: tuple[str, ...] = ()
    """ "question:LEVEL" for each question answered, with the level before it, for "go back"."""

    skipped: bool = False
    """Whether the question was asked once more because somebody wanted to skip it."""

    offer: str = ""
    """After a result, the id of the entry that "yes" leads to."""

    person: str = ""
    """Whom the questions are about; for somebody else they begin again."""

    disclaimed: bool = False
    """Whether the check-up's disclaimer was heard in this session."""

    @classmethod
    def of(cls, state: State) -> Self:
        """The progress in a state. With a corrupt one the check-up begins again, the highest level kept; for another
        person it begins anew."""
        progress = state.recall(ROOM, cls)
        if progress.question and progress.person != state.people.person:
            return cls(rules.FIRST, person=state.people.person, disclaimed=progress.disclaimed)
        level = Level(progress.level) if progress.level in list(Level) else Level.SELF_CARE
        if progress.question and progress.question not in rules.BY_QUESTION:
            return cls(rules.FIRST, level.value, person=progress.person, disclaimed=progress.disclaimed)
        return replace(progress, level=level.value, trail=tuple(filter(_step, progress.trail)))

    def steps(self) -> list[tuple[str, Level]]:
        """The questions answered, each with the level before it."""
        return [step for step in map(_step, self.trail) if step]

    def onward(self, question: str, level: Level) -> Self:
        """The progress after the open question was answered."""
        step = f"{self.question}:{Level(self.level).name}"
        return replace(self, question=question, level=level.value, trail=(*self.trail, step), skipped=False)

    def back(self) -> Self:
        """The progress before the last answer; the same when there was none."""
        if not self.trail:
            return self
        question, level = self.steps()[-1]
        return replace(self, question=question, level=level.value, trail=self.trail[:-1], skipped=False)

    def deciding(self) -> str:
        """The first question after which the final level stood; empty when it stood from the start."""
        steps = self.steps()
        reached = [level for _, level in steps[1:]] + [Level(self.level)]
        for (question, before), after in zip(steps, reached, strict=True):
            if before < after == self.level:
                return question
        return ""


def finish(state: State, offer: str = "") -> State:
    """The state with no check-up under way and every trace of the answers gone."""
    under_way = "" if state.under_way == ROOM else state.under_way
    blank = Progress(offer=offer, disclaimed=Progress.of(state).disclaimed)
    return state.enter(ROOM, blank, under_way=under_way)


def _step(text: str) -> tuple[str, Level] | None:
    question, _, level = text.partition(":")
    return (question, Level[level]) if question in rules.BY_QUESTION and level in Level.__members__ else None
