"""Leading a routine, and steering it: each answers with the lesson as it goes on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from upper_back_guide.content import words
from upper_back_guide.questions import anything_else, open_question
from upper_back_guide.speeds import seconds
from upper_back_guide.stretching import catalog, routine, screening, script, stages
from upper_back_guide.stretching.asking import about, moved, question, waiting
from upper_back_guide.stretching.lesson import ROOM, Lesson
from upper_back_guide.stretching.script import filled
from upper_back_guide.turn import Pause, Question, Reply, State, StepCard, Turn

Outcome = Reply | Turn | None


def lead(
    turn: Turn, state: State, lesson: Lesson, at: int, first: str = "", easier: bool = False, brief: bool = False
) -> Reply | Turn:
    """Lead a step, in one reply; past the last one, the routine is done. What is left out for whom it is about is
    passed over."""
    if barred := screening.barred(state, lesson):
        return barred
    if screening.due(state, lesson, turn.at):
        return screening.ask(turn, state, replace(lesson, step=min(at, len(lesson.plan()) - 1)))
    say, plan = words(ROOM), lesson.plan()
    while at < len(plan) and not catalog.suits(plan[at].exercise, state.patient.conditions, lesson.without):
        at, first, easier, brief = at + 1, first or say["left_out"], False, False
    if at >= len(plan):
        return Reply(" ".join(filter(None, (first, say["done"]))), over(state, lesson), anything_else())
    last = at == len(plan) - 1
    led = replace(lesson, step=at, easier=easier, stage=stages.LAST if last else stages.NEXT)
    return Reply(
        tuple(filter(None, (first, *script.step(plan, at, easier, brief)))),
        moved(state, led, under_way=ROOM),
        asked_after(led),
        step=replace(card(led), beats=script.beats(plan, at, easier, brief)),
    )


def card(lesson: Lesson) -> StepCard:
    """What a screen shows of the step led last."""
    plan, at = lesson.plan(), lesson.step
    step, exercise = plan[at], _exercise(lesson)
    return StepCard(
        lesson.name().capitalize(),
        at + 1,
        len(plan),
        step.exercise,
        script.shown(step, lesson.easier),
        exercise["picture"],
        step.side,
        step.repetitions,
    )


def asked_after(lesson: Lesson) -> Question:
    """The question after a step; after a silence comes what the next one begins with."""
    plan, at = lesson.plan(), lesson.step
    if at == len(plan) - 1:
        return question(stages.LAST, "finish_ask", "step_reprompt")
    exercise = script.described(plan[at + 1].exercise)
    there = script.described(plan[at].exercise).get("moves_place")
    asked = question(stages.NEXT, "place_ask" if there else "next_ask" if plan[at + 1].opens else "side_ask")
    begins = exercise["setup" if plan[at + 1].opens else "swap"]
    return replace(asked, reprompt=f"{begins} {words(ROOM)['step_reprompt']}")


def over(state: State, lesson: Lesson) -> State:
    """The state after the end of a routine: it can be led again."""
    done = replace(lesson, step=0, stage=stages.NOTHING)
    return moved(state, done, under_way="")


# The answers to the question after a step.


def onward(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The next step."""
    return lead(turn, state, lesson, lesson.step + 1)


def same(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The same step, as it was led."""
    return lead(turn, state, lesson, lesson.step, easier=lesson.easier)


def in_brief(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The same step without how to get into its place: "again"."""
    return lead(turn, state, lesson, lesson.step, easier=lesson.easier, brief=True)


def whole(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The same exercise from its beginning, all of it: "from the start"."""
    plan, at = lesson.plan(), lesson.step
    return lead(turn, state, lesson, at if plan[at].opens else at - 1)


def wait_for_next(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Not ready for the next one."""
    return paused(turn, state, replace(lesson, step=lesson.step + 1, easier=False))


def waited(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Half a minute of company, and then the same question."""
    return Reply(company(), state, replace(open_question(state), reprompt=words(ROOM)["paused_reprompt"]))


def paused(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Half a minute of company, and then the question whether to carry on."""
    asked = about(lesson, stages.RESUME, "resume_ask", "paused_reprompt")
    return Reply(company(), waiting(state, lesson, stages.RESUME), asked)


def company() -> tuple[str | Pause, ...]:
    """Waiting aloud: nobody is left alone with a silence."""
    speech: list[str | Pause] = []
    for text in words(ROOM)["waiting"]:
        speech += [text, Pause(WAIT)]
    return tuple(speech)


WAIT = 8
"""Seconds between two things that are said while waiting: three of them make half a minute."""


def not_yet(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """No to finishing: this one again?"""
    asked = about(lesson, stages.AGAIN, "again_ask")
    return Reply(words(ROOM)["not_yet"], waiting(state, lesson, stages.AGAIN), asked)


def left(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """No to carrying on: it can still be taken up."""
    return Reply(words(ROOM)["left"], moved(state, replace(lesson, stage=stages.LEFT), under_way=""), anything_else())


def enough(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Somebody has had enough: it ends, and the talk with it."""
    return Reply(words(ROOM)["enough"], over(state, lesson))


# Steering.


def skip(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """On to the next exercise."""
    return lead(turn, state, lesson, routine.skipped(lesson.plan(), lesson.step))


def back(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The step before."""
    at = lesson.step
    return lead(turn, state, lesson, max(at - 1, 0), "" if at else words(ROOM)["at_start"])


def from_the_top(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The whole routine once more."""
    return lead(turn, state, lesson, 0)


def way_up(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The way up from the floor, where the routine ends with it."""
    plan = lesson.plan()
    if plan[-1].exercise != GET_UP:
        return None
    return lead(turn, state, lesson, len(plan) - 1)


GET_UP = "get_up"


def easier(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The same step in its easier version."""
    return lead(turn, state, lesson, lesson.step, easier=True)


def other_side(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The other side, where there is one."""
    plan, at = lesson.plan(), lesson.step
    other = routine.other_side(plan, at)
    if other is not None:
        return lead(turn, state, lesson, other)
    return aside(state, words(ROOM)["sides"].get(plan[at].side, words(ROOM)["no_sides"]))


def change_pace(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Slower or faster from here: this one again at that pace?"""
    say, slower = words(ROOM), turn.intent == "SlowerIntent"
    pace = routine.paced(lesson.pace, -1 if slower else 1)
    changed, unchanged = ("slower", "slowest") if slower else ("faster", "fastest")
    told = say[changed if pace != lesson.pace else unchanged]
    return Reply(
        told, waiting(state, replace(lesson, pace=pace), stages.AGAIN), about(lesson, stages.AGAIN, "again_ask")
    )


# What is asked about a step: the question that was open is asked again.


def aside(state: State, text: str) -> Reply:
    """Something said in between that changes nothing."""
    return Reply(text, state, open_question(state))


def how_many(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """What this one is called, and how many come after it."""
    say, remaining = words(ROOM), routine.remaining(lesson.plan(), lesson.step)
    many = filled(say["left_many"], count=remaining)
    told = many if remaining > 1 else say[("left_none", "left_one")[remaining]]
    return aside(state, f"{filled(say['only'], name=lesson.name())} {told}")


def how_long(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """How long this one takes, and the whole routine."""
    say, plan, hold = words(ROOM), lesson.plan(), lesson.plan()[lesson.step].hold
    taken = round(seconds(script.step(plan, lesson.step)) / 10) * 10
    this = filled(say["how_long_held" if hold else "how_long"], seconds=taken, hold=hold)
    minutes = lesson.length()
    return aside(state, f"{this} {filled(say['how_long_all'], minutes=minutes)}" if minutes else this)


def what_for(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """What this one does."""
    return aside(state, filled(words(ROOM)["for_what"], purpose=_exercise(lesson)["purpose"]))


def which_one(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """What this one is called."""
    return aside(state, filled(words(ROOM)["only"], name=lesson.name()))


def how_to_steer(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """What may be said now."""
    return aside(state, words(ROOM)["step_reprompt"])


def count(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """How often and how long; it is counted aloud again."""
    say, step = words(ROOM), lesson.plan()[lesson.step]
    told = say["counted_holds" if step.hold else "counted"] if step.repetitions > 1 else say["counted_once"]
    text = filled(told, count=step.repetitions, seconds=step.hold)
    return Reply(text, waiting(state, lesson, stages.AGAIN), about(lesson, stages.AGAIN, "again_ask"))


def hands(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Which arm or side it is, and what the hands do."""
    side = words(ROOM)["sides"].get(lesson.plan()[lesson.step].side, "")
    return aside(state, f"{side} {_exercise(lesson)['hands']}".strip())


def form(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Whether it is done right, and how it should feel: nobody here can see it, so where it is felt."""
    exercise, say = _exercise(lesson), words(ROOM)
    return aside(state, f"{say['form']} {exercise['feel'] or exercise['purpose']} {say['feel_rule']}")


def breath(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """When to breathe in and out."""
    return aside(state, _exercise(lesson)["breath"] or words(ROOM)["breathe"])


def _exercise(lesson: Lesson) -> Mapping[str, Any]:
    return script.described(lesson.plan()[lesson.step].exercise)
