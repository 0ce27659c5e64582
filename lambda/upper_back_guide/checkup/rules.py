"""The triage rules, and the engine that asks them. No words here: questions are ids, answers are yes, no or not sure.

Order and levels follow the evidence table that content/en/checkup.toml cites: the most dangerous first, a stop at the
first EMERGENCY, and a question is asked only while its answer can still raise the level. So the level is always the
highest that any answer gives, whatever the order in which answers were given or corrected.

Pain between the shoulder blades alone is not a red flag here, although one national list sends it to urgent care:
applied literally, everyone who talks to this skill would be sent. Hospital leaflets on the upper back say the opposite
for people without flags. So no flag, a plain trigger and an easier position give SELF_CARE with a safety net; no clear
reason, or pain that nothing eases, gives more.
"""

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
    """The question that must have been answered yes or not sure for this one to be asked."""


E, T, S = Level.EMERGENCY, Level.TODAY, Level.SOON

RULES: tuple[Rule, ...] = (
    Rule("chest", rows=(1, 2, 3, 4), yes=E, unsure=E),
    Rule("tearing", rows=(2, 18), yes=E, unsure=E),
    Rule("legs", rows=(5, 8), yes=E, unsure=E),
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
    Rule("course", rows=(14, 25, 26), yes=S, unsure=S),
)
BY_QUESTION = {rule.question: rule for rule in RULES}
FIRST = RULES[0].question
LONGEST = 12
"""Questions on the longest path."""


def after(question: str, answer: Answer, level: Level) -> tuple[str, Level]:
    """The next question, or "" at the end, and the level after `answer` to `question`, given the level before it.

    KeyError when there is no such question.
    """
    rule = BY_QUESTION[question]
    reached = max(level, {"yes": rule.yes, "unsure": rule.unsure, "no": Level.SELF_CARE}[answer])
    if reached == Level.EMERGENCY:
        return "", reached
    open_to = {"", rule.follows} if rule.follows else {"", question} if answer != "no" else {""}
    for later in RULES[RULES.index(rule) + 1 :]:
        if later.follows in open_to and _ceiling(later) > reached:
            return later.question, reached
    return "", reached


def _ceiling(rule: Rule) -> Level:
    """The highest level that asking this can lead to, its follow-ups included."""
    return max([rule.yes, *(later.yes for later in RULES if later.follows == rule.question)])
