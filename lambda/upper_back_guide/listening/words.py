"""From what was heard to plain words, the same for "I can't", "i cannot" and "i cant"."""

from collections.abc import Mapping

BREAK, COMMA = ".", ","
FIRST, LAST = 60, 20
"""How many words are listened to at the beginning and at the end; people say less, and more is no speech."""

_CHARACTERS = 16
"""More than a word has on average, so that no endless text is split."""


def split(text: str, renames: Mapping[str, str], with_not: Mapping[str, str], fillers: frozenset[str]) -> list[str]:
    """The words in small letters, BREAK for a full stop and COMMA for a comma; at most FIRST and LAST."""
    if len(text) > (FIRST + LAST) * _CHARACTERS:
        text = f"{text[: FIRST * _CHARACTERS]} . {text[-LAST * _CHARACTERS :]}"
    words: list[str] = []
    for raw in text.lower().translate(_MARKS).split():
        word = _without_apostrophe(raw) if "'" in raw else raw
        word = renames.get(word, word)
        if not word or word in fillers:
            continue
        if word == "not" and words and words[-1] in with_not:
            words[-1] = with_not[words[-1]]
        elif " " in word:
            words += word.split()
        else:
            words.append(word)
    return words if len(words) <= FIRST + LAST else [*words[:FIRST], BREAK, *words[-LAST:]]


def _without_apostrophe(word: str) -> str:
    """'"can't" is cant, "i'm" is i, "mum's" is mum."""
    head, _, tail = word.rpartition("'")
    if tail in ("s", "m", "re", "ve", "ll", "d") and head:
        return head.replace("'", "")
    return word.replace("'", "")


_MARKS = {
    **{ord(mark): f" {BREAK} " for mark in ".;:!?\n"},
    **{ord(mark): f" {COMMA} " for mark in ",()"},
    **{ord(mark): " " for mark in '-/"*_&\u2013\u2014\u201c\u201d\u2026'},
    **{ord(mark): "'" for mark in "`\u2019\u2018\u00b4\u02bc"},
}
