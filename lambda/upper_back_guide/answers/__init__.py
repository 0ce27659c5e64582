"""Causes, symptoms, impact, relief, medicines, posture, professional help: what is asked and answered."""

from dataclasses import replace

from upper_back_guide import patient
from upper_back_guide.answers import amounts, cautions, lookup, shapes, telling
from upper_back_guide.answers.lookup import overview
from upper_back_guide.answers.telling import AT_HOME, OFFER
from upper_back_guide.answers.thread import ROOM, ROOMS, Thread
from upper_back_guide.content import entry, facts, words
from upper_back_guide.meaning import holds
from upper_back_guide.questions import anything_else, either, open_question, what_to_know
from upper_back_guide.turn import CLOSED, Question, Reply, Slot, State, Turn
from upper_back_guide.wording import grammar

INTENTS = lookup.INTENTS | {"SendThatIntent", "TheRestIntent"}
WORD = f"{ROOM}.word"
"""After a misunderstanding: "What is it about, in one word?"."""

PREGNANCY = "pregnancy"
STATEMENTS = frozenset({"BodyPartHurtsIntent", "HaveComplaintIntent"})
"""Intents that tell of somebody's pain, and ask nothing."""

TELLING = frozenset(
    {"AMAZON.FallbackIntent", "BodyPartHurtsIntent", "DoseIntent", "HaveComplaintIntent", "HaveConditionIntent"}
    | {"MedicineIntent", "OtherConditionIntent", "ShouldUseIntent"}
)
"""Intents that what somebody has may arrive as, where nothing we know is asked."""

BARE = lookup.SHAPED | {"ExplainIntent", "HowLongIntent", "WhatForIntent", "WhyIntent"}
"""Questions that are about the last thing told where they name nothing."""

SURE = 0.5
"""An intent that is less surely meant is asked about, once, before it is answered."""


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Answer a question, or go on from the last answer; None when there is nothing to go on from."""
    thread = Thread.of(state)
    if turn.intent == "HaveConditionIntent" and lookup.known(turn.slot("second_medicine").id):
        intent = cautions.INSTEAD if cautions.asks_instead(turn) else "MedicineIntent"
        turn = replace(turn, intent=intent, slots={"medicine": turn.slot("second_medicine")})
    if said_first := _of_medicines(turn, state, thread):
        return said_first
    match turn.intent:
        case "DoseTimingIntent" | "InsteadIntent":
            return _of_a_medicine(turn, state, thread)
        case "SendThatIntent":
            return _write_down(state, thread)
        case "SourcesIntent":
            return _sources(turn, state, thread)
        case "HaveConditionIntent" if state.people.person and turn.slot("condition").id in lookup.CANNOT_SAY:
            return _answer("helping.cannot_say", turn, state, thread)
        case "HaveConditionIntent" | "OtherConditionIntent":
            return _decline(turn, state)
        case "TheRestIntent":
            return _rest(turn, state, thread)
        case "RepairIntent" if not turn.slot("topic").id:
            return _repair(state, thread)
        case "ShorterIntent" | "EasierIntent":
            return _shorter(turn, state, thread)
        case "SkipIntent" if thread.entry:
            return _next(turn, state, thread)
        case "HowLongIntent" | "HowManyLeftIntent" if thread.entry and "medicine" in entry(thread.entry).kinds:
            return replace(turn, intent="DoseIntent", slots={"medicine": Slot(thread.entry)})
        case "HowManyLeftIntent" if thread.entry:
            return replace(turn, intent="DurationIntent", slots={})
        case _ if shapes.of(turn) == "at_night" and thread.entry and shapes.points_back(turn.words):
            return _of_the_last(replace(turn, intent="AtNightIntent", slots={}), state, thread)
        case intent if intent in BARE and not lookup.names_something(turn):
            return _of_the_last(turn, state, thread)
        case intent if intent in lookup.SLOTTED and thread.entry and lookup.points_back(turn):
            shape = "who_not" if "who_not" in entry(thread.entry).facets else ""
            return _told(thread.entry, shape, replace(turn, slots={}), state, thread)
        case intent if intent in INTENTS:
            id_ = lookup.asked_for(turn) or cautions.named(turn)
            if turn.intent == "AgeIntent" and not id_:
                return _of_age(turn, state, thread)
            if id_ and turn.intent_certainty < SURE and not (_is_doubted(state, thread) or _is_named(id_, turn)):
                return _ask_back(id_, turn, state, thread)
            return _answer(id_, turn, state, thread) if id_ else _unknown(turn, state)
        case "AMAZON.NoIntent" if state.question.id == WORD:
            return Reply(words("phrases")["declined_offer"], state, what_to_know())
    if not thread.entry:
        return None
    match turn.intent:
        case "AMAZON.YesIntent" if state.question.id == OFFER and thread.offer:
            return _accept(turn, state, thread)
        case "AMAZON.NoIntent" if state.question.id == OFFER:
            return Reply(words("phrases")["declined_offer"], state.enter(ROOM, thread), what_to_know(), about="answer")
        case "MoreIntent":
            return _more(turn, state, thread)
        case "AMAZON.NextIntent":
            return _next(turn, state, thread)
        case "AMAZON.PreviousIntent" if thread.trail:
            before, caution = entry(thread.trail[-1]), cautions.lead(thread.trail[-1], turn, state)
            return (
                telling.tell(before, thread.back(), turn, state, "", caution)
                if caution
                else telling.page(before, thread.back(), turn, state)
            )
        case "PickIntent":
            return _pick(turn, state, thread)
    return None


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def _answer(id_: str, turn: Turn, state: State, thread: Thread) -> Reply:
    """Answer with an entry from its start. The same question again gets a shorter answer."""
    if _belongs(turn.intent, id_, state.patient.group):
        state = state.update_patient(group=id_)
    if turn.intent in STATEMENTS and PREGNANCY in state.learned:
        id_ = patient.PREGNANT  # hers is for her midwife or doctor
    if state.people.is_child and (turn.intent in STATEMENTS or id_.partition(".")[0] in AT_HOME):
        id_ = patient.CHILDREN  # a child's back pain is always for a clinician
    shape = thread.shape if shapes.keeps(turn) and thread.shape in shapes.KEPT else shapes.of(turn, entry(id_))
    return _told(id_, shape, turn, state, thread)


def _told(id_: str, shape: str, turn: Turn, state: State, thread: Thread) -> Reply:
    asked = entry(id_)
    again = (thread.entry, thread.shape) == (id_, shape) and thread.page <= 0 and state.room == ROOM
    lead = "" if again or asked.comforts else words(ROOM)["lead"].get(turn.intent, "")
    onward = thread.to(id_, shape, -1 if shape in asked.facets else 0)
    caution = cautions.after(thread.entry, id_, turn, state)
    if again:
        return telling.tell_briefly(asked, onward, turn, state, caution)
    return telling.tell(asked, onward, turn, state, lead, caution)


def _of_the_last(turn: Turn, state: State, thread: Thread) -> Reply | Turn | None:
    """ "And how long?": about the last thing told."""
    shape = shapes.of(turn)
    if turn.intent in ("ExplainIntent", "WhatForIntent", "WhyIntent") and not thread.entry:
        return None  # they mean more in other rooms
    id_ = lookup.about_the_last(shape, thread.entry)
    if not id_:
        return _unknown(turn, state)
    if id_ == thread.entry and shape not in entry(id_).facets:
        return _shorter(turn, state, thread) if shape == "meaning" else _more(turn, state, thread)
    return _told(id_, shape, turn, state, thread)


def _of_a_medicine(turn: Turn, state: State, thread: Thread) -> Reply:
    """ "When can I take the next one?", "what can I take instead?": of the medicine named, of the one told last, or of
    all; how much and how long is on the label."""
    shape = shapes.OF_INTENT[turn.intent]
    for id_ in (lookup.asked_for(turn) or cautions.named(turn), thread.entry):
        if id_ and "medicine" in entry(id_).kinds and shape in entry(id_).facets:
            return _told(id_, shape, turn, state, thread)
    return _told(cautions.OVERVIEW, shape if shape in entry(cautions.OVERVIEW).facets else "", turn, state, thread)


def _shorter(turn: Turn, state: State, thread: Thread) -> Reply:
    """ "Simpler": the last answer in one sentence; with none, all of it in short."""
    if not thread.entry:
        return _told("about.summary", "", turn, state, thread)
    caution = cautions.lead(thread.entry, turn, state)
    return telling.tell_briefly(entry(thread.entry), replace(thread, offer=""), turn, state, caution)


def _repair(state: State, thread: Thread) -> Reply:
    """ "That's not what I asked": what was understood, and one question for the word. The wrong topic is let go."""
    say = words(ROOM)
    text = say["misunderstood_all"]
    if thread.entry and state.room == ROOM:
        text = say["misunderstood"].replace("<name>", entry(thread.entry).name)
    question = Question(WORD, say["misunderstood_ask"], say["misunderstood_reprompt"])
    return Reply(text, state.enter(ROOM, Thread(trail=thread.trail)), question, about="answer")


def _ask_back(id_: str, turn: Turn, state: State, thread: Thread) -> Reply:
    """ "Do you mean heat?": a yes answers with it, and what is said instead is answered however it is meant."""
    question = Question(OFFER, words(ROOM)["meant_ask"].replace("<name>", entry(id_).name))
    doubted = replace(thread, entry=id_, shape=shapes.of(turn, entry(id_)), page=0, offer=id_)
    return Reply("", state.enter(ROOM, doubted), question, "", telling.about(id_))


def _is_named(id_: str, turn: Turn) -> bool:
    """Whether the words have the name of an entry in them."""
    told = entry(id_)
    return holds(turn.words.lower(), (told.name, *told.synonyms))


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


def _of_medicines(turn: Turn, state: State, thread: Thread) -> Reply | None:
    """What is said of a medicine before anything else: of what was taken, of a condition told just now that asks
    nothing, of what there is instead."""
    id_, text = amounts.taken(turn, state)
    asks = turn.intent in INTENTS and turn.intent != "TheRestIntent"
    asked = (lookup.asked_for(turn) or cautions.named(turn)) if asks else ""
    ill = cautions.tells_of_an_illness(asked, turn)
    if not text and state.learned and (ill or (not asked and turn.intent in TELLING)):
        text = cautions.of_what_was_told(thread.entry, turn, state)
    if not text and (thread.entry or turn.intent == cautions.INSTEAD):
        text = cautions.instead(thread.entry, turn, state) or amounts.again(thread.entry, turn)
    if not text:
        return None
    question, offer = anything_else(), ""
    if id_:
        thread = thread.to(id_, page=-1)
        question, offer = Question(OFFER, words(ROOM)["want_more"]), "more"
    if not state.disclaimed:
        text = f"{text} {words('phrases')['disclaimer']}"
    told = state.enter(ROOM, replace(thread, offer=offer), disclaimed=True)
    leads_to = telling.offers(offer, id_) if id_ else ""
    # Whoever tells of an illness is asked about a back that hurts.
    net = words(ROOM)["nets"][cautions.net_of_what_was_told(state)]
    said = Reply(text, told, CLOSED if turn.opening else question, "medicine", leads_to, net, "due")
    return telling.offering_checkup(said)


def _more(turn: Turn, state: State, thread: Thread) -> Reply:
    asked = entry(thread.entry)
    if thread.page < len(asked.more):
        return telling.page(asked, replace(thread, page=thread.page + 1), turn, state)
    question, offer = telling.next_thing(asked, thread, state)
    moved = state.enter(ROOM, replace(thread, offer=offer))
    return Reply(words(ROOM)["no_more"], moved, question, telling.about(asked.id), telling.offers(offer, asked.id))


def _accept(turn: Turn, state: State, thread: Thread) -> Reply | Turn:
    if thread.offer == "more":
        return _more(turn, state, thread)
    if thread.offer in ROOMS:
        return replace(turn, intent=ROOMS[thread.offer], slots={})
    if _is_doubted(state, thread):  # as it was asked
        return _told(thread.offer, thread.shape, turn, state, replace(thread, entry="", shape=""))
    return _answer(thread.offer, turn, state, replace(thread, shape=""))


def _next(turn: Turn, state: State, thread: Thread) -> Reply:
    points = overview(thread.entry).points
    if thread.entry in points[:-1]:
        return _answer(points[points.index(thread.entry) + 1], turn, state, thread)
    return _more(turn, state, thread)


def _pick(turn: Turn, state: State, thread: Thread) -> Reply | None:
    """ "The second one": a point of the overview last answered, or of the one this entry belongs to."""
    points = overview(thread.entry).points
    number = turn.slot("position").id or turn.slot("number").heard
    if not points:
        return None
    if number.isdecimal() and len(number) < 3 and 1 <= int(number) <= len(points):
        return _answer(points[int(number) - 1], turn, state, thread)
    return Reply(words(ROOM)["no_such_point"], state.enter(ROOM, thread), what_to_know(), about="answer")


def _rest(turn: Turn, state: State, thread: Thread) -> Reply | None:
    """ "And the other causes?": the rest of an overview, the one named or the one the last answer belongs to."""
    id_ = turn.slot("section").id or (overview(thread.entry).id if thread.entry else "")
    if not id_:
        return None
    page = thread.page if thread.entry == id_ else 0
    return _more(turn, state, thread.to(id_, page=min(page, len(entry(id_).more) - 1)))


def _sources(turn: Turn, state: State, thread: Thread) -> Reply:
    """ "Who says so?": the sources of the last answer by name."""
    say = words(ROOM)
    if not thread.entry:
        text = say["sources_in_general"]
    else:
        asked = entry(thread.entry)
        cited = asked.cited.get(thread.shape, asked.sources)
        named = list(dict.fromkeys(words("sources")[key] for key in cited))[:3]
        text = say["sources"].replace("<names>", grammar().join(named))
    return Reply(text, state.enter(ROOM, thread), CLOSED if turn.opening else anything_else(), about="answer")


def _write_down(state: State, thread: Thread) -> Reply:
    """ "Send me that": the card of the answer told last, which has only what is true for everybody. What a check-up, a
    stretch or a call said is written nowhere."""
    answered = thread.entry and state.room not in ("checkup", "emergency", "stretching")
    card = telling.card(entry(thread.entry)) if answered else None
    return Reply(words(ROOM)["written_down" if card else "writes_down"], state, open_question(state), card=card)


def _unknown(turn: Turn, state: State) -> Reply:
    """An honest answer to a question about something in none of our lists."""
    unknown = words(ROOM)["unknown"].get(turn.intent)
    if turn.intent in {"RepairIntent", "TopicIntent", *lookup.SHAPED}:
        return _decline(turn, state, "not_here")
    if not unknown or (turn.intent == "CanCauseIntent" and not turn.slot("complaint").id):
        return _decline(turn, state)
    offer = facts(ROOM)["unknown"][turn.intent]["offer"]
    thread = replace(Thread.of(state), entry=offer, shape="", page=0, offer=offer)
    question = CLOSED if turn.opening else Question(OFFER, unknown["ask"])
    return Reply(unknown["say"], state.enter(ROOM, thread), question, "", telling.about(offer))


def _decline(turn: Turn, state: State, why: str = "other_condition") -> Reply:
    named_two = why in ("not_here", "other_condition")
    question = CLOSED if turn.opening else either() if named_two else what_to_know()
    return Reply(words(ROOM)[why], replace(state, room=ROOM), question)
