"""Talks to the rooms without Alexa: turns in, replies out, the state kept as session attributes would keep it."""

import json
from dataclasses import dataclass, field

from upper_back_guide import conversation
from upper_back_guide.content import section, sections, words
from upper_back_guide.patient import Patient, People
from upper_back_guide.turn import Reply, Slot, State, Turn

NAMES = {
    id_: value["name"]
    for table in (words("checkup")["red_flags"], words("checkup")["warning_signs"], words("stretching")["exercises"])
    for id_, value in table.items()
} | {id_: value.name for name in sections() for id_, value in section(name).items()}
"""What is heard for a value, by its id."""

VOICE = Turn("Launch")
"""A turn of which nothing matters but that it was said to a device without a screen."""

YES, NO, UNSURE = "AMAZON.YesIntent", "AMAZON.NoIntent", "NotSureIntent"


@dataclass
class Talk:
    """One conversation."""

    locale: str = "en-US"
    state: State = field(default_factory=State)
    replies: list[Reply] = field(default_factory=list)

    def turn(self, intent: str, **slots: str) -> Reply:
        """Say one thing; a slot's value is the id it resolves to. An emergency without any is chest pain."""
        if intent == "EmergencyIntent" and not slots:
            slots = {"red_flag": "chest_pain"}
        filled = {name: Slot(id_, NAMES.get(id_, id_)) for name, id_ in slots.items()}
        opening = not self.replies
        memory = json.loads(json.dumps(self.state.memory()))
        reply = conversation.respond(Turn(intent, filled, self.locale, opening), State.remembered(memory))
        self.state = reply.state
        self.replies.append(reply)
        return reply

    def turns(self, *intents: str) -> Reply:
        """Say several things; the last reply."""
        return [self.turn(intent) for intent in intents][-1]


def spoken(reply: Reply) -> str:
    """What a reply says, question included."""
    parts = [part for part in reply.parts if isinstance(part, str)]
    return " ".join(filter(None, [*parts, reply.question.ask]))


def about(person: str = "", **facts: str) -> State:
    """A state in which the talk is about somebody of whom this is known."""
    return State(people=People(person, {person: Patient.remembered(facts)}))
