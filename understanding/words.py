"""How a sentence is compared: case, punctuation, contractions and the way numbers are written do not count."""

import re
from functools import cache

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

CONTRACTIONS = {
    "n't": "not", "'re": "are", "'m": "am", "'ve": "have", "'ll": "will", "'d": "would",
}  # fmt: skip
WHOLE = {
    "can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"),
    "cant": ("can", "not"), "dont": ("do", "not"), "doesnt": ("does", "not"), "im": ("i", "am"), "ive": ("i", "have"),
    "isnt": ("is", "not"), "wont": ("will", "not"), "whats": ("what", "is"), "gonna": ("going", "to"),
    "wanna": ("want", "to"), "let's": ("let", "us"),
}  # fmt: skip
IS = {
    "what", "that", "it", "who", "how", "where", "there", "here", "he", "she", "why", "when", "which",
    "everything", "something", "nothing",
}  # fmt: skip
"""Words after which 's stands for "is"; after others it may be "mother's"."""

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
    if len(words) == 1 and words[0] in ONES:
        return ONES.index(words[0])
    if words and words[0] in TENS[2:]:
        tens = TENS.index(words[0]) * 10
        if len(words) == 1:
            return tens
        if len(words) == 2 and words[1] in ONES[1:10]:
            return tens + ONES.index(words[1])
    return None


def _spoken(word: str) -> tuple[str, ...]:
    if word.isdigit():
        return _digits(word)
    if word in WHOLE:
        return WHOLE[word]
    for ending, full in CONTRACTIONS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)], full)
    if word.endswith("'s"):
        return (word[:-2], "is" if word[:-2] in IS else "s")  # "husband's" fits "my {relation}'s"
    return (word,)


def _digits(word: str) -> tuple[str, ...]:
    value = int(word)
    if value < 20:
        return (ONES[value],)
    if value < 100:
        return tuple(filter(None, (TENS[value // 10], ONES[value % 10] if value % 10 else "")))
    return tuple(ONES[int(digit)] for digit in word)
