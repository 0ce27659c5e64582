"""What a turn is about where its sentence fits anything: "i have {…}" carries an ache, a danger, an illness.

A device decides between intents by their words, and has none to go by where two say the same but for the slot. So such
a sentence is in one intent of the interaction model, its slot holds the names of all kinds, and the kind of what was
named says which intent it is for the rooms. The model is compiled from the same table.
"""

from collections.abc import Mapping
from dataclasses import replace

from upper_back_guide.turn import Slot, Turn

Place = tuple[str, str]
"""An intent and its slot, as the rooms know them."""

EMERGENCY: Mapping[str, Place] = {
    "red_flag": ("EmergencyIntent", "red_flag"),
    "warning_sign": ("MaybeEmergencyIntent", "warning_sign"),
}
ILL: Mapping[str, Place] = {
    "condition": ("OtherConditionIntent", "condition"),
    "illness": ("OtherConditionIntent", "illness"),
}
HAVING: Mapping[str, Place] = {
    "condition": ("HaveConditionIntent", "condition"),
    "illness": ("HaveConditionIntent", "illness"),
}

CARRIERS: Mapping[Place, Mapping[str, Place]] = {
    ("BodyPartHurtsIntent", "body_part"): {"condition": ILL["condition"]},
    ("CanCauseIntent", "cause"): {"condition": ILL["condition"]},
    ("CanCauseIntent", "complaint"): {"condition": ILL["condition"]},
    ("HaveComplaintIntent", "complaint"): {
        **EMERGENCY,
        "body_part": ("BodyPartHurtsIntent", "body_part"),
        "group": ("PersonGroupIntent", "group"),
        **HAVING,
    },
    ("HelpsWithIntent", "complaint"): {
        "body_part": ("BodyPartHurtsIntent", "body_part"),
        "group": ("PersonGroupIntent", "group"),
        **ILL,
    },
    ("HowLongForIntent", "complaint"): ILL,
    ("HowLongForIntent", "relief"): {"medicine": ("DoseIntent", "medicine")},
    ("HowOftenIntent", "relief"): {"medicine": ("DoseIntent", "medicine")},
    ("HowSoonIntent", "complaint"): ILL,
    ("HowToIntent", "relief"): {"exercise": ("StartStretchIntent", "exercise")},
    ("IsItBadIntent", "complaint"): ILL,
    ("IsSymptomIntent", "complaint"): ILL,
    ("NameIntent", "topic"): {
        **EMERGENCY,
        "topic": ("TopicIntent", "topic"),
        "waiting": ("WaitingIntent", "waiting"),
        "exercise": ("StartStretchIntent", "exercise"),
        "sensation": ("FeltIntent", "sensation"),
        "wish": ("StartStretchIntent", "wish"),
        **ILL,
    },
    ("PickIntent", "position"): {"routine": ("StartStretchIntent", "routine")},
    ("ShouldUseIntent", "relief"): {
        "medicine": ("MedicineIntent", "medicine"),
        "activity": ("ActivityIntent", "activity"),
        "professional": ("SeeProfessionalIntent", "professional"),
    },
    ("TopicIntent", "topic"): ILL,
    ("WhatIsIntent", "topic"): ILL,
    ("WhyDoesIntent", "body_part"): {"condition": ILL["condition"]},
    ("WhyDoesIntent", "complaint"): ILL,
    ("WhyDoesIntent", "relief"): {"medicine": ("MedicineIntent", "medicine")},
}
"""A slot of the model, and what is meant by a thing of another kind than its own in it. A kind is named as the slot
that it has with the rooms. A word of several kinds is of the first: dangers, then the slot's own, then the others as
they stand here."""

UNKNOWN: Mapping[str, str] = {intent: kinds[slot][0] for (intent, slot), kinds in CARRIERS.items() if slot in kinds}
"""Intents that only the model has, and what they are with a thing of the slot's own kind, or of none."""

KINDS = frozenset(kind for (_, slot), kinds in CARRIERS.items() for kind in kinds if kind != slot)
DANGER = frozenset(EMERGENCY)


def value_id(kind: str, id_: str) -> str:
    """The id of a thing in a slot of another kind."""
    return f"{kind}.{id_}"


def kinds_of(slot: str) -> tuple[str, ...]:
    """The kinds of things in a slot, the one that a word of several is of first."""
    others = dict.fromkeys(kind for (_, name), kinds in CARRIERS.items() if name == slot for kind in kinds)
    return tuple(dict.fromkeys((*(kind for kind in others if kind in DANGER), slot, *others)))


def resolve(turn: Turn) -> Turn:
    """The turn as the rooms know it. What is in no list keeps its words, and so does what has no meaning there."""
    if not turn.slots and turn.intent not in UNKNOWN:
        return turn
    intent, slots = turn.intent, dict[str, Slot]()
    for name, slot in turn.slots.items():
        kind, _, id_ = slot.id.partition(".")
        place = CARRIERS.get((turn.intent, name), {}).get(kind)
        if kind not in KINDS:
            slots[name] = slot
        elif place and intent == turn.intent:
            intent, slots[place[1]] = place[0], Slot(id_, slot.heard)
        else:
            slots[name] = Slot("", slot.heard)
    return replace(turn, intent=UNKNOWN.get(intent, intent), slots=slots)
