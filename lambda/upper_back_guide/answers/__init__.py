"""Causes, symptoms, impact, relief, medicines, posture, professional help: what is asked and answered."""

from dataclasses import dataclass, replace
from typing import Self

from upper_back_guide import patient
from upper_back_guide.answers import lookup
from upper_back_guide.content import Entry, entry, section, words
from upper_back_guide.questions import anything_else, what_to_know
from upper_back_guide.turn import CLOSED, About, Card, Question, Reply, Slot, State, Turn

ROOM = "answers"
INTENTS = lookup.INTENTS | {"TheRestIntent"}
OFFER = f"{ROOM}.offer"
"""The question that offers the one next thing."""


STATEMENTS = frozenset({"BodyPartHurtsIntent", "HaveComplaintIntent"})
"""Intents that tell of somebody's pain, and ask nothing."""

PLAIN = frozenset({"causes", "symptoms.overview", "about.spasm", "medicines.too_much"})
"""Sections and entries that advise nothing which an emergency call would have to take back."""

AT_HOME = frozenset({"everyday", "relief"})
"""Sections of what to do at home: not for a child, nor for anybody who should call an ambulance."""

SURE = 0.6
"""An intent that is less surely meant is asked about, once, before it is answered."""

TRAIL = 12
"""How many entries "go back" remembers."""

ROOMS = {"checkup": "StartCheckupIntent", "stretching": "StartStretchIntent"}
"""Offers that lead to another room, and the intent that opens it."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Where the listener is among the answers."""

    entry: str = ""
    """The id of the entry answered last."""

    page: int = 0
    """How many pages of its "more" were heard; -1 when only a caution was said before it."""

    offer: str = ""
    """What "yes" leads to: "more", an entry's id, the name of a room, or nothing."""

    trail: tuple[str, ...] = ()
    """The ids of the entries before it, latest last, for "go back"."""

    @classmethod
    def of(cls, state: State) -> Self:
        """The thread of a state; a blank one when it does not fit what there is."""
        thread = state.recall(ROOM, cls)
        offered = thread.offer in ("", "more", *ROOMS) or lookup.known(thread.offer)
        if not (offered and all(map(lookup.known, filter(None, (thread.entry, *thread.trail))))):
            return cls()
        return thread if -1 <= thread.page <= len(entry(thread.entry).more if thread.entry else ()) else cls()


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Answer a question, or go on from the last answer; None when there is nothing to go on from."""
    thread = Thread.of(state)
    match turn.intent:
        case "SourcesIntent":
            return _sources(turn, state, thread)
        case "OtherConditionIntent":
            return _decline(turn, state)
        case "TheRestIntent":
            return _rest(turn, state, thread)
        case intent if intent in INTENTS:
            id_ = lookup.asked_for(turn)
            if turn.intent == "AgeIntent" and not id_:
                return _of_age(turn, state, thread)
            if id_ and turn.intent_certainty < SURE and not _is_doubted(state, thread):
                return _ask_back(id_, state, thread)
            return _answer(id_, turn, state, thread) if id_ else _unknown(turn, state)
    if not thread.entry:
        return None
    match turn.intent:
        case "AMAZON.YesIntent" if state.question.id == OFFER and thread.offer:
            return _accept(turn, state, thread)
        case "AMAZON.NoIntent" if state.question.id == OFFER:
            return Reply(words("phrases")["declined_offer"], state.enter(ROOM, thread), what_to_know(), about="answer")
        case "MoreIntent" | "WhyIntent" | "ExplainIntent":
            return _more(turn, state, thread)
        case "HowLongIntent" | "HowManyLeftIntent" if "medicine" in entry(thread.entry).kinds:
            return replace(turn, intent="DoseIntent", slots={"medicine": Slot(thread.entry)})
        case "HowLongIntent" | "HowManyLeftIntent":
            return replace(turn, intent="DurationIntent", slots={})
        case "AMAZON.NextIntent":
            return _next(turn, state, thread)
        case "AMAZON.PreviousIntent":
            return _back(turn, state, thread)
        case "PickIntent":
            return _pick(turn, state, thread)
    return None


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def _answer(id_: str, turn: Turn, state: State, thread: Thread) -> Reply:
    """Answer with an entry from its start, and remember the one before it."""
    if _belongs(turn.intent, id_, state.patient.group):
        state = state.update_patient(group=id_)
    if state.people.is_child and (turn.intent in STATEMENTS or id_.partition(".")[0] in AT_HOME):
        id_ = patient.CHILDREN  # a child's back pain is always for a clinician
    asked = entry(id_)
    lead = words(ROOM)["lead"].get(turn.intent, "")
    page = -1 if "medicine" in asked.kinds and _caution(state) else 0
    return _page(asked, Thread(id_, page, "", _trail(thread, id_)), turn, state, lead)


def _ask_back(id_: str, state: State, thread: Thread) -> Reply:
    """ "Do you mean heat?": a yes answers with it, and what is said instead is answered however it is meant."""
    question = Question(OFFER, words(ROOM)["meant_ask"].replace("<name>", entry(id_).name))
    doubted = replace(thread, entry=id_, page=0, offer=id_)
    return Reply("", state.enter(ROOM, doubted), question, "", _about(id_))


def _is_doubted(state: State, thread: Thread) -> bool:
    """Whether the open question asks what was meant."""
    return state.question.id == OFFER and bool(thread.entry) and thread.offer == thread.entry


def _belongs(intent: str, id_: str, group: str) -> bool:
    """Whether somebody has said which group they are in; a more careful one stays."""
    match intent:
        case "PersonGroupIntent":
            return True
        case "AgeIntent":
            return id_ == patient.CHILDREN or not group
    return id_ == patient.PREGNANT and not group


def _of_age(turn: Turn, state: State, thread: Thread) -> Reply:
    """What is said to an age that changes nothing; one that was not heard does not make a grown-up of a child."""
    child = state.people.is_child
    if turn.slot("age").heard.isdecimal():
        return _decline(turn, state.update_patient(group=patient.GROWN_UP) if child else state, "any_age")
    return _answer(patient.CHILDREN, turn, state, thread) if child else _decline(turn, state, "no_age")


def _caution(state: State) -> str:
    """What is said before any medicine to somebody it may harm more; empty for everybody else."""
    group = patient.CHILDREN if state.people.is_child else state.patient.group
    caution: str = words(ROOM)["caution"].get(group, "")
    return caution


def _more(turn: Turn, state: State, thread: Thread) -> Reply:
    asked = entry(thread.entry)
    if thread.page < len(asked.more):
        return _page(asked, replace(thread, page=thread.page + 1), turn, state)
    question, offer = _offer(asked, thread)
    moved = state.enter(ROOM, replace(thread, offer=offer))
    return Reply(words(ROOM)["no_more"], moved, question, _about(asked.id), _offers(offer, asked.id))


def _page(asked: Entry, thread: Thread, turn: Turn, state: State, lead: str = "") -> Reply:
    """One page of an entry: its short answer, or a page of its "more"."""
    text = (_caution(state), asked.short, *asked.more)[thread.page + 1]
    question, offer = _offer(asked, thread)
    if not state.disclaimed:
        text = f"{text} {words('phrases')['disclaimer']}"
    rest = asked.points and offer == "more"
    if turn.opening and not rest:  # a one-shot answers and closes
        question = CLOSED
    moved = state.enter(ROOM, replace(thread, offer=offer), disclaimed=True)
    return Reply(
        f"{lead} {text}".strip(),
        moved,
        question,
        _about(asked.id),
        _offers(offer, asked.id),
        card=Card(words(ROOM)["card_title"].replace("<name>", asked.name), asked.card),
    )


def _about(id_: str) -> About:
    """What an entry is about, for whoever must not hear it in an emergency: all but plain facts about what it is."""
    section_name = id_.partition(".")[0]
    if section_name in AT_HOME:
        return "home"
    if section_name == "medicines" and id_ != "medicines.too_much":
        return "medicine"
    return "answer" if section_name in PLAIN or id_ in PLAIN else ""


def _offers(offer: str, id_: str) -> About:
    """What an offer leads to, likewise; nothing that may be said in an emergency where it leads to another room."""
    if offer in ROOMS:
        return ""
    return _about(id_ if offer == "more" else offer)


def _offer(asked: Entry, thread: Thread) -> tuple[Question, str]:
    """The one next thing after this page, as a question and what "yes" to it leads to."""
    say = words(ROOM)
    left = thread.page < len(asked.more)
    if asked.points and left and thread.page >= 0:
        return Question(OFFER, say["want_rest"]), "more"
    if asked.offer and asked.offer.entry not in thread.trail and thread.page >= 0:
        return Question(OFFER, asked.offer.ask), asked.offer.entry
    if left:
        return Question(OFFER, say["want_more"]), "more"
    return anything_else(), ""


def _accept(turn: Turn, state: State, thread: Thread) -> Reply | Turn:
    if thread.offer == "more":
        return _more(turn, state, thread)
    if thread.offer in ROOMS:
        return replace(turn, intent=ROOMS[thread.offer], slots={})
    return _answer(thread.offer, turn, state, thread)


def _next(turn: Turn, state: State, thread: Thread) -> Reply:
    points = _overview(thread).points
    if thread.entry in points[:-1]:
        return _answer(points[points.index(thread.entry) + 1], turn, state, thread)
    return _more(turn, state, thread)


def _back(turn: Turn, state: State, thread: Thread) -> Reply | None:
    if not thread.trail:
        return None
    return _page(entry(thread.trail[-1]), Thread(thread.trail[-1], 0, "", thread.trail[:-1]), turn, state)


def _pick(turn: Turn, state: State, thread: Thread) -> Reply | None:
    """ "The second one": a point of the overview last answered, or of the one this entry belongs to."""
    points = _overview(thread).points
    number = turn.slot("position").id or turn.slot("number").heard
    if not points:
        return None
    if number.isdecimal() and len(number) < 3 and 1 <= int(number) <= len(points):
        return _answer(points[int(number) - 1], turn, state, thread)
    return Reply(words(ROOM)["no_such_point"], state.enter(ROOM, thread), what_to_know(), about="answer")


def _rest(turn: Turn, state: State, thread: Thread) -> Reply | None:
    """ "And the other causes?": the rest of an overview, the one named or the one the last answer belongs to."""
    id_ = turn.slot("section").id or (_overview(thread).id if thread.entry else "")
    if not id_:
        return None
    overview = entry(id_)
    page = thread.page if thread.entry == id_ else 0
    return _more(turn, state, Thread(id_, min(page, len(overview.more) - 1), "", _trail(thread, id_)))


def _trail(thread: Thread, id_: str) -> tuple[str, ...]:
    """The trail after going on to another entry; the same one when it is answered again."""
    return thread.trail if thread.entry in ("", id_) else (*thread.trail, thread.entry)[-TRAIL:]


def _overview(thread: Thread) -> Entry:
    """The overview that the last entry is, or belongs to; an entry that belongs to none counts as its own."""
    asked, name = entry(thread.entry), thread.entry.partition(".")[0]
    if asked.points:
        return asked
    near = (section(name).get(f"{name}.overview"), entry("relief.medication"))
    return next((overview for overview in near if overview and asked.id in overview.points), asked)


def _sources(turn: Turn, state: State, thread: Thread) -> Reply:
    """ "Who says so?": the sources of the last answer by name."""
    say = words(ROOM)
    if not thread.entry:
        text = say["sources_in_general"]
    else:
        sources = words("sources")
        named = list(dict.fromkeys(sources[key]["name"] for key in entry(thread.entry).sources))[:3]
        text = say["sources"].replace("<names>", " and ".join(filter(None, (", ".join(named[:-1]), named[-1]))))
    return Reply(text, state.enter(ROOM, thread), CLOSED if turn.opening else anything_else(), about="answer")


def _unknown(turn: Turn, state: State) -> Reply:
    """An honest answer to a question about something in none of our lists."""
    if turn.intent == "TopicIntent":
        return _decline(turn, state, "not_here")
    unknown = words(ROOM)["unknown"].get(turn.intent)
    if not unknown or (turn.intent == "CanCauseIntent" and not turn.slot("complaint").id):
        return _decline(turn, state)
    offer = unknown["offer"]
    thread = replace(Thread.of(state), entry=offer, page=0, offer=offer)
    question = CLOSED if turn.opening else Question(OFFER, unknown["ask"])
    return Reply(unknown["say"], state.enter(ROOM, thread), question, "", _about(offer))


def _decline(turn: Turn, state: State, why: str = "other_condition") -> Reply:
    question = CLOSED if turn.opening else what_to_know()
    return Reply(words(ROOM)[why], replace(state, room=ROOM), question)
