"""How long and how plain the spoken replies are, in every locale."""

import warnings
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from benchmarks.table import Row
from upper_back_guide import content, conversation
from upper_back_guide.answers import shapes
from upper_back_guide.content import Entry
from upper_back_guide.turn import Reply, Slot, State, Turn

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it reads its own resources in a way setuptools warns about
    import textstat

LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")
BARE = {"ExplainIntent", "HowLongIntent", "WhatForIntent", "WhyIntent"}
"""Intents that name nothing."""

SLOT = {"activity": "activity", "cause": "cause", "professional": "professional", "relief": "relief"}
"""The slot of the intent that asks in a shape; all others have their thing in "topic" or "complaint"."""


def answers(locale: str) -> Iterator[Reply]:
    """Every answer to every shape of question and every page of "more", as the first of a session, one-shot and open,
    and as a later one."""
    for name in content.sections():
        for told in content.section(name).values():
            for turn in questions(told, locale):
                yield conversation.respond(replace(turn, opening=True), State())
                first = conversation.respond(turn, State(disclaimed=True))
                yield first
                reply = first
                for _ in told.more:
                    reply = conversation.respond(Turn("MoreIntent", locale=locale), reply.state)
                    yield reply
                yield conversation.respond(turn, State(disclaimed=True, warned=first.state.warned))


def questions(told: Entry, locale: str) -> Iterator[Turn]:
    """One question of each shape that an entry has its own answer to, and one that only names it."""
    yield Turn("TopicIntent", {"topic": Slot(told.id)}, locale)
    intents = {shape: intent for intent, shape in shapes.OF_INTENT.items() if intent not in BARE}
    for shape in dict.fromkeys((*told.facets, *told.verdicts)):
        slot = SLOT.get(shape, "complaint" if shape in ("now", "symptom") else "topic")
        intent = "HaveComplaintIntent" if shape == "now" else intents[shape]
        yield Turn(intent, {slot: Slot(told.id)}, locale)


def spoken(reply: Reply) -> str:
    """The words of a reply, its question included."""
    return " ".join([*(part for part in reply.parts if isinstance(part, str)), reply.question.ask]).strip()


def measure() -> list[Row]:
    """Rows of what, figure and target."""
    rows: list[Row] = []
    for locale in LOCALES:
        said = [spoken(reply) for reply in answers(locale)]
        words = [len(text.split()) for text in said]
        grade = textstat.flesch_kincaid_grade(" ".join(said))
        rows += [
            (f"{locale}: spoken answers", f"{len(said)}", ""),
            (f"{locale}: words, median", f"{median(words):.0f}", "40 at most"),
            (f"{locale}: words, longest", f"{max(words)}", "60 at most"),
            (f"{locale}: Flesch-Kincaid grade, all content", f"{grade:.1f}", "5 at most"),
        ]
    return rows
