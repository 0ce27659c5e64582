"""The triage rules, and the engine that asks them. No words here: questions are ids, answers are yes, no or not sure.

Order and levels follow the evidence table that content/en/checkup.toml cites: the most dangerous first, a stop at the
first EMERGENCY, and a question is asked only while its answer can still raise the level. So the level is always the
highest that any answer gives, whatever the order in which answers were given or corrected.

Pain between the shoulder blades alone is not a red flag here, although one national list sends it to urgent care:
applied literally, everyone who talks to this skill would be sent. Hospital leaflets on the upper back say the opposite
for people without flags. So no flag, a plain trigger and an easier position give SELF_CARE with a safety net; no clear
reason, or pain that nothing eases, gives more.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Answer = Literal["yes", "no", "unsure"]
ANSWERS: tuple[Answer, ...] = ("no", "unsure", "yes")
"""From the least to the most urgent."""


class Level(IntEnum):
    """How soon to get professional care."""

    SELF_CARE = 1
    SOON = 2
    """A clinician within days."""

    TODAY = 3
    EMERGENCY = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """One question, and the levels that its answers give."""

    question: str
    """The question's id, a key of [questions] in checkup.toml."""

    rows: tuple[int, ...]
    """Rows of the red-flag table it stands for."""

    yes: Level = Level.SELF_CARE
    unsure: Level = Level.SELF_CARE
    follows: str = ""
    """The question that must have been answered yes or not sure for this one to be asked, or the condition that must be
    known: THINNER or PREGNANCY."""


THINNER, PREGNANCY = "blood_thinners", "pregnancy"
"""Conditions that open a question of their own when they were said, as an answer to another question does."""

E, T, S = Level.EMERGENCY, Level.TODAY, Level.SOON

RULES: tuple[Rule, ...] = (
    Rule("chest", rows=(1, 2, 3, 4), yes=E, unsure=E),
    Rule("tearing", rows=(2, 18), yes=E, unsure=E),
    Rule("legs", rows=(5, 8), yes=E, unsure=E),
    Rule("spine", rows=(22,), yes=E, unsure=E, follows=THINNER),
    Rule("arm", rows=(8,), yes=T, unsure=T),
    Rule("sudden", rows=(2, 8), yes=E, unsure=E, follows="arm"),
    Rule("injury", rows=(6, 7, 22), yes=S, unsure=S),
    Rule("hard", rows=(6, 22), yes=E, unsure=E, follows="injury"),
    Rule("bones", rows=(7,), yes=T, unsure=T, follows="injury"),
    Rule("fever", rows=(11, 12, 15, 16), yes=T, unsure=T),
    Rule("stiff_neck", rows=(11, 12), yes=E, unsure=E, follows="fever"),
    Rule("belly", rows=(16, 17), yes=E, unsure=E, follows="fever"),
    Rule("history", rows=(7, 9, 11), yes=T, unsure=S),
    Rule("pattern", rows=(3, 10, 13), yes=T, unsure=S),
    Rule("who", rows=(19, 20, 21), yes=S, unsure=S),
    Rule("expecting", rows=(19, 20), yes=T, unsure=T, follows="who"),
    Rule("losing", rows=(19,), yes=E, unsure=E, follows=PREGNANCY),
    Rule("course", rows=(14, 25, 26), yes=S, unsure=S),
)
BY_QUESTION = {rule.question: rule for rule in RULES}
FIRST = RULES[0].question
LONGEST = 12
"""Questions on the longest path."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a question is asked, because it was said."""

    answers: frozenset[str] = frozenset()
    """Questions that were answered with yes by what was said, and the conditions above: they are not asked."""

    first: tuple[str, ...] = ()
    """Questions that what was said makes urgent: they come before all others."""

    floor: Level = Level.SELF_CARE
    """The level that what was said gives by itself."""

    decided_by: str = ""
    """The question whose answer gives that level, where one does."""


NOTHING = Known()


def after(
    question: str, answer: Answer, level: Level, known: Known = NOTHING, asked: Collection[str] = ()
) -> tuple[str, Level]:
    """The next question, or "" at the end, and the level after `answer` to `question`, given the level before it, what
    is known and the questions asked before. KeyError when there is no such question.
    """
    rule = BY_QUESTION[question]
    reached = max(level, known.floor, {"yes": rule.yes, "unsure": rule.unsure, "no": Level.SELF_CARE}[answer])
    if answer != "no":
        reached = max(
            [reached, *(later.yes for later in RULES if later.follows == question and later.question in known.answers)]
        )
    if reached == Level.EMERGENCY:
        return "", reached
    open_to = {"", rule.follows, *known.answers} if rule.follows else {"", *known.answers}
    if answer != "no":
        open_to.add(question)
    done = {*known.answers, *asked, question}
    for later in RULES[RULES.index(rule) + 1 :]:
        if later.question not in done and later.follows in open_to and _ceiling(later) > reached:
            return later.question, reached
    return "", reached


def can_raise(question: str, level: Level) -> bool:
    """Whether a question can still lead to more than this level."""
    return _ceiling(BY_QUESTION[question]) > level


def _ceiling(rule: Rule) -> Level:
    """The highest level that asking this can lead to, its follow-ups included."""
    return max([rule.yes, *(_ceiling(later) for later in RULES if later.follows == rule.question)])
