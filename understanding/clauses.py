"""Statements inside an utterance, "no but I can't feel my legs", and what makes words no statement at all."""

import re

BETWEEN = re.compile(
    r"[.,;:?!\N{EN DASH}\N{EM DASH}]+"
    r"|\bnever ?mind\b"
    r"|\b(?:and|but|because|so|when|while|since|with|that|which|now|then|or)\b",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"(?:what|why|how|when|where|which|who|is|are|was|were|do|does|did|can|could|should|would|will|may|might)\b"
)
SOMEBODY = re.compile(r"\b(?:i|i'm|i've|my|me|we|our|he|she|he's|she's|his|her|they|their|someone|somebody)\b")
PAST = re.compile(r"\b(?:last (?:night|week|month|year|summer|winter|time)|ago|used to|years? back|in the past)\b")
FIGURE = re.compile(
    r"\b(?:dying (?:to (?:know|hear|ask|see|try|find)|for (?:a|an|some)|of (?:laughter|boredom|curiosity))"
    r"|died laughing)\b",
    re.IGNORECASE,
)
"""Figures of speech that have a red flag's words in them."""

ABSENT = re.compile(
    r"\b(?:no|without|never|(?:is|are|do|does|did) not (?:hurt|hurting|have|having|tight|numb|weak)"
    r"|not (?:have|had|having|got|any|getting|feeling any))\b"
)


def clauses(text: str) -> tuple[str, ...]:
    """The whole text first, figures of speech left out, then its parts of two words or more."""
    text = FIGURE.sub("", text)
    parts = (part.strip() for part in BETWEEN.split(text))
    return tuple(dict.fromkeys((text, *(part for part in parts if len(part.split()) > 1))))


def is_question(text: str) -> bool:
    """Whether it begins as questions do."""
    return bool(QUESTION.match(text.strip().lower()))


def is_general(text: str) -> bool:
    """Whether it asks about something in general, and so says nothing of anybody's state."""
    return is_question(text) and not SOMEBODY.search(text.lower())


def is_past(text: str) -> bool:
    """Whether it tells what happened some time ago."""
    return bool(PAST.search(text.lower()))


def is_absent(words: str) -> bool:
    """Whether the words say that something is not there: "no chest pain", "I don't have a fever"."""
    return bool(ABSENT.search(words))
