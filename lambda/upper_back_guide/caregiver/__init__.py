"""Who the talk is about: the person speaking, or somebody they care for."""

from dataclasses import replace

from upper_back_guide.content import words
from upper_back_guide.turn import Reply, State, Turn

INTENTS = frozenset({"AboutPersonIntent", "AboutMeIntent"})


def heard(turn: Turn, state: State) -> State:
    """The state with the person that a turn names in passing ("my husband's back hurts").

    A level, and a check-up under way, belong to the person they are about, so they go when the person changes.
    """
    if turn.intent == "AboutMeIntent":
        return _about("", state)
    relation = turn.slot("relation").id
    if relation in words("caregiver")["relations"] and not (relation in PRONOUNS and state.person):
        return _about(relation, state)
    return state


PRONOUNS = frozenset({"she", "he", "they"})
"""Relations that are only a pronoun: they name somebody when nobody was named before."""


def reply(turn: Turn, state: State) -> Reply | None:
    """Confirm who the talk is about, which `heard` has already noted, and ask what they want to know."""
    if turn.intent not in INTENTS:
        return None
    say = words("caregiver")
    question = state.said.question if state.under_way else say["ask"]
    if turn.intent == "AboutPersonIntent" and not turn.slot("relation").id:
        return Reply(say["somebody"], state, question)
    return Reply(say["about_somebody"] if state.person else say["about_you"], state, question)


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words("caregiver")["help"]
    return help_text


def is_child(person: str) -> bool:
    """Whether a relation may be a child: a child is not coached, and gets more careful advice."""
    relation = words("caregiver")["relations"].get(person, {}) if person else {}
    return bool(relation.get("child", False))


def _about(person: str, state: State) -> State:
    if person == state.person:
        return state
    places = {room: place for room, place in state.places.items() if room != "checkup"}
    under_way = "" if state.under_way == "checkup" else state.under_way
    return replace(state, person=person, group="", level="", places=places, under_way=under_way)
