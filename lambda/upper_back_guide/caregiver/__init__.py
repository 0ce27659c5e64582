"""Who the talk is about: the person speaking, or somebody they care for."""

from dataclasses import replace

from upper_back_guide.content import facts as facts_of
from upper_back_guide.content import words
from upper_back_guide.listening import Facts
from upper_back_guide.meaning import kind
from upper_back_guide.questions import REPEAT_CALL, WHO, open_question, what_to_know
from upper_back_guide.signs import HURT
from upper_back_guide.turn import CLOSED, Reply, State, Turn

ROOM = "caregiver"
ME = "me"
"""Whom the ears call the person speaking."""

INTENTS = frozenset({"AboutPersonIntent", "AboutMeIntent", "HelpForIntent"})
SWITCHES = INTENTS | {"EmergencyIntent", "StartCheckupIntent"}
"""What changes the person even in the middle of a check-up; there, somebody named in passing does not."""

PRONOUNS = {"she": "she", "her": "she", "he": "he", "his": "he", "him": "he", "they": "they", "their": "they"}


def note_person(turn: Turn, state: State, facts: Facts) -> State:
    """The state with the person that a turn names in passing ("my husband's back hurts").

    Who is named right after an emergency call is who the call is for.
    """
    switches = turn.intent in SWITCHES or facts.person == ME or _is_urgent(facts)
    if kind(state.question) == "strict" and not switches:
        return state
    person = "" if turn.intent == "AboutMeIntent" else _named(turn, state, facts)
    if person is None or person == state.people.person:
        return state
    question = CLOSED if kind(state.question) == "strict" else state.question  # it was about somebody else
    if (
        kind(state.question) == "step"
        and turn.intent not in SWITCHES
        and person in PRONOUNS.values()
        and not facts.signs
    ):
        return state  # "he's climbing on me": whoever that is, it is not who is led
    unnamed = person != "" and facts_of(ROOM)["relations"][person].get("unnamed", False)  # "can I give him aspirin"
    named = (turn.intent == "AboutPersonIntent" or unnamed) and not facts.signs and not state.people.person
    meant = question.id == WHO or (question.id == REPEAT_CALL and named)
    if question.id == REPEAT_CALL and not meant:
        question = CLOSED
    people = state.people.switch(person, with_call=meant)
    if meant and (question.id == WHO or facts.not_me):  # "it's not me": it never was
        one = state.people.patient
        people = people.update_other(state.people.person, call="", called_for=(), level=one.before, signs=())
    return replace(state, people=people, question=question)


def _is_urgent(facts: Facts) -> bool:
    """Whether a sign of danger was stated of somebody by name: then it is about them, whatever was being asked."""
    return any(sign.sure and sign.person in facts_of(ROOM)["relations"] for sign in facts.signs[:1])


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Confirm who the talk is about, which is noted already, and ask what they want to know."""
    if turn.intent not in INTENTS:
        return None
    if state.under_way == "checkup" and not state.question:
        return Turn("StartCheckupIntent")  # it was about somebody else, so it begins again
    say = words(ROOM)
    question = open_question(state) if state.under_way else what_to_know()
    if turn.intent == "HelpForIntent":
        return Reply(say["can_not_led" if state.people.not_led else "can"], state, question)
    if turn.intent == "AboutPersonIntent" and not turn.slot("relation").id:
        return Reply(say["somebody"], state, question)
    return Reply(say["about_somebody"] if state.people.person else say["about_you"], state, question)


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def _named(turn: Turn, state: State, facts: Facts) -> str | None:
    """The relation that a turn names, empty for oneself; None when it names nobody new."""
    if any(sign.id == HURT for sign in facts.signs):
        return None  # whoever hurts somebody is not whom it is about
    if turn.intent in ("CallSomebodyIntent", "CannotCareIntent"):
        return None  # whom to call, or to care for, is not who hurts
    said = next((sign.person for sign in facts.signs if sign.person), "") or facts.person
    if said == "they":
        said = ""  # "they've gone numb" is said of legs, "i've called them" of nobody here
    if state.people.person and (facts.person == ME or (said == ME and facts.signs)):
        return ""  # "it's for me", or "my chest hurts too", in a talk about somebody else
    in_passing = turn.words and facts.person in ("", "they") and turn.intent not in SWITCHES  # "can I carry my baby"
    relations = facts_of(ROOM)["relations"]
    picked = "" if in_passing else turn.slot("relation").id
    if picked == "they" and turn.words and not facts.person:
        picked = ""  # "they said I could"
    by_name = said in relations and not relations[said].get("unnamed")
    if turn.words and by_name and relations.get(picked, {}).get("unnamed"):
        picked = said  # "back to my wife, can she"
    relation = picked or _pronoun(turn) or said
    if not relation or relation not in relations:
        return None
    if relations[relation].get("unnamed") and not relations.get(said, {"unnamed": True}).get("unnamed"):
        relation = said  # "my mom's eighty, she slipped": she is my mom
    return None if state.people.is_the_same(relation) else relation  # "she has a headache too": the one we know


def _pronoun(turn: Turn) -> str:
    """The unnamed relation that a sign is told of: "she" in "she can't get up"; else empty."""
    sign = turn.slot("warning_sign").heard or turn.slot("red_flag").heard
    first = sign.lower().partition(" ")[0].partition("'")[0]
    return PRONOUNS.get(first, "")
