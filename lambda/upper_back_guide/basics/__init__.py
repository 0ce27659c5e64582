"""Open, help, repeat, stop, and what to say when nothing else fits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from upper_back_guide.content import words
from upper_back_guide.meaning import CONFIRMATIONS, GO_ON, SKIP, STOP, UNCLEAR, WAIT, kind
from upper_back_guide.preference import Preference
from upper_back_guide.questions import EITHER, anything_else, either, open_question, what_to_know
from upper_back_guide.turn import Choice, Question, Reply, State, Turn, repeat

ROOM = "basics"
INTENTS = STOP | {
    "Launch",
    "AMAZON.RepeatIntent",
    "BoredIntent",
    "CallSomebodyIntent",
    "FalseAlarmIntent",
    "GreetingIntent",
    "InsultIntent",
    "ListeningIntent",
    "ThanksIntent",
    "WhatCanYouDoIntent",
    "WhoAreYouIntent",
}
MISS = "AMAZON.FallbackIntent"
PLAIN: Mapping[str, str] = {
    "CallSomebodyIntent": "no_calls",
    "GreetingIntent": "hello",
    "ListeningIntent": "listening",
    "WhoAreYouIntent": "who",
}
"""Questions about the guide itself that always get the same answer, then the open question again."""

TEASED: Mapping[str, str] = {"BoredIntent": "bored", "InsultIntent": "insult"}


@dataclass(frozen=True, slots=True)
class Banter:
    """What this room remembers of a session."""

    teased: int = 0
    """How many times it was rude or bored, so that no reply comes twice in a row."""


def _introduced(state: State, value: object, new: bool) -> State | None:
    """The state of somebody who heard the introduction, or, with None, did not."""
    return replace(state, introduced=bool(value)) if value is None or isinstance(value, bool) else None


PREFERENCES = (Preference("introduced", lambda state: state.introduced or None, _introduced),)


def reply(turn: Turn, state: State) -> Reply:
    """Answer an intent of this room, or one that no other room had a use for."""
    say = words(ROOM)
    if turn.intent in STOP:
        checking = state.under_way == "checkup" and not state.patient.reached
        net = words("phrases")["warning_net"] if checking else ""
        return Reply(f"{net} {say['goodbye']}".strip(), state)
    match turn.intent:
        case "Launch" if state.under_way:  # from a bookmark: the router asks whether to carry on
            return Reply(say["welcome_back"], replace(state, disclaimed=True), what_to_know(), "opening")
        case "Launch" | "AMAZON.StartOverIntent":
            net = "" if state.introduced else words("phrases")["opening_net"]
            welcome = say["welcome" if state.introduced else "welcome_first"]
            return Reply(welcome, _afresh(state), what_to_know(), "opening", net=net, choices=_choices())
        case "AMAZON.RepeatIntent":
            return repeat(state) if state.speech else Reply(say["nothing_to_repeat"], state, either())
        case intent if intent in PLAIN:
            return Reply(say[PLAIN[intent]], state, open_question(state))
        case intent if intent in TEASED:
            return _tease(TEASED[intent], state)
        case "WhatCanYouDoIntent":
            return Reply(say["can_not_led" if state.people.not_led else "can"], state, open_question(state))
        case "FalseAlarmIntent":
            return Reply(words("phrases")["declined_offer"], state, open_question(state))
        case "ThanksIntent" if state.under_way:
            return Reply(say["thanks"], state, open_question(state))
        case "ThanksIntent":
            return Reply(say["thanks"], replace(state, room=ROOM), anything_else())
        case "AMAZON.NoIntent" if state.question.id == EITHER:  # "neither"
            return Reply(words("phrases")["declined_offer"], state, what_to_know())
        case "AMAZON.YesIntent" if state.question.id == EITHER:  # "both"
            return Reply(say["one_at_a_time"], state, what_to_know())
        case "AMAZON.NoIntent" if kind(state.question) == "open":
            return Reply(say["goodbye"], state)
        case "AMAZON.YesIntent" if kind(state.question) == "open":
            return Reply(say["yes"], state, either())
    return _ask_again(turn, state)


def _tease(how: str, state: State) -> Reply:
    """One good-humoured sentence to somebody rude or bored, and a way on. Where danger is asked about, that matters."""
    say, question = words(ROOM)["teased"], open_question(state)
    if kind(question) == "strict":
        return Reply(say["strict"], state, question)
    said = state.recall(ROOM, Banter).teased
    told = say[how][said % len(say[how])]
    way_on = say["way_on"] if kind(question) == "open" else ""
    moved = replace(state.enter(ROOM, Banter(said + 1)), room=state.room)
    return Reply(f"{told} {way_on}".strip(), moved, question)


def _ask_again(turn: Turn, state: State) -> Reply:
    """What nobody had a use for leaves the open question open."""
    say, question = words(ROOM), open_question(state)
    if turn.intent == GO_ON:
        return Reply("", state, anything_else())
    if turn.intent == WAIT:
        return Reply(words("phrases")["wait"], state, question)
    if kind(question) == "open":
        unsure = turn.intent in ("ExplainIntent", "NotSureIntent", "WhyIntent")
        if unsure:
            return Reply(say["meaning_open"], state, question)
        return Reply(say["nothing_to_continue"], state, either())
    if turn.intent == "WhyIntent":
        return Reply(say["why"], state, question)
    if turn.intent == "ExplainIntent" and kind(question) == "choice" and question.reprompt:
        return Reply(question.reprompt, state, question)
    if turn.intent in CONFIRMATIONS and kind(question) == "choice":
        return Reply(say["one_of_them"], state, question)
    if turn.intent in CONFIRMATIONS | {SKIP, UNCLEAR, "ExplainIntent"}:
        return Reply(say["meaning"], state, question)
    return Reply(say["not_now"], state, question)


def guidance(state: State) -> str:
    """What help says when no other room is current."""
    help_text: str = words(ROOM)["help"]
    return help_text


def give_help(state: State, guidance: str) -> Reply:
    """A room's help, then the question that was open, so that help changes nothing."""
    question = open_question(state)
    choices = _choices() if kind(question) == "open" else ()
    return Reply(f"{words(ROOM)['help_first']} {guidance}", state, question, "help", choices=choices)


def _choices() -> tuple[Choice, ...]:
    """Where to begin."""
    return tuple(Choice(name, intent) for intent, name in words(ROOM)["choices"].items())


def miss(state: State, guidance: str) -> Reply:
    """Two misses in a row get two different prompts. The second names what always works: single words, or where a
    question of a room is open, what can be said there. That question stays."""
    say = words(ROOM)
    missed = replace(state, misses=state.misses + 1)
    if kind(state.question) not in ("offer", "open") or (state.misses and kind(state.question) == "offer"):
        told = say["missed_open_once"] if state.misses == 0 else f"{say['missed_open']} {guidance}"
        return Reply(told, missed, open_question(state))
    if state.misses == 0:
        asked = state.question.room or ROOM
        return Reply(say["missed_once"], missed, either() if asked == ROOM else state.question)
    question = Question("basics.topic", say["missed_again_ask"])
    return Reply(say["missed_again"], missed, question, net=words("phrases")["emergency_net"])


def apology(state: State) -> Reply:
    """What is said when something of ours broke: safety first, and the session goes on."""
    say = words(ROOM)
    question = Question("basics.again", say["trouble_ask"])
    return Reply(say["trouble"], state, question, "apology", net=words("phrases")["emergency_net"])


def _afresh(state: State) -> State:
    """The state with nothing under way. Who it is about stays, and what was found of whom: no beginning undoes that."""
    fresh = State(people=state.people, speed=state.speed, disclaimed=True, introduced=True)
    disclaimed = state.rooms.get("checkup", {}).get("disclaimed") is True
    return replace(fresh, rooms={"checkup": {"disclaimed": disclaimed}}) if disclaimed else fresh
