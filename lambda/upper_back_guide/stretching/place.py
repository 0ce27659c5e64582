"""Where a routine is, kept for the session: ids, numbers and the pace, nothing about anyone's health."""

from dataclasses import dataclass, fields, replace
from typing import Self

from upper_back_guide.stretching import asked, catalog
from upper_back_guide.stretching.routine import PACES, Plan
from upper_back_guide.turn import State, recall

ROOM = "stretching"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a routine is."""

    routine: str = ""
    """The id of the routine, or of the one exercise that is led alone."""

    step: int = 0
    """The step of its plan that was led last."""

    pace: str = "normal"
    easier: bool = False
    """Whether that step was led in its easier version."""

    asked: str = ""
    """The open question, of those in `asked`."""

    offered: tuple[str, ...] = ()
    """The ids to choose from when it asks which one."""

    person: str = ""
    """Whom the opening question was about; somebody else is asked about again."""

    @classmethod
    def of(cls, state: State) -> Self:
        """The place kept in a state; a blank one when it does not fit what there is."""
        place = state.place(ROOM, cls)
        if place.pace not in PACES or not all(map(catalog.known, place.offered)):
            return cls()
        if place.routine and not (catalog.known(place.routine) and 0 <= place.step < len(place.plan())):
            return cls()
        return cls() if not place.routine and place.asked in asked.STARTED | {asked.SCREEN} else place

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
        """The bookmark of a routine that is under way; None when there is none."""
        place = Place.of(state)
        if state.under_way != ROOM or place.asked not in asked.STARTED:
            return None
        return cls(place.routine, place.step)

    @classmethod
    def read(cls, document: object) -> Self | None:
        """A bookmark from storage; None when it is not one, or of a routine or step that does not exist."""
        mark = recall(cls, document)
        if not catalog.known(mark.routine) or not 0 <= mark.step < len(catalog.steps(mark.routine, "normal")):
            return None
        return mark

    def document(self) -> dict[str, object]:
        """The bookmark as storage keeps it."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    def opened(self, state: State) -> State:
        """A new session's state in which the marked step waits to be taken up."""
        place = Place(self.routine, self.step, asked=asked.BACK, person=state.person)
        return replace(state.moved(ROOM, place, under_way=ROOM), room=state.room)
