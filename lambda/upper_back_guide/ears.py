"""What a turn says about danger and about whom: every slot of every intent, and the words where a door has them.

A device picks the nearest intent, and often a neighbour's; what is said about danger is heard wherever it arrives.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from upper_back_guide import listening, patient, signs
from upper_back_guide.content import facts as facts_of
from upper_back_guide.listening import Facts, Sign
from upper_back_guide.turn import State, Turn

NAMING = frozenset({"answer", "minutes", "number", "position", "relation", "section"})
"""Slots that say nothing of how anybody is, once they are resolved."""

ASKING = frozenset(
    {
        "ActivityIntent",
        "CanCauseIntent",
        "DoseIntent",
        "HelpsWithIntent",
        "IsSymptomIntent",
        "MedicineIntent",
        "SeeProfessionalIntent",
        "ShouldUseIntent",
        "TheRestIntent",
        "TopicIntent",
    }
)
"""Intents that ask: a bare name in their slot may be meant in general, so it is asked about first."""

NAMED = frozenset({"CanCauseIntent", "HelpsWithIntent", "IsSymptomIntent", "SeeProfessionalIntent", "TopicIntent"})
"""Of these, the ones in which a bare name says nothing of anybody: "does diabetes cause it"."""

MOST_SLOTS = 12
"""Slots of one intent that are listened to; no intent of ours has a third of that."""

DANGER = frozenset({"red_flag", "warning_sign"})
"""Slots whose names are those of signs."""

CERTAIN = 0.5
"""Words heard less surely than this get one question before anything is concluded."""

ME = "me"
AGES = {"age_50": patient.OLDER_FROM, "age_60": patient.CAREFUL_FROM, "age_65": patient.OLD_FROM}


def listen(turn: Turn, state: State) -> Facts:
    """Everything that was said, the most urgent signs first, with what was said earlier in the session."""
    facts = _merged(list(_heard(turn)))
    age = turn.slot("age").heard if turn.intent == "AgeIntent" else ""
    if age.isdecimal() and len(age) < 4:
        facts = facts._replace(age=int(age))
    return _with_earlier(facts, state)


def _with_earlier(facts: Facts, state: State) -> Facts:
    """Signs that only stand together, though they were said one after the other."""
    one = state.patient
    ids = {sign.id for sign in facts.signs}
    both = ids | set(one.signs)
    more: list[Sign] = []
    if {"breathing_pain", "swollen_calf"} <= both and ids & {"breathing_pain", "swollen_calf"}:
        more.append(Sign("clot", True))
    if facts.sudden and not ids and "blood_thinners" in one.conditions:
        more.append(Sign("thinner_spine", False))
    if "pregnancy" in one.conditions and any(sign.id == "pregnancy_headache" for sign in facts.signs):
        more.append(Sign("pregnancy_headache", True))  # whether they are pregnant is known
    bleeding = ids & {"bleeding", "injury"} and "pregnancy" in one.conditions
    if bleeding:
        more.append(Sign("pregnancy_danger", False))
    if not more:
        return facts
    kept = [sign for sign in facts.signs if not (bleeding and sign.id == "injury" and not sign.sure)]
    return facts._replace(signs=(*more, *kept))


def _merged(heard: Sequence[Facts]) -> Facts:
    if not heard:
        return Facts()
    if len(heard) == 1:
        return heard[0]
    stated: dict[str, Sign] = {}
    for sign in (sign for facts in heard for sign in facts.signs):
        if sign.id not in stated or (sign.sure and not stated[sign.id].sure):
            stated[sign.id] = sign
    return heard[0]._replace(
        gone=any(facts.gone for facts in heard),
        signs=tuple(sorted(stated.values(), key=lambda sign: (not signs.is_emergency(sign.id), not sign.sure))),
        denied=frozenset().union(*(facts.denied for facts in heard)) - stated.keys(),
        asks_about=frozenset().union(*(facts.asks_about for facts in heard)) - stated.keys(),
        person=next((facts.person for facts in heard if facts.person), ""),
        not_me=any(facts.not_me for facts in heard),
        age=next((facts.age for facts in heard if facts.age is not None), None),
        conditions=tuple(dict.fromkeys(trait for facts in heard for trait in facts.conditions)),
        medicines=tuple(dict.fromkeys(trait for facts in heard for trait in facts.medicines)),
        sudden=any(facts.sudden for facts in heard),
    )


def _heard(turn: Turn) -> Iterator[Facts]:
    if turn.words:  # the slots are parts of them
        facts = listening.hear(turn.words)
        unsure = turn.certainty < CERTAIN
        yield facts._replace(signs=tuple(sign._replace(sure=False) for sign in facts.signs)) if unsure else facts
        return
    for name, slot in islice(turn.slots.items(), MOST_SLOTS):
        if not slot.heard or (name in NAMING and slot.id):
            continue
        facts = listening.hear(slot.heard, name)
        if slot.id and name not in DANGER:
            facts = _of_an_entry(facts, turn, name)
        elif turn.intent in NAMED:
            theirs = tuple(trait for trait in facts.conditions if trait.person or trait.id in patient.CHECKED)
            facts = facts._replace(signs=tuple(_doubted(sign) for sign in facts.signs), conditions=theirs)
        elif turn.intent in ASKING:
            facts = facts._replace(signs=tuple(_doubted(sign) for sign in facts.signs))
        if facts:
            yield facts


def _of_an_entry(facts: Facts, turn: Turn, name: str) -> Facts:
    """What is left of the name of something we have an answer to: no more than a question about a red flag, and nothing
    where it is only asked about. What somebody named has, and what a medicine is taken with, counts."""
    if "group" in turn.slots:  # it says what somebody has
        return facts._replace(signs=())
    red = (
        ()
        if turn.intent in ASKING
        else tuple(sign for sign in facts.signs if sign.sure and signs.is_emergency(sign.id))
    )
    told = name in ("condition", "illness") and (turn.intent == "HaveConditionIntent" or "relation" in turn.slots)
    has = told or name == "second_medicine"
    return Facts(
        signs=tuple(sign._replace(sure=False) for sign in red),
        person=facts.person,
        conditions=facts.conditions if has else (),
    )


def _doubted(sign: Sign) -> Sign:
    """A bare name is less than a sentence about somebody."""
    return sign if sign.person else sign._replace(sure=False)


def note(facts: Facts, turn: Turn, state: State) -> State:
    """The state with what was said of the patient: signs, conditions, age. All are ids of closed lists."""
    if state.learned:
        state = replace(state, learned=())
    if not facts:
        return state
    state = _note_conditions(facts, turn, state)
    for sign in facts.signs:
        if sign.sure and signs.sign(sign.id) and sign.id not in (signs.HURT, signs.CALL_FOR_HELP):
            person = _person(sign.person, state)
            one = state.people.patients.get(person, patient.Patient())
            if sign.id not in one.signs:
                people = state.people.update_other(person, signs=(*one.signs, sign.id), checked=False)
                state = replace(state, people=people)
    return state


def _note_conditions(facts: Facts, turn: Turn, state: State) -> State:
    for trait in facts.conditions:
        person = _person(trait.person, state)
        one = state.people.patients.get(person, patient.Patient())
        if trait.id not in one.conditions:
            people = state.people.update_other(
                person, conditions=(*one.conditions, trait.id), group=_group(one, trait.id)
            )
            state = replace(state, people=people)
        if person == state.people.person:
            state = replace(state, learned=(*state.learned, trait.id))
    if facts.age is None:
        return state
    one = state.people.patient
    years = [id_ for id_, at in AGES.items() if facts.age >= at and id_ not in one.conditions]
    group = one.group
    if facts.age < patient.ADULT_FROM:
        group = patient.CHILDREN
    elif facts.age >= patient.OLDER_FROM and not group:
        group = patient.OLDER
    elif state.people.is_child:
        group = patient.GROWN_UP
    return state.update_patient(conditions=(*one.conditions, *years), group=group)


def _group(one: patient.Patient, condition: str) -> str:
    """The group of a patient of whom a condition is said; a more careful one stays."""
    group = {"pregnancy": patient.PREGNANT, "cancer": patient.CANCER}.get(condition, "")
    return group if group and one.group in ("", patient.OLDER, patient.GROWN_UP) else one.group


def _person(person: str, state: State) -> str:
    """Whose a sign or a condition is, as a relation: nobody named is whom it is about."""
    if person == ME:
        return ""
    known = person in facts_of("caregiver")["relations"]
    return person if known and not state.people.is_the_same(person) else state.people.person
