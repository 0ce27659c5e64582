"""A device that understands what is in its model word for word: nothing in a test is left to chance."""

from functools import cache

from simulator.device import Device, Understand
from simulator.viewports import Viewport
from understanding.context import Context
from understanding.mentions import Lexicon
from understanding.model import load
from understanding.result import Understood
from understanding.templates import Templates
from understanding.words import tokens
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage.memory import MemoryStore


def echo(locale: str = "en-US", screen: Viewport | None = None) -> Device:
    """A device whose skill keeps preferences, and whose understanding fails the test when nobody says that in the
    interaction model."""
    return Device(locale, screen, skill=guarded(None, MemoryStore()), understand=_word_for_word(locale))


@cache
def _word_for_word(locale: str) -> Understand:
    model = load(locale)
    templates = Templates(model, Lexicon(model))

    def understand(text: str, context: Context) -> Understood:
        matches = (match for match in templates.matches(tokens(text)) if not match.inflected)
        match = max(matches, key=lambda match: len(match.slots), default=None)
        assert match, f"nobody says {text!r} in the interaction model"
        return Understood(text, match.intent, match.slots, 1.0, "template")

    return understand
