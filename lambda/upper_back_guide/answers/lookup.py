"""Looks up which entry a question asks for."""

from collections.abc import Mapping

from upper_back_guide.content import UnknownEntry, entry
from upper_back_guide.patient import ADULT_FROM, CHILDREN, OLDER, OLDER_FROM
from upper_back_guide.turn import Turn

PLAIN: Mapping[str, str] = {
    "AboutIntent": "about.spasm",
    "AppointmentIntent": "care.appointment",
    "CausesIntent": "causes.overview",
    "ComingBackIntent": "about.coming_back",
    "DurationIntent": "about.duration",
    "HeatOrColdIntent": "relief.heat_or_cold",
    "ImpactIntent": "impact.overview",
    "PrepareIntent": "care.prepare",
    "PreventionIntent": "everyday.prevention",
    "ProfessionalHelpIntent": "care.overview",
    "ReliefIntent": "relief.overview",
    "RestOrMoveIntent": "relief.rest",
    "ScansIntent": "care.scans",
    "SeriousIntent": "about.serious",
    "SummaryIntent": "about.summary",
    "SymptomsIntent": "symptoms.overview",
    "TooMuchMedicineIntent": "medicines.too_much",
    "WhenToGetHelpIntent": "care.when",
    "WhichProfessionalIntent": "care.which",
}
"""Questions that always get the same entry."""

SLOTTED: Mapping[str, tuple[str, ...]] = {
    "ActivityIntent": ("activity",),
    "BodyPartHurtsIntent": ("body_part",),
    "CanCauseIntent": ("cause", "complaint"),
    "DoseIntent": ("medicine",),
    "HaveComplaintIntent": ("complaint",),
    "HelpsWithIntent": ("complaint",),
    "IsSymptomIntent": ("complaint",),
    "MedicineIntent": ("medicine",),
    "PersonGroupIntent": ("group",),
    "SeeProfessionalIntent": ("professional",),
    "ShouldUseIntent": ("relief",),
    "TopicIntent": ("topic",),
}
"""Questions whose entry is in a slot: the slots that may hold it, the deciding one first."""

UNNAMED: Mapping[str, str] = {
    "BodyPartHurtsIntent": "places.between_shoulder_blades",
    "HaveComplaintIntent": "about.spasm",
}
"""What a statement without a slot is about: "I have back pain", "I'm having a spasm"."""

INTENTS = frozenset(
    {
        *PLAIN,
        *SLOTTED,
        "AgeIntent",
        "HaveConditionIntent",
        "MixMedicinesIntent",
        "OtherConditionIntent",
        "SourcesIntent",
    }
)


def asked_for(turn: Turn) -> str:
    """The id of the entry a question asks for; empty when it asks for something we do not have."""
    if turn.intent in PLAIN:
        return PLAIN[turn.intent]
    if turn.intent == "MixMedicinesIntent":
        return "medicines.mixing"
    if turn.intent == "AgeIntent":
        return _of_age(turn.slot("age").heard)
    for name in SLOTTED.get(turn.intent, ())[:1]:
        if not turn.slot(name).heard and turn.intent in UNNAMED:
            return UNNAMED[turn.intent]
        if id_ := known(turn.slot(name).id):
            if turn.intent == "HelpsWithIntent":
                return entry(id_).helped_by or "relief.overview"
            return id_
    return ""


def _of_age(years: str) -> str:
    """The people entry for an age in years; empty for the years between, and for what is no age."""
    if not (years.isascii() and years.isdecimal() and len(years) < 4):
        return ""
    return CHILDREN if int(years) < ADULT_FROM else OLDER if int(years) >= OLDER_FROM else ""


def known(id_: str) -> str:
    """The id of an entry; empty when there is no such entry."""
    try:
        return entry(id_).id if id_ else ""
    except UnknownEntry:
        return ""
