"""Talks in which a step of a routine was just led."""

from tests.talk import NO, Talk
from upper_back_guide.stretching import catalog
from upper_back_guide.stretching.lesson import Lesson
from upper_back_guide.turn import Reply

NEXT, BACK, AGAIN, OVER = (f"AMAZON.{name}Intent" for name in ("Next", "Previous", "Repeat", "StartOver"))
PAUSE, RESUME, MORE = "AMAZON.PauseIntent", "AMAZON.ResumeIntent", "MoreIntent"

STEPS = [("chair", 0), ("standing", 1), ("standing", 2), ("floor", 1), ("cat", 0)]
"""A first step, one side and the other, one in the middle, and an exercise alone: what differs in steering them."""


def asked(id_: str = "chair", person: str = "") -> Talk:
    """A talk in which a routine or an exercise was asked for, and the first opening question is open."""
    talk = Talk()
    talk.turn("Launch")
    relation = {"relation": person} if person else {}
    talk.turn("StartStretchIntent", **{"routine" if catalog.is_routine(id_) else "exercise": id_}, **relation)
    return talk


def started(id_: str = "chair", at: int = 0, person: str = "") -> Talk:
    """A talk in which a step was just led."""
    talk = asked(id_, person)
    talk.turns(NO, NO)
    for _ in range(at):
        talk.turn(NEXT)
    return talk


def at(talk: Talk) -> int:
    """The step that was led last."""
    return Lesson.of(talk.state).step


def leads(reply: Reply) -> int:
    """Which step a reply leads, from 0; -1 when it leads none."""
    return reply.step.step - 1 if reply.step and reply.step.beats else -1


def steps(talk: Talk) -> int:
    """How many steps the routine has."""
    return len(Lesson.of(talk.state).plan())
