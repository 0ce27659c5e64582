"""What a touch on the screen stands for: the arguments of its event are an intent that might have been said."""

from collections.abc import Mapping

from upper_back_guide.turn import Choice

INTENTS: Mapping[str, str] = {
    "AMAZON.NextIntent": "",
    "AMAZON.NoIntent": "",
    "AMAZON.PreviousIntent": "",
    "AMAZON.RepeatIntent": "",
    "AMAZON.StopIntent": "",
    "AMAZON.YesIntent": "",
    "AgainIntent": "",
    "CausesIntent": "",
    "HurtsIntent": "",
    "NotSureIntent": "",
    "ReliefIntent": "",
    "SpeakFasterIntent": "",
    "SpeakNormallyIntent": "",
    "SpeakSlowerIntent": "",
    "StartCheckupIntent": "",
    "StartStretchIntent": "routine",
    "TopicIntent": "topic",
    "WhenToGetHelpIntent": "",
}
"""What may be touched, and the one slot that may come with it."""

ALWAYS = frozenset({"AMAZON.StopIntent", "HurtsIntent"})
"""What means the same on a screen that shows another question than the one that is open."""

REPEAT = "AMAZON.RepeatIntent"
LONGEST = 60
"""Characters of an id."""


def arguments(intent: str, slots: Mapping[str, str]) -> list[str]:
    """What a button sends."""
    return [intent, *slots.values()]


def touched(sent: object, shown: str, asked: str) -> Choice | None:
    """What was touched, from the arguments of an event, on a screen that shows a question by its id; None where no
    screen of ours sends that. A screen left over from another question than the one `asked` answers nothing: what was
    said last is said again."""
    if not isinstance(sent, list) or not sent or not all(isinstance(part, str) for part in sent):
        return None
    intent, *ids = sent
    slot = INTENTS.get(intent)
    if slot is None or len(ids) > bool(slot) or any(len(id_) > LONGEST for id_ in ids):
        return None
    if shown != asked and intent not in ALWAYS:
        return Choice("", REPEAT)
    return Choice("", intent, {slot: ids[0]} if ids else {})
