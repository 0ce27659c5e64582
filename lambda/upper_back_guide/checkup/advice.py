"""What is said once a level is known: whom to phone or see, how soon, one reason, and the safety net."""

from dataclasses import replace

from upper_back_guide.checkup.place import Place, ended
from upper_back_guide.checkup.rules import Level
from upper_back_guide.content import words
from upper_back_guide.turn import Card, Reply, State

AGAIN = "again"
CHECKUP = "checkup"


def for_level(level: Level, question: str, state: State) -> Reply:
    """The advice of a level, or of the more urgent one that stands: a red flag is not argued away.

    First what to do, then the reason if `question` gave it, then the safety net.
    """
    say = words("checkup")
    standing = standing_level(state)
    if standing > level:
        level, question = standing, ""
    asked = say["questions"].get(question, {})
    if level == Level.EMERGENCY:
        kind = asked.get("advice", "call") if question else Place.of(state).advice or "call"
        return _emergency(kind, asked.get("reason", ""), state)
    result = say["results"][level.name]
    told = _reached(level, ended(state, result["offer"]))
    return Reply(
        " ".join(filter(None, (result["say"], asked.get("reason"), result["then"]))),
        told,
        result["ask"],
        card=Card(say["card_title"], result["card"]),
    )


def for_red_flag(red_flag: str, state: State) -> Reply:
    """The emergency reply to a red flag, by its id in checkup.toml; one we cannot name gets the general one."""
    say = words("checkup")
    flag = say["red_flags"].get(red_flag, {})
    kind, reason = flag.get("advice", "call"), flag.get("reason", "")
    if flag.get("read_back", bool(flag)):  # a correct read-back makes people more likely to follow the advice
        reason = f"{say['read_back'].replace('<sign>', flag['name'])} {reason}".strip()
    return _emergency(kind, reason, state)


def _emergency(kind: str, reason: str, state: State) -> Reply:
    """Whom to phone is the first sentence, and again the reprompt's; nothing is asked before it."""
    say = words("checkup")
    advice = say["advice"].get(kind, say["advice"]["call"])
    return Reply(
        " ".join(filter(None, (advice["call"], reason, advice["then"]))),
        _reached(Level.EMERGENCY, ended(state, AGAIN, kind)),
        say["again"],
        f"{advice['call']} {say['again']}",
        Card(say["card_title"], f"{advice['call']} {advice['then']}"),
    )


def call(kind: str) -> str:
    """Whom to phone, by the kind of advice in checkup.toml; for one that is not there, the general number."""
    advice = words("checkup")["advice"]
    first: str = advice.get(kind, advice["call"])["call"]
    return first


def standing_level(state: State) -> Level:
    """The most urgent level reached for this person in the session."""
    return Level.__members__.get(state.level, Level.SELF_CARE)


def _reached(level: Level, state: State) -> State:
    return replace(state, level=max(level, standing_level(state)).name)
