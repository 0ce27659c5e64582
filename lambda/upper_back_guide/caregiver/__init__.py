"""Who the talk is about: the person speaking, or somebody they care for."""

from dataclasses import dataclass, field, replace

from upper_back_guide.content import words
from upper_back_guide.turn import Reply, State, Turn

INTENTS = frozenset({"AboutPersonIntent", "AboutMeIntent"})
SWITCHES = frozenset({"AboutMeIntent", "AboutPersonIntent", "EmergencyIntent"})
"""What changes the person even in the middle of a check-up; there, somebody named in passing does not."""

CHILDREN = "people.children"
GROWN_UP = "grown-up"
"""The group of a son or daughter who is said to be of age: it changes no advice."""

PRONOUNS = {"she": "she", "her": "she", "he": "he", "his": "he", "him": "he", "they": "they", "their": "they"}


@dataclass(frozen=True, slots=True)
class Place:
    """What belongs to the people who are not being talked about now."""

    levels: dict[str, str] = field(default_factory=dict)
    """The triage level reached, by relation; "" is the person speaking."""

    groups: dict[str, str] = field(default_factory=dict)
    """The group that changes the advice, likewise."""

    calls: dict[str, str] = field(default_factory=dict)
    """The kind of emergency call that was advised, likewise."""


def heard(turn: Turn, state: State) -> State:
    """The state with the person that a turn names in passing ("my husband's back hurts").

    A level and a group belong to the person they are about, and come back with them; a check-up under way is dropped.
    """
    if state.under_way == "checkup" and turn.intent not in SWITCHES:
        return state
    if turn.intent == "AboutMeIntent":
        return _about("", state)
    relation = turn.slot("relation").id or _pronoun(turn)
    if not relation or relation not in (relations := words("caregiver")["relations"]):
        return state
    current = relations.get(state.person, {}).get("pronoun")
    if relations[relation].get("unnamed") and state.person and relation in (current, "they"):
        return state  # "she has a headache too": the one we know
    return _about(relation, state)


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Confirm who the talk is about, which `heard` has already noted, and ask what they want to know."""
    if turn.intent not in INTENTS:
        return None
    if state.under_way == "checkup" and not state.places.get("checkup", {}).get("question"):
        return Turn("StartCheckupIntent")  # it was about somebody else, so it begins again
    say = words("caregiver")
    question = state.said.question if state.under_way else say["ask"]
    if turn.intent == "AboutPersonIntent" and not turn.slot("relation").id:
        return Reply(say["somebody"], state, question)
    return Reply(say["about_somebody"] if state.person else say["about_you"], state, question)


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words("caregiver")["help"]
    return help_text


def is_child(state: State) -> bool:
    """Whether it is about somebody who is, or may be, a child: a child is not coached, and gets more careful advice."""
    if state.group in (CHILDREN, GROWN_UP, "people.older"):
        return state.group == CHILDREN
    relation = words("caregiver")["relations"].get(state.person, {}) if state.person else {}
    return bool(relation.get("child", False))


def _pronoun(turn: Turn) -> str:
    """The unnamed relation that a sign is told of: "she" in "she can't get up"; else empty."""
    sign = turn.slot("warning_sign").heard or turn.slot("red_flag").heard
    first = sign.lower().partition(" ")[0].partition("'")[0]
    return PRONOUNS.get(first, "")


def _about(person: str, state: State) -> State:
    if person == state.person:
        return state
    others = state.place("caregiver", Place)
    levels, groups = {**others.levels, state.person: state.level}, {**others.groups, state.person: state.group}
    checkup = state.places.get("checkup", {})
    calls = {**others.calls, state.person: checkup.get("advice", "")}
    if state.room == "checkup" and checkup.get("offer") == "again":  # "it's my mother": the call is for her as well
        levels[person], calls[person] = state.level, calls[state.person]
    places = {**state.places, "checkup": {"advice": calls.get(person, "")}}
    level, group = str(levels.get(person, "")), str(groups.get(person, ""))
    moved = replace(state, person=person, group=group, level=level, places=places)
    return replace(moved.moved("caregiver", Place(levels, groups, calls)), room=state.room)
