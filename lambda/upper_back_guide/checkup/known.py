"""What the check-up makes of what was said, whenever it was: signs, age and conditions, as answers to its questions."""

from upper_back_guide import patient
from upper_back_guide.checkup.rules import BY_QUESTION, PREGNANCY, RULES, THINNER, Known, Level
from upper_back_guide.patient import People
from upper_back_guide.signs import sign

CONDITIONS = {
    "age_65": "who",
    "cancer": "history",
    "drug_use": "history",
    "pregnancy": "who",
    "steroids": "history",
    "thin_bones": "history",
    "weak_immune": "history",
}
"""Conditions that answer a question with yes."""

BONES = frozenset({"age_50", "steroids", "thin_bones"})
"""Conditions that answer "bones", which follows an injury."""

GROUPS = {patient.CHILDREN: "who", patient.PREGNANT: "who", patient.OLDER: "bones"}
"""The group that cancer is in is also for weak bones and blood thinners: which of them it is, the conditions say."""


def known(people: People) -> Known:
    """What is known of the patient."""
    one = people.patient
    answers = {CONDITIONS[id_] for id_ in one.conditions if id_ in CONDITIONS}
    floor = Level.SELF_CARE
    if people.is_child or one.group not in ("", patient.GROWN_UP):
        floor = Level.SOON
    if one.group in GROUPS:
        answers.add(GROUPS[one.group])
    if people.is_child:
        answers.add("who")
    if BONES & set(one.conditions):
        answers.add("bones")
    if THINNER in one.conditions:
        answers |= {THINNER, "hard"}
    if PREGNANCY in one.conditions or one.group == patient.PREGNANT:
        answers.add(PREGNANCY)
    first: list[str] = []
    for facts in filter(None, map(sign, one.signs)):
        level = Level[facts.alone]
        floor = max(floor, level)
        if facts.question and level >= BY_QUESTION[facts.question].yes:
            answers.add(facts.question)
        first += facts.raised_by
    decided_by = ""
    for rule in RULES:
        if rule.question in answers and rule.follows in ("", *answers) and rule.yes > floor:
            floor, decided_by = rule.yes, rule.question
    return Known(
        frozenset(answers), tuple(dict.fromkeys(id_ for id_ in first if id_ not in answers)), floor, decided_by
    )
