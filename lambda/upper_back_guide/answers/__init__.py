"""Causes, symptoms, impact, relief, medicines, posture, professional help: what is asked and told."""

from dataclasses import dataclass, replace

from upper_back_guide import caregiver, checkup
from upper_back_guide.answers import questions
from upper_back_guide.content import Entry, entry, section, words
from upper_back_guide.turn import Card, Reply, Slot, State, Turn

INTENTS = questions.INTENTS | {"TheRestIntent"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the listener is among the answers."""

    entry: str = ""
    """The id of the entry told last."""

    heard: int = 0
    """How many pages of its "more" were told; -1 when only a caution was said before it."""

    offer: str = ""
    """What "yes" leads to: "more", an entry's id, the name of a room, or nothing."""

    trail: tuple[str, ...] = ()
    """The ids of the entries told before it, latest last, for "go back"."""


AT_HOME = frozenset({"everyday", "relief"})
"""Sections of what to do at home: not for a child, nor for anybody who should call an ambulance."""

TRAIL = 12
"""How many entries "go back" remembers."""

ROOMS = {"checkup": "StartCheckupIntent", "stretching": "StartStretchIntent"}
"""Offers that lead to another room, and the intent that opens it."""


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Answer a question, or go on from the last answer; None when there is nothing to go on from.

    While an emergency call stands it comes before every answer, and instead of what could be done at home.
    """
    outcome, call = _answered(turn, state), checkup.call(state)
    if not call or not isinstance(outcome, Reply):
        return outcome
    told = outcome.state.place("answers", Place).entry
    if told.partition(".")[0] in AT_HOME | {"medicines"} and told != "medicines.too_much":
        return checkup.advice_again(state)
    return replace(outcome, speech=f"{call} {outcome.speech}")


def _answered(turn: Turn, state: State) -> Reply | Turn | None:
    place = state.place("answers", Place)
    match turn.intent:
        case "SourcesIntent":
            return _sources(turn, state, place)
        case "OtherConditionIntent":
            return _declined(turn, state)
        case "TheRestIntent":
            return _rest(turn, state, place)
        case intent if intent in INTENTS:
            id_ = questions.asked_for(turn)
            if turn.intent == "AgeIntent" and not id_:
                return _of_age(turn, state, place)
            return _told(id_, turn, state, place) if id_ else _unknown(turn, state)
    if not place.entry:
        return None
    match turn.intent:
        case "AMAZON.YesIntent" if place.offer:
            return _accepted(turn, state, place)
        case "AMAZON.NoIntent" if place.offer:
            say = words("answers")
            return Reply(say["declined_offer"], _moved(state, replace(place, offer="")), words("basics")["ask"])
        case "MoreIntent" | "WhyIntent" | "ExplainIntent":
            return _more(turn, state, place)
        case "HowLongIntent" | "HowManyLeftIntent" if "medicine" in entry(place.entry).kinds:
            return replace(turn, intent="DoseIntent", slots={"medicine": Slot(place.entry)})
        case "HowLongIntent" | "HowManyLeftIntent":
            return replace(turn, intent="DurationIntent", slots={})
        case "AMAZON.NextIntent":
            return _next(turn, state, place)
        case "AMAZON.PreviousIntent":
            return _back(turn, state, place)
        case "PickIntent":
            return _picked(turn, state, place)
    return None


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words("answers")["help"]
    return help_text


def _told(id_: str, turn: Turn, state: State, place: Place) -> Reply:
    """Tell an entry from its start, and remember the one before it."""
    if _belongs(turn.intent, id_, state.group):
        state = replace(state, group=id_)
    if caregiver.is_child(state) and (turn.intent == "BodyPartHurtsIntent" or id_.partition(".")[0] in AT_HOME):
        id_ = caregiver.CHILDREN  # a child's back pain is always for a clinician
    told = entry(id_)
    lead = words("answers")["lead"].get(turn.intent, "")
    heard = -1 if "medicine" in told.kinds and _caution(state) else 0
    return _page(told, Place(id_, heard, "", _trail(place, id_)), turn, state, lead)


def _belongs(intent: str, id_: str, group: str) -> bool:
    """Whether somebody has said which group they are in; a more careful one stays."""
    match intent:
        case "PersonGroupIntent":
            return True
        case "AgeIntent":
            return id_ == caregiver.CHILDREN or not group
    return id_ == "people.pregnancy" and not group


def _of_age(turn: Turn, state: State, place: Place) -> Reply:
    """What is said to an age that changes nothing; one that was not heard does not make a grown-up of a child."""
    if turn.slot("age").heard.isdecimal():
        grown_up = replace(state, group=caregiver.GROWN_UP) if caregiver.is_child(state) else state
        return _declined(turn, grown_up, "any_age")
    if caregiver.is_child(state):
        return _told(caregiver.CHILDREN, turn, state, place)
    return _declined(turn, state, "no_age")


def _caution(state: State) -> str:
    """What is said before any medicine to somebody it may harm more; empty for everybody else."""
    group = caregiver.CHILDREN if caregiver.is_child(state) else state.group
    caution: str = words("answers")["caution"].get(group, "")
    return caution


def _more(turn: Turn, state: State, place: Place) -> Reply:
    told = entry(place.entry)
    if place.heard < len(told.more):
        return _page(told, replace(place, heard=place.heard + 1), turn, state)
    question, offer = _offer(told, place)
    return Reply(words("answers")["no_more"], _moved(state, replace(place, offer=offer)), question)


def _page(told: Entry, place: Place, turn: Turn, state: State, lead: str = "") -> Reply:
    """One page of an entry: its short answer, or a page of its "more"."""
    text = (_caution(state), told.short, *told.more)[place.heard + 1]
    question, offer = _offer(told, place)
    say = words("answers")
    if not state.disclaimed:
        text = f"{text} {words('basics')['disclaimer']}"
    rest_to_tell = told.points and offer == "more"
    if turn.opening and not rest_to_tell:  # a one-shot answers and closes
        question = ""
    moved = _moved(state, replace(place, offer=offer))
    title = say["card_title"].replace("<name>", told.name)
    return Reply(f"{lead} {text}".strip(), replace(moved, disclaimed=True), question, card=Card(title, told.card))


def _offer(told: Entry, place: Place) -> tuple[str, str]:
    """The one next thing after this page, as a question and what "yes" to it leads to."""
    say = words("answers")
    left = place.heard < len(told.more)
    if place.heard < 0:
        return say["want_more"], "more"
    if told.points and left:
        return say["want_rest"], "more"
    if told.offer and told.offer.entry not in place.trail:
        return told.offer.ask, told.offer.entry
    if left:
        return say["want_more"], "more"
    return words("basics")["anything_else"], ""


def _accepted(turn: Turn, state: State, place: Place) -> Reply | Turn:
    if place.offer == "more":
        return _more(turn, state, place)
    if place.offer in ROOMS:
        return replace(turn, intent=ROOMS[place.offer], slots={})
    return _told(place.offer, turn, state, place)


def _next(turn: Turn, state: State, place: Place) -> Reply:
    points = _overview(place).points
    if place.entry in points[:-1]:
        return _told(points[points.index(place.entry) + 1], turn, state, place)
    return _more(turn, state, place)


def _back(turn: Turn, state: State, place: Place) -> Reply | None:
    if not place.trail:
        return None
    return _page(entry(place.trail[-1]), Place(place.trail[-1], 0, "", place.trail[:-1]), turn, state)


def _picked(turn: Turn, state: State, place: Place) -> Reply | None:
    """ "The second one": a point of the overview last told, or of the one this entry belongs to."""
    points = _overview(place).points
    number = turn.slot("position").id or turn.slot("number").heard
    if not points:
        return None
    if number.isdecimal() and 1 <= int(number) <= len(points):
        return _told(points[int(number) - 1], turn, state, place)
    return Reply(words("answers")["no_such_point"], _moved(state, place), words("basics")["ask"])


def _rest(turn: Turn, state: State, place: Place) -> Reply | None:
    """ "And the other causes?": the rest of an overview, the one named or the one the last answer belongs to."""
    id_ = turn.slot("section").id or (_overview(place).id if place.entry else "")
    if not id_:
        return None
    overview = entry(id_)
    heard = place.heard if place.entry == id_ else 0
    return _more(turn, state, Place(id_, min(heard, len(overview.more) - 1), "", _trail(place, id_)))


def _trail(place: Place, id_: str) -> tuple[str, ...]:
    """The trail after going on to another entry; the same one when it is told again."""
    return place.trail if place.entry in ("", id_) else (*place.trail, place.entry)[-TRAIL:]


def _overview(place: Place) -> Entry:
    """The overview that the last entry is, or belongs to; an entry that belongs to none counts as its own."""
    told, name = entry(place.entry), place.entry.partition(".")[0]
    if told.points:
        return told
    near = (section(name).get(f"{name}.overview"), entry("relief.medication"))
    return next((overview for overview in near if overview and told.id in overview.points), told)


def _sources(turn: Turn, state: State, place: Place) -> Reply:
    """ "Who says so?": the sources of the last answer by name."""
    say = words("answers")
    if not place.entry:
        text = say["sources_in_general"]
    else:
        sources = words("sources")
        named = list(dict.fromkeys(sources[key]["name"] for key in entry(place.entry).sources))[:3]
        text = say["sources"].replace("<names>", " and ".join(filter(None, (", ".join(named[:-1]), named[-1]))))
    question = "" if turn.opening else words("basics")["anything_else"]
    return Reply(text, _moved(state, replace(place, offer="")), question)


def _unknown(turn: Turn, state: State) -> Reply:
    """An honest answer to a question about something in none of our lists."""
    if turn.intent == "TopicIntent":
        return _declined(turn, state, "not_here")
    unknown = words("answers")["unknown"].get(turn.intent)
    if not unknown or (turn.intent == "CanCauseIntent" and not turn.slot("complaint").id):
        return _declined(turn, state)
    place = replace(state.place("answers", Place), entry=unknown["offer"], heard=0, offer=unknown["offer"])
    question = "" if turn.opening else unknown["ask"]
    return Reply(unknown["say"], _moved(state, place), question)


def _declined(turn: Turn, state: State, why: str = "other_condition") -> Reply:
    say = words("answers")
    return Reply(say[why], replace(state, room="answers"), "" if turn.opening else words("basics")["ask"])


def _moved(state: State, place: Place) -> State:
    return state.moved("answers", place)
