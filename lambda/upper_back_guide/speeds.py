"""How fast we speak."""

from collections.abc import Iterable, Mapping

from upper_back_guide.turn import Pause

WORDS_A_MINUTE = 155
"""How quickly Alexa speaks, about."""

NORMAL = "normal"

SPEEDS: Mapping[str, int] = {"very slow": 70, "slow": 85, NORMAL: 100, "fast": 115, "very fast": 130}
"""Per cent of the voice's own rate, from slow to fast. Alexa's SSML takes 20 per cent and more."""


def changed(speed: str, change: int) -> str:
    """The next faster (1) or slower (-1) speed; the same one at the end of the scale."""
    speeds = list(SPEEDS)
    at = speeds.index(speed) if speed in SPEEDS else speeds.index(NORMAL)
    return speeds[min(max(at + change, 0), len(speeds) - 1)]


def rate(speed: str, urgent: bool) -> int:
    """Per cent of the voice's own rate for a reply; what is said in an emergency is never hurried."""
    percent = SPEEDS.get(speed, 100)
    return min(percent, 100) if urgent else percent


def seconds(speech: Iterable[str | Pause], percent: int = 100) -> float:
    """How long it takes to say at a rate, in per cent of the voice's own."""
    return sum(part.seconds if isinstance(part, Pause) else saying(len(part.split()), percent) for part in speech)


def saying(words: int, percent: int = 100) -> float:
    """How many seconds so many words take."""
    return words * 60 / WORDS_A_MINUTE * 100 / percent
