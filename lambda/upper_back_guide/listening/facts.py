"""What the ears make of words: facts, in no language."""

from typing import Literal, NamedTuple

Injury = Literal["", "minor", "hard"]
Answered = Literal["yes", "no", "unsure", "part"]


class Sign(NamedTuple):
    """A red flag or a warning sign that somebody says is there."""

    id: str
    """A key of content/signs.toml."""

    sure: bool
    """False when one question about it is due before anything is concluded."""

    person: str = ""
    """Who has it: a relation of caregiver.toml, "me", or "" when that was not said."""


class Trait(NamedTuple):
    """A condition that somebody has, or a medicine that somebody takes."""

    id: str
    person: str = ""
    """As a sign's."""


class Facts(NamedTuple):
    """What was said, as far as it matters for safety."""

    signs: tuple[Sign, ...] = ()
    """The most urgent first: sure red flags, unsure ones, warning signs."""

    denied: frozenset[str] = frozenset()
    """Signs that are said not to be there. A denial covers these and no other."""

    asks_about: frozenset[str] = frozenset()
    """Signs that were only asked about: "what does a heart attack feel like"."""

    person: str = ""
    """Who it is about: a relation of caregiver.toml, "me" when that was said in as many words, or ""."""

    not_me: bool = False
    """True for "it's not me": somebody else, named or not."""

    age: int | None = None
    """In years, of the person it is about."""

    conditions: tuple[Trait, ...] = ()
    medicines: tuple[Trait, ...] = ()
    """Those taken, not those asked about."""

    injury: Injury = ""
    since: int | None = None
    """Days since it began; 0 is today."""

    sudden: bool = False
    gone: bool = False
    """Said to be over: "it's gone now", "earlier but not now". That is no denial."""

    little: bool = False
    """Said to be slight, which makes nothing less urgent."""

    def __bool__(self) -> bool:
        return self != Facts()
