"""Gentle stretches, led by voice alone: each hold counted aloud, steered at any moment."""

from dataclasses import replace

from upper_back_guide import caregiver, checkup
from upper_back_guide.content import words
from upper_back_guide.stretching import asked, catalog, routine, script
from upper_back_guide.stretching.place import ROOM, Place
from upper_back_guide.stretching.script import filled
from upper_back_guide.turn import Reply, State, StepCard, Turn

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

URGENT = frozenset({"EMERGENCY", "TODAY"})
"""Levels of the check-up that forbid stretching."""

YES, NO, UNSURE = "AMAZON.YesIntent", "AMAZON.NoIntent", "NotSureIntent"
COUNTS = frozenset({"HowLongIntent", "HowManyLeftIntent"})
GO = frozenset({YES, "AMAZON.ResumeIntent", "MoreIntent"})
""" "Carry on" may come as any of them."""

VOICE = {"SlowerIntent": "SpeakSlowerIntent", "FasterIntent": "SpeakFasterIntent"}
"""With no stretch to steer, they are about the voice."""

MOVES = frozenset(
    {"AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.ResumeIntent", "AMAZON.StartOverIntent", "MoreIntent"}
)


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Start, lead and steer a routine; None for what means nothing here."""
    place = Place.of(state)
    match turn.intent:
        case "StartStretchIntent":
            return _start(turn, state, place)
        case "HurtsIntent":
            return _hurts(state, place)
        case "EnoughIntent":
            return Reply(words(ROOM)["enough"], _moved(state, Place(pace=place.pace), under_way=""))
    here = state.room == ROOM
    steered = here and place.asked in asked.LED
    if turn.intent in VOICE and not steered:
        return replace(turn, intent=VOICE[turn.intent])
    if here and place.asked == asked.SCREEN:
        return _screened(turn, state, place)
    if here and place.asked == asked.BACK:
        return _returned(turn, state, place)
    if steered:
        return _answered(turn, state, place) or _steered(turn, state, place)
    if turn.intent in STEERING:
        if state.room == "answers" and turn.intent in COUNTS:  # "how long?" after an answer is about that
            return None
        say = words(ROOM)
        return Reply(say["nothing_going"], _moved(state, replace(place, asked=asked.OFFER)), say["start_ask"])
    return _chosen(turn, state, place) if here else None


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def resumption(state: State) -> tuple[str, str, State]:
    """The question that brings an interrupted routine back; an ordinary one when it may not go on."""
    place, say = Place.of(state), words(ROOM)
    if _barred(state) or not place.routine:
        return words("basics")["anything_else"], "", replace(state, under_way="")
    if place.asked == asked.SCREEN:
        return say["screen"], say["screen_reprompt"], _moved(state, place)
    if place.asked == asked.BACK:
        return _about(place, "come_back_ask"), "", _moved(state, place)
    return _about(place, "resume_ask"), "", _moved(state, replace(place, asked=asked.RESUME))


# Before a routine: which one, and whether anything forbids it.


def _start(turn: Turn, state: State, place: Place) -> Reply:
    if state.under_way == "checkup":
        return Reply(words(ROOM)["checkup_first"], replace(state, room=ROOM), words("basics")["ask"])
    exercise, wanted, minutes = (turn.slot(name) for name in ("exercise", "routine", "minutes"))
    for id_ in filter(catalog.known, (exercise.id, wanted.id)):
        return _screen(state, Place(id_, pace=place.pace))
    if heard := exercise.heard or wanted.heard:
        return _nearest(heard, state, place)
    if minutes.heard.isdecimal():
        return _screen(state, Place(catalog.of_length(int(minutes.heard)), pace=place.pace))
    if barred := _barred(state):
        return barred
    if state.under_way == ROOM:
        question, reprompt, waiting = resumption(state)
        return Reply(words(ROOM)["in_the_middle"], waiting, question, reprompt)
    return _which(state, place)


def _which(state: State, place: Place) -> Reply:
    say = words(ROOM)
    choice = Place(pace=place.pace, asked=asked.WHICH, offered=tuple(catalog.routines()))
    return Reply(say["which"], _moved(state, choice), say["which_ask"], say["which_reprompt"])


def _nearest(heard: str, state: State, place: Place) -> Reply:
    """The real ones that sound most like an unknown name; what was heard is neither said again nor kept."""
    if barred := _barred(state):
        return barred
    say, near = words(ROOM), catalog.nearest(heard)
    first, *rest = (f"the {catalog.name(id_)}" for id_ in near)
    names = f"{first}, {', and '.join(rest)}"
    choice = Place(pace=place.pace, asked=asked.WHICH, offered=near)
    ask = filled(say["unknown_ask"], name=catalog.name(near[0]))
    return Reply(filled(say["unknown"], names=names), _moved(state, choice), ask)


def _chosen(turn: Turn, state: State, place: Place) -> Reply | Turn | None:
    """Answers to the questions that are open when no step was led."""
    say = words(ROOM)
    match place.asked, turn.intent:
        case asked.WHICH, intent if intent in GO | {UNSURE, "AMAZON.NextIntent"}:
            return _screen(state, Place(place.offered[0], pace=place.pace))
        case asked.WHICH, "PickIntent":
            number = turn.slot("position").id or turn.slot("number").heard
            if number.isdecimal() and 1 <= int(number) <= len(place.offered):
                return _screen(state, Place(place.offered[int(number) - 1], pace=place.pace))
            return _which(state, place)
        case asked.OFFER, "AMAZON.YesIntent" | "NotSureIntent":
            return _barred(state) or _which(state, place)
        case asked.WHICH | asked.OFFER, "AMAZON.NoIntent":
            return Reply(words("answers")["declined_offer"], _moved(state, Place()), words("basics")["anything_else"])
        case asked.CHECKUP, "AMAZON.NoIntent":
            return Reply(say["hurts_no"], _moved(state, Place()), words("basics")["anything_else"])
        case asked.CHECKUP, intent if intent in MOVES | {YES, UNSURE}:  # going on after a stop sign is for the check-up
            return _to_checkup(turn)
        case "", "AMAZON.StartOverIntent" if place.routine:
            return _screen(state, Place(place.routine, pace=place.pace))
    return None


def _screen(state: State, place: Place, lead: str = "") -> Reply:
    """What the routine needs, one sentence of safety, and one question for all that forbids it."""
    if barred := _barred(state):
        return barred
    say = words(ROOM)
    safety = say["safe"] if state.disclaimed else f"{words('basics')['disclaimer']} {say['safe']}"
    speech = " ".join(filter(None, (lead, _needs(place.routine), safety)))
    screening = replace(place, asked=asked.SCREEN, person=state.person)
    moved = _moved(state, screening, under_way=ROOM, disclaimed=True)
    return Reply(speech, moved, say["screen"], say["screen_reprompt"])


def _needs(id_: str) -> str:
    """Where and with what: the opening of a routine, or of one exercise alone."""
    if id_ in catalog.routines():
        intro: str = catalog.routines()[id_]["intro"]
        return intro
    exercise = catalog.described(id_)
    ask = words(ROOM)["single" if exercise["equipment"] else "single_bare"]
    return filled(ask, **{key: exercise[key] for key in ("name", "position", "equipment")})


def _screened(turn: Turn, state: State, place: Place) -> Reply | Turn | None:
    """The answer to the opening question. Nothing but a plain no begins the routine."""
    say = words(ROOM)
    match turn.intent:
        case "AMAZON.NoIntent":
            return _lead(state, place, place.step, say["begin"])
        case "AMAZON.YesIntent" | "NotSureIntent":
            return _to_checkup(turn)
        case "AMAZON.FallbackIntent":
            return None
        case intent if intent in STEERING | MOVES | {"AMAZON.PauseIntent", "PickIntent"}:
            return Reply(say["screen_again"], _moved(state, place), say["screen"], say["screen_reprompt"])
    return None


def _returned(turn: Turn, state: State, place: Place) -> Reply | Turn | None:
    """The answer to "shall we carry on?" in a new session: what forbids it is asked again after so long."""
    say = words(ROOM)
    match turn.intent:
        case "AMAZON.NoIntent":
            return Reply(
                say["left"], _moved(state, Place(pace=place.pace), under_way=""), words("basics")["anything_else"]
            )
        case "NotSureIntent" | "AMAZON.PauseIntent":
            return Reply(say["paused"], state, state.said.question, say["paused_reprompt"])
        case "HowLongIntent" | "HowManyLeftIntent" | "WhatForIntent":
            return _steered(turn, state, place)
        case "AMAZON.StartOverIntent":
            return _screen(state, replace(place, step=0))
        case intent if intent in GO | MOVES | STEERING:
            return _screen(state, place)
    return None


def _barred(state: State) -> Reply | None:
    """What is said instead of stretching to somebody who should not: see someone first."""
    if state.level in URGENT:
        return checkup.advice_again(state)
    say = words(ROOM)
    reason = "for_children" if caregiver.is_child(state) else say["not_led"].get(state.group)
    if not reason:
        return None
    return Reply(say[reason], _moved(state, Place(), under_way=""), words("basics")["anything_else"])


# During a routine: leading a step, and steering.


def _lead(state: State, place: Place, at: int, lead: str = "", easier: bool = False) -> Reply:
    """Lead a step, in one reply; past the last one, the routine is done."""
    if barred := _barred(state):
        return barred
    if place.person != state.person:
        return _screen(state, replace(place, step=min(at, len(place.plan()) - 1)))
    say, plan = words(ROOM), place.plan()
    if at >= len(plan):
        done = Place(place.routine, pace=place.pace)
        return Reply(say["done"], _moved(state, done, under_way=""), words("basics")["anything_else"])
    step, last = plan[at], at == len(plan) - 1
    ask = "finish_ask" if last else "next_ask" if plan[at + 1].opens else "side_ask"
    led = replace(place, step=at, easier=easier, asked=asked.LAST if last else asked.NEXT)
    return Reply(
        tuple(filter(None, (lead, *script.step(plan, at, easier)))),
        _moved(state, led, under_way=ROOM),
        say[ask],
        say["step_reprompt"],
        step=StepCard(place.name(at).capitalize(), at + 1, len(plan), step.hold, step.exercise),
    )


def _answered(turn: Turn, state: State, place: Place) -> Reply | None:
    """Yes, no, not sure or "carry on" to the question that is open."""
    at = place.step
    match place.asked:
        case asked.NEXT | asked.LAST if turn.intent in GO:
            return _lead(state, place, at + 1)
        case asked.NEXT if turn.intent in (NO, UNSURE):
            return _paused(state, replace(place, step=at + 1, easier=False))
        case asked.LAST if turn.intent in (NO, UNSURE):
            waiting = _moved(state, replace(place, asked=asked.AGAIN))
            return Reply(words(ROOM)["not_yet"], waiting, _about(place, "again_ask"))
        case asked.AGAIN | asked.RESUME if turn.intent in GO:
            return _lead(state, place, at, easier=place.easier)
        case asked.AGAIN | asked.RESUME if turn.intent == UNSURE:
            return _paused(state, place)
        case asked.AGAIN if turn.intent == NO:
            return _lead(state, place, at + 1)
        case asked.RESUME if turn.intent == NO:
            left = _moved(state, replace(place, asked=asked.LEFT), under_way="")
            return Reply(words(ROOM)["left"], left, words("basics")["anything_else"])
        case asked.LEFT if turn.intent == "AMAZON.ResumeIntent":
            return _lead(state, place, at, easier=place.easier)
    return None


def _steered(turn: Turn, state: State, place: Place) -> Reply | None:
    say, plan, at = words(ROOM), place.plan(), place.step
    match turn.intent:
        case "AMAZON.NextIntent":
            return _lead(state, place, at + 1)
        case "SkipIntent":
            return _lead(state, place, routine.skipped(plan, at))
        case "AMAZON.PreviousIntent":
            return _lead(state, place, max(at - 1, 0), "" if at else say["at_start"])
        case "AMAZON.StartOverIntent":
            return _lead(state, place, 0)
        case "AMAZON.PauseIntent":
            return _paused(state, place)
        case "EasierIntent":
            return _lead(state, place, at, easier=True)
        case "OtherSideIntent":
            other = routine.other_side(plan, at)
            if other is not None:
                return _lead(state, place, other)
            return _told(state, say["both_at_once"] if plan[at].side == "both" else say["no_sides"])
        case "SlowerIntent" | "FasterIntent":
            pace, told = _pace(turn, place)
            waiting = _moved(state, replace(place, pace=pace, asked=asked.AGAIN), under_way=ROOM)
            return Reply(told, waiting, _about(place, "again_ask"))
        case "HowManyLeftIntent":
            left = routine.left(plan, at)
            return _told(
                state, filled(say["left_many"], count=left) if left > 1 else say[("left_none", "left_one")[left]]
            )
        case "HowLongIntent":
            return _told(state, _length(place))
        case "WhatForIntent":
            return _told(state, filled(say["for_what"], purpose=catalog.described(plan[at].exercise)["purpose"]))
    return None


def _told(state: State, told: str) -> Reply:
    """An aside that changes nothing: the question that was open is asked again."""
    return Reply(told, state, state.said.question or words("basics")["anything_else"], state.said.reprompt)


def _pace(turn: Turn, place: Place) -> tuple[str, str]:
    """The pace after "slower" or "faster", and what is said about it."""
    say = words(ROOM)
    pace = routine.paced(place.pace, -1 if turn.intent == "SlowerIntent" else 1)
    changed, unchanged = ("slower", "slowest") if turn.intent == "SlowerIntent" else ("faster", "fastest")
    return pace, say[changed if pace != place.pace else unchanged]


def _length(place: Place) -> str:
    say = words(ROOM)
    seconds = round(script.seconds(script.step(place.plan(), place.step)), -1)
    this = filled(say["how_long"], seconds=round(seconds))
    if place.routine not in catalog.routines():
        return this
    return f"{this} {filled(say['how_long_all'], minutes=catalog.routines()[place.routine]['minutes'])}"


def _paused(state: State, place: Place) -> Reply:
    say = words(ROOM)
    waiting = _moved(state, replace(place, asked=asked.RESUME), under_way=ROOM)
    return Reply(say["paused"], waiting, _about(place, "resume_ask"), say["paused_reprompt"])


def _hurts(state: State, place: Place) -> Reply:
    """Stop at once, say what to do, and offer the check-up: pain or dizziness is its business, not ours."""
    say = words(ROOM)
    led = state.room == ROOM and place.asked in asked.LED
    under_way = "" if state.under_way == ROOM else state.under_way
    stopped = _moved(state, Place(pace=place.pace, asked=asked.CHECKUP), under_way=under_way)
    return Reply(say["hurts"] if led else say["hurts_anyway"], stopped, say["hurts_ask"])


def _about(place: Place, ask: str) -> str:
    """A question about the step led last."""
    return filled(words(ROOM)[ask], name=place.name(), step=place.step + 1)


def _to_checkup(turn: Turn) -> Turn:
    return replace(turn, intent="StartCheckupIntent", slots={})


def _moved(state: State, place: Place, **changes: object) -> State:
    return state.moved(ROOM, place, **changes)
