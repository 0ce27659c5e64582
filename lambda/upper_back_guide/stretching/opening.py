"""Which routine it is to be, and how it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from upper_back_guide.content import facts, words
from upper_back_guide.meaning import holds, said
from upper_back_guide.questions import anything_else, open_question, what_to_know
from upper_back_guide.stretching import catalog, leading, screening, stages
from upper_back_guide.stretching.asking import about, moved, question, question_id
from upper_back_guide.stretching.lesson import ROOM, Lesson
from upper_back_guide.stretching.script import filled
from upper_back_guide.turn import Choice, Question, Reply, State, Turn
from upper_back_guide.wording import grammar

Outcome = Reply | Turn | None

SETTLE = "settle"
"""The routine of the first minutes of a spasm."""


def start(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """A stretch is asked for: by name, by place, by minutes, or by nothing."""
    if state.under_way == "checkup":
        return _after_the_checkup(state)
    if holds(said(turn), words(ROOM)["steering"]["SettleIntent"]):
        return settle(turn, state, lesson)
    exercise, wanted, minutes, wished_for = (turn.slot(name) for name in ("exercise", "routine", "minutes", "wish"))
    if told := facts(ROOM)["wishes"].get(wished_for.id):
        return _wish(told, turn, state, lesson)
    heard = minutes.heard if minutes.heard.isdecimal() and len(minutes.heard) < 4 else ""
    wished = replace(_fresh(lesson), minutes=_length(int(heard)) if heard else 0, without=_without(turn, lesson))
    if exercise.id in facts(ROOM)["routines"][SETTLE]["exercises"]:
        return settle(turn, state, lesson)
    for id_ in filter(catalog.known, (exercise.id, wanted.id)):
        return begin(turn, state, replace(wished, routine=id_))
    if name := exercise.heard or wanted.heard:
        return _nearest(name, state, wished)
    if heard:
        known = lesson.routine if lesson.stage in stages.WANTED and catalog.is_routine(lesson.routine) else ""
        return begin(
            turn, state, replace(wished, routine=known or catalog.of_length(int(heard)), without=lesson.without)
        )
    if barred := screening.barred(state, lesson):
        return barred
    if lesson.stage in stages.WANTED and state.question.room == ROOM:
        return screening.again(state, lesson, words(ROOM)["screen_again"])
    if state.under_way == ROOM:
        question_, waiting = resumption(state)
        return Reply(f"{words(ROOM)['in_the_middle']} {_offering(catalog.offered())}", waiting, question_)
    return choice(turn, state, lesson)


def settle(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The first minutes of a spasm, led."""
    if state.under_way == "checkup":
        return _after_the_checkup(state)
    return begin(turn, state, replace(_fresh(lesson), routine=SETTLE))


def _after_the_checkup(state: State) -> Reply:
    return Reply(words(ROOM)["checkup_first"], state, what_to_know())


def _wish(told: Mapping[str, Any], turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """A place, a thing that is not at hand, or a kind of stretch, as the facts have it."""
    if pace := told.get("pace"):
        lesson = replace(lesson, pace=pace)
        if lesson.stage in stages.LED:
            return leading.lead(turn, state, lesson, lesson.step, words(ROOM)["slower"], lesson.easier)
    without = tuple(dict.fromkeys((*lesson.without, *told.get("without", ()))))
    wanted = replace(lesson, without=without)
    routine = told.get("routine") or (lesson.routine if lesson.stage in stages.STARTED | stages.WANTED else "")
    if lesson.stage in stages.LED and not told.get("routine"):
        here = lesson.plan()[lesson.step].exercise
        if catalog.suits(here, state.patient.conditions, without):
            return Reply(words(ROOM)["not_needed"], moved(state, wanted), open_question(state))
        return leading.same(turn, state, wanted)
    if not routine:
        routine = next(id_ for id_ in catalog.offered() if _suits(id_, state, wanted))
    minutes = lesson.minutes if lesson.stage in stages.WANTED else 0
    lead = words(ROOM)["without"] if "without" in told and lesson.stage in stages.WANTED else ""
    return begin(turn, state, replace(_fresh(wanted), routine=routine, without=without, minutes=minutes), lead)


def _without(turn: Turn, lesson: Lesson) -> tuple[str, ...]:
    """What somebody is without, by what they said before, and say beside the stretch that they ask for."""
    spoken, say = said(turn), words(ROOM)["wishes"]
    named = [
        thing
        for id_, told in facts(ROOM)["wishes"].items()
        if holds(spoken, (say[id_]["name"], *say[id_]["synonyms"]))
        for thing in told.get("without", ())
    ]
    return tuple(dict.fromkeys((*lesson.without, *named)))


def _fresh(lesson: Lesson) -> Lesson:
    """A new lesson for the same people: what was asked before is not asked again."""
    return replace(lesson, routine="", minutes=0, without=(), exercises=(), step=0, easier=False, offered=())


def _length(minutes: int) -> int:
    return min(max(minutes, catalog.SHORTEST), catalog.LONGEST)


def _suits(id_: str, state: State, lesson: Lesson) -> bool:
    return bool(catalog.chosen(id_, 0, state.patient.conditions, lesson.without))


# Which one.


def choice(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Which routine would you like?"""
    offered = tuple(id_ for id_ in catalog.offered() if _suits(id_, state, lesson))
    told = _offering(offered)
    waiting = replace(_fresh(lesson), stage=stages.WHICH, offered=offered)
    asked = question(stages.WHICH, "which_ask", "which_reprompt")
    return Reply(told, moved(state, waiting), asked, choices=_choices(offered))


def _offering(offered: Sequence[str]) -> str:
    places = [catalog.routines()[id_]["place"] for id_ in offered]
    return filled(words(ROOM)["which"], names=grammar().either([place for place in places if place]))


def _nearest(heard: str, state: State, lesson: Lesson) -> Outcome:
    """The real ones that sound most like an unknown name; what was heard is neither said again nor kept."""
    if barred := screening.barred(state, lesson):
        return barred
    say, near = words(ROOM), catalog.nearest(heard)
    names = grammar().clauses([f"the {catalog.name(id_)}" for id_ in near])
    waiting = replace(lesson, stage=stages.WHICH, offered=near)
    asked = Question(question_id(stages.WHICH), filled(say["unknown_ask"], name=catalog.name(near[0])))
    return Reply(filled(say["unknown"], names=names), moved(state, waiting), asked, choices=_choices(near))


def _choices(offered: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(catalog.name(id_), "StartStretchIntent", {"routine": id_}) for id_ in offered)


def lengths(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """How long those take that are offered."""
    minutes = [catalog.promised(id_) for id_ in lesson.offered if catalog.promised(id_)] or [catalog.SHORTEST]
    told = filled(words(ROOM)["lengths"], shortest=min(minutes), longest=max(minutes))
    return Reply(told, state, open_question(state), choices=_choices(lesson.offered))


def first_offered(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Yes to the choice: the first of them."""
    return begin(turn, state, replace(lesson, routine=lesson.offered[0]))


def pick(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """One of the choice, by its number."""
    number = turn.slot("position").id or turn.slot("number").heard
    if number.isdecimal() and len(number) < 3 and 1 <= int(number) <= len(lesson.offered):
        return begin(turn, state, replace(lesson, routine=lesson.offered[int(number) - 1]))
    return choice(turn, state, lesson)


def start_one(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Yes, start a stretch: which one?"""
    return screening.barred(state, lesson) or choice(turn, state, lesson)


def declined(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """No stretch, then."""
    return Reply(words("phrases")["declined_offer"], moved(state, _fresh(replace(lesson, stage=""))), anything_else())


# How it begins.


def begin(turn: Turn, state: State, lesson: Lesson, lead: str = "") -> Outcome:
    """The opening questions that are due, and then the first step."""
    if barred := screening.barred(state, lesson):
        return barred
    say, conditions = words(ROOM), state.patient.conditions
    exercises = lesson.exercises or catalog.chosen(lesson.routine, lesson.minutes, conditions, lesson.without)
    if not exercises:
        return _another(turn, state, lesson)
    if screening.due(state, lesson, turn.at):
        return screening.ask(turn, state, lesson, lead)
    pace = "slow" if "age_65" in conditions and lesson.pace == "normal" else lesson.pace
    begun = replace(lesson, exercises=exercises, pace=pace)
    other = catalog.other_length(exercises, pace, lesson.minutes)
    told = filled(say["other_length"], minutes=other) if other else say["begin"]
    return leading.lead(turn, state, begun, begun.step, lead or told)


def _another(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """None of it suits whom it is about, or what is at hand: the first routine that does."""
    other = next((id_ for id_ in catalog.offered() if _suits(id_, state, lesson)), "")
    if not other:
        return Reply(words(ROOM)["ask_first"], moved(state, _fresh(lesson), under_way=""), anything_else())
    waiting = replace(lesson, routine="", stage=stages.WHICH, offered=(other,))
    asked = Question(question_id(stages.WHICH), filled(words(ROOM)["unknown_ask"], name=catalog.name(other)))
    return Reply(words(ROOM)["does_not_suit"], moved(state, waiting, under_way=""), asked)


def signs_clear(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """No sign of danger: then the body."""
    return begin(turn, state, lesson.clear(state, turn.at, stages.SCREEN))


def body_clear(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Nothing forbids it."""
    return begin(turn, state, lesson.clear(state, turn.at, stages.BODY))


def wanted(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Yes to the one that was wanted, or to carrying on."""
    return begin(turn, state, lesson)


# Coming back to it.


def resumption(state: State) -> tuple[Question, State]:
    """The question that brings an interrupted routine back; an ordinary one when it may not go on."""
    lesson = Lesson.of(state)
    if lesson.stage == stages.CHECKUP:
        return question(stages.CHECKUP, "hurts_ask"), moved(state, lesson, under_way="")
    if screening.barred(state, lesson) or not lesson.routine or lesson.stage == stages.NOTHING:
        return anything_else(), replace(state, under_way="")
    if lesson.stage in stages.WANTED:
        stage = screening.due(state, lesson, lesson.cleared_at) or stages.READY
        waiting = replace(lesson, stage=stage)
        asked = _ready(lesson) if stage == stages.READY else screening.asking(state, stage)
        return asked, moved(state, waiting)
    if lesson.stage == stages.BACK:
        return about(lesson, stages.BACK, "come_back_ask"), moved(state, lesson)
    return about(lesson, stages.RESUME, "resume_ask"), moved(state, replace(lesson, stage=stages.RESUME))


def _ready(lesson: Lesson) -> Question:
    asked = question(stages.READY, "ready_ask")
    return replace(asked, ask=filled(asked.ask, name=catalog.name(lesson.routine)))


def not_back(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """No to one of an earlier session: it is forgotten."""
    left = _fresh(replace(lesson, stage=stages.NOTHING))
    return Reply(words(ROOM)["left"], moved(state, left, under_way=""), anything_else())


def back_later(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Not yet sure: it waits."""
    waiting = replace(open_question(state), reprompt=words(ROOM)["paused_reprompt"])
    return Reply(words(ROOM)["paused"], state, waiting)


def back_from_the_top(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """The one of an earlier session, from its beginning."""
    return begin(turn, state, replace(lesson, step=0))


def once_more(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """ "Start over" after the end of a routine; it is only asked here where nothing else was talked about since."""
    return begin(turn, state, lesson) if lesson.routine else None
