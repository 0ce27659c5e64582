"""Looks up which entry a question asks for."""

from collections.abc import Mapping

from upper_back_guide.content import Entry, UnknownEntry, entry, facts, section, words
from upper_back_guide.patient import ADULT_FROM, CHILDREN, OLDER, OLDER_FROM
from upper_back_guide.turn import Turn

PLAIN: Mapping[str, str] = {
    "AboutIntent": "about.spasm",
    "AppointmentIntent": "care.appointment",
    "CannotCareIntent": "comfort.carer",
    "CannotSayIntent": "helping.cannot_say",
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
    "RepairIntent": ("topic",),
    "SeeProfessionalIntent": ("professional",),
    "ShouldUseIntent": ("relief",),
    "TopicIntent": ("topic",),
}
"""Questions whose entry is in a slot: the slots that may hold it, the deciding one first."""

SHAPED = frozenset(
    {"AtNightIntent", "DoseTimingIntent", "HowLongForIntent", "HowOftenIntent", "HowSoonIntent", "HowToIntent"}
    | {"InsteadIntent", "IsItBadIntent", "RisksIntent", "WhatIsIntent", "WhenCanIIntent", "WhichBetterIntent"}
    | {"WhoShouldNotIntent", "WhyDoesIntent"}
)
"""Questions of one shape, about whatever one of their slots holds, or about the last thing told."""

CANNOT_SAY = frozenset({"alzheimers", "autism"})
"""Conditions of which somebody may not be able to say where it hurts."""

THINGS = ("relief", "medicine", "activity", "cause", "complaint", "body_part", "professional", "topic")
"""The slots of those."""

UNNAMED: Mapping[str, str] = {
    "BodyPartHurtsIntent": "places.between_shoulder_blades",
    "HaveComplaintIntent": "about.spasm",
}
"""What a statement without a slot is about: "I have back pain", "I'm having a spasm"."""

INTENTS = frozenset(
    {
        *PLAIN,
        *SLOTTED,
        *SHAPED,
        "AgeIntent",
        "HaveConditionIntent",
        "HelpToIntent",
        "MixMedicinesIntent",
        "OtherConditionIntent",
        "ShorterIntent",
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
    if turn.intent == "HelpToIntent":
        return _to_help(turn)
    if turn.intent in SHAPED:
        return next((id_ for name in THINGS if (id_ := known(turn.slot(name).id))), "")
    for name in SLOTTED.get(turn.intent, ())[:1]:
        if not turn.slot(name).heard and turn.intent in UNNAMED:
            return UNNAMED[turn.intent]
        if id_ := known(turn.slot(name).id):
            if turn.intent == "HelpsWithIntent" and "now" not in entry(id_).facets:
                return entry(id_).helped_by or "relief.overview"
            return id_
    return ""


ELSEWHERE: Mapping[str, str] = {
    "at_night": "everyday.sleeping",
    "harm": "about.serious",
    "how": "relief.overview",
    "how_long": "about.duration",
    "how_often": "about.coming_back",
    "how_soon": "about.duration",
    "meaning": "about.spasm",
    "risks": "relief.medication",
    "when": "about.duration",
    "which": "relief.heat_or_cold",
    "who_not": "care.which",
    "why": "causes.overview",
}
"""What a bare question of a shape is about where nothing was told that it could be about."""

OF_A_THING = frozenset({"how_often", "when", "who_not"})
"""Shapes that are asked of what one does, and never of the pain."""

GENERAL = frozenset({"at_night", "how_long", "how_often", "how_soon", "when", "who_not"})
"""Shapes that are asked of the pain itself where what was told last has no answer to them."""


def about_the_last(shape: str, last: str) -> str:
    """The id of the entry that a bare question is about: the last thing told, what it belongs to, or all of it."""
    if not last:
        return ELSEWHERE.get(shape, "")
    for id_ in (last, overview(last).id):
        if shape in entry(id_).facets:
            return id_
    if shape == "how_soon" and last.partition(".")[0] == "care":
        return "care.when"
    if shape == "which" and last in ("relief.heat", "relief.cold"):
        return "relief.heat_or_cold"
    of_a_thing = last.partition(".")[0] in ("aids", "relief", "medicines", "everyday", "moving")
    return ELSEWHERE[shape] if shape in GENERAL and not (of_a_thing and shape in OF_A_THING) else last


def overview(id_: str) -> Entry:
    """The overview that an entry is, or belongs to; one that belongs to none counts as its own."""
    asked, name = entry(id_), id_.partition(".")[0]
    if asked.points:
        return asked
    near = (section(name).get(f"{name}.overview"), entry("relief.medication"))
    return next((told for told in near if told and asked.id in told.points), asked)


def _to_help(turn: Turn) -> str:
    """The entry of how to help somebody do a thing; with none named, of how to move somebody who is lying down."""
    if not turn.slot("activity").heard:
        return "helping.turning"
    if not (id_ := known(turn.slot("activity").id)):
        return ""
    child = facts("caregiver")["relations"].get(turn.slot("relation").id, {}).get("child")
    return "moving.picking_up" if child and id_ == "everyday.lifting" else entry(id_).helping or id_


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


def names_something(turn: Turn) -> bool:
    """Whether any thing was named, known or not."""
    return any(turn.slot(name).heard for name in THINGS)


def points_back(turn: Turn) -> bool:
    """Whether all that a slot holds points to what was told: "is it still okay"."""
    heard = [turn.slot(name) for name in SLOTTED.get(turn.intent, ()) if turn.slot(name).heard]
    small = words("answers")["shapes"]["pointing"]
    return bool(heard) and all(not slot.id and set(slot.heard.lower().split()) <= set(small) for slot in heard)
