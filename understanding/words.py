"""How a sentence is compared: case, punctuation, contractions and the way numbers are written do not count."""

import re
from functools import cache

from upper_back_guide import content

SPOKEN = content.words("listening/spoken")
ONES, TENS = (tuple(SPOKEN["numbers"][name]) for name in ("ones", "tens"))
ENDINGS: dict[str, str] = SPOKEN["contractions"]["endings"]
IS_AFTER = frozenset(SPOKEN["contractions"]["is_after"])

WORD = re.compile(r"[a-z]+(?:['.][a-z]+)*\.?|\d+", re.IGNORECASE)
BEFORE = {
    "um", "uh", "er", "erm", "hmm", "well", "so", "oh", "okay", "ok", "alexa", "please", "hey", "like",
    "actually", "sorry", "and", "but", "then",
}  # fmt: skip
AFTER = {
    "please", "alexa", "thanks", "now", "then", "though",
}  # fmt: skip
"""Words that may stand around a sentence without changing what it asks for."""


@cache
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, as they are compared."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{LEFT SINGLE QUOTATION MARK}", "'")
    return tuple(token for word in WORD.findall(plain) for token in _spoken(word.rstrip(".").replace(".", "")))


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without hesitation and politeness around them; all of them when nothing else is left."""
    said = begun(words)
    end = len(said)
    while end and said[end - 1] in AFTER:
        end -= 1
    return said[:end] or words


def begun(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without hesitation before them; all of them when nothing else is left."""
    start = next((place for place, word in enumerate(words) if word not in BEFORE), 0)
    return words[start:]


def number(words: tuple[str, ...]) -> int | None:
    """The whole number below one hundred that words say, or None."""
    return _numbers().get(words)


def spelled(digits: str) -> tuple[str, ...]:
    """The words that a number is read as; from one hundred on, and after a zero, digit by digit."""
    value = int(digits)
    if value >= 100 or (digits.startswith("0") and len(digits) > 1):
        return tuple(ONES[int(digit)] for digit in digits)
    if value < len(ONES):
        return (ONES[value],)
    tens, ones = divmod(value, 10)
    return (TENS[tens - 2], ONES[ones]) if ones else (TENS[tens - 2],)


@cache
def _numbers() -> dict[tuple[str, ...], int]:
    return {spelled(str(value)): value for value in range(100)}


@cache
def _spoken(word: str) -> tuple[str, ...]:
    if word.isdigit():
        return spelled(word)
    return _whole().get(word) or _apart(word)


def _apart(word: str) -> tuple[str, ...]:
    for ending, full in ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)], full)
    if word.endswith("'s"):
        return (word[:-2], "is" if word[:-2] in IS_AFTER else "s")  # "husband's" fits "my {relation}'s"
    return (word,)


@cache
def _whole() -> dict[str, tuple[str, ...]]:
    """What no ending tells, because it is irregular or without its apostrophe."""
    known = SPOKEN["contractions"]
    denied = {f"{word}nt": (word, "not") for word in known["with_not"]}
    plain = {short.replace("'", ""): _apart(short) for short in known["plain"]}
    return denied | plain | {short: tuple(full.split()) for short, full in known["words"].items()}
