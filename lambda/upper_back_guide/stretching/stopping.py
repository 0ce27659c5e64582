"""What somebody feels while a stretch is led: what is fine, what wants easing off, and what stops it.

Pain, and whatever else is new, stops it: then nothing is led until a check-up has looked into it. A sign of danger
never comes here: the emergency policy hears it first.
"""

from collections.abc import Iterator
from dataclasses import replace

from upper_back_guide.content import facts, words
from upper_back_guide.meaning import PAUSE, YES, cleaned, holds
from upper_back_guide.questions import anything_else, open_question
from upper_back_guide.stretching import leading, routine, screening, script, stages
from upper_back_guide.stretching.asking import about, moved, question, waiting
from upper_back_guide.stretching.lesson import ROOM, Lesson
from upper_back_guide.turn import Pause, Reply, Slot, State, Turn

Outcome = Reply | Turn | None

ABOUT_THEM = frozenset(
    {"AMAZON.FallbackIntent", "AMAZON.YesIntent", "AgeIntent", "HaveConditionIntent", "OtherConditionIntent"}
    | {"PersonGroupIntent"}
)
"""Intents that what somebody has or is may arrive as."""

WAY_UP = "(way up)"
"""Somebody wants to get up from the floor."""

FELT = "FeltIntent"
"""Something is felt, in its slot or in the words."""

TELLING = frozenset(
    {
        "AMAZON.FallbackIntent",
        "AMAZON.NoIntent",
        "AMAZON.YesIntent",
        "AboutIntent",
        "BodyPartHurtsIntent",
        "CanCauseIntent",
        "EasierIntent",
        "FeelIntent",
        FELT,
        "HaveComplaintIntent",
        "HaveConditionIntent",
        "HurtsIntent",
        "InPainIntent",
        "IsItBadIntent",
        "IsSymptomIntent",
        "NotSureIntent",
        "OtherConditionIntent",
        "ShorterIntent",
        "StartStretchIntent",
        "ThanksIntent",
        "TopicIntent",
        "WhatIsIntent",
        "WhyDoesIntent",
    }
)
"""Intents that what is felt may arrive as: a device picks the nearest."""


AGAIN = "AMAZON.RepeatIntent"
ASKING = frozenset({stages.SCREEN, stages.BODY})


def claim(turn: Turn, state: State) -> Turn:
    """The turn as it is meant at a question of this room.

    Something felt, where its words or its slots say so while a step is led; the end of a stretch for whoever turns out
    not to be led; surgery, which is a yes to the questions before it; and "again", which is not "say that again".
    """
    lesson = Lesson.of(state)
    if lesson.stage in stages.WANTED and turn.intent in ABOUT_THEM and state.people.not_led:
        return replace(turn, intent="StartStretchIntent")
    if lesson.stage in ASKING and screening.names_surgery(turn):
        return replace(turn, intent=YES)
    if turn.intent in CHECKED_FIRST:
        return turn
    if lesson.stage == stages.CHECKUP and turn.intent in TELLING and _has_eased(turn):
        return _felt(EASING, turn)
    return _while_led(turn) if lesson.stage in stages.LED else turn


def _while_led(turn: Turn) -> Turn:
    """The turn as it is meant while a step is led. What wants easing off or stopping goes before all else."""
    spoken, say = cleaned(turn.words), words(ROOM)
    asks = holds(spoken, say["asking"])
    felt = next((id_ for heard in _heard(turn) if (id_ := sensation(heard))), "")
    if felt and not asks and (turn.intent in TELLING or facts(ROOM)["sensations"][felt]["then"] not in CALM):
        return _felt(felt, turn)
    if meant := _by_words(spoken):
        return replace(turn, intent=meant)
    if turn.intent == AGAIN and spoken in say["again"]:
        return replace(turn, intent="AgainIntent")
    if turn.intent == "HowOftenIntent" and not turn.slots:
        return replace(turn, slots={"relief": Slot(STRETCHING, STRETCHING)})
    if turn.intent not in TELLING:
        return turn
    if asks:
        return replace(turn, intent="FormIntent")
    named = _by_name(turn)
    return _felt(named, turn) if named else turn


def _felt(id_: str, turn: Turn) -> Turn:
    return replace(turn, intent=FELT, slots={"sensation": Slot(id_)})


STRETCHING = "relief.stretching"
"""The entry that says how often to stretch."""

CHECKED_FIRST = frozenset({"EmergencyIntent", "MaybeEmergencyIntent", "StartCheckupIntent"})
"""What goes to the check-up as it is."""

EASING = "easing"
"""What is felt where it goes off again."""

CALM = frozenset({"fine", "place"})
"""What is felt and changes nothing: it is no more than a word beside what else was said."""


def _has_eased(turn: Turn) -> bool:
    return _by_name(turn) == EASING or any(sensation(heard) == EASING for heard in _heard(turn))


def _by_words(spoken: str) -> str:
    """What is meant by words that steer, whatever stands beside them; empty where there are none."""
    say = words(ROOM)
    if any(f"{spoken} ".startswith(f"{wait} ") for wait in say["wait_words"]):
        return PAUSE
    return next((str(intent) for intent, phrases in say["steering"].items() if holds(spoken, phrases)), "")


def _heard(turn: Turn) -> Iterator[str]:
    if turn.words:
        yield turn.words
    else:
        yield from (slot.heard for slot in turn.slots.values())


def _by_name(turn: Turn) -> str:
    """What the name of a body part or of a complaint is felt as, where no words say more."""
    ids = {slot.id for slot in turn.slots.values()}
    heard = {cleaned(slot.heard) for slot in turn.slots.values()}
    say = words(ROOM)["sensations"]
    for id_, told in facts(ROOM)["sensations"].items():
        if ids & {*told.get("named", ())} or heard & {*say[id_].get("named", ())}:
            return str(id_)
    return ""


def sensation(heard: str) -> str:
    """The id of what words say is felt; empty where they say nothing of the kind, or deny it. The gravest is first."""
    spoken = f" {cleaned(heard)} "
    say = words(ROOM)
    for id_, told in say["sensations"].items():
        for phrase in told["hears"]:
            *befores, _ = spoken.split(f" {phrase} ")  # "no headache before, but now a headache" has it twice
            if not all(_is_denied(before) for before in befores):
                return str(id_)
    return ""


def _is_denied(before: str) -> bool:
    return any(f" {no} " in f" {before.strip()} "[-NEAR:] for no in words(ROOM)["denials"])


NEAR = 16
"""How many characters before it a "no" still denies what is felt."""


def felt(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """What to do about what is felt."""
    id_ = turn.slot("sensation").id or sensation(turn.slot("sensation").heard)
    told = facts(ROOM)["sensations"].get(id_)
    if not told:
        return hurts(turn, state, lesson)
    then = told["then"]
    if then == "part":  # the exercise says whether that is for easing off
        plan = lesson.plan()
        eases = id_ in script.described(plan[lesson.step].exercise).get("eases", ())
        then = "ease" if eases else "stop"
    match then:
        case "fine":
            return Reply(words(ROOM)["sensations"][id_]["say"], state, open_question(state))
        case "ease":
            return ease(state, lesson, words(ROOM)["sensations"][id_].get("say", ""))
        case "rest":
            return rest(state, lesson, words(ROOM)["sensations"][id_]["say"])
        case "place":
            return in_place(turn, state, lesson)
        case "help":
            text = words(ROOM)["sensations"][id_]["say"]
            return Reply(text, waiting(state, lesson, stages.RESUME), about(lesson, stages.RESUME, "resume_ask"))
    return hurts(turn, state, lesson)


def in_place(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Somebody got there: on from the way down, and elsewhere a word."""
    here = script.described(lesson.plan()[lesson.step].exercise)
    if here.get("moves_place") and lesson.stage == stages.NEXT:
        return leading.onward(turn, state, lesson)
    return Reply(words(ROOM)["sensations"]["place"]["say"], state, open_question(state))


def ease(state: State, lesson: Lesson, lead: str) -> Reply:
    """Less far: the easier way, and where that was too much already, the next exercise."""
    say = words(ROOM)
    speech = f"{say['ease_off']} {lead}".strip()
    if not lesson.easier:
        return Reply(speech, waiting(state, lesson, stages.EASE), about(lesson, stages.EASE, "ease_ask"))
    left = replace(lesson, step=routine.skipped(lesson.plan(), lesson.step) - 1)
    asked = leading.asked_after(left)
    return Reply(f"{speech} {say['leave_it']}", waiting(state, left, asked.name), asked)


def rest(state: State, lesson: Lesson, text: str) -> Reply:
    """A muscle grips: let go, breathe, wait for it, and only then the easier way."""
    speech = (text, Pause(REST), words(ROOM)["rested"])
    return Reply(speech, waiting(state, lesson, stages.EASE), about(lesson, stages.EASE, "ease_ask"))


REST = 8
"""Seconds in which a cramp may let go before anything is asked."""


def hurts(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Stop at once, say what to do, and offer the check-up: it is its business, not ours."""
    say = words(ROOM)
    led = state.question.room == ROOM and lesson.stage in stages.LED
    under_way = "" if state.under_way == ROOM else state.under_way
    stopped = Lesson(pace=lesson.pace, hurt=True, stage=stages.CHECKUP, refused=lesson.refused)
    onward = moved(state.update_patient(checked=False), stopped, under_way=under_way)
    lead = say["hurts"] if led else say["hurts_anyway"]
    return Reply(lead, onward, question(stages.CHECKUP, "hurts_ask"), net=say["net"])


def since_then(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """What is felt after a stop: a stretch has to wait for the check-up, even where it went off."""
    if turn.slot("sensation").id == EASING:
        return Reply(words(ROOM)["eased_since"], state, open_question(state))
    return hurts(turn, state, lesson)


def no_checkup(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """No check-up: no more stretching either."""
    return Reply(words(ROOM)["hurts_no"], moved(state, replace(lesson, stage=stages.NOTHING)), anything_else())


def nothing_going(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """What steers is said where nothing is led: an offer to start, but not after it hurt."""
    say = words(ROOM)
    if lesson.hurt and not state.patient.checked:
        return screening.checked_first(state, lesson, say["nothing_going"])
    asked = question(stages.START, "start_ask")
    return Reply(say["nothing_going"], moved(state, replace(lesson, stage=stages.START)), asked)
