"""The shape of a question, which decides what is said first: can it be, should I, how long, who should not, why."""

from collections.abc import Mapping
from itertools import chain

from upper_back_guide.content import Entry, words
from upper_back_guide.meaning import cleaned, holds
from upper_back_guide.turn import Turn

OF_INTENT: Mapping[str, str] = {
    "ActivityIntent": "activity",
    "AtNightIntent": "at_night",
    "BodyPartHurtsIntent": "now",
    "CanCauseIntent": "cause",
    "DoseIntent": "dose",
    "DoseTimingIntent": "when",
    "ExplainIntent": "meaning",
    "HaveComplaintIntent": "now",
    "HelpToIntent": "how",
    "HelpsWithIntent": "now",
    "HowLongForIntent": "how_long",
    "HowLongIntent": "how_long",
    "HowOftenIntent": "how_often",
    "HowSoonIntent": "how_soon",
    "HowToIntent": "how",
    "InsteadIntent": "instead",
    "IsItBadIntent": "harm",
    "IsSymptomIntent": "symptom",
    "RisksIntent": "risks",
    "SeeProfessionalIntent": "professional",
    "ShouldUseIntent": "relief",
    "WhatForIntent": "why",
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


def of(turn: Turn, asked: Entry | None = None) -> str:
    """The shape of a question; empty for one that only names its thing. Where the words and the intent differ, the one
    that the entry has an answer to, and else the words."""
    spoken, picked = _of_words(turn.words), OF_INTENT.get(turn.intent, "")
    if asked and spoken not in asked.facets and picked in asked.facets:
        return picked
    return spoken or picked


def keeps(turn: Turn) -> bool:
    """Whether it only names a thing, so that the shape asked in before still holds."""
    return turn.intent == "TopicIntent" and not of(turn)


def _of_words(spoken: str) -> str:
    if not spoken:
        return ""
    ways = words("answers")["shapes"]
    said = cleaned(spoken[:LONGEST]).split()
    while said and said[0] in ways["openers"]:
        said = said[1:]
    phrased = " ".join(said)
    anywhere = (shape for shape, some in ways["anywhere"].items() if holds(phrased, some))
    first = (shape for shape, some in ways["first"].items() if any(f"{phrased} ".startswith(f"{way} ") for way in some))
    return next(chain(anywhere, first), "")


def points_back(spoken: str) -> bool:
    """Whether words point to what was told: "can I sleep with it"."""
    return holds(spoken.lower(), words("answers")["shapes"]["it"])
