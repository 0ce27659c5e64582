"""Fits words to the person they are about and to the locale: the one place that knows the marks.

Content is written with marks in braces. Person marks belong to the language, and stand for the one who hurts. Locale
marks are the keys of locales.toml: "call {emergency}", "take {acetaminophen}". A capital letter in the mark gives one
in the words.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from upper_back_guide.content import DEFAULT, facts, language, languages, words

MARK = re.compile(r"\{([^{}]+)\}( \w)?")
SENTENCE = re.compile(r"(?<=[.?]) +(?=\S)")


class UnknownMark(LookupError):
    """Content uses a mark that neither the language nor locales.toml knows."""


def language_of(locale: str) -> str:
    """The language of a locale; the default where we have no words in it."""
    spoken = locale.partition("-")[0]
    return spoken if spoken in languages() else DEFAULT


def sentences(text: str) -> list[str]:
    """The sentences of a text; a mark in braces has no sentence's end."""
    return SENTENCE.split(text)


def grammar() -> Any:
    """The module of the language that is spoken now."""
    return import_module(f"{__name__}.{language()}")


def local(locale: str) -> Mapping[str, str]:
    """The words of a locale; for one we do not know, words that name no country's number."""
    return _local(language(), locale)


@cache
def _local(spoken: str, locale: str) -> Mapping[str, str]:
    table: Mapping[str, Any] = words("locales")
    return {**table[spoken], **table.get(locale, {})}


def called(person: str) -> str:
    """Somebody in the middle of a sentence: "you", "your mother", or "her" for one who was not named. Locale marks stay
    in it."""
    known = facts("caregiver")["relations"].get(person) if person else None
    if not known:
        return str(grammar().YOU["obj"])
    name: str = words("caregiver")["relations"][person]["name"]
    return name if known.get("unnamed") else str(grammar().YOURS.format(name))


class Wording:
    """Puts words in place of marks, over one reply: the first mention of somebody else names them."""

    def __init__(self, locale: str, person: str = "") -> None:
        """`person` is a key of the relations in caregiver.toml; empty, or unknown, means the person speaking."""
        self._local = local(locale)
        known = facts("caregiver")["relations"].get(person) if person else None
        named = known and not known.get("unnamed")
        name = called(person).format_map(self._local) if named else ""
        self._person = grammar().Person(known["pronoun"] if known else "", name)

    def fit(self, text: str) -> str:
        """The text with every mark replaced; UnknownMark when one is not known."""
        return MARK.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        mark, follows = match[1], match[2] or ""
        if mark in self._local:
            return self._local[mark] + follows
        key = mark[0].lower() + mark[1:]
        put = self._person.put(mark, follows, match.string[match.end(1) + 1 :])
        if put is not None:
            return str(put)
        if key in self._local:
            word = self._local[key]
            return (word[:1].upper() + word[1:] if mark[0].isupper() else word) + follows
        raise UnknownMark(key)
