"""What is said once a level is known: whom to phone or see, how soon, one reason, and the safety net."""

from dataclasses import replace

from upper_back_guide.checkup.progress import ROOM, finish
from upper_back_guide.checkup.rules import Answer, Level
from upper_back_guide.content import facts, words
from upper_back_guide.patient import GENERAL_CALL
from upper_back_guide.signs import sign
from upper_back_guide.turn import Card, Question, Reply, State

OFFER = f"{ROOM}.offer"
"""After a result: "Want to hear what helps?"."""

START = f"{ROOM}.start"
""" "Shall I start one?" """


def for_level(level: Level, state: State, question: str = "", answer: Answer = "yes") -> Reply:
    """The advice of a level, or of the more urgent one that stands: a red flag is not argued away.

    First what to do, then the reason if the answer to `question` gave it, then the safety net. For an emergency only
    the reason is said here: the call itself is for the policy around all rooms.
    """
    say = words(ROOM)
    standing = standing_level(state)
    if standing > level:
        level, question = standing, ""
    asked = say["questions"].get(question, {})
    reason = asked.get("reason", "")
    if level == Level.EMERGENCY:
        if answer == "unsure" and reason:
            reason = f"{say['cannot_rule_out']} {reason}"
        kind = asked.get("advice", GENERAL_CALL) if question else state.patient.call or GENERAL_CALL
        return Reply(reason, state.update_patient(call=kind), about="call")
    if not reason and level == Level.TODAY and (named := _named(state)):
        reason = words("emergency")["read_back"].replace("<sign>", named)
    result = say["results"][level.name]
    if level > Level.SELF_CARE:  # what was under way before does not go on
        state = replace(state, under_way=ROOM)
    return Reply(
        " ".join(filter(None, (result["say"], reason, result["then"]))),
        finish(state, facts(ROOM)["results"][level.name]["offer"]).update_patient(level=level.name),
        Question(OFFER, result["ask"]),
        net=result["net"],
        headline=result["headline"],
        card=Card(say["card_title"], result["card"]),
    )


def _named(state: State) -> str:
    """The sign that was stated and gives this advice, as it is called; empty when it was no sign."""
    stated = [id_ for id_ in state.patient.signs if (facts := sign(id_)) and facts.alone == Level.TODAY.name]
    return str(words("signs")[stated[-1]]["name"]) if stated else ""


def standing_level(state: State) -> Level:
    """The most urgent level reached for this person in the session."""
    return Level.__members__.get(state.patient.level, Level.SELF_CARE)
