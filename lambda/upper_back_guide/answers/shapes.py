"""The shape of a question, which decides what is said first: can it be, should I, how long, who should not, why."""

import re
from collections.abc import Mapping

from upper_back_guide.content import words
from upper_back_guide.turn import Turn

OF_INTENT: Mapping[str, str] = {
    "ActivityIntent": "activity",
    "AtNightIntent": "at_night",
    "BodyPartHurtsIntent": "now",
    "CanCauseIntent": "cause",
    "DoseIntent": "dose",
    "ExplainIntent": "meaning",
    "HaveComplaintIntent": "now",
    "HelpsWithIntent": "now",
    "HowLongForIntent": "how_long",
    "HowLongIntent": "how_long",
    "HowOftenIntent": "how_often",
    "HowSoonIntent": "how_soon",
    "HowToIntent": "how",
    "IsSymptomIntent": "symptom",
    "SeeProfessionalIntent": "professional",
    "ShouldUseIntent": "relief",
    "WhatIsIntent": "meaning",
    "WhenCanIIntent": "when",
    "WhichBetterIntent": "which",
    "WhoShouldNotIntent": "who_not",
    "WhyDoesIntent": "why",
    "WhyIntent": "why",
}
"""What each intent asks. The first words of a sentence, where they are heard, say more than the intent that was picked
for it. The shapes are keys of verdicts in answers.toml, or facets of entries."""

KEPT = frozenset({"at_night", "how_long", "how_often", "how_soon", "when", "who_not", "why"})
"""Shapes that a bare name after them is still asked in: "and ice?" after how long heat should be on."""

LONGEST = 200
"""Characters of words that are looked at."""


def of(turn: Turn) -> str:
    """The shape of a question; empty for one that only names its thing."""
    return _of_words(turn.words) or OF_INTENT.get(turn.intent, "")


def keeps(turn: Turn) -> bool:
    """Whether it only names a thing, so that the shape asked in before still holds."""
    return turn.intent == "TopicIntent" and not of(turn)


def _of_words(spoken: str) -> str:
    if not spoken:
        return ""
    ways = words("answers")["shapes"]
    plain = re.findall(r"[a-z']+", spoken[:LONGEST].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    while plain and plain[0] in ways["openers"]:
        plain = plain[1:]
    said = f"{' '.join(plain)} "
    if any(f" {way} " in f" {said}" for way in ways["at_night"]):
        return "at_night"
    return next(
        (shape for shape in ways if shape != "openers" and any(said.startswith(f"{w} ") for w in ways[shape])), ""
    )
