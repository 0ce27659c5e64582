"""What comes before a stretch: who is not led, and two questions about all that forbids one."""

from dataclasses import replace

from upper_back_guide.content import facts, words
from upper_back_guide.meaning import holds, said
from upper_back_guide.patient import URGENT
from upper_back_guide.questions import anything_else
from upper_back_guide.stretching import catalog, stages
from upper_back_guide.stretching.asking import moved, question
from upper_back_guide.stretching.lesson import ROOM, Lesson
from upper_back_guide.stretching.script import described, filled
from upper_back_guide.turn import Question, Reply, Slot, State, Turn
from upper_back_guide.wording import grammar

Outcome = Reply | Turn | None


def barred(state: State, lesson: Lesson) -> Reply | Turn | None:
    """What is said instead of stretching to somebody who should not: see someone first, or a check-up; None for who may
    be led."""
    say, one = words(ROOM), state.patient
    if one.level in URGENT:
        return Turn("AdviceAgainIntent")
    if reason := state.people.not_led:
        return Reply(say[reason], moved(state, _over(lesson), under_way=""), anything_else())
    if state.people.person in lesson.refused:
        return _ask_first(state, lesson)
    if not one.checked and (lesson.hurt or one.signs):
        return checked_first(state, lesson, say["hurts_before" if lesson.hurt else "signs_before"])
    return None


def checked_first(state: State, lesson: Lesson, lead: str) -> Reply:
    """Nobody has looked into it since: the check-up is offered, and no stretch."""
    stopped = moved(state, replace(lesson, stage=stages.CHECKUP), under_way="")
    return Reply(lead, stopped, question(stages.CHECKUP, "hurts_ask"))


def _over(lesson: Lesson) -> Lesson:
    return Lesson(pace=lesson.pace, hurt=lesson.hurt, refused=lesson.refused)


def due(state: State, lesson: Lesson, at: int) -> str:
    """The opening question that has still to be asked, a stage; empty when a stretch may begin.

    What is known is not asked: a check-up that found nothing has asked about the signs, and about most of the body.
    """
    clear = lesson.is_clear(state, at)
    if not clear and not _found_nothing(state):
        return stages.SCREEN
    body = catalog.asks_body(lesson.routine) and not (clear and lesson.cleared == stages.BODY)
    return stages.BODY if body else stages.NOTHING


def _found_nothing(state: State) -> bool:
    return state.patient.checked and state.patient.level == "SELF_CARE"


def ask(turn: Turn, state: State, lesson: Lesson, lead: str = "") -> Reply:
    """The opening question that is due, after what the routine needs and one sentence of safety."""
    asked = due(state, lesson, turn.at)
    say = words(ROOM)
    safety = say["safe"] if state.disclaimed else f"{words('phrases')['disclaimer']} {say['safe']}"
    opens = not lesson.is_clear(state, turn.at)
    speech = " ".join(filter(None, (lead, needs(lesson) if opens else "", safety if opens else "")))
    waiting = replace(lesson, stage=asked, skipped=False)
    return Reply(speech or say["begin"], moved(state, waiting, under_way=ROOM, disclaimed=True), asking(state, asked))


def asking(state: State, stage: str) -> Question:
    """An opening question, for whom it is about."""
    if stage == stages.SCREEN:
        return question(stages.SCREEN, "screen", "screen_reprompt")
    if body_parts(state) == (SURGERY,):
        return question(stages.BODY, "surgery", "screen_reprompt")
    named = grammar().either([words(ROOM)["body_parts"][part] for part in body_parts(state)])
    asked = question(stages.BODY, "body", "screen_reprompt")
    return replace(asked, ask=filled(asked.ask, parts=named))


def body_parts(state: State) -> tuple[str, ...]:
    """What of the body is asked about: neither what a check-up has just asked, nor what cannot be."""
    relation = facts("caregiver")["relations"].get(state.people.person, {})
    cannot = {"pregnancy"} if relation.get("pronoun") == "he" or "age_65" in state.patient.conditions else set()
    table = facts(ROOM)["body"]
    if _found_nothing(state):
        cannot |= {part for part, told in table.items() if told["question"]}
    return tuple(part for part in table if part not in cannot)


def needs(lesson: Lesson) -> str:
    """Where and with what: the opening of a routine, or of one exercise alone."""
    id_ = lesson.routine
    if catalog.is_routine(id_):
        told = catalog.routines()[id_]
        return filled(told["intro"], minutes=lesson.minutes or told["minutes"])
    exercise = described(id_)
    text = words(ROOM)["single" if exercise["equipment"] else "single_bare"]
    return filled(text, **{key: exercise[key] for key in ("name", "position", "equipment")})


# What answers them. Nothing but a plain no leads on; "next" says nothing about it.


def to_checkup(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """A yes, or not sure, to signs of danger: the check-up, from its first question."""
    if names_surgery(turn):
        return _ask_first(state, lesson)
    return replace(turn, intent="StartCheckupIntent", slots={})


def body_to_checkup(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """A yes to the body: the check-up's questions about it; surgery it does not ask about, so somebody else has to."""
    parts = body_parts(state)
    if parts == (SURGERY,) or names_surgery(turn):
        return _ask_first(state, lesson)
    asked = dict.fromkeys(facts(ROOM)["body"][part]["question"] for part in parts)
    first = Slot(" ".join(filter(None, asked)))
    return replace(turn, intent="StartCheckupIntent", slots={"questions": first})


SURGERY = "surgery"


def names_surgery(turn: Turn) -> bool:
    """Whether words name an operation: the check-up does not ask about one."""
    return holds(said(turn), words(ROOM)["surgery_words"])


def _ask_first(state: State, lesson: Lesson) -> Reply:
    refused = replace(_over(lesson), refused=tuple(dict.fromkeys((*lesson.refused, state.people.person))))
    return Reply(words(ROOM)["ask_first"], moved(state, refused, under_way=""), anything_else())


def why(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Why it is asked."""
    return again(state, lesson, words(ROOM)["screen_why"])


def meaning(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """What it means."""
    return again(state, lesson, words(ROOM)["screen_meaning"])


def skip(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """Asked once more; a question left open counts as not sure."""
    if lesson.skipped:
        return (
            to_checkup(turn, state, lesson) if lesson.stage == stages.SCREEN else body_to_checkup(turn, state, lesson)
        )
    return again(state, replace(lesson, skipped=True), words(ROOM)["screen_again"])


def unclear(turn: Turn, state: State, lesson: Lesson) -> Outcome:
    """No plain answer: asked once more."""
    return again(state, lesson, words(ROOM)["screen_again"])


def again(state: State, lesson: Lesson, lead: str) -> Reply:
    """The opening question that is open, asked again."""
    return Reply(lead, moved(state, lesson), asking(state, lesson.stage))
