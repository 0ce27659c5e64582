"""How fast to speak, what is kept about the listener, and "forget me"."""

from dataclasses import replace

from upper_back_guide import checkup
from upper_back_guide.content import words
from upper_back_guide.settings import speeds
from upper_back_guide.storage import preferences
from upper_back_guide.stretching.place import ROOM as STRETCHING
from upper_back_guide.turn import Reply, State, Turn, again

ROOM = "settings"
CHANGES = {"SpeakSlowerIntent": -1, "SayAgainSlowerIntent": -1, "SpeakFasterIntent": 1}
INTENTS = frozenset(
    {
        *CHANGES,
        "ForgetMeIntent",
        "LouderIntent",
        "PrivacyIntent",
        "SpeakNormallyIntent",
        "SpeedIntent",
        "WhatDoYouKnowIntent",
    }
)


def reply(turn: Turn, state: State) -> Reply | None:
    """Change a setting, or tell about them; then the question that was open is asked again."""
    say = words(ROOM)
    match turn.intent:
        case intent if intent in CHANGES:
            return _changed(turn, state)
        case "SpeakNormallyIntent":
            return _spoken(say["normal"], turn, replace(state, speed=speeds.NORMAL))
        case "SpeedIntent":
            return _aside(say["speed"], turn, state, ask=say["speed_ask"])
        case "LouderIntent":
            return replace(_aside(say["louder"], turn, state), aside=True)
        case "PrivacyIntent":
            return _aside(say["nothing_kept" if turn.keeping == "nothing" else "privacy"], turn, state)
        case "WhatDoYouKnowIntent":
            return _known(turn, state)
        case "ForgetMeIntent":
            return _forgotten(turn, state)
        case "AMAZON.YesIntent" if state.said.question == say["known_ask"]:
            return _forgotten(turn, state)
        case "AMAZON.NoIntent" if state.said.question == say["known_ask"]:
            return _aside(words("answers")["declined_offer"], turn, state)
    return None


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def not_forgotten(turn: Turn, state: State) -> Reply:
    """What is said when the store could not be reached."""
    return _aside(words(ROOM)["not_forgotten"], turn, state)


def _changed(turn: Turn, state: State) -> Reply:
    """Slower or faster, by one step; what was too fast can be repeated, or is at once when that was asked for."""
    say, change = words(ROOM), CHANGES[turn.intent]
    speed = speeds.changed(state.speed, change)
    moved = replace(state, speed=speed)
    if state.said.speech and (turn.intent == "SayAgainSlowerIntent" or checkup.is_calling(state)):
        return again(moved)
    limit = "slowest" if change < 0 else "fastest"
    return _spoken(say["changed"] if speed != state.speed else say[limit], turn, moved)


def _spoken(told: str, turn: Turn, state: State) -> Reply:
    """The reply at its new speed; the talk goes on where the speed would be gone with the session."""
    ask = "" if turn.keeping == "preferences" else words("basics")["ask"]
    return replace(_aside(told, turn, state, ask), aside=True)


def _known(turn: Turn, state: State) -> Reply:
    """What we know of the listener beyond this session, by name."""
    say = words(ROOM)
    if turn.keeping != "preferences":
        return _aside(say["nothing_kept" if turn.keeping == "nothing" else "unreachable"], turn, state)
    known, speed = [], say["speeds"].get(str(turn.kept.get(preferences.SPEED)))
    if speed:
        known.append(say["known_speed"].replace("<speed>", speed))
    if turn.kept.get(preferences.INTRODUCED):
        known.append(say["known_introduced"])
    if turn.kept.get(preferences.BOOKMARK):
        known.append(say["known_bookmark"])
    if not known:
        return _aside(say["known_nothing"], turn, state)
    told = say["known"].replace("<things>", ", and ".join(filter(None, (", ".join(known[:-1]), known[-1]))))
    if turn.opening or state.under_way or checkup.call(state):
        return _aside(f"{told} {say['known_delete']}", turn, state)
    return Reply(told, replace(state, room=ROOM), say["known_ask"])


def _forgotten(turn: Turn, state: State) -> Reply:
    """Forget what outlives the session, and leave the stretch under way: its next step would be kept again."""
    say = words(ROOM)
    forgotten = replace(state, speed=speeds.NORMAL)
    if turn.keeping == "nothing":
        return _aside(say["nothing_kept"], turn, forgotten)
    told = say["forgotten"]
    if state.under_way == STRETCHING:
        places = {room: place for room, place in state.places.items() if room != STRETCHING}
        forgotten = replace(forgotten, under_way="", places=places, room=ROOM)
        told = f"{told} {say['stretch_left']}"
    return replace(_aside(told, turn, forgotten), forget=True)


def _aside(told: str, turn: Turn, state: State, ask: str = "") -> Reply:
    """Something said in between, and the question that was open; `ask` when there was none.

    A session that began with it ends with it, unless it asks. While an emergency call stands, that comes first, and
    stays what "again" is about.
    """
    told = f"{checkup.call(state)} {told}".strip()
    if checkup.is_calling(state):
        return Reply(told, state, state.said.question, state.said.reprompt, aside=True)
    if turn.opening:
        return Reply(told, state, ask)
    # A question of this room is answered now, and "which one?" after a miss was about the words before it.
    missed = state.room == "basics" and state.said.question == words("basics")["missed_again_ask"]
    if state.room == ROOM or missed:
        return Reply(told, replace(state, room=ROOM), ask or words("basics")["anything_else"])
    return Reply(told, state, state.said.question or ask or words("basics")["ask"], state.said.reprompt)
