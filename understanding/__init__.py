"""Local understanding, from the compiled model alone. It stands in for Amazon's, which decides on a real device.

Three tiers, the surest first:

- template: the utterance is one of the samples, word for word, with known values in its slots;
- open: a sample fits but for one slot whose words are in no list; Alexa passes such words on too;
- meaning: the nearest sentence by the sentence model, if it is near enough.

A red flag anywhere in a statement goes before the last two.
"""

import sys
from collections.abc import Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from understanding.mentions import Lexicon
from understanding.model import Model, Value
from understanding.result import Understood
from understanding.templates import Match, Templates
from understanding.words import bare, tokens

if TYPE_CHECKING:
    from understanding.meaning import Meaning

URGENT = ("EmergencyIntent", "MaybeEmergencyIntent")
"""Intents that win ties, the first most."""

LAST = "OtherConditionIntent"
"""The intent that loses ties: it declines."""

OPEN = 0.8
"""The score of the open tier."""

CARRIED = 2
"""How many words of its own a sample needs to carry a slot with unknown words."""


SMALL = {"i", "it", "me", "you", "we", "he", "she", "they", "is", "are", "do", "does", "to", "not", "what", "how"}
"""Words that belong to a sentence, and to nothing's name."""


class Understanding:
    """What is understood of an utterance, by one model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._lexicon = Lexicon(model)
        self._templates = Templates(model, self._lexicon)

    @cached_property
    def _meaning(self) -> "Meaning | None":
        """The last tier, made when an utterance first gets there; None where a package that it needs is missing."""
        try:
            from understanding.meaning import Meaning
            from understanding.sentences import sentence_model

            return Meaning(self._model, self._lexicon, sentence_model())
        except ImportError as missing:
            print(f"understanding: {missing}, so only the samples' own words are understood", file=sys.stderr)
            return None

    def __call__(self, text: str) -> Understood:
        """The intent of an utterance and its slots."""
        said = tokens(text)
        if not said:
            return Understood(text)
        for words in dict.fromkeys((said, bare(said))):
            if match := _surest(self._templates.matches(words)):
                return Understood(text, match.intent, match.slots, 1.0, "template")
        if self._meaning and (flag := self._meaning.red_flag(text)):
            return flag
        if match := _surest(filter(self._carries, self._templates.matches(bare(said), open_slots=True))):
            return Understood(text, match.intent, match.slots, OPEN, "open")
        return self._meaning.nearest(text) if self._meaning else Understood(text)

    def named(self, words: tuple[str, ...], kind: str) -> tuple[Value, ...]:
        """The values of a slot type that the words name."""
        return tuple(value for mention in self._lexicon.mentions(words, kind) for value in mention.values)

    def _carries(self, match: Match) -> bool:
        """Whether a sample with unknown words in a slot still says enough: another slot is filled, or its own words
        name an entry, or the unknown words are of the slot's kind ("a naturopath", but not "a movie")."""
        if match.intent in (*URGENT, LAST) or match.literal < CARRIED or match.unresolved != 1:
            return False
        ((slot, words),) = ((name, tokens(filled.heard)) for name, filled in match.slots.items() if filled.is_unknown)
        if SMALL.intersection(words) or any(self._lexicon.mentions(words, kind) for kind in self._model.types):
            return False
        if len(match.slots) > 1:
            return True
        return bool(self._meaning and self._meaning.is_akin(self._model.intents[match.intent].slots[slot], words))


@cache
def understanding(model: Model) -> Understanding:
    """The understanding that works from a model, made once."""
    return Understanding(model)


def _surest(matches: Iterable[Match]) -> Match | None:
    def sureness(match: Match) -> tuple[int, bool, int, int, int]:
        urgency = len(URGENT) - URGENT.index(match.intent) if match.intent in URGENT else 0
        filled = len(match.slots) - 2 * match.unresolved - match.inflected  # "slow down" is no kind of "slowing down"
        return urgency, match.intent != LAST, filled, -match.inflected, match.literal

    return max(matches, key=sureness, default=None)
