"""Where a lesson is, kept for the session: ids, numbers and the pace, nothing that anybody said of their health."""

from dataclasses import dataclass, replace
from typing import Self

from upper_back_guide.memory import recall
from upper_back_guide.patient import Patient
from upper_back_guide.preference import Preference
from upper_back_guide.stretching import catalog, stages
from upper_back_guide.stretching.routine import PACES, Plan
from upper_back_guide.turn import State

ROOM = "stretching"

ASKED_AGAIN_AFTER = 3600
"""Seconds after which what forbids a stretch is asked about again."""


def knowing(patient: Patient) -> tuple[str, ...]:
    """The ids of all that is known of somebody that may forbid a stretch."""
    return (*filter(None, (patient.group,)), *patient.signs, *patient.conditions)


@dataclass(frozen=True, slots=True)
class Lesson:
    """Where a lesson is."""

    routine: str = ""
    """The id of the routine, or of the one exercise that is led alone."""

    minutes: int = 0
    """How long it was wished to be; 0 for as long as the routine promises."""

    without: tuple[str, ...] = ()
    """The ids of things that are not at hand: a towel, a way to kneel."""

    exercises: tuple[str, ...] = ()
    """The ids of its exercises, in the order in which they are led; empty until it begins."""

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
    """Whom the opening questions were about; somebody else is asked about first."""

    cleared: str = ""
    """The last opening question that was answered with no, a stage; empty before any was."""

    cleared_at: int = 0
    """When, in seconds since 1970."""

    knowing: tuple[str, ...] = ()
    """The ids of what was known of them then."""

    skipped: bool = False
    """Whether the opening question was asked once more because somebody wanted to skip it."""

    hurt: bool = False
    """Whether it was stopped for something felt: no more stretching until a check-up has looked into it."""

    refused: tuple[str, ...] = ()
    """Whom no stretch is led for because of an operation, by relation: the check-up does not ask about one."""

    @classmethod
    def of(cls, state: State) -> Self:
        """The lesson of a state; a blank one when it does not fit what there is."""
        lesson = state.recall(ROOM, cls)
        known = all(map(catalog.known, (*lesson.offered, *filter(None, (lesson.routine,)))))
        exercises = all(catalog.known(id_) and not catalog.is_routine(id_) for id_ in lesson.exercises)
        if lesson.pace not in PACES or lesson.stage not in stages.ALL or not (known and exercises):
            return cls()
        if lesson.exercises and not 0 <= lesson.step < len(lesson.plan()):
            return cls()
        if lesson.stage == stages.WHICH and not lesson.offered:
            return cls()
        if not lesson.routine and lesson.stage in stages.STARTED | stages.WANTED:
            return cls()
        return cls() if not lesson.exercises and lesson.stage in stages.STARTED else lesson

    def clear(self, state: State, at: int, stage: str) -> Self:
        """The lesson after no to an opening question, `at` seconds since 1970."""
        return replace(self, person=state.people.person, cleared=stage, cleared_at=at, knowing=knowing(state.patient))

    def is_clear(self, state: State, at: int) -> bool:
        """Whether an opening question was answered and nothing changed since: the same person, nothing new of them, and
        no hour went by."""
        same = self.person == state.people.person and self.knowing == knowing(state.patient)
        return bool(self.cleared) and same and at - self.cleared_at < ASKED_AGAIN_AFTER

    def plan(self) -> Plan:
        """The steps of the routine at this pace."""
        return catalog.steps(self.exercises, self.pace, self.length())

    def length(self) -> int:
        """How many minutes it is to take; 0 for one exercise alone."""
        return self.minutes or catalog.promised(self.routine)

    def name(self) -> str:
        """How the exercise of the last step led is called."""
        return catalog.name(self.plan()[self.step].exercise)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What outlives the session, for an hour at most: the routine, its length and the step, and nothing else."""

    routine: str = ""
    minutes: int = 0
    step: int = 0

    @classmethod
    def of(cls, state: State) -> Self | None:
        """The bookmark of a lesson that is under way; None when there is none."""
        lesson = Lesson.of(state)
        if state.under_way != ROOM or lesson.stage not in stages.STARTED:
            return None
        return cls(lesson.routine, lesson.minutes, lesson.step)

    @classmethod
    def read(cls, document: object) -> Self | None:
        """A bookmark from storage; None when it is not one, or of a routine or step that does not exist."""
        mark = recall(cls, document)
        if not catalog.known(mark.routine) or not 0 <= mark.minutes <= catalog.LONGEST:
            return None
        return mark if 0 <= mark.step < len(mark._lesson().plan()) else None

    def _lesson(self) -> Lesson:
        exercises = catalog.chosen(self.routine, self.minutes)
        return Lesson(self.routine, self.minutes, exercises=exercises, step=self.step, stage=stages.BACK)

    def opened(self, state: State) -> State:
        """A new session's state in which the marked step waits to be taken up."""
        return replace(state.enter(ROOM, self._lesson(), under_way=ROOM), room=state.room)


def _document(state: State) -> dict[str, object] | None:
    mark = Bookmark.of(state)
    return {"routine": mark.routine, "minutes": mark.minutes, "step": mark.step} if mark else None


def _take_up(state: State, value: object, new: bool) -> State | None:
    """The state of somebody who left a stretch: only a new session takes it up."""
    if value is None:
        return state
    mark = Bookmark.read(value)
    if not mark:
        return None
    return mark.opened(state) if new else state


PREFERENCE = Preference("bookmark", _document, _take_up, life=3600)
