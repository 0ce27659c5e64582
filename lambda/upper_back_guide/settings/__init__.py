"""How fast to speak, what is kept about the listener, and "forget me"."""

from dataclasses import replace

from upper_back_guide import speeds
from upper_back_guide.content import words
from upper_back_guide.meaning import kind
from upper_back_guide.preference import Preference
from upper_back_guide.questions import anything_else, open_question, what_to_know
from upper_back_guide.turn import CLOSED, Choice, Effect, Question, Reply, State, Turn, repeat
from upper_back_guide.wording import grammar

ROOM = "settings"
CHANGES = {"SpeakSlowerIntent": -1, "SayAgainSlowerIntent": -1, "SpeakFasterIntent": 1}
INTENTS = frozenset(
    {
        *CHANGES,
        "ForgetMeIntent",
        "LouderIntent",
        "ForgetThatIntent",
        "HowLongKeptIntent",
        "PrivacyIntent",
        "SpeakNormallyIntent",
        "SpeedIntent",
        "WhatDoYouKnowIntent",
    }
)
DELETE = f"{ROOM}.delete"
""" "Shall I delete that?" """

SPEED = f"{ROOM}.speed"
""" "Slower, faster, or normal?" """


def _at_speed(state: State, value: object, new: bool) -> State | None:
    """The state of somebody who likes this speed, or, with None, the normal one."""
    speed = speeds.NORMAL if value is None else value
    return replace(state, speed=speed) if isinstance(speed, str) and speed in speeds.SPEEDS else None


PREFERENCES = (Preference("speed", lambda state: None if state.speed == speeds.NORMAL else state.speed, _at_speed),)


def reply(turn: Turn, state: State) -> Reply | None:
    """Change a setting, or tell about them; then the question that was open is asked again."""
    say = words(ROOM)
    match turn.intent:
        case intent if intent in CHANGES:
            return _change(turn, state)
        case "SpeakNormallyIntent":
            return _spoken(say["normal"], turn, state, speeds.NORMAL)
        case "SpeedIntent":
            told = _aside(say["speed"], turn, state, Question(SPEED, say["speed_ask"]))
            named = tuple(Choice(name, intent) for intent, name in say["choices"].items())
            return replace(told, choices=named if kind(told.question) in ("choice", "open") else ())
        case "LouderIntent":
            return replace(_aside(say["louder"], turn, state), aside=True)
        case "PrivacyIntent":
            return _aside(say["nothing_kept" if turn.keeping == "nothing" else "privacy"], turn, state)
        case "HowLongKeptIntent":
            return _aside(say["until_kept" if turn.keeping == "preferences" else "until"], turn, state)
        case "WhatDoYouKnowIntent":
            return _known(turn, state)
        case "ForgetMeIntent" if turn.keeping == "preferences" and not state.patient.call:
            # It may have been heard wrongly. While a call stands nothing is asked that could come before it.
            return Reply(
                say["forget"], replace(state, room=ROOM), Question(DELETE, say["known_ask"]), "setting", "setting"
            )
        case "ForgetMeIntent":
            return _forget(turn, state)
        case "ForgetThatIntent":
            return _aside(say["dropped"], turn, replace(state, people=state.people.dropped()))
        case "AMAZON.YesIntent" if state.question.id == DELETE:
            return _forget(turn, state)
        case "AMAZON.NoIntent" if state.question.id in (DELETE, SPEED):
            return _aside(words("phrases")["declined_offer"], turn, state)
    return None


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words(ROOM)["help"]
    return help_text


def _change(turn: Turn, state: State) -> Reply:
    """Slower or faster, by one step; what was said can be heard again at once when that was asked for."""
    say, change = words(ROOM), CHANGES[turn.intent]
    speed = speeds.changed(state.speed, change)
    if state.speech and turn.intent == "SayAgainSlowerIntent":
        return repeat(replace(state, speed=speed))
    limit = "slowest" if change < 0 else "fastest"
    return _spoken(say["changed"] if speed != state.speed else say[limit], turn, state, speed)


def _spoken(text: str, turn: Turn, state: State, speed: str) -> Reply:
    """The reply at its new speed; the talk goes on where the speed would be gone with the session."""
    moved, changed = replace(state, speed=speed), speed != state.speed
    ask = CLOSED if turn.keeping == "preferences" else what_to_know()
    said = replace(_aside(text, turn, moved, ask), aside=True)
    if turn.keeping == "nothing" or not changed:
        return said
    failure = _aside(f"{text} {words(ROOM)['not_kept']}", turn, moved, what_to_know())
    return replace(said, effect=Effect("keep", replace(failure, aside=True)))


def _known(turn: Turn, state: State) -> Reply:
    """What we know of the listener beyond this session, by name."""
    say = words(ROOM)
    if turn.keeping != "preferences":
        return _aside(say["nothing_kept" if turn.keeping == "nothing" else "unreachable"], turn, state)
    known, speed = [], say["speeds"].get(str(turn.kept.get("speed")))
    if speed:
        known.append(say["known_speed"].replace("<speed>", speed))
    if turn.kept.get("introduced"):
        known.append(say["known_introduced"])
    if turn.kept.get("bookmark"):
        known.append(say["known_bookmark"])
    if not known:
        return _aside(say["known_nothing"], turn, state)
    text = say["known"].replace("<things>", grammar().clauses(known))
    if turn.opening or state.under_way or state.patient.call:
        return _aside(f"{text} {say['known_delete']}", turn, state)
    return Reply(text, replace(state, room=ROOM), Question(DELETE, say["known_ask"]), "setting", "setting")


def _forget(turn: Turn, state: State) -> Reply:
    """Forget what outlives the session, and leave the stretch under way: its next step would be kept again."""
    say = words(ROOM)
    forgotten = replace(state, speed=speeds.NORMAL, people=state.people.forgotten())
    if turn.keeping == "nothing":
        return _aside(say["nothing_kept"], turn, forgotten)
    text = say["forgotten"]
    if state.under_way == "stretching":
        rooms = {room: memory for room, memory in state.rooms.items() if room != "stretching"}
        forgotten = replace(forgotten, under_way="", rooms=rooms, room=ROOM, question=CLOSED)
        text = f"{text} {say['stretch_left']}"
    failure = _aside(say["not_forgotten"], turn, state)
    return replace(_aside(text, turn, forgotten), effect=Effect("forget", failure))


def _aside(text: str, turn: Turn, state: State, ask: Question = CLOSED) -> Reply:
    """Something said in between, and the question that was open; `ask` when there was none.

    A session that began with it ends with it, unless it asks.
    """
    if turn.opening:
        return Reply(text, state, ask, "setting")
    # A question of this room is answered now, and "which one?" after a miss was about the words before it.
    if state.question.id in (DELETE, SPEED, "basics.topic") or not state.question:
        return Reply(text, replace(state, room=ROOM), ask or anything_else(), "setting")
    return Reply(text, state, open_question(state), "setting")
