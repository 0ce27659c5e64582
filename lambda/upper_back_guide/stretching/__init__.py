"""Gentle stretches, led by voice alone: each hold counted aloud, steered at any moment."""

from dataclasses import replace

from upper_back_guide.content import words
from upper_back_guide.meaning import OVER, SKIP, UNCLEAR
from upper_back_guide.patient import URGENT
from upper_back_guide.questions import anything_else, open_question, what_to_know
from upper_back_guide.stretching import catalog, routine, script, stages
from upper_back_guide.stretching.lesson import PREFERENCE, ROOM, Lesson
from upper_back_guide.stretching.script import filled
from upper_back_guide.turn import Question, Reply, State, StepCard, Turn

STEERING = frozenset(
    {
        "EasierIntent",
        "FasterIntent",
        "HowLongIntent",
        "HowManyLeftIntent",
        "OtherSideIntent",
        "SkipIntent",
        "SlowerIntent",
        "WhatForIntent",
    }
)
"""What only means something while a step is led."""

INTENTS = STEERING | {"EnoughIntent", "HurtsIntent", "StartStretchIntent"}
PREFERENCES = (PREFERENCE,)

OF_ANSWERS = frozenset({"EasierIntent", "HowLongIntent", "HowManyLeftIntent", "SkipIntent", "WhatForIntent"})
"""What is about an answer where one was told last: how long, simpler, another one, what for."""

VOICE = {"SlowerIntent": "SpeakSlowerIntent", "FasterIntent": "SpeakFasterIntent"}
"""With no stretch to steer, they are about the voice."""


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Start, lead and steer a routine; None for what means nothing here."""
    lesson = Lesson.of(state)
    match turn.intent:
        case "StartStretchIntent":
            return _start(turn, state, lesson)
        case "HurtsIntent":
            return _hurts(state, lesson)
        case "EnoughIntent":
            return Reply(words(ROOM)["enough"], _moved(state, Lesson(pace=lesson.pace, hurt=lesson.hurt), under_way=""))
    asking = state.question.id == _question_id(lesson.stage)
    if (asking and lesson.stage in stages.LED) or (lesson.stage == stages.LEFT and state.room == ROOM):
        return _answered(turn, state, lesson) or _steered(turn, state, lesson)
    if turn.intent in VOICE:
        return replace(turn, intent=VOICE[turn.intent])
    if asking and lesson.stage == stages.SCREEN:
        return _screened(turn, state, lesson)
    if asking and lesson.stage == stages.BACK:
        return _returned(turn, state, lesson)
    if turn.intent in STEERING:
        return _nothing_going(turn, state, lesson)
    if asking:
        return _chosen(turn, state, lesson)
    if turn.intent == OVER and lesson.routine and not lesson.stage and state.room == ROOM:
        return _screen(state, Lesson(lesson.routine, pace=lesson.pace))
    return None


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def resumption(state: State) -> tuple[Question, State]:
    """The question that brings an interrupted routine back; an ordinary one when it may not go on."""
    lesson = Lesson.of(state)
    if _barred(state) or not lesson.routine:
        return anything_else(), replace(state, under_way="")
    if lesson.stage == stages.SCREEN:
        return _screening(), _moved(state, replace(lesson, person=state.people.person))
    if lesson.stage == stages.BACK:
        return _about(lesson, stages.BACK, "come_back_ask"), _moved(state, lesson)
    return _about(lesson, stages.RESUME, "resume_ask"), _moved(state, replace(lesson, stage=stages.RESUME))


def _question_id(stage: str) -> str:
    return f"{ROOM}.{stage}"


def _ask(stage: str, key: str, reprompt: str = "") -> Question:
    """A question of this room, by the keys of its words."""
    say = words(ROOM)
    return Question(_question_id(stage), say[key], say[reprompt] if reprompt else "")


def _screening() -> Question:
    return _ask(stages.SCREEN, "screen", "screen_reprompt")


def _nothing_going(turn: Turn, state: State, lesson: Lesson) -> Reply | None:
    """What steers is said where nothing is led: an offer to start, but not after it hurt."""
    if (state.room == "answers" and turn.intent in OF_ANSWERS) or (
        turn.intent == "HowLongIntent" and state.room != ROOM
    ):
        return None
    say = words(ROOM)
    if lesson.hurt:
        return _after_pain(state, lesson, say["nothing_going"])
    moved = _moved(state, replace(lesson, stage=stages.START))
    return Reply(say["nothing_going"], moved, _ask(stages.START, "start_ask"))


# Before a routine: which one, and whether anything forbids it.


def _start(turn: Turn, state: State, lesson: Lesson) -> Reply | Turn:
    say = words(ROOM)
    if state.under_way == "checkup":
        return Reply(say["checkup_first"], replace(state, room=ROOM), what_to_know())
    if lesson.hurt and not state.patient.level:
        return _after_pain(state, lesson, say["hurts_before"])
    exercise, wanted, minutes = (turn.slot(name) for name in ("exercise", "routine", "minutes"))
    for id_ in filter(catalog.known, (exercise.id, wanted.id)):
        return _screen(state, Lesson(id_, pace=lesson.pace))
    if heard := exercise.heard or wanted.heard:
        return _nearest(heard, state, lesson)
    if minutes.heard.isdecimal() and len(minutes.heard) < 4:
        return _screen(state, Lesson(catalog.of_length(int(minutes.heard)), pace=lesson.pace))
    if barred := _barred(state):
        return barred
    if state.under_way == ROOM:
        question, waiting = resumption(state)
        return Reply(say["in_the_middle"], waiting, question)
    return _which(state, lesson)


def _which(state: State, lesson: Lesson) -> Reply:
    choice = Lesson(pace=lesson.pace, stage=stages.WHICH, offered=tuple(catalog.routines()))
    return Reply(words(ROOM)["which"], _moved(state, choice), _ask(stages.WHICH, "which_ask", "which_reprompt"))


def _nearest(heard: str, state: State, lesson: Lesson) -> Reply | Turn:
    """The real ones that sound most like an unknown name; what was heard is neither said again nor kept."""
    if barred := _barred(state):
        return barred
    say, near = words(ROOM), catalog.nearest(heard)
    first, *rest = (f"the {catalog.name(id_)}" for id_ in near)
    names = f"{first}, {', and '.join(rest)}"
    choice = Lesson(pace=lesson.pace, stage=stages.WHICH, offered=near)
    ask = filled(say["unknown_ask"], name=catalog.name(near[0]))
    question = Question(_question_id(stages.WHICH), ask)
    return Reply(filled(say["unknown"], names=names), _moved(state, choice), question)


def _chosen(turn: Turn, state: State, lesson: Lesson) -> Reply | Turn | None:
    """Answers to the questions that are open when no step was led."""
    say = words(ROOM)
    match lesson.stage, turn.intent:
        case stages.WHICH, "AMAZON.YesIntent":
            return _screen(state, Lesson(lesson.offered[0], pace=lesson.pace))
        case stages.WHICH, "PickIntent":
            number = turn.slot("position").id or turn.slot("number").heard
            if number.isdecimal() and len(number) < 3 and 1 <= int(number) <= len(lesson.offered):
                return _screen(state, Lesson(lesson.offered[int(number) - 1], pace=lesson.pace))
            return _which(state, lesson)
        case stages.START, "AMAZON.YesIntent":
            return _barred(state) or _which(state, lesson)
        case stages.WHICH | stages.START, "AMAZON.NoIntent":
            return Reply(words("phrases")["declined_offer"], _moved(state, Lesson()), anything_else())
        case stages.CHECKUP, "AMAZON.NoIntent":
            return Reply(say["hurts_no"], _moved(state, replace(lesson, stage="")), anything_else())
        case stages.CHECKUP, "AMAZON.YesIntent":
            return _to_checkup(turn)
    return None


def _screen(state: State, lesson: Lesson, lead: str = "") -> Reply | Turn:
    """What the routine needs, one sentence of safety, and one question for all that forbids it."""
    if barred := _barred(state):
        return barred
    say = words(ROOM)
    safety = say["safe"] if state.disclaimed else f"{words('phrases')['disclaimer']} {say['safe']}"
    speech = " ".join(filter(None, (lead, _needs(lesson.routine), safety)))
    screening = replace(lesson, stage=stages.SCREEN, person=state.people.person)
    return Reply(speech, _moved(state, screening, under_way=ROOM, disclaimed=True), _screening())


def _needs(id_: str) -> str:
    """Where and with what: the opening of a routine, or of one exercise alone."""
    if id_ in catalog.routines():
        intro: str = catalog.routines()[id_]["intro"]
        return intro
    exercise = catalog.described(id_)
    ask = words(ROOM)["single" if exercise["equipment"] else "single_bare"]
    return filled(ask, **{key: exercise[key] for key in ("name", "position", "equipment")})


def _screened(turn: Turn, state: State, lesson: Lesson) -> Reply | Turn | None:
    """The answer to the opening question. Nothing but a plain no begins the routine; "next" says nothing about it."""
    say = words(ROOM)
    match turn.intent:
        case "AMAZON.NoIntent":
            return _lead(state, lesson, lesson.step, say["begin"])
        case "AMAZON.YesIntent" | "NotSureIntent":
            return _to_checkup(turn)
        case "WhyIntent":
            return Reply(say["screen_why"], _moved(state, lesson), _screening())
        case "ExplainIntent":
            return Reply(say["screen_meaning"], _moved(state, lesson), _screening())
        case _ if turn.intent == SKIP and lesson.skipped:  # a question left open counts as not sure
            return _to_checkup(turn)
        case _ if turn.intent in (SKIP, UNCLEAR):
            once_more = replace(lesson, skipped=turn.intent == SKIP)
            return Reply(say["screen_again"], _moved(state, once_more), _screening())
    return None


def _returned(turn: Turn, state: State, lesson: Lesson) -> Reply | Turn | None:
    """The answer to "shall we carry on?" in a new session: what forbids it is asked again after so long."""
    say = words(ROOM)
    match turn.intent:
        case "AMAZON.NoIntent":
            return Reply(say["left"], _moved(state, Lesson(pace=lesson.pace), under_way=""), anything_else())
        case "NotSureIntent" | "AMAZON.PauseIntent":
            waiting = replace(open_question(state), reprompt=say["paused_reprompt"])
            return Reply(say["paused"], state, waiting)
        case "HowLongIntent" | "HowManyLeftIntent" | "WhatForIntent" | "ExplainIntent" | "PickIntent":
            return _steered(turn, state, lesson)
        case "AMAZON.StartOverIntent":
            return _screen(state, replace(lesson, step=0))
        case "AMAZON.YesIntent":
            return _screen(state, lesson)
    return None


def _barred(state: State) -> Reply | Turn | None:
    """What is said instead of stretching to somebody who should not: see someone first."""
    if state.patient.level in URGENT:
        return Turn("AdviceAgainIntent")
    say = words(ROOM)
    if not (reason := state.people.not_led):
        return None
    return Reply(say[reason], _moved(state, Lesson(), under_way=""), anything_else())


# During a routine: leading a step, and steering.


def _lead(state: State, lesson: Lesson, at: int, lead: str = "", easier: bool = False) -> Reply | Turn:
    """Lead a step, in one reply; past the last one, the routine is done."""
    if barred := _barred(state):
        return barred
    if lesson.person != state.people.person:
        return _screen(state, replace(lesson, step=min(at, len(lesson.plan()) - 1)))
    say, plan = words(ROOM), lesson.plan()
    if at >= len(plan):
        done = Lesson(lesson.routine, pace=lesson.pace)
        return Reply(say["done"], _moved(state, done, under_way=""), anything_else())
    step, last = plan[at], at == len(plan) - 1
    ask = "finish_ask" if last else "next_ask" if plan[at + 1].opens else "side_ask"
    led = replace(lesson, step=at, easier=easier, stage=stages.LAST if last else stages.NEXT)
    return Reply(
        tuple(filter(None, (lead, *script.step(plan, at, easier)))),
        _moved(state, led, under_way=ROOM),
        _ask(led.stage, ask, "step_reprompt"),
        step=StepCard(lesson.name(at).capitalize(), at + 1, len(plan), step.hold, step.exercise),
    )


def _answered(turn: Turn, state: State, lesson: Lesson) -> Reply | Turn | None:
    """Yes, no, not sure or "carry on" to the question that is open."""
    at = lesson.step
    match lesson.stage, turn.intent:
        case stages.NEXT | stages.LAST, "AMAZON.YesIntent":
            return _lead(state, lesson, at + 1)
        case stages.NEXT, "AMAZON.NoIntent" | "NotSureIntent":
            return _paused(state, replace(lesson, step=at + 1, easier=False))
        case stages.LAST, "AMAZON.NoIntent" | "NotSureIntent":
            waiting = replace(lesson, stage=stages.AGAIN)
            return Reply(words(ROOM)["not_yet"], _moved(state, waiting), _about(lesson, stages.AGAIN, "again_ask"))
        case stages.AGAIN | stages.RESUME, "AMAZON.YesIntent":
            return _lead(state, lesson, at, easier=lesson.easier)
        case stages.AGAIN | stages.RESUME, "NotSureIntent":
            return _paused(state, lesson)
        case stages.AGAIN, "AMAZON.NoIntent":
            return _lead(state, lesson, at + 1)
        case stages.RESUME, "AMAZON.NoIntent":
            left = _moved(state, replace(lesson, stage=stages.LEFT), under_way="")
            return Reply(words(ROOM)["left"], left, anything_else())
        case stages.LEFT, "AMAZON.ResumeIntent" | "MoreIntent":
            return _lead(state, lesson, at, easier=lesson.easier)
    return None


def _steered(turn: Turn, state: State, lesson: Lesson) -> Reply | Turn | None:
    say, plan, at = words(ROOM), lesson.plan(), lesson.step
    match turn.intent:
        case "AMAZON.NextIntent":
            return _lead(state, lesson, at + 1)
        case "SkipIntent":
            return _lead(state, lesson, routine.skipped(plan, at))
        case "AMAZON.PreviousIntent":
            return _lead(state, lesson, max(at - 1, 0), "" if at else say["at_start"])
        case "AMAZON.StartOverIntent":
            return _lead(state, lesson, 0)
        case "AMAZON.PauseIntent":
            return _paused(state, lesson)
        case "EasierIntent":
            return _lead(state, lesson, at, easier=True)
        case "OtherSideIntent":
            other = routine.other_side(plan, at)
            if other is not None:
                return _lead(state, lesson, other)
            return _aside(state, say["both_at_once"] if plan[at].side == "both" else say["no_sides"])
        case "SlowerIntent" | "FasterIntent":
            pace, told = _pace(turn, lesson)
            waiting = replace(lesson, pace=pace, stage=stages.AGAIN)
            question = _about(lesson, stages.AGAIN, "again_ask")
            return Reply(told, _moved(state, waiting, under_way=ROOM), question)
        case "HowManyLeftIntent":
            remaining = routine.remaining(plan, at)
            if remaining > 1:
                return _aside(state, filled(say["left_many"], count=remaining))
            return _aside(state, say[("left_none", "left_one")[remaining]])
        case "HowLongIntent":
            return _aside(state, _length(lesson))
        case "WhatForIntent":
            return _aside(state, filled(say["for_what"], purpose=catalog.described(plan[at].exercise)["purpose"]))
        case "PickIntent":
            return _aside(state, filled(say["only"], name=lesson.name()))
        case "ExplainIntent":
            return _aside(state, say["step_reprompt"])
    return None


def _aside(state: State, text: str) -> Reply:
    """Something said in between that changes nothing: the question that was open is asked again."""
    return Reply(text, state, open_question(state))


def _pace(turn: Turn, lesson: Lesson) -> tuple[str, str]:
    """The pace after "slower" or "faster", and what is said about it."""
    say = words(ROOM)
    pace = routine.paced(lesson.pace, -1 if turn.intent == "SlowerIntent" else 1)
    changed, unchanged = ("slower", "slowest") if turn.intent == "SlowerIntent" else ("faster", "fastest")
    return pace, say[changed if pace != lesson.pace else unchanged]


def _length(lesson: Lesson) -> str:
    say = words(ROOM)
    seconds = round(script.seconds(script.step(lesson.plan(), lesson.step)), -1)
    this = filled(say["how_long"], seconds=round(seconds))
    if lesson.routine not in catalog.routines():
        return this
    return f"{this} {filled(say['how_long_all'], minutes=catalog.routines()[lesson.routine]['minutes'])}"


def _paused(state: State, lesson: Lesson) -> Reply:
    waiting = _moved(state, replace(lesson, stage=stages.RESUME), under_way=ROOM)
    return Reply(words(ROOM)["paused"], waiting, _about(lesson, stages.RESUME, "resume_ask", "paused_reprompt"))


def _hurts(state: State, lesson: Lesson) -> Reply:
    """Stop at once, say what to do, and offer the check-up: pain or dizziness is its business, not ours."""
    say = words(ROOM)
    led = state.question.room == ROOM and lesson.stage in stages.LED
    under_way = "" if state.under_way == ROOM else state.under_way
    stopped = Lesson(pace=lesson.pace, hurt=True, stage=stages.CHECKUP)
    moved = _moved(state, stopped, under_way=under_way)
    return Reply(say["hurts"] if led else say["hurts_anyway"], moved, _ask(stages.CHECKUP, "hurts_ask"), net=say["net"])


def _after_pain(state: State, lesson: Lesson, lead: str) -> Reply:
    """It hurt, and nobody has looked into it since: the check-up is offered again, and no stretch."""
    moved = _moved(state, replace(lesson, stage=stages.CHECKUP))
    return Reply(lead, moved, _ask(stages.CHECKUP, "hurts_ask"))


def _about(lesson: Lesson, stage: str, key: str, reprompt: str = "") -> Question:
    """A question about the step led last."""
    question = _ask(stage, key, reprompt)
    return replace(question, ask=filled(question.ask, name=lesson.name(), step=lesson.step + 1))


def _to_checkup(turn: Turn) -> Turn:
    return replace(turn, intent="StartCheckupIntent", slots={})


def _moved(state: State, lesson: Lesson, **changes: object) -> State:
    return state.enter(ROOM, lesson, **changes)
