"""Fits words to the person they are about and to the locale: the one place that knows the marks.

Content is written with marks in braces. Person marks stand for the one who hurts, "you" or somebody else: "{you} {have}
pain in {your} back" becomes "you have pain in your back" or "your mother has pain in her back". Locale marks are the
keys of locales.toml: "call {emergency}", "take {acetaminophen}". A capital letter in the mark gives one in the words.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from upper_back_guide.content import words

MARK = re.compile(r"\{([^{}]+)\}( \w)?")

YOU = {
    "you": "you", "obj": "you", "your": "your", "yours": "yours", "yourself": "yourself",
    "are": "are", "were": "were", "have": "have", "do": "do", "don't": "don't", "aren't": "aren't",
    "haven't": "haven't", "can't": "can't", "you're": "you're", "you've": "you've", "you'll": "you'll",
    "you'd": "you'd",
    "s": "", "es": "", "ies": "y", "should": "",
}  # fmt: skip
THEY = {
    **YOU, "you": "they", "obj": "them", "your": "their", "yours": "theirs", "yourself": "themselves",
    "you're": "they're", "you've": "they've", "you'll": "they'll", "you'd": "they'd", "should": "they should",
}  # fmt: skip
SINGULAR = {
    "are": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't", "aren't": "isn't",
    "haven't": "hasn't", "s": "s", "es": "es", "ies": "ies",
}  # fmt: skip
SHE = {
    **SINGULAR, "you": "she", "obj": "her", "your": "her", "yours": "hers", "yourself": "herself", "can't": "can't",
    "you're": "she's", "you've": "she's", "you'll": "she'll", "you'd": "she'd", "should": "she should",
}  # fmt: skip
HE = {
    **SINGULAR, "you": "he", "obj": "him", "your": "his", "yours": "his", "yourself": "himself", "can't": "can't",
    "you're": "he's", "you've": "he's", "you'll": "he'll", "you'd": "he'd", "should": "he should",
}  # fmt: skip
PRONOUNS: Mapping[str, Mapping[str, str]] = {"she": SHE, "he": HE, "they": THEY}

NAMED = {
    "you": "{}", "obj": "{}", "your": "{}'s", "you're": "{} is", "you've": "{} has",
    "you'll": "{} will", "you'd": "{} would", "should": "{} should",
}  # fmt: skip
"""How the first mention of somebody else names them, before the pronoun takes over."""


class UnknownMark(LookupError):
    """Content uses a mark that neither the person words nor locales.toml know."""


@cache
def local(locale: str) -> Mapping[str, str]:
    """The words of a locale; for one we do not know, words that name no country's number."""
    table: Mapping[str, Any] = words("locales")
    return {**table["en"], **table.get(locale, {})}


def called(person: str) -> str:
    """Somebody in the middle of a sentence: "you", "your mother", or "her" for one who was not named. Locale marks stay
    in it."""
    relation = words("caregiver")["relations"].get(person) if person else None
    if not relation:
        return "you"
    name: str = relation["name"]
    return name if relation.get("unnamed") else f"your {name}"


class Wording:
    """Puts words in place of marks, over one reply: the first mention of somebody else names them."""

    def __init__(self, locale: str, person: str = "") -> None:
        """`person` is a key of the relations in caregiver.toml; empty, or unknown, means the person speaking."""
        self._local = local(locale)
        relation = words("caregiver")["relations"].get(person) if person else None
        self._own = PRONOUNS[relation["pronoun"]] if relation else YOU
        self._name = ""
        if relation and not relation.get("unnamed"):
            self._name = called(person).format_map(self._local)
        self._verbs: Mapping[str, str] = {}

    def fit(self, text: str) -> str:
        """The text with every mark replaced; UnknownMark when one is not known."""
        return MARK.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        mark, follows = match[1], match[2] or ""
        if mark in self._local:
            return self._local[mark] + follows
        key = mark[0].lower() + mark[1:]
        if match.string.startswith(" {you}", match.end(1) + 1):  # "do you": the verb is the coming subject's
            self._verbs = SINGULAR if self._name else {}
        word, capital = self._word(key), mark[0].isupper()
        if key == "should" and not word:  # "{Should} keep moving" is "Keep moving" to the listener
            return follows[1:].upper() if capital else follows[1:]
        return (word[:1].upper() + word[1:] if capital else word) + follows

    def _word(self, key: str) -> str:
        if self._name and key in NAMED:
            word, self._name = NAMED[key].format(self._name), ""
            # "your friend has pain, and they have a fever": a name takes the singular until the pronoun comes.
            self._verbs = SINGULAR if key == "you" else {}
            return word
        if key in NAMED:
            self._verbs = {}
        if key in self._own:
            return self._verbs.get(key, self._own[key])
        if key in self._local:
            return self._local[key]
        raise UnknownMark(key)
