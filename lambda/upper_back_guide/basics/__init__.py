"""Open, help, repeat, stop, and what to say when nothing else fits."""

from dataclasses import replace

from upper_back_guide.content import words
from upper_back_guide.meaning import CONFIRMATIONS, GO_ON, SKIP, STOP, UNCLEAR, WAIT, kind
from upper_back_guide.preference import Preference
from upper_back_guide.questions import anything_else, open_question, what_to_know
from upper_back_guide.turn import Question, Reply, State, Turn, repeat

ROOM = "basics"
INTENTS = STOP | {
    "Launch",
    "AMAZON.RepeatIntent",
    "CallSomebodyIntent",
    "FalseAlarmIntent",
    "GreetingIntent",
    "ThanksIntent",
}
MISS = "AMAZON.FallbackIntent"


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
            return Reply(welcome, _afresh(state), what_to_know(), "opening", net=net)
        case "AMAZON.RepeatIntent":
            return repeat(state) if state.speech else Reply(say["nothing_to_repeat"], state, what_to_know())
        case "CallSomebodyIntent":
            return Reply(say["no_calls"], state, open_question(state))
        case "FalseAlarmIntent":
            return Reply(words("phrases")["declined_offer"], state, open_question(state))
        case "GreetingIntent":
            return Reply(say["hello"], state, open_question(state))
        case "ThanksIntent" if state.under_way:
            return Reply(say["thanks"], state, open_question(state))
        case "ThanksIntent":
            return Reply(say["thanks"], replace(state, room=ROOM), anything_else())
        case "AMAZON.NoIntent" if kind(state.question) == "open":
            return Reply(say["goodbye"], state)
        case "AMAZON.YesIntent" if kind(state.question) == "open":
            return Reply(say["yes"], state, what_to_know())
    return _ask_again(turn, state)


def _ask_again(turn: Turn, state: State) -> Reply:
    """What nobody had a use for leaves the open question open."""
    say, question = words(ROOM), open_question(state)
    if turn.intent == GO_ON:
        return Reply("", state, anything_else())
    if turn.intent == WAIT:
        return Reply(words("phrases")["wait"], state, question)
    if kind(question) == "open":
        unsure = turn.intent in ("ExplainIntent", "NotSureIntent", "WhyIntent")
        told = say["meaning_open"] if unsure else say["nothing_to_continue"]
        return Reply(told, state, question)
    if turn.intent == "WhyIntent":
        return Reply(say["why"], state, question)
    if turn.intent == "ExplainIntent" and kind(question) == "choice" and question.reprompt:
        return Reply(question.reprompt, state, question)
    if turn.intent in CONFIRMATIONS | {SKIP, UNCLEAR, "ExplainIntent"}:
        return Reply(say["meaning"], state, question)
    return Reply(say["not_now"], state, question)


def guidance(state: State) -> str:
    """What help says when no other room is current."""
    help_text: str = words(ROOM)["help"]
    return help_text


def give_help(state: State, guidance: str) -> Reply:
    """A room's help, then the question that was open, so that help changes nothing."""
    return Reply(f"{words(ROOM)['help_first']} {guidance}", state, open_question(state))


def miss(state: State, guidance: str) -> Reply:
    """Two misses in a row get two different prompts. The second names what always works: single words, or where a
    question of a room is open, what can be said there. That question stays."""
    say = words(ROOM)
    missed = replace(state, misses=state.misses + 1)
    if kind(state.question) not in ("offer", "open") or (state.misses and kind(state.question) == "offer"):
        told = say["missed_open_once"] if state.misses == 0 else f"{say['missed_open']} {guidance}"
        return Reply(told, missed, open_question(state))
    if state.misses == 0:
        return Reply(say["missed_once"], missed, open_question(state))
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
