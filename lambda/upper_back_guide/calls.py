"""Emergency calls: whom to phone for which sign, the one question where it is not sure, and taking a call back."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from upper_back_guide import signs
from upper_back_guide.content import is_treatment, words
from upper_back_guide.listening import Facts
from upper_back_guide.meaning import (
    CONFIRMATIONS,
    GO_ON,
    NO,
    PART,
    PAUSE,
    STOP,
    UNCLEAR,
    YES,
    holds,
    interpret,
    is_clear_no,
    is_clear_yes,
    is_hedged,
    kind,
    said,
)
from upper_back_guide.patient import CHECKED, EMERGENCY, GENERAL_CALL
from upper_back_guide.questions import CHECK_FIRST, REPEAT_CALL, WHO, anything_else
from upper_back_guide.turn import CLOSED, Card, Question, Reply, Slot, State, Turn
from upper_back_guide.wording import called

ROOM = "emergency"
INTENTS = frozenset({"EmergencyIntent"})
NO_FACTS = signs.SignFacts("", "", "", True, ())
WAITING = "WaitingIntent"
SIGN, LIFT, SAFE = f"{ROOM}.sign", f"{ROOM}.lift", f"{ROOM}.safe"
"""The questions about a sign that is not sure, about one whose call is taken back, and after talk of harm."""

HEART = "heart_attack"
"""Asked about, it gets an honest answer, whatever intent it arrives in: nobody can tell it from a spasm by voice."""

UNLIFTED = frozenset({"crisis", "poison"})
"""Calls that a no does not lift: whoever takes them back is asked whether they are safe."""

TAKING_BACK = frozenset({"CorrectIntent", "FalseAlarmIntent", "RepairIntent"})
ASIDES = frozenset({"AMAZON.HelpIntent", "AMAZON.RepeatIntent", PAUSE, "ExplainIntent", "WhyIntent"}) | frozenset(
    {"LouderIntent", "SayAgainSlowerIntent", "SlowerIntent", "SpeakSlowerIntent"}
)
"""What is no answer to a question about a sign, and so has it asked again."""

Answer = Callable[[Turn, State], Reply]


def words_of(key: str) -> str:
    """One of this room's texts."""
    text: str = words(ROOM)[key]
    return text


def text(reply: Reply) -> str:
    """The words of a reply."""
    return " ".join(part for part in reply.parts if isinstance(part, str))


def sentence(standing: str) -> str:
    """Whom to phone, by the kind of call; for one that we do not know, the general number."""
    advice = words(ROOM)["advice"]
    first: str = advice.get(standing, advice[GENERAL_CALL])["call"]
    return first


def call(state: State, reason: str = "") -> Reply:
    """Whom to phone is the first sentence, and again the reprompt's; nothing is asked before it, nothing goes on."""
    say, standing = words(ROOM), state.patient.call
    first, then = sentence(standing), say["advice"].get(standing, say["advice"][GENERAL_CALL])["then"]
    return Reply(
        " ".join(filter(None, (first, reason, then))),
        replace(state, room=ROOM, under_way="", interrupted=state.under_way or state.interrupted),
        repeat_question(standing),
        card=Card(say["card_title"], f"{first} {then}"),
    )


def repeat_question(standing: str) -> Question:
    """ "Shall I say that again?", and after a silence the call itself."""
    return Question(REPEAT_CALL, words_of("repeat"), f"{sentence(standing)} {words_of('repeat')}")


def raised(state: State, before: State, standing: str, sign: str) -> State:
    """The state with a call that stands from now on, and what it is for."""
    one = before.patient
    level = one.before if one.call else one.level
    called_for = one.called_for if sign in one.called_for else (*one.called_for, sign)
    return state.update_patient(level=EMERGENCY, call=standing, before=level, called_for=called_for)


def for_signs(stated: Sequence[str], state: State, sure: bool = True) -> Reply:
    """The call for the first of the signs; all of them stand, and each is taken back by itself.

    What was not said for sure is not read back: it cannot be ruled out. A correct read-back makes people more likely to
    follow the advice. A sign that we do not know gets the general call.
    """
    sign = stated[0]
    facts, say = signs.sign(sign), words("signs").get(sign, {})
    reason = say.get("reason", "")
    if not sure:
        reason = f"{words_of('cannot_rule_out')} {reason}".strip()
    elif say.get("read_back", bool(say)):
        reason = f"{words_of('read_back').replace('<sign>', say['name'])} {reason}".strip()
    standing = facts.call if facts and facts.call else GENERAL_CALL
    for other in reversed(stated):
        state = raised(state, state, standing, other)
    return call(state, reason)


def reminders(state: State) -> list[str]:
    """The calls that stand for those it is not about now."""
    return [
        f"{words_of('others').replace('<person>', called(person))} {sentence(standing)}"
        for person, standing in state.people.others_calls().items()
    ]


# What was said, before any room hears it.


def named(turn: Turn, facts: Facts) -> list[str]:
    """The signs that were named for sure and need a call at once, the most urgent first."""
    stated = [sign.id for sign in facts.signs if sign.sure and signs.is_emergency(sign.id)]
    resolved = turn.slot("red_flag").id
    if turn.intent in INTENTS and signs.is_emergency(resolved) and not facts and not turn.words:
        return [resolved]
    return stated


def first(turn: Turn, state: State, facts: Facts, answer: Answer) -> Reply | None:
    """What comes before any room: the question about a sign that is not sure, or a word to who is hurt by somebody."""
    if any(sign.id == signs.HURT for sign in facts.signs) and not state.helped:
        return _help_the_hurt(turn, state, answer)
    unsure = [sign.id for sign in facts.signs if not sign.sure and signs.is_emergency(sign.id)]
    if unsure and _is_asked_about(unsure[0], turn, state, facts):
        return None
    return _ask(SIGN, unsure[0], state) if unsure else None


def _is_asked_about(unsure: str, turn: Turn, state: State, facts: Facts) -> bool:
    """Whether the check-up has just asked about a sign that is stated now, or is about to, for another one."""
    question = (signs.sign(unsure) or NO_FACTS).question
    stated = [signs.sign(sign.id) or NO_FACTS for sign in facts.signs if sign.sure]
    answers = turn.intent == "MaybeEmergencyIntent" and state.question.id == f"checkup.{question}"
    return answers or any(question in one.raised_by for one in stated)


def redirect(turn: Turn, state: State, facts: Facts) -> Turn:
    """The turn as the rooms should hear it: a warning sign goes to the check-up, wherever it arrived, and so does what
    changes one that is under way; what only looked like an emergency does not."""
    checking = state.under_way == "checkup"
    stated = sorted(
        (sign for sign in facts.signs if signs.sign(sign.id) and sign.id != signs.HURT), key=lambda sign: not sign.sure
    )
    if turn.intent in STEPPING or (stated and _is_of_a_medicine(turn, state, facts)):
        return turn
    told = facts.age is not None or any(trait.id in CHECKED for trait in facts.conditions)
    changes = checking and told and turn.intent not in ANSWERING
    if stated or (changes and interpret(turn, state).intent not in CONFIRMATIONS | {PART}):
        noted = Slot(stated[0].id if stated else "", "")
        return replace(turn, intent="MaybeEmergencyIntent", slots={"warning_sign": noted}, words="")
    if facts.denied and turn.intent in STATING and kind(state.question) != "strict":
        fresh = kind(state.question) == "open" and not state.under_way
        return replace(turn, intent="InPainIntent" if fresh else "FalseAlarmIntent", slots={})
    if HEART in facts.asks_about:
        return replace(turn, intent="WhichBetterIntent", slots={"topic": Slot("about.serious", HEART)})
    unnamed = turn.intent == "MaybeEmergencyIntent" and turn.words and not turn.slot("warning_sign").id
    if turn.intent not in INTENTS and not unnamed:
        return turn
    if facts.medicines:
        medicine = f"medicines.{facts.medicines[0].id}"
        return replace(turn, intent="MedicineIntent", slots={"medicine": Slot(medicine, medicine)})
    if unnamed:  # a pill that was taken is no sign; whatever else was meant is asked about
        return turn
    if facts.asks_about:
        return replace(turn, intent="WhenToGetHelpIntent", slots={})
    if checking:
        return replace(turn, intent=UNCLEAR, slots={})
    return replace(turn, intent="InPainIntent" if facts.sudden else "StartCheckupIntent", slots={})


def _is_of_a_medicine(turn: Turn, state: State, facts: Facts) -> bool:
    """Whether a history ("I take steroids") was told with a question about a medicine, heat or cold, or right after the
    answer to one: it is noted, and changes that answer first."""
    if state.under_way or not facts.conditions or not all(sign.id in signs.HISTORY for sign in facts.signs):
        return False
    asked = [slot.id for slot in turn.slots.values()] if turn.intent in MEDICINES else []
    before = str(state.rooms.get("answers", {}).get("entry", "")) if state.room == "answers" else ""
    told = turn.intent in TELLING and before
    return any(is_treatment(id_) for id_ in (*asked, told or ""))


MEDICINES = frozenset({"DoseIntent", "DoseTimingIntent", "InsteadIntent", "MedicineIntent", "MixMedicinesIntent"}) | {
    "ShouldUseIntent",
    "TopicIntent",
}
TELLING = frozenset(
    {"AMAZON.FallbackIntent", "HaveComplaintIntent", "HaveConditionIntent", "MedicineIntent", "OtherConditionIntent"}
)
"""Intents that ask about one of those, and that what somebody has may arrive as."""

STATING = INTENTS | {"BodyPartHurtsIntent", "HaveComplaintIntent", "MaybeEmergencyIntent"}
"""Intents that tell how somebody is."""

ANSWERING = frozenset(
    {NO, YES, "NotSureIntent", "CorrectIntent", "AboutPersonIntent", "AboutMeIntent", "StartCheckupIntent"}
)
"""What keeps its meaning, whatever else was said with it."""

STEPPING = STOP | frozenset({"HurtsIntent", "AMAZON.HelpIntent", "AMAZON.RepeatIntent"})
"""What is done as it was said, whatever else was heard with it."""


def _ask(id_: str, sign: str, state: State, lead: str = "") -> Reply:
    """One question about one sign, alone."""
    say = words("signs").get(sign) or {}
    text = say.get("ask" if id_ == SIGN else "today") or _of_the_checkup(sign)
    offered = state.question.room if state.question.id == CHECK_FIRST else ""
    interrupted = state.under_way or offered or state.interrupted
    asked = replace(state, sign=sign, room=ROOM, interrupted=interrupted, under_way="")
    return Reply(
        lead or words_of("one_question"), asked, Question(id_, text, f"{sentence(_kind(sign))} {text}"), "question"
    )


def _of_the_checkup(sign: str) -> str:
    """The question of the check-up that raised a call, about the whole of today."""
    question = words("checkup")["questions"].get(sign.partition(".")[2], {})
    return f"{words_of('any_time')} {question.get('short', words_of('any_of_it'))}"


def _kind(sign: str) -> str:
    facts = signs.sign(sign)
    return facts.call if facts and facts.call else GENERAL_CALL


def _help_the_hurt(turn: Turn, state: State, answer: Answer) -> Reply:
    """Once, in neutral words: never said again, no call that stands, on no card; then whether there is an injury."""
    injury = replace(turn, intent="MaybeEmergencyIntent", slots={"warning_sign": Slot(signs.HURT, "")}, words="")
    onward = answer(injury, replace(state, helped=True))
    return replace(onward, speech=words_of("hurt"), about="hurt", aside=True)


# The answer to a question about a sign.


def settle(turn: Turn, state: State, facts: Facts, answer: Answer) -> Reply | None:
    """The reply to an answer to one of the questions above; None when none of them is open."""
    asking = state.question.id
    if asking not in (SIGN, LIFT, SAFE) or not state.sign:
        return None
    stated = named(turn, facts)
    if stated:  # that sign again, or another: nothing is taken back
        return for_signs(stated, replace(state, sign=""))
    if turn.intent in ASIDES:
        lead = "" if turn.intent == "AMAZON.RepeatIntent" else words_of("asked_plainly")
        return Reply(lead, state, state.question, "question")
    if turn.intent in STOP:
        return _stands(state, turn)
    unsure = any(sign.id == state.sign for sign in facts.signs) or facts.gone
    if asking == SAFE:
        safe = (turn.intent == YES or said(turn)) and is_clear_yes(said(turn))
        return _lift(turn, state, answer) if safe and not unsure else _stands(state, turn)
    spoken = said(turn)
    no = turn.intent == NO or spoken
    denied = state.sign in facts.denied and not is_hedged(spoken)
    if no and not unsure and (denied or is_clear_no(spoken)):
        return _clear(state, answer) if asking == SIGN else _lift(turn, state, answer)
    told = wait(turn, replace(state, question=CLOSED)) if state.patient.call else None
    return told or _stands(state, turn)


def _stands(state: State, turn: Turn) -> Reply:
    """The call: nothing but a clear answer keeps it away."""
    settled = replace(state, sign="")
    stands = call(settled) if state.patient.call else for_signs([state.sign], settled, sure=False)
    return replace(stands, question=CLOSED) if turn.intent in STOP else stands


def _clear(state: State, answer: Answer) -> Reply:
    """The sign is not there, and the talk goes on where it was."""
    return _go_on(
        replace(state, under_way=state.interrupted, interrupted="", sign="", room=ROOM), words_of("clear"), answer
    )


def _lift(turn: Turn, state: State, answer: Answer) -> Reply:
    """The call for this sign is lifted, once in a session; one for another sign stands."""
    one = state.patient
    left = tuple(id_ for id_ in one.called_for if id_ != state.sign)
    people = state.people.update(
        called_for=left,
        signs=tuple(id_ for id_ in one.signs if id_ != state.sign),
        level=EMERGENCY if left else one.before,
        call=_kind(left[-1]) if left else "",
    )
    lifted = replace(state, people=people, taken_back=True, question=CLOSED, sign="")
    if left:
        return call(lifted, words_of("another_stands"))
    of_the_checkup = state.sign.startswith("checkup.")
    lead = words(ROOM)["lifted_from"].get(_kind(state.sign), words_of("lifted"))
    lifted = replace(lifted, under_way="checkup" if of_the_checkup else state.interrupted, interrupted="", room=ROOM)
    onward = _go_on(lifted, lead, answer)
    if of_the_checkup and onward.question.id == state.sign:  # it goes on as if that had been answered no
        no = answer(Turn(NO, locale=turn.locale), replace(onward.state, question=onward.question))
        about = no.about if no.about == "call" else "lifted"
        onward = replace(no, speech=(lead, *no.parts), about=about)
    return onward


def _go_on(state: State, lead: str, answer: Answer) -> Reply:
    """What was under way goes on, or anything may be asked."""
    onward = answer(Turn(GO_ON), replace(state, question=CLOSED))
    return replace(onward, speech=lead, about="lifted")


# While a call stands.


def during(turn: Turn, state: State, facts: Facts) -> Reply | None:
    """What is answered here while a call stands, before any room hears it; None for everything else."""
    return (
        help_too(state, facts)
        or ask_who(turn, state, facts)
        or worsen(turn, state)
        or doubt(turn, state, facts)
        or wait(turn, state)
    )


def help_too(state: State, facts: Facts) -> Reply | None:
    """A word to who is hurt by somebody, once, after the call."""
    if state.helped or not any(sign.id == signs.HURT for sign in facts.signs):
        return None
    said_once = (sentence(state.patient.call), words_of("hurt"))
    return Reply(said_once, replace(state, helped=True), anything_else(), "hurt", aside=True)


def worsen(turn: Turn, state: State) -> Reply | None:
    """After too many pills, what calls for more than the poison line; None for everything else."""
    if state.patient.call != "poison" or not holds(said(turn), words(ROOM)["worse"]):
        return None
    return for_signs(["unconscious"], state)


def ask_who(turn: Turn, state: State, facts: Facts) -> Reply | None:
    """ "It's not me": the call stands, and is for whoever is named next."""
    if not facts.not_me or facts.person or state.people.person:
        return None
    first = sentence(state.patient.call)
    return Reply(first, state, Question(WHO, words_of("who"), f"{first} {words_of('who')}"))


def doubt(turn: Turn, state: State, facts: Facts) -> Reply | None:
    """A denial of the very sign that was called for opens one question about it; None for everything else."""
    one = state.patient
    refused = signs.CALL_FOR_HELP in facts.denied and signs.CALL_FOR_HELP not in one.called_for
    if state.taken_back or facts.gone or refused or not one.called_for:
        return None
    unsure = {sign.id for sign in facts.signs if not sign.sure}
    denied = [id_ for id_ in one.called_for if id_ in facts.denied | unsure]
    doubts = turn.intent in TAKING_BACK or holds(said(turn), words(ROOM)["second_thoughts"])
    if not denied and doubts and turn.slot("answer").id != "yes":
        denied = [one.called_for[-1]]
    if not denied:
        return None
    line = _kind(denied[-1])
    if line in UNLIFTED:
        asked = _ask(SAFE, denied[-1], state, sentence(line))
        return replace(asked, question=Question(SAFE, words_of("safe"), f"{sentence(line)} {words_of('safe')}"))
    return _ask(LIFT, denied[-1], state, words_of("one_question"))


def wait(turn: Turn, state: State) -> Reply | None:
    """What to do until help comes: brief, and after the call. What is asked then may arrive as anything."""
    if state.patient.call == "crisis":
        return None
    waiting = words(ROOM)["waiting"]
    spoken = said(turn)
    heard = [id_ for id_, told in waiting.items() if holds(spoken, told["hears"])]
    if not heard and turn.intent != WAITING:
        return None
    asked = turn.slot("waiting").id if turn.slot("waiting").id in waiting else (heard or ["what_now"])[0]
    standing = state.patient.call
    question = state.question or repeat_question(standing)
    return Reply((sentence(standing), waiting[asked]["say"]), state, question, "answer")
