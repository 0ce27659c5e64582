"""Where a check-up is, kept for the session: the open question and the levels reached, never an answer."""

from dataclasses import dataclass, replace
from typing import Self

from upper_back_guide.checkup import rules
from upper_back_guide.checkup.known import known
from upper_back_guide.checkup.rules import Answer, Known, Level
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

    pending: tuple[str, ...] = ()
    """The questions that come next before all others, the one that was put off for them last."""

    skipped: bool = False
    """Whether the question was asked once more because somebody wanted to skip it."""

    offer: str = ""
    """After a result, the id of the entry that "yes" leads to."""

    person: str = ""
    """Whom the questions are about; for somebody else they begin again."""

    disclaimed: bool = False
    """Whether the check-up's disclaimer was heard in this session."""

    interrupted: str = ""
    """The room that was under way when it began, and is again when it is over."""

    @classmethod
    def of(cls, state: State) -> Self:
        """The progress in a state. With a corrupt one the check-up begins again, the highest level kept; for another
        person it begins anew."""
        progress = state.recall(ROOM, cls)
        if progress.question and progress.person != state.people.person:
            return cls.begun(known(state.people), state.people.person, progress.disclaimed)
        pending = tuple(id_ for id_ in progress.pending if id_ in rules.BY_QUESTION)
        progress = replace(progress, pending=pending)
        level = Level(progress.level) if progress.level in list(Level) else Level.SELF_CARE
        if progress.question and progress.question not in rules.BY_QUESTION:
            return cls(rules.FIRST, level.value, person=progress.person, disclaimed=progress.disclaimed)
        return replace(progress, level=level.value, trail=tuple(filter(_step, progress.trail)))

    @classmethod
    def begun(cls, known: Known, person: str, disclaimed: bool, floor: Level = Level.SELF_CARE) -> Self:
        """The progress at the first question, given what is known."""
        level = max(known.floor, floor)
        pending = tuple(dict.fromkeys((*known.first, rules.FIRST)))
        return cls(level=level.value, pending=pending, person=person, disclaimed=disclaimed)._next(known)

    def steps(self) -> list[tuple[str, Level]]:
        """The questions answered, each with the level before it."""
        return [step for step in map(_step, self.trail) if step]

    @property
    def asked(self) -> list[str]:
        """The questions answered."""
        return [question for question, _ in self.steps()]

    def answer(self, answer: Answer, known: Known) -> Self:
        """The progress after the open question was answered: the next question is open, or none at the end."""
        following, level = rules.after(self.question, answer, Level(self.level), known, self.asked)
        step = f"{self.question}:{Level(self.level).name}"
        moved = replace(self, question=following, level=level.value, trail=(*self.trail, step), skipped=False)
        if level == Level.EMERGENCY or not self.pending:
            return moved
        follows = following and rules.BY_QUESTION[following].follows == self.question
        return moved if follows else moved._next(known)

    def hear(self, known: Known, urgent: tuple[str, ...]) -> Self:
        """The progress after something was said that changes what is known: what it makes urgent is asked first, also
        when it was asked before, and what it answers is not asked."""
        level = max(Level(self.level), known.floor)
        urgent = tuple(id_ for id_ in urgent if id_ != self.question and id_ not in known.answers)
        trail = tuple(step for step in self.trail if step.partition(":")[0] not in urgent)
        missed = self._missed(known)
        put_off = (id_ for id_ in (self.question, *self.pending) if id_)
        pending = tuple(dict.fromkeys((*urgent, *missed, *put_off)))
        moved = replace(self, level=level.value, pending=pending, trail=trail, skipped=False)
        return moved._next(known)

    def _missed(self, known: Known) -> list[str]:
        """The follow-ups of what is known now that the questions have passed by already."""
        asked = self.asked
        return [
            rule.question
            for rule in rules.RULES[: rules.RULES.index(rules.BY_QUESTION[self.question]) if self.question else 0]
            if rule.follows in known.answers and rule.question not in (*asked, *known.answers)
        ]

    def _next(self, known: Known) -> Self:
        """The first pending question that still matters; without one, what follows the last of them, as it was answered
        by what was said, or with no."""
        following, level = "", Level(self.level)
        for at, question in enumerate(self.pending, 1):
            if question in known.answers:
                following, level = rules.after(question, "yes", Level(self.level), known, self.asked)
            elif question not in self.asked and rules.can_raise(question, Level(self.level)):
                return replace(self, question=question, pending=self.pending[at:])
            else:
                following, level = rules.after(question, "no", Level(self.level), known, self.asked)
        return replace(self, question=following, level=level.value, pending=())

    def back(self) -> Self:
        """The progress before the last answer; there has to be one."""
        question, level = self.steps()[-1]
        return replace(self, question=question, level=level.value, trail=self.trail[:-1], skipped=False)

    def left(self, known: Known) -> int:
        """The most questions that can still come, the open one among them, whatever is answered."""
        count, here = 0, [self]
        while here:
            count += 1
            onward = (progress.answer(answer, known) for progress in here for answer in rules.ANSWERS)
            unlike = {
                (one.question, one.level, one.pending, frozenset(one.asked)): one for one in onward if one.question
            }
            here = list(unlike.values())
        return count

    def deciding(self) -> str:
        """The first question after which the final level stood; empty when it stood from the start."""
        steps = self.steps()
        if not steps:
            return ""
        reached = [level for _, level in steps[1:]] + [Level(self.level)]
        for (question, before), after in zip(steps, reached, strict=True):
            if before < after == self.level:
                return question
        return ""


def finish(state: State, offer: str = "") -> State:
    """The state with no check-up under way and every trace of the answers gone."""
    progress = Progress.of(state)
    under_way = progress.interrupted if state.under_way == ROOM else state.under_way
    blank = Progress(offer=offer, disclaimed=progress.disclaimed)
    return state.update_patient(reached="").enter(ROOM, blank, under_way=under_way)


def _step(text: str) -> tuple[str, Level] | None:
    question, _, level = text.partition(":")
    return (question, Level[level]) if question in rules.BY_QUESTION and level in Level.__members__ else None
