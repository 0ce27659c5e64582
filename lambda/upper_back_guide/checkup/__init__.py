"""When and where to get professional care: the spoken check-up."""

from collections.abc import Mapping
from dataclasses import replace

from upper_back_guide.checkup import advice, rules
from upper_back_guide.checkup.known import known
from upper_back_guide.checkup.progress import ROOM, Progress, finish
from upper_back_guide.checkup.rules import Answer, Known, Level
from upper_back_guide.content import words
from upper_back_guide.meaning import LEFT, PART, SKIP, UNCLEAR, kind
from upper_back_guide.questions import anything_else, what_to_know
from upper_back_guide.signs import sign
from upper_back_guide.turn import Question, Reply, Slot, State, Turn

INTENTS = frozenset(
    {"AdviceAgainIntent", "CorrectIntent", "InPainIntent", "MaybeEmergencyIntent", "StartCheckupIntent"}
    | {"StopCheckupIntent", "WaitingIntent"}
)

ANSWERS: Mapping[str, Answer] = {"AMAZON.YesIntent": "yes", "AMAZON.NoIntent": "no", "NotSureIntent": "unsure"}


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Answer an intent of this room, or one said while in it; None when it means nothing here."""
    progress = Progress.of(state)
    match turn.intent:
        case "StartCheckupIntent":
            urgent = tuple(id_ for id_ in turn.slot("questions").id.split() if id_ in rules.BY_QUESTION)
            return _begin(state, words(ROOM)["begin"], _standing(progress), urgent)
        case "MaybeEmergencyIntent":
            return _maybe(turn, state, progress)
        case "AdviceAgainIntent":
            return (
                advice_again(state) if state.patient.level else Turn("TopicIntent", {"topic": Slot("care.emergency")})
            )
        case "StopCheckupIntent" if _standing(progress) >= Level.SOON:
            return advice.for_level(_standing(progress), finish(state), progress.deciding())
        case "StopCheckupIntent":
            stopped = words(ROOM)["stopped" if progress.question else "not_running"]
            net = words("phrases")["warning_net"] if progress.question else ""
            return Reply(stopped, finish(state), what_to_know(), net=net)
        case "CorrectIntent":
            return _correct(turn, state, progress)
        case "WaitingIntent":
            return _waiting(turn, state)
        case "InPainIntent" if state.under_way == "stretching":
            return Turn("HurtsIntent")
        case "InPainIntent":
            say = words(ROOM)
            question = what_to_know() if progress.question else Question(advice.START, say["in_pain_ask"])
            return Reply(say["in_pain"], state if progress.question else finish(state), question)
    if progress.question and state.question.id == question_id(progress.question):
        return _during(turn, state, progress)
    return _afterwards(turn, state, progress)


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def resumption(state: State) -> tuple[Question, State]:
    """The question that brings an interrupted check-up back, and the state to ask it in; an ordinary one when there is
    none."""
    progress = Progress.of(state)
    if not progress.question:
        return anything_else(), replace(state, under_way="")
    asked = _question(state, progress)
    back = replace(asked, ask=f"{words(ROOM)['resume']} {asked.ask}")
    return back, replace(state.enter(ROOM, progress), room=state.room)


def question_id(question: str) -> str:
    """The id under which a question of the rules is open."""
    return f"{ROOM}.{question}"


def advice_again(state: State) -> Reply:
    """The advice of the level that this session has reached; there has to be one."""
    return advice.for_level(Level[state.patient.level], finish(state))


def _waiting(turn: Turn, state: State) -> Reply | Turn:
    """What is asked while waiting for help, where nobody is on the way."""
    asked = turn.slot("waiting")
    say = words("emergency")["waiting"].get(asked.id, {})
    if asked.id == "aspirin":
        return Turn("MedicineIntent", {"medicine": Slot("medicines.aspirin", "aspirin")})
    if asked.id == "move":
        return Reply(say["say"], state, anything_else(), net=words("phrases")["emergency_net"])
    if asked.heard.lower() in say.get("calm", ()) and state.under_way != ROOM:
        return advice_again(state) if state.patient.level else Turn("ReliefIntent")
    one = state.patient
    if asked.id == "alone" and state.under_way != ROOM and not (one.level or one.reached or one.signs):
        return Turn("TopicIntent", {"topic": Slot("comfort.alone")})
    return Turn("TopicIntent", {"topic": Slot("care.emergency")})


def _urgent(turn: Turn) -> tuple[str, ...]:
    """What to ask first because of what was just said."""
    facts = sign(turn.slot("warning_sign").id)
    return facts.raised_by if facts else ()


def _begin(state: State, lead: str, floor: Level = Level.SELF_CARE, urgent: tuple[str, ...] = ()) -> Reply:
    if not Progress.of(state).disclaimed:
        lead = f"{lead} {words(ROOM)['disclaimer']}"
    said = known(state.people)
    said = replace(said, first=tuple(dict.fromkeys((*said.first, *urgent))))
    begun = Progress.begun(said, state.people.person, disclaimed=True, floor=floor)
    before = Progress.of(state).interrupted if state.under_way == ROOM else state.under_way
    begun = replace(begun, interrupted=before)
    if begun.level == Level.EMERGENCY or not begun.question:
        return _at_once(begun, said, state)
    return _ask(replace(state, disclaimed=True), begun, lead)


def _at_once(progress: Progress, said: Known, state: State) -> Reply:
    """The advice that what was said gives by itself: nothing is left to ask."""
    level = Level(progress.level)
    ended = finish(state).update_patient(checked=True)
    if level == Level.EMERGENCY:
        ended = replace(ended, sign=question_id(said.decided_by))
    return advice.for_level(level, ended, said.decided_by)


def _ask(state: State, progress: Progress, lead: str, short: bool = False) -> Reply:
    """Ask the open question; a level that is reached with it is said first."""
    level = Level(progress.level).name
    standing = words(ROOM)["standing"].get(level)
    if standing and level not in (state.patient.reached, state.patient.level):
        stop_first = kind(state.question) == "step"
        lead = " ".join(filter(None, (lead, standing["reached"]) if stop_first else (standing["reached"], lead)))
    question = _question(state, progress)
    if short:
        question = replace(question, ask=words(ROOM)["questions"][progress.question]["short"])
    moved = state.update_patient(reached=level if standing else "")
    return Reply(lead, moved.enter(ROOM, progress, under_way=ROOM), question)


def _question(state: State, progress: Progress) -> Question:
    """The open question, as a caregiver can see the answer when the talk is about somebody else.

    After a silence come the safety net, how to answer, and the question in short.
    """
    say = words(ROOM)
    asked = say["questions"][progress.question]
    text = asked.get("watch", asked["ask"]) if state.people.person else asked["ask"]
    reprompt = f"{words('phrases')['warning_net']} {say['answer_how']} {asked['short']}"
    return Question(question_id(progress.question), text, reprompt)


def _maybe(turn: Turn, state: State, progress: Progress) -> Reply:
    """A sign was stated, and is noted already. What it makes urgent is asked next, and what it answers never."""
    say = words(ROOM)
    stated = turn.slot("warning_sign").id
    lead = say["stop_first" if kind(state.question) == "step" else "begin_at_once" if stated else "noted"]
    lead = words("signs").get(stated, {}).get("lead", lead)
    if not progress.question:
        return _begin(state, lead, urgent=_urgent(turn))
    facts = sign(turn.slot("warning_sign").id)
    if facts and facts.answers and state.question.id == question_id(facts.question):
        return _answered("yes", state, progress)
    before, onward = progress.question, progress.hear(known(state.people), _urgent(turn))
    if onward.level == Level.EMERGENCY or not onward.question:
        return _at_once(onward, known(state.people), state)
    return _ask(state, onward, lead if onward.question != before else say["noted"])


def _standing(progress: Progress) -> Level:
    """The level that a check-up under way has reached: it is kept when the questions begin again unasked."""
    return Level(progress.level) if progress.question else Level.SELF_CARE


def _during(turn: Turn, state: State, progress: Progress) -> Reply | None:
    say = words(ROOM)
    asked = say["questions"][progress.question]
    if answer := ANSWERS.get(turn.intent):
        return _answered(answer, state, progress)
    match turn.intent:
        case "WhyIntent":
            return _ask(state, progress, asked["why"])
        case "ExplainIntent":
            return _ask(state, progress, asked["meaning"])
        case "AMAZON.PreviousIntent":
            return _back(state, progress)
        case "AMAZON.StartOverIntent":
            return _begin(state, say["begin_again"], _standing(progress))  # what was reached is not lost
        case _ if turn.intent == SKIP and not progress.skipped:
            return _ask(state, replace(progress, skipped=True), say["skipped"], short=True)
        case _ if turn.intent == SKIP:  # a question left open counts as not sure
            return _answered("unsure", state, progress)
        case _ if turn.intent == LEFT:
            left = progress.left(known(state.people))
            lead = say["left"].replace("<left>", str(left)) if left > 1 else say["last"]
            return _ask(state, progress, lead, short=True)
        case _ if turn.intent == PART:
            return _ask(state, progress, say["of_the_rest"], short=True)
        case _ if turn.intent == UNCLEAR:
            return _ask(state, progress, say["answer_how"], short=True)
        case "AMAZON.FallbackIntent":
            how, net = (say["answer_how_again"], words("phrases")["emergency_net"]) if state.misses else ("", "")
            missed = replace(state, misses=state.misses + 1)
            return replace(_ask(missed, progress, how or say["answer_how"], short=True), net=net)
    return None


def _answered(answer: Answer, state: State, progress: Progress, lead: str = "") -> Reply:
    onward = progress.answer(answer, known(state.people))
    level = Level(onward.level)
    if level == Level.EMERGENCY:
        # Kept where it is: a call can be taken back, and then the talk goes on from here.
        decided_by = onward.deciding() or progress.question
        here = replace(progress, trail=())
        raised = replace(state.enter(ROOM, here), sign=question_id(progress.question))
        return advice.for_level(level, raised, decided_by, answer)
    if onward.question:
        return _ask(state, onward, lead or words(ROOM)["questions"][onward.question].get("lead", ""))
    return advice.for_level(level, finish(state).update_patient(checked=True), onward.deciding(), answer)


def _back(state: State, progress: Progress) -> Reply:
    say = words(ROOM)
    if not progress.trail:
        return _ask(state, progress, say["back_at_start"])
    return _ask(state, progress.back(), say["back"])


def _correct(turn: Turn, state: State, progress: Progress) -> Reply | Turn:
    """ "I meant yes": the last question answered again."""
    answer = turn.slot("answer").id
    if not progress.question and not state.patient.level:
        return Turn("RepairIntent")  # it was no check-up that went wrong
    if not progress.question or not progress.trail or answer not in rules.ANSWERS:
        return _back(state, progress) if progress.question else advice_again(state)
    return _answered(answer, state, progress.back(), words(ROOM)["corrected"])


def _afterwards(turn: Turn, state: State, progress: Progress) -> Reply | Turn | None:
    """Yes or no to what a result offered, or to a check-up."""
    match state.question.id, turn.intent:
        case advice.OFFER, "AMAZON.YesIntent" if progress.offer:
            return replace(turn, intent="TopicIntent", slots={"topic": Slot(progress.offer)})
        case advice.START, "AMAZON.YesIntent":
            return replace(turn, intent="StartCheckupIntent")
        case advice.OFFER | advice.START, asked if asked == LEFT:
            return Reply(words(ROOM)["how_many"], state, state.question)
        case advice.OFFER | advice.START, "AMAZON.NoIntent":
            return Reply(words("phrases")["declined_offer"], finish(state), anything_else())
    return None
