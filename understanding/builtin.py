"""What Alexa itself brings: the phrases of its standard intents, and the values of its slot types.

Source: Amazon's "Standard Built-in Intents" and "Slot Type Reference"; Amazon's own models know many more phrases.
"""

from collections.abc import Mapping

from understanding.words import number

SAID: Mapping[str, tuple[str, ...]] = {
    "AMAZON.CancelIntent": ("cancel", "never mind", "forget it"),
    "AMAZON.HelpIntent": ("help", "help me", "can you help me"),
    "AMAZON.NavigateHomeIntent": ("go home", "take me home"),
    "AMAZON.NextIntent": ("next", "skip", "skip forward"),
    "AMAZON.NoIntent": ("no", "no thanks", "nope"),
    "AMAZON.PauseIntent": ("pause", "pause that"),
    "AMAZON.PreviousIntent": ("go back", "skip back", "back up", "previous"),
    "AMAZON.RepeatIntent": ("repeat", "say that again", "repeat that"),
    "AMAZON.ResumeIntent": ("resume", "continue", "keep going"),
    "AMAZON.StartOverIntent": ("start over", "restart", "start again"),
    "AMAZON.StopIntent": ("stop", "off", "shut up"),
    "AMAZON.YesIntent": ("yes", "yes please", "sure", "yeah", "yep"),
}
ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
UNITS = {"second": "S", "minute": "M", "hour": "H"}


def spoken_value(kind: str, words: tuple[str, ...]) -> str:
    """What Alexa would put in a slot of a built-in type for these words; empty when they do not fit the type."""
    match kind:
        case "AMAZON.NUMBER":
            value = number(words)
            return "" if value is None else str(value)
        case "AMAZON.Ordinal":
            return str(ORDINALS.index(words[0])) if len(words) == 1 and words[0] in ORDINALS else ""
        case "AMAZON.DURATION":
            unit = UNITS.get(words[-1].removesuffix("s"))
            value = 1 if words[:-1] in (("a",), ("an",)) else number(words[:-1])
            return f"PT{value}{unit}" if unit and value is not None else ""
    return ""
