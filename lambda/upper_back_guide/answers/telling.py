"""What is said of an entry: the answer to what was asked first, its safety net where that is due, one offer."""

from collections.abc import Iterable
from dataclasses import replace

from upper_back_guide import signs
from upper_back_guide.answers import cautions, lookup
from upper_back_guide.answers.thread import ROOM, ROOMS, Thread
from upper_back_guide.content import Entry, entry, words
from upper_back_guide.questions import anything_else
from upper_back_guide.turn import CLOSED, About, Card, Choice, Question, Reply, State, Turn
from upper_back_guide.wording import sentences

OFFER = f"{ROOM}.offer"
"""The question that offers the one next thing."""

PLAIN = frozenset({"causes", "symptoms.overview", "about.spasm", "medicines.too_much"})
"""Sections and entries that advise nothing which an emergency call would have to take back."""

AT_HOME = frozenset({"aids", "everyday", "moving", "relief"})
"""Sections of what to do at home: not for a child, nor for anybody who should call an ambulance."""

HANDS_ON = frozenset({"helping.turning", "helping.sitting_up", "helping.standing", "helping.floor"})
"""Entries of how to move somebody: not while an ambulance should be called."""

DANGER = frozenset({"risks"})
"""Shapes that are questions about danger, whatever they are asked of."""

MOST = 45
"""Words of an answer with a caution before it."""


def tell(asked: Entry, thread: Thread, turn: Turn, state: State, lead: str = "", caution: str = "") -> Reply:
    """An entry from its start, in the shape it was asked in. A caution, with the pair named, comes before all else."""
    verdict = words(ROOM)["verdicts"].get(thread.shape, {}).get(asked.verdicts.get(thread.shape, ""), "")
    body = asked.facets.get(thread.shape, asked.short)
    if not caution:
        return say((lead, verdict, body), asked, thread, turn, state)
    alone = cautions.is_alone(asked.id, state) and thread.shape not in DANGER
    fit = "" if alone else fitting(f"{caution} {lead}", body)
    heard = thread if fit == body else replace(thread, page=-1)
    return offering_checkup(say((caution, lead, fit), asked, heard, turn, state))


def tell_briefly(asked: Entry, thread: Thread, turn: Turn, state: State, caution: str = "") -> Reply:
    """An entry in one sentence."""
    body = asked.facets.get(thread.shape, asked.short)
    brief = "" if caution and cautions.is_alone(asked.id, state) else sentences(body)[0]
    return say((caution, brief), asked, thread, turn, state)


def offering_checkup(reply: Reply) -> Reply:
    """A reply with the check-up offered where a sign was told in passing ("I had cancer"), and its level due."""
    one = reply.state.patient
    if not one.signs or not signs.HISTORY.issuperset(one.signs) or one.level or one.reached or reply.state.under_way:
        return reply
    levels = {sign.alone for id_ in one.signs if (sign := signs.sign(id_))}
    level = next((level for level in ("TODAY", "SOON") if level in levels), "")
    state = reply.state.update_patient(reached=level)
    state = state.enter(ROOM, replace(Thread.of(state), offer="checkup"))
    question = Question(OFFER, words(ROOM)["want_checkup"]) if reply.question else CLOSED
    return replace(reply, state=state, question=question, offer="")


def page(asked: Entry, thread: Thread, turn: Turn, state: State) -> Reply:
    """One page of an entry: its short answer, or a page of its "more"."""
    return say([(asked.short, *asked.more)[thread.page]], asked, thread, turn, state)


def say(told: Iterable[str], asked: Entry, thread: Thread, turn: Turn, state: State) -> Reply:
    """A reply about an entry, with what belongs to it. The disclaimer comes after the answer, once a session."""
    spoken = words(ROOM)
    question, offer = also_asked(turn, asked) or next_thing(asked, thread, state)
    rest = asked.points and offer == "more"
    if turn.opening and not rest:  # a one-shot answers and closes
        question = CLOSED
    disclaimer = "" if state.disclaimed else words("phrases")["disclaimer"]
    net = spoken["nets"][asked.net] if asked.net else ""
    text = " ".join(filter(None, (*told, disclaimer)))
    return Reply(
        text,
        state.enter(ROOM, replace(thread, offer=offer), disclaimed=True),
        question,
        about(asked.id),
        offers(offer, asked.id),
        net=net,
        net_when="always" if asked.danger or thread.shape in DANGER else "due",
        title=asked.name,
        choices=choices(asked, text),
        card=card(asked),
    )


def choices(asked: Entry, text: str) -> tuple[Choice, ...]:
    """The points of an overview that are named in what is said of it."""
    named = text.lower()
    points = [entry(id_) for id_ in asked.points]
    return tuple(
        Choice(point.name, "TopicIntent", {"topic": point.id})
        for point in points
        if any(name in named for name in (point.name, *point.synonyms))
    )


def card(asked: Entry) -> Card:
    """The card of an entry: general words, with its safety net."""
    spoken = words(ROOM)
    net = spoken["nets"][asked.net] if asked.net else ""
    return Card(spoken["card_title"].replace("<name>", asked.name), f"{asked.card} {net}".strip())


def also_asked(turn: Turn, asked: Entry) -> tuple[Question, str] | None:
    """What else was asked in the same words, offered by its name; None where nothing was that we know."""
    id_ = lookup.asked_for(turn.also) if turn.also else ""
    if not id_ or id_ == asked.id:
        return None
    return Question(OFFER, words(ROOM)["also_asked"].replace("<name>", entry(id_).name)), id_


def next_thing(asked: Entry, thread: Thread, state: State) -> tuple[Question, str]:
    """The one next thing after a reply, as a question and what "yes" to it leads to; no stretch to who is not led."""
    spoken = words(ROOM)
    left = thread.page < len(asked.more)
    if asked.points and left and thread.page >= 0:
        return Question(OFFER, spoken["want_rest"]), "more"
    barred = state.people.not_led or cautions.before_moving(state)
    offered = asked.offer and not (asked.offer.entry == "stretching" and barred)
    if asked.offer and offered and asked.offer.entry not in (*thread.trail, thread.entry):
        return Question(OFFER, asked.offer.ask), asked.offer.entry
    if left:
        return Question(OFFER, spoken["want_more"]), "more"
    return anything_else(), ""


def about(id_: str) -> About:
    """What an entry is about, for whoever must not hear it in an emergency: all but plain facts about what it is."""
    section_name = id_.partition(".")[0]
    if section_name in AT_HOME or id_ in HANDS_ON:
        return "home"
    if section_name == "medicines" and id_ != "medicines.too_much":
        return "medicine"
    return "answer" if section_name in PLAIN or id_ in PLAIN else ""


def offers(offer: str, id_: str) -> About:
    """What an offer leads to, likewise; nothing that may be said in an emergency where it leads to another room."""
    if offer in ROOMS:
        return ""
    return about(id_ if offer == "more" else offer)


def fitting(caution: str, text: str) -> str:
    """As many sentences of an answer as may follow a caution."""
    left, fit = MOST - len(caution.split()), list[str]()
    for sentence in sentences(text):
        left -= len(sentence.split())
        if left < 0:
            break
        fit.append(sentence)
    return " ".join(fit)
