"""The emergency policy around every reply: a red flag wins, and while a call stands nothing is said without it.

It fails closed: what is not known to be sayable then is answered with the call.
"""

from collections.abc import Callable
from dataclasses import replace

from upper_back_guide.content import words
from upper_back_guide.meaning import CONFIRMATIONS, MORE, NEXT, NO, PREVIOUS, YES, kind
from upper_back_guide.patient import EMERGENCY, GENERAL_CALL
from upper_back_guide.questions import REPEAT_CALL
from upper_back_guide.turn import About, Card, Question, Reply, State, Turn, repeat
from upper_back_guide.wording import Wording

ROOM = "emergency"
INTENTS = frozenset({"EmergencyIntent"})
SAYABLE: frozenset[About] = frozenset({"answer", "apology", "opening", "repeat", "setting"})
"""What may be said after the call; after talk of suicide no answer is."""

LEAVING = frozenset({NO, "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent", "AMAZON.StopIntent"}) | frozenset(
    {"EnoughIntent", "StopCheckupIntent", "ThanksIntent"}
)
"""What ends the talk while a call stands."""

FOLLOWING = CONFIRMATIONS | {MORE, NEXT, PREVIOUS, "ExplainIntent", "PickIntent", "WhyIntent"}
"""What goes on from an answer; right after the call there is none."""

SLOWER = frozenset({"FasterIntent", "SayAgainSlowerIntent", "SlowerIntent", "SpeakFasterIntent", "SpeakSlowerIntent"})
"""A call that was too fast is said again."""


def respond(turn: Turn, state: State, answer: Callable[[Turn, State], Reply]) -> Reply:
    """What `answer` says, under this policy."""
    if turn.intent in INTENTS:
        return call_for_sign(turn.slot("red_flag").id, state)
    standing, calling = state.patient.call, state.question.id == REPEAT_CALL
    if standing and turn.intent in LEAVING:
        return Reply(f"{words(ROOM)['leaving']} {sentence(standing)}", state, call=sentence(standing))
    if standing and calling and turn.intent in FOLLOWING:
        return guard(repeat(state), state) if turn.intent == YES else call(state)
    reply = guard(answer(turn, state), state)
    return guard(repeat(reply.state), state) if standing and calling and turn.intent in SLOWER else reply


def guard(reply: Reply, before: State) -> Reply:
    """A reply with the calls that stand: all pass here, whoever made them."""
    standing = before.patient.call
    if reply.about == "call" and not standing:
        return call(reply.state, " ".join(part for part in reply.parts if isinstance(part, str)))
    if standing and not _is_sayable(reply.about, standing):
        return call(before)
    standing = reply.state.patient.call
    reply = replace(reply, call=sentence(standing) if standing else "")
    if reply.about == "repeat":  # with whatever was said with it
        return reply
    if standing:
        refused = kind(reply.question) == "offer" and not _is_sayable(reply.offer, standing)
        question = _repeat_call(standing) if refused and reply.question.id != REPEAT_CALL else reply.question
        reply = replace(reply, speech=(sentence(standing), *reply.parts), question=question, net="")
    reminders = [_for_other(*one) for one in reply.state.people.others_calls().items()]
    return replace(reply, speech=(*reply.parts, *reminders))


def call_for_sign(red_flag: str, state: State) -> Reply:
    """The call for a red flag, by its id in checkup.toml; one we cannot name gets the general one.

    A correct read-back makes people more likely to follow the advice.
    """
    flag = words("checkup")["red_flags"].get(red_flag, {})
    reason = flag.get("reason", "")
    if flag.get("read_back", bool(flag)):
        reason = f"{words(ROOM)['read_back'].replace('<sign>', flag['name'])} {reason}".strip()
    return call(state.update_patient(level=EMERGENCY, call=flag.get("advice", GENERAL_CALL)), reason)


def call(state: State, reason: str = "") -> Reply:
    """Whom to phone is the first sentence, and again the reprompt's; nothing is asked before it, nothing goes on."""
    say, standing = words(ROOM), state.patient.call
    first, then = sentence(standing), say["advice"].get(standing, say["advice"][GENERAL_CALL])["then"]
    return Reply(
        " ".join(filter(None, (first, reason, then))),
        replace(state, room=ROOM, under_way=""),
        _repeat_call(standing),
        call=first,
        card=Card(say["card_title"], f"{first} {then}"),
    )


def sentence(standing: str) -> str:
    """Whom to phone, by the kind of call; for one that we do not know, the general number."""
    advice = words(ROOM)["advice"]
    first: str = advice.get(standing, advice[GENERAL_CALL])["call"]
    return first


def ensure(reply: Reply, wording: Wording) -> Reply:
    """A worded reply in which the number is heard, after a silence too, whenever a call stands for anybody."""
    people = reply.state.people
    reminders = [_for_other(*one) for one in people.others_calls().items()]
    if not (missing := [sentence(people.patient.call)] if people.patient.call else reminders[:1]):
        return reply
    number, first = wording.fit("{emergency}"), wording.fit(missing[0])
    if not any(number in part for part in reply.parts if isinstance(part, str)):
        reply = replace(reply, speech=(first, *reply.parts))
    reprompt = reply.question.reprompt or reply.question.ask
    if reply.question and number not in reprompt:
        reply = replace(reply, question=replace(reply.question, reprompt=f"{first} {reprompt}"))
    return reply


def _is_sayable(about: About, standing: str) -> bool:
    return about in SAYABLE and not (standing == "crisis" and about == "answer")


def _repeat_call(standing: str) -> Question:
    ask = words(ROOM)["repeat"]
    return Question(REPEAT_CALL, ask, f"{sentence(standing)} {ask}")


def _for_other(person: str, standing: str) -> str:
    """The call that stands for somebody it is not about now."""
    relation = words("caregiver")["relations"].get(person)
    if not relation:
        return f"{words(ROOM)['others_you']} {sentence(standing)}"
    name = relation["name"] if relation.get("unnamed") else f"your {relation['name']}"
    return f"{words(ROOM)['others'].replace('<person>', name)} {sentence(standing)}"
