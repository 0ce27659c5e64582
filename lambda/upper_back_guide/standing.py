"""The policy for a level that is no emergency: its advice is not lost on the way, and given however the talk ends."""

from dataclasses import replace

from upper_back_guide.content import words
from upper_back_guide.turn import Reply, State
from upper_back_guide.wording import called

DUE = ("TODAY", "SOON")
"""Levels whose advice is due, the more urgent first."""


def tell(reply: Reply) -> Reply:
    """A reply that ends the talk begins with the advice; one that asks has a reminder after a silence."""
    due = level(reply.state)
    if not reply.question and not due:
        return replace(reply, speech=(*_of_others(reply.state), *reply.parts))
    if not due or reply.state.patient.call:
        return reply
    say = words("checkup")["standing"][due]
    if not reply.question:
        return replace(reply, speech=(say["ending"], *reply.parts), net="")
    if not say["reminder"]:
        return reply
    reprompt = reply.question.reprompt or reply.question.ask
    return replace(reply, question=replace(reply.question, reprompt=f"{say['reminder']} {reprompt}"))


def _of_others(state: State) -> list[str]:
    """The advice that is due for somebody it was about before, by name."""
    for person, one in state.people.patients.items():
        if person != state.people.person and one.level in DUE and not one.call:
            say = words("checkup")
            return [f"{say['for_other'].replace('<person>', called(person))} {say['standing'][one.level]['ending']}"]
    return []


def level(state: State) -> str:
    """The level that stands or is reached so far, if its advice is due; else empty."""
    reached = (state.patient.level, state.patient.reached)
    return next((name for name in DUE if name in reached), "")
