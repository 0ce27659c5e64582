"""Gentle stretches, led by voice alone: each hold counted aloud, steered at any moment."""

from dataclasses import replace

from upper_back_guide.content import words
from upper_back_guide.stretching import leading, opening, stages
from upper_back_guide.stretching.lesson import PREFERENCE, ROOM, Lesson
from upper_back_guide.stretching.stopping import claim
from upper_back_guide.stretching.table import ABOUT_A_STEP, ALWAYS, STEERS, TABLE
from upper_back_guide.turn import Question, Reply, State, Turn

__all__ = ["INTENTS", "PREFERENCES", "STEERING", "claim", "guidance", "reply", "resumption", "show"]

STEERING = frozenset({id_ for id_ in (*ABOUT_A_STEP, *STEERS) if id_.endswith("Intent") and "." not in id_}) - {
    "ExplainIntent",
    "PickIntent",
    "WhyIntent",
}
"""What only means something while a step is led."""

INTENTS = STEERING | frozenset(ALWAYS)
PREFERENCES = (PREFERENCE,)

OF_ANSWERS = frozenset({"EasierIntent", "HowLongIntent", "HowManyLeftIntent", "SkipIntent", "WhatForIntent"})
"""What is about an answer where one was told last: how long, simpler, another one, what for."""


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Start, lead and steer a routine; None for what means nothing here."""
    lesson = Lesson.of(state)
    stage = lesson.stage if _is_open(lesson, state) else stages.NOTHING
    if turn.intent in OF_ANSWERS and stage == stages.NOTHING and _is_of_an_answer(turn, state):
        return None
    action = TABLE[stage].get(turn.intent)
    return action(turn, state, lesson) if action else None


def show(reply: Reply) -> Reply:
    """A reply at a question about a step, with that step for screens: it waits there, unless it is led now."""
    lesson = Lesson.of(reply.state)
    waits = lesson.stage in stages.LED and not (reply.step or reply.title)
    return replace(reply, step=leading.card(lesson)) if waits else reply


def _is_open(lesson: Lesson, state: State) -> bool:
    """Whether the question of the stage is the one that was heard; a routine that was left has none."""
    if lesson.stage == stages.LEFT:
        return state.room == ROOM
    return state.question.id == f"{ROOM}.{lesson.stage}"


def _is_of_an_answer(turn: Turn, state: State) -> bool:
    return state.room == "answers" or (turn.intent == "HowLongIntent" and state.room != ROOM)


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def resumption(state: State) -> tuple[Question, State]:
    """The question that brings an interrupted routine back; an ordinary one when it may not go on."""
    return opening.resumption(state)
