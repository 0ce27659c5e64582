"""The questions of this room, and the state in which one is open."""

from dataclasses import replace

from upper_back_guide.content import words
from upper_back_guide.stretching.lesson import ROOM, Lesson
from upper_back_guide.stretching.script import filled
from upper_back_guide.turn import Question, State


def question_id(stage: str) -> str:
    """The id under which the question of a stage is open."""
    return f"{ROOM}.{stage}"


def question(stage: str, key: str, reprompt: str = "") -> Question:
    """A question of this room, by the keys of its words."""
    say = words(ROOM)
    return Question(question_id(stage), say[key], say[reprompt] if reprompt else "")


def about(lesson: Lesson, stage: str, key: str, reprompt: str = "") -> Question:
    """A question about the step led last."""
    asked = question(stage, key, reprompt)
    return replace(asked, ask=filled(asked.ask, name=lesson.name(), step=lesson.step + 1))


def moved(state: State, lesson: Lesson, **changes: object) -> State:
    """The state with the lesson as it is now."""
    return state.enter(ROOM, lesson, **changes)


def waiting(state: State, lesson: Lesson, stage: str) -> State:
    """The state in which a question about a step is open: the routine is under way, even if it was left before."""
    return moved(state, replace(lesson, stage=stage), under_way=ROOM)
