"""English: who a sentence is about, lists, and numbers.

Person marks stand for the one who hurts, "you" or somebody else: "{you} {have} pain in {your} back" becomes "you have
pain in your back" or "your mother has pain in her back".
"""

from collections.abc import Mapping, Sequence

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
PRONOUNS: Mapping[str, Mapping[str, str]] = {"": YOU, "she": SHE, "he": HE, "they": THEY}

NAMED = {
    "you": "{}", "obj": "{}", "your": "{}'s", "you're": "{} is", "you've": "{} has",
    "you'll": "{} will", "you'd": "{} would", "should": "{} should",
}  # fmt: skip
"""How the first mention of somebody else names them, before the pronoun takes over."""

YOURS = "your {}"
"""How somebody's relation is called in the middle of a sentence."""


class Person:
    """The words for one person, over one reply: the first mention of somebody else names them."""

    def __init__(self, pronoun: str, name: str) -> None:
        """`pronoun` is a key of PRONOUNS, empty for the person speaking; `name` is empty for one not named."""
        self._own = PRONOUNS[pronoun]
        self._name = name
        self._verbs: Mapping[str, str] = {}

    def put(self, mark: str, follows: str, rest: str) -> str | None:
        """What stands for a person mark and the letter after it; None when it is no mark of ours. `follows` is a space
        and that letter, or empty; `rest` is all that comes after the mark."""
        if rest.startswith(" {you}"):  # "do you": the verb is the coming subject's
            self._verbs = SINGULAR if self._name else {}
        word, capital = self._word(mark[0].lower() + mark[1:]), mark[0].isupper()
        if word is None:
            return None
        if mark in ("should", "Should") and not word:  # "{Should} keep moving" is "Keep moving" to the listener
            return follows[1:].upper() if capital else follows[1:]
        return (word[:1].upper() + word[1:] if capital else word) + follows

    def _word(self, key: str) -> str | None:
        if self._name and key in NAMED:
            word, self._name = NAMED[key].format(self._name), ""
            # "your friend has pain, and they have a fever": a name takes the singular until the pronoun comes.
            self._verbs = SINGULAR if key == "you" else {}
            return word
        if key in NAMED:
            self._verbs = {}
        return self._verbs.get(key, self._own[key]) if key in self._own else None


def join(names: Sequence[str]) -> str:
    """A list as it is said: "heat, cold and rest"."""
    return _listed(names, " and ")


def either(names: Sequence[str]) -> str:
    """A list of which one counts: "heat, cold or rest"."""
    return _listed(names, " or ")


def clauses(told: Sequence[str]) -> str:
    """A list of longer things: "that it hurts, how long, and where"."""
    return _listed(told, ", and ")


def _listed(names: Sequence[str], last: str) -> str:
    return last.join(filter(None, (", ".join(names[:-1]), *names[-1:])))
