"""The emergency policy around every reply: a red flag wins, and while a call stands nothing is said without it.

It fails closed: what is not known to be sayable then is answered with the call.
"""

from collections.abc import Callable
from dataclasses import replace

from upper_back_guide import calls
from upper_back_guide.calls import call, sentence
from upper_back_guide.listening import Facts
from upper_back_guide.meaning import CONFIRMATIONS, MORE, NEXT, NO, PREVIOUS, STOP, YES, kind
from upper_back_guide.questions import REPEAT_CALL
from upper_back_guide.turn import About, Reply, State, Turn, repeat
from upper_back_guide.wording import Wording

SAYABLE: frozenset[About] = frozenset({"answer", "apology", "opening", "repeat", "setting"})
"""What may be said after the call; after talk of suicide no answer is."""

LEAVING = STOP | {NO, "EnoughIntent", "StopCheckupIntent", "ThanksIntent"}
"""What ends the talk while a call stands."""

FOLLOWING = CONFIRMATIONS | {MORE, NEXT, PREVIOUS, "ExplainIntent", "PickIntent", "WhyIntent"}
"""What goes on from an answer; right after the call there is none."""

SLOWER = frozenset({"FasterIntent", "SayAgainSlowerIntent", "SlowerIntent", "SpeakFasterIntent", "SpeakSlowerIntent"})
"""A call that was too fast is said again."""

Answer = Callable[[Turn, State], Reply]


def respond(turn: Turn, state: State, facts: Facts, answer: Answer) -> Reply:
    """What `answer` says, under this policy."""
    if reply := calls.settle(turn, state, facts, answer):  # a question about a sign, or about taking a call back
        return guard(reply, reply.state) if reply.about in ("lifted", "call") else reply
    standing, calling = state.patient.call, state.question.id == REPEAT_CALL
    if stated := calls.named(turn, facts):
        return calls.for_signs(stated, state)
    if not standing:
        reply = calls.first(turn, state, facts, answer)
        return guard(reply or answer(calls.redirect(turn, state, facts), state), state)
    if reply := calls.during(turn, state, facts):
        return reply
    if turn.intent in LEAVING:
        return Reply(sentence(standing), state)
    if calling and turn.intent in FOLLOWING:
        return guard(repeat(state), state) if turn.intent == YES else call(state)
    reply = guard(answer(turn, state), state)
    return guard(repeat(reply.state), state) if calling and turn.intent in SLOWER else reply


def guard(reply: Reply, before: State) -> Reply:
    """A reply with the calls that stand: all pass here, whoever made them."""
    standing = before.patient.call
    if reply.about == "call" and not standing:
        raised = reply.state.patient.call
        return call(calls.raised(reply.state, before, raised, reply.state.sign), calls.text(reply))
    if standing and not _is_sayable(reply.about, standing):
        return call(before)
    standing = reply.state.patient.call
    if reply.about == "repeat":  # with whatever was said with it
        return reply
    if standing:
        refused = kind(reply.question) == "offer" and not _is_sayable(reply.offer, standing)
        question = calls.repeat_question(standing) if refused and reply.question.id != REPEAT_CALL else reply.question
        reply = replace(reply, speech=(sentence(standing), *reply.parts), question=question, net="")
    others = calls.reminders(reply.state)
    return replace(reply, speech=(*reply.parts, *others)) if others else reply


def ensure(reply: Reply, wording: Wording) -> Reply:
    """A worded reply in which the number is heard, after a silence too, whenever a call stands for anybody."""
    standing, others = reply.state.patient.call, calls.reminders(reply.state)
    call = wording.fit(sentence(standing)) if standing else ""
    reply = replace(reply, call=call, reminder=wording.fit(others[0]) if others else "")
    if not (first := reply.call or reply.reminder):
        return reply
    number = wording.fit("{emergency}")
    if not any(number in part for part in reply.parts if isinstance(part, str)):
        reply = replace(reply, speech=(first, *reply.parts))
    reprompt = reply.question.reprompt or reply.question.ask
    if reply.question and number not in reprompt:
        reply = replace(reply, question=replace(reply.question, reprompt=f"{first} {reprompt}"))
    return reply


def _is_sayable(about: About, standing: str) -> bool:
    return about in SAYABLE and not (standing == "crisis" and about == "answer")
