"""How fast to speak, what is kept about the listener, and "forget me"."""

from dataclasses import replace

from upper_back_guide.content import words
from upper_back_guide.settings import speeds
from upper_back_guide.stretching.place import ROOM as STRETCHING
from upper_back_guide.stretching.place import Bookmark
from upper_back_guide.turn import Reply, State, Turn

CHANGES = {"SpeakSlowerIntent": -1, "SpeakFasterIntent": 1}
INTENTS = frozenset(
    {*CHANGES, "ForgetMeIntent", "PrivacyIntent", "SpeakNormallyIntent", "SpeedIntent", "WhatDoYouKnowIntent"}
)


def reply(turn: Turn, state: State) -> Reply | None:
    """Change a setting, or tell about them; then the question that was open is asked again."""
    say = words("settings")
    match turn.intent:
        case "SpeakSlowerIntent" | "SpeakFasterIntent":
            speed = speeds.changed(state.speed, CHANGES[turn.intent])
            changed, unchanged = ("slower", "slowest") if turn.intent == "SpeakSlowerIntent" else ("faster", "fastest")
            return _paced(say[changed if speed != state.speed else unchanged], turn, replace(state, speed=speed))
        case "SpeakNormallyIntent":
            return _paced(say["normal"], turn, replace(state, speed=speeds.NORMAL))
        case "SpeedIntent":
            return _aside(say["speed"], turn, state)
        case "PrivacyIntent":
            return _aside(say["nothing_kept" if turn.keeping == "nothing" else "privacy"], turn, state)
        case "WhatDoYouKnowIntent":
            return _aside(_known(turn, state), turn, state)
        case "ForgetMeIntent":
            return _forgotten(turn, state)
    return None


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words("settings")["help"]
    return help_text


def not_forgotten(state: State) -> Reply:
    """What is said when the store could not be reached."""
    return Reply(words("settings")["not_forgotten"], state, state.said.question or words("basics")["anything_else"])


def _known(turn: Turn, state: State) -> str:
    """What we know of the listener beyond this session, by name."""
    say = words("settings")
    if turn.keeping != "preferences":
        told: str = say["nothing_kept" if turn.keeping == "nothing" else "unreachable"]
        return told
    known = []
    if state.speed != speeds.NORMAL:
        known.append(say["known_speed"].replace("<speed>", say["speeds"][state.speed]))
    if state.introduced:
        known.append(say["known_introduced"])
    if Bookmark.of(state):
        known.append(say["known_bookmark"])
    if not known:
        return str(say["known_nothing"])
    return str(say["known"].replace("<things>", ", and ".join(filter(None, (", ".join(known[:-1]), known[-1])))))


def _forgotten(turn: Turn, state: State) -> Reply:
    """Forget what outlives the session, and leave the stretch under way: its next step would be kept again."""
    say = words("settings")
    if turn.keeping == "nothing":
        return _aside(say["nothing_kept"], turn, replace(state, speed=speeds.NORMAL))
    forgotten = replace(state, speed=speeds.NORMAL, introduced=False)
    question = state.said.question
    if state.under_way == STRETCHING:
        places = {room: place for room, place in state.places.items() if room != STRETCHING}
        forgotten, question = replace(forgotten, under_way="", places=places, room="basics"), ""
    return replace(_aside(say["forgotten"], turn, forgotten, question), forget=True)


def _paced(told: str, turn: Turn, state: State) -> Reply:
    """The reply at its new speed; it goes on when the speed would be gone with the session."""
    if turn.opening and turn.keeping == "nothing":
        return Reply(told, state, words("basics")["ask"])
    return _aside(told, turn, state)


def _aside(told: str, turn: Turn, state: State, question: str | None = None) -> Reply:
    """Something said in between. A session that began with it ends with it."""
    if turn.opening:
        return Reply(told, state)
    asked = state.said.question if question is None else question
    return Reply(told, state, asked or words("basics")["anything_else"], state.said.reprompt if asked else "")
