"""Open, help, repeat, stop, and what to say when nothing else fits."""

from dataclasses import replace

from upper_back_guide import checkup
from upper_back_guide.checkup.place import ended
from upper_back_guide.content import words
from upper_back_guide.turn import Reply, State, Turn, again

INTENTS = frozenset(
    {
        "Launch",
        "AMAZON.CancelIntent",
        "AMAZON.NavigateHomeIntent",
        "AMAZON.RepeatIntent",
        "AMAZON.StopIntent",
        "GreetingIntent",
        "ThanksIntent",
    }
)
STOP = frozenset({"AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent", "AMAZON.StopIntent"})


def reply(turn: Turn, state: State) -> Reply:
    """Answer an intent of this room, or one that no other room had a use for."""
    say = words("basics")
    if turn.intent in STOP:
        net = words("checkup")["net_while_waiting"] if state.under_way == "checkup" else ""
        return Reply(f"{net} {say['goodbye']}".strip(), state)
    match turn.intent:
        case "Launch" if state.under_way:  # from a bookmark: the router asks whether to carry on
            return Reply(say["welcome_back"], replace(state, disclaimed=True), say["ask"])
        case "Launch" | "AMAZON.StartOverIntent":
            welcome = say["welcome" if state.introduced else "welcome_first"]
            return Reply(f"{checkup.call(state)} {welcome}".strip(), _afresh(state), say["ask"])
        case "AMAZON.RepeatIntent":
            return _again(state)
        case "AMAZON.FallbackIntent":
            return _missed(state)
        case "GreetingIntent":
            return Reply(say["hello"], state, state.said.question or say["ask"])
        case "ThanksIntent":
            if state.under_way:
                return Reply(say["thanks"], state, state.said.question)
            return Reply(say["thanks"], replace(state, room="basics"), say["anything_else"])
        case "AMAZON.NoIntent":
            return Reply(say["goodbye"], state)
        case "AMAZON.YesIntent":
            return Reply(say["yes"], state, say["ask"])
    return Reply(say["nothing_to_continue"], state, say["ask"])


def guidance(state: State) -> str:
    """What help says when no other room is current."""
    help_text: str = words("basics")["help"]
    return help_text


def give_help(state: State, guidance: str) -> Reply:
    """A room's help, then the question that was open, so that help changes nothing."""
    say = words("basics")
    return Reply(f"{say['help_first']} {guidance}", state, state.said.question or say["ask"], state.said.reprompt)


def apology(state: State) -> Reply:
    """What is said when something of ours broke: safety first, and the session goes on."""
    say = words("basics")
    return Reply(say["trouble"], state, say["trouble_ask"])


def _afresh(state: State) -> State:
    """The state with nothing under way. Who it is about stays, and what was found of whom: no beginning undoes that."""
    places = {room: place for room, place in ended(state).places.items() if room in ("caregiver", "checkup")}
    fresh = State(person=state.person, group=state.group, level=state.level, speed=state.speed, places=places)
    return replace(fresh, disclaimed=True, introduced=True)


def _again(state: State) -> Reply:
    if not state.said.speech:
        say = words("basics")
        return Reply(say["nothing_to_repeat"], state, say["ask"])
    return again(state)


def _missed(state: State) -> Reply:
    """Two misses in a row get two different prompts: the second names single words that always work."""
    say = words("basics")
    missed = replace(state, misses=state.misses + 1)
    if state.misses == 0:
        return Reply(say["missed_once"], missed, state.said.question or say["ask"])
    if not state.under_way:
        missed = replace(missed, room="basics")  # the question is a new one, so an older offer is off
    return Reply(say["missed_again"], missed, say["missed_again_ask"])
