"""Who it is about, and what we know of them in this session: each person's own comes back when the talk does."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from upper_back_guide.content import facts
from upper_back_guide.memory import plain, recall

CHILDREN, PREGNANT, CANCER = "people.children", "people.pregnancy", "people.cancer"
OLDER = "people.older"
GROWN_UP = "grown-up"
"""The group of a son or daughter who is said to be of age: it changes no advice."""

ADULT_FROM, OLDER_FROM, CAREFUL_FROM, OLD_FROM = 18, 50, 60, 65
"""Years from which somebody is no child any more, from which new back pain should be checked, from which painkillers
are to be asked about, and from which they are old: rows 7, 20 and 21 of the evidence table and the US label, the more
careful of the ages that are named there."""

CHECKED = frozenset(
    {
        "age_50",
        "age_65",
        "blood_thinners",
        "cancer",
        "drug_use",
        "pregnancy",
        "steroids",
        "thin_bones",
        "weak_immune",
    }
)
"""Conditions that the check-up asks about; the others change only what is said of medicines, heat and cold."""

EMERGENCY = "EMERGENCY"
LEVELS = ("", "SELF_CARE", "SOON", "TODAY", EMERGENCY)
"""The triage levels, the least urgent first; empty before any was found."""

URGENT = frozenset({EMERGENCY, "TODAY"})
"""Levels at which nobody is to stretch or exercise."""

GENERAL_CALL = "call"
"""The kind of a call whose own kind is not known."""


@dataclass(frozen=True, slots=True)
class Patient:
    """One person, as far as they were talked about."""

    group: str = ""
    """The id of the people entry that changes the advice ("people.pregnancy"), or empty."""

    level: str = ""
    """The most urgent triage level reached, or empty."""

    call: str = ""
    """The emergency call that stands, by its kind in emergency.toml; empty when none does."""

    called_for: tuple[str, ...] = ()
    """What that call is for, latest last: ids of signs, and of the check-up's questions ("checkup.chest")."""

    before: str = ""
    """The level before the call."""

    reached: str = ""
    """The level that a check-up under way has reached so far, or empty."""

    signs: tuple[str, ...] = ()
    """The ids of the signs that were stated."""

    checked: bool = False
    """Whether a check-up came to its end after all of those."""

    conditions: tuple[str, ...] = ()
    """The ids of the conditions that change the advice ("blood_thinners")."""

    @classmethod
    def remembered(cls, data: object) -> Self:
        """The patient from session attributes, with no level that is none of ours; the most urgent level and a call
        always come together."""
        patient = recall(cls, data)
        if not {patient.level, patient.before, patient.reached}.issubset(LEVELS):
            level, before, reached = (
                one if one in LEVELS else "" for one in (patient.level, patient.before, patient.reached)
            )
            patient = replace(patient, level=level, before=before, reached=reached)
        if (patient.level == EMERGENCY) is bool(patient.call):
            return patient
        return replace(patient, level=EMERGENCY, call=patient.call or GENERAL_CALL)

    def advised(self) -> Self:
        """What was advised, without what was said."""
        return replace(self, group="", signs=(), conditions=(), checked=False)


NOBODY = Patient()
"""Somebody of whom nothing was said."""


@dataclass(frozen=True, slots=True)
class People:
    """Everybody the session was about."""

    person: str = ""
    """Who it is about now: a relation ("mother"), or empty for the person speaking."""

    patients: Mapping[str, Patient] = field(default_factory=dict)
    """What we know of each, by relation."""

    @classmethod
    def remembered(cls, data: object) -> Self:
        """The people from session attributes. Those of 0.1 had no table of them: one person's fields stood alone."""
        match data:
            case {"person": str(person), "patients": Mapping() as patients}:
                return cls(person, {name: Patient.remembered(one) for name, one in patients.items()})
            case {"person": str(person)}:
                return cls(person, {person: Patient.remembered(data)})
        return cls()

    def memory(self) -> dict[str, Any]:
        """The people as session attributes."""
        patients = {name: plain(one) for name, one in self.patients.items()}
        return {"person": self.person, "patients": patients}

    @property
    def patient(self) -> Patient:
        """Who it is about now."""
        return self.patients.get(self.person, NOBODY)

    def is_the_same(self, relation: str) -> bool:
        """Whether "she" or "they" is the one it is about now, who has a name already."""
        relations = facts("caregiver")["relations"]
        if not self.person or not relations.get(relation, {}).get("unnamed"):
            return False
        pronoun = relations.get(self.person, {}).get("pronoun")
        return relation in (pronoun, "they") or pronoun == "they"

    @property
    def not_led(self) -> str:
        """Why no stretch is led for who it is about now, as a key of the words of stretching; empty where one is."""
        if self.is_child:
            return "for_children"
        told = facts("stretching")["not_led"]
        known = (self.patient.group, *self.patient.conditions)
        return next((str(told[id_]) for id_ in known if id_ in told), "")

    def update(self, **changes: Any) -> Self:
        """The same people, with something new about the one it is about now."""
        return replace(self, patients={**self.patients, self.person: replace(self.patient, **changes)})

    def update_other(self, person: str, **changes: Any) -> Self:
        """The same people, with something new about one of them."""
        return replace(replace(self, person=person).update(**changes), person=self.person)

    def switch(self, person: str, with_call: bool = False) -> Self:
        """The same people with the talk about another; `with_call` when the call that stands was meant for them."""
        switched = replace(self, person=person)
        if with_call and self.patient.call:
            return switched.update(level=self.patient.level, call=self.patient.call, called_for=self.patient.called_for)
        return switched

    def forgotten(self) -> Self:
        """The same people without what was said of them; what was advised stands."""
        return replace(self, patients={name: one.advised() for name, one in self.patients.items()})

    def dropped(self) -> Self:
        """The same people without what was said of the one it is about now, likewise."""
        return replace(self, patients={**self.patients, self.person: self.patient.advised()})

    def others_calls(self) -> Mapping[str, str]:
        """The calls that stand for those it is not about now, by relation."""
        return {name: one.call for name, one in self.patients.items() if one.call and name != self.person}

    @property
    def is_child(self) -> bool:
        """Whether it is about somebody who is, or may be, a child: not coached, and given more careful advice."""
        if self.patient.group in (CHILDREN, GROWN_UP, OLDER):
            return self.patient.group == CHILDREN
        relation = facts("caregiver")["relations"].get(self.person, {}) if self.person else {}
        return bool(relation.get("child", False))
