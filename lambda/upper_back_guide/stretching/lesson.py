"""Where a lesson is, kept for the session: ids, numbers and the pace, nothing about anyone's health."""

from dataclasses import dataclass, replace
from typing import Self

from upper_back_guide.memory import recall
from upper_back_guide.preference import Preference
from upper_back_guide.stretching import catalog, stages
from upper_back_guide.stretching.routine import PACES, Plan
from upper_back_guide.turn import State

ROOM = "stretching"


@dataclass(frozen=True, slots=True)
class Lesson:
    """Where a lesson is."""

    routine: str = ""
    """The id of the routine, or of the one exercise that is led alone."""

    step: int = 0
    """The step of its plan that was led last."""

    pace: str = "normal"
    easier: bool = False
    """Whether that step was led in its easier version."""

    stage: str = ""
    """One of `stages`; empty when no stretch was asked for, or it is over."""

    offered: tuple[str, ...] = ()
    """The ids to choose from when it asks which one."""

    person: str = ""
    """Whom the opening question was about; somebody else is asked about again."""

    skipped: bool = False
    """Whether the opening question was asked once more because somebody wanted to skip it."""

    hurt: bool = False
    """Whether it hurt in this session: no more stretching until a check-up has looked into it."""

    @classmethod
    def of(cls, state: State) -> Self:
        """The lesson of a state; a blank one when it does not fit what there is."""
        lesson = state.recall(ROOM, cls)
        if lesson.pace not in PACES or not all(map(catalog.known, lesson.offered)):
            return cls()
        if lesson.routine and not (catalog.known(lesson.routine) and 0 <= lesson.step < len(lesson.plan())):
            return cls()
        if lesson.stage == stages.WHICH and not lesson.offered:
            return cls()
        return cls() if not lesson.routine and lesson.stage in stages.STARTED | {stages.SCREEN} else lesson

    def plan(self) -> Plan:
        """The steps of the routine at this pace."""
        return catalog.steps(self.routine, self.pace)

    def name(self, at: int | None = None) -> str:
        """How the exercise of a step is called; of the last step led, unless another is named."""
        return catalog.name(self.plan()[self.step if at is None else at].exercise)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What outlives the session, for an hour at most: the routine and the step, and nothing else."""

    routine: str = ""
    step: int = 0

    @classmethod
    def of(cls, state: State) -> Self | None:
        """The bookmark of a lesson that is under way; None when there is none."""
        lesson = Lesson.of(state)
        if state.under_way != ROOM or lesson.stage not in stages.STARTED:
            return None
        return cls(lesson.routine, lesson.step)

    @classmethod
    def read(cls, document: object) -> Self | None:
        """A bookmark from storage; None when it is not one, or of a routine or step that does not exist."""
        mark = recall(cls, document)
        if not catalog.known(mark.routine) or not 0 <= mark.step < len(catalog.steps(mark.routine, "normal")):
            return None
        return mark

    def opened(self, state: State) -> State:
        """A new session's state in which the marked step waits to be taken up."""
        lesson = Lesson(self.routine, self.step, stage=stages.BACK, person=state.people.person)
        return replace(state.enter(ROOM, lesson, under_way=ROOM), room=state.room)


def _document(state: State) -> dict[str, object] | None:
    mark = Bookmark.of(state)
    return {"routine": mark.routine, "step": mark.step} if mark else None


def _take_up(state: State, value: object, new: bool) -> State | None:
    """The state of somebody who left a stretch: only a new session takes it up."""
    if value is None:
        return state
    mark = Bookmark.read(value)
    if not mark:
        return None
    return mark.opened(state) if new else state


PREFERENCE = Preference("bookmark", _document, _take_up, life=3600)
