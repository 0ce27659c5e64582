"""What an intent means at the question that is open: one table, kind of question by what may come.

A device picks the nearest intent, and often a neighbour's: "carry on" may arrive as Resume, More or Yes, and "great" as
Thanks. So each kind of question says what it takes a neighbour for. What is not in the table means what it says.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from upper_back_guide import listening
from upper_back_guide.content import words
from upper_back_guide.turn import Question, State, Turn

YES, NO, UNSURE = "AMAZON.YesIntent", "AMAZON.NoIntent", "NotSureIntent"
NEXT, PREVIOUS, OVER = "AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.StartOverIntent"
PAUSE, RESUME, MORE = "AMAZON.PauseIntent", "AMAZON.ResumeIntent", "MoreIntent"
STOP = frozenset({"AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent", "AMAZON.StopIntent"})
"""What ends the talk, whatever is open."""

CONFIRMATIONS = frozenset({YES, NO, UNSURE})
"""What answers the open question and nothing else."""

SKIP, UNCLEAR, PART, WAIT, GO_ON, LEFT = "(skip)", "(unclear)", "(part)", "(wait)", "(go on)", "(left)"
"""What no intent says by itself: leave the question out, no plain answer to it, a no to only some of what it names,
give me time, go on with what was under way, how many questions are left."""

Kind = Literal["strict", "offer", "step", "choice", "open"]
"""strict: about danger, or about deleting; only a plain yes or no counts. offer: shall I, want to hear. step: ready for
the next one. choice: which one. open: anything may be asked."""

KINDS: Mapping[str, Kind] = {
    "answers.offer": "offer",
    "answers.word": "open",
    "basics.either": "open",
    "basics.else": "open",
    "basics.know": "open",
    "basics.again": "open",
    "basics.topic": "open",
    "checkup.offer": "offer",
    "checkup.start": "offer",
    "emergency.lift": "strict",
    "emergency.repeat": "offer",
    "emergency.safe": "strict",
    "emergency.sign": "strict",
    "emergency.who": "open",
    "settings.delete": "strict",
    "settings.speed": "choice",
    "stretching.again": "step",
    "stretching.back": "step",
    "stretching.body": "strict",
    "stretching.checkup": "offer",
    "stretching.ease": "step",
    "stretching.last": "step",
    "stretching.next": "step",
    "stretching.ready": "offer",
    "stretching.resume": "step",
    "stretching.screen": "strict",
    "stretching.start": "offer",
    "stretching.which": "choice",
}
"""The kind of every question; those of the check-up, one for each of its rules, are strict."""

STEERING = (
    *("AgainIntent", "BreathIntent", "CountIntent", "EasierIntent", "FormIntent", "HandsIntent", "HowLongIntent"),
    *("HowManyLeftIntent", "OtherSideIntent", "SkipIntent", "WhatForIntent"),
)
"""What steers a stretch, and means nothing where none is led."""

DIRE = frozenset({"chest", "tearing", "legs", "spine", "sudden", "hard", "stiff_neck", "belly", "losing"})
"""Questions of the check-up whose yes is an emergency: "no just a bit" is no answer to them."""

OPENING = frozenset({"stretching.body", "stretching.screen"})
"""What is asked before a stretch that somebody is keen to begin."""

LONGEST = 400
"""Characters of words that are looked at."""

GENERAL = "chest"
"""The question of the check-up that words are held against where the open one is of another room."""

TABLE: Mapping[str, Mapping[str, str]] = {
    "strict": {
        **dict.fromkeys([RESUME, MORE, "PickIntent", "RepairIntent", "ShorterIntent"], UNCLEAR),
        **dict.fromkeys(["ThanksIntent", "GreetingIntent", *STEERING], UNCLEAR),
        NEXT: SKIP,
        "SkipIntent": SKIP,
        PAUSE: WAIT,
    },
    "offer": {RESUME: YES, MORE: YES, UNSURE: WAIT, PAUSE: WAIT},
    "step": {RESUME: YES, MORE: YES, "WhyIntent": "WhatForIntent"}
    | dict.fromkeys(["BodyPartHurtsIntent", "HaveComplaintIntent", "InPainIntent"], "HurtsIntent"),
    "choice": {RESUME: YES, MORE: YES, NEXT: YES, PAUSE: WAIT},
    "open": {RESUME: MORE, PAUSE: WAIT},
    # Questions that take something otherwise than their kind.
    "answers.offer": {MORE: MORE},
    "checkup": {"EnoughIntent": "StopCheckupIntent", "HowManyLeftIntent": LEFT},
    "stretching.back": dict.fromkeys([NEXT, PREVIOUS, "EasierIntent", "OtherSideIntent", "SkipIntent"], YES),
    "stretching.checkup": dict.fromkeys([NEXT, PREVIOUS, OVER, UNSURE], YES) | dict.fromkeys(STEERING, UNCLEAR),
    **dict.fromkeys(["stretching.body", "stretching.screen"], dict.fromkeys([PREVIOUS, OVER], UNCLEAR)),
    "stretching.start": {UNSURE: YES},
    "stretching.which": {UNSURE: YES},
}
"""By question, by room, and by kind of question; the first that says something counts."""


def kind(question: Question) -> Kind:
    """The kind of a question; with none open, anything may be asked."""
    return KINDS.get(question.id, "strict" if question.room == "checkup" else "open")


COMMANDS = STOP | frozenset(
    {NEXT, PREVIOUS, OVER, PAUSE, "AMAZON.HelpIntent", "AMAZON.RepeatIntent", "SkipIntent"}
    | {"WhyIntent", "ExplainIntent", "CorrectIntent"}
)
"""What is no answer, whatever its words are."""


def interpret(turn: Turn, state: State) -> Turn:
    """The turn as it is meant at the open question."""
    question = state.question
    asked = kind(question)
    if asked == "strict" and turn.intent == MORE and state.room == "answers":
        return turn  # more of the answer that came in between
    if asked == "strict" and turn.intent not in COMMANDS and (meant := _answer(turn, question)):
        return replace(turn, intent=meant)
    for key in (question.id, question.room, asked):
        if known := TABLE.get(key, {}).get(turn.intent):
            return replace(turn, intent=known)
    return turn


def _answer(turn: Turn, question: Question) -> str:
    """What words answer to a question about danger; empty where there are none, or they answer nothing."""
    spoken = said(turn)
    if not spoken:
        return ""
    say = words("phrases")
    if holds(spoken, say["evasions"]):
        return UNCLEAR
    plain = turn.words and turn.intent in (YES, NO)
    wants = turn.intent in ("StartStretchIntent", "SettleIntent", "EnoughIntent")
    if question.id in OPENING and turn.intent != NO and not wants and holds(spoken, say["keen"]):
        return UNCLEAR  # "yes let's do it" says nothing of what was asked
    if plain and spoken in words("phrases")["plain_yes" if turn.intent == YES else "plain_no"]:
        return turn.intent
    if spoken in say["plain_no"]:
        return NO  # whatever intent it arrived as
    of_the_checkup = question.room == "checkup" and question.name not in ("offer", "start")
    about = question.name if of_the_checkup else GENERAL
    heard = {"yes": YES, "no": NO, "unsure": UNSURE, "part": PART}.get(listening.answer(spoken, about) or "", "")
    if heard == YES and question.name in DIRE and holds(spoken, say["long_ago"]):
        return UNCLEAR
    if heard == NO and question.id in OPENING and not _is_all(spoken):
        return UNCLEAR
    if heard == NO and (question.name in DIRE or not of_the_checkup) and is_hedged(spoken):
        return UNCLEAR
    return heard or (UNCLEAR if plain else "")


def _is_all(spoken: str) -> bool:
    """Whether a no is to all that was asked: it begins with one, hedges nothing, and names no part of it. What else is
    said there is how somebody is well."""
    say = words("phrases")
    if is_clear_no(spoken, say["well"]):
        return True
    teller, tells, told = spoken.partition(" says ")
    if tells and len(teller.split()) < 3:
        spoken = told  # "he says no nothing like that"
    begins = any(f"{spoken} ".startswith(f"{no} ") for no in say["plain_no"])
    facts = listening.hear(spoken)
    return begins and not is_hedged(spoken) and not facts.signs and not facts.denied


def said(turn: Turn) -> str:
    """The words of a turn, or of its slots where a door hears none, in small letters and without marks."""
    spoken = turn.words or " ".join(slot.heard for slot in turn.slots.values() if slot.heard and not slot.id)
    return cleaned(spoken[:LONGEST])


def cleaned(spoken: str) -> str:
    """Words in small letters and without marks."""
    return " ".join(re.findall(r"[a-z']+", spoken.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))


def holds(spoken: str, phrases: Iterable[str]) -> bool:
    """Whether one of these phrases stands in the words, whole."""
    padded = f" {spoken} "
    return any(f" {phrase} " in padded for phrase in phrases)


def is_hedged(spoken: str) -> bool:
    """Whether something in it makes a no, or a yes, less than clear: "no just a bit"."""
    return holds(spoken, words("phrases")["hedges"])


def is_clear_no(spoken: str, well: Sequence[str] = ()) -> bool:
    """Whether words are a plain no and nothing else of weight: only that lifts a call. `well` are more words that may
    stand beside it."""
    say = words("phrases")
    if not spoken or is_hedged(spoken):
        return not spoken
    plain = [no for no in say["plain_no"] if f"{spoken} ".startswith(f"{no} ")]
    return bool(plain) and set(spoken.removeprefix(max(plain, key=len)).split()) <= {*say["small"], *well}


def is_clear_yes(spoken: str) -> bool:
    """Whether words say that somebody is safe, and hedge nothing."""
    say = words("phrases")
    if not spoken or is_hedged(spoken) or holds(spoken, say["doubts"]):
        return not spoken
    return any(f"{spoken} ".startswith(f"{yes} ") for yes in say["safe_yes"])
