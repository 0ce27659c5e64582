"""What was said, what we remember, what we say back: the three things every room works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Self, TypeVar

T = TypeVar("T")

Keeping = Literal["nothing", "preferences", "unreachable"]
"""What outlives the session: nothing, preferences, or preferences that cannot be read now."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of an intent, after entity resolution."""

    id: str = ""
    """The id it resolved to; empty when the words are in none of our lists."""

    heard: str = ""
    """The words as Alexa heard them. Never stored and never logged."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said."""

    intent: str
    """The intent's name; "Launch" when the skill was opened without a question."""

    slots: Mapping[str, Slot] = field(default_factory=dict)
    """Only slots that were filled."""

    locale: str = "en-US"
    opening: bool = False
    """True on the first request of a session: with an intent, that makes it a one-shot."""

    screen: bool = False
    keeping: Keeping = "nothing"
    kept: Mapping[str, Any] = field(default_factory=dict)
    """What is kept of the listener beyond the session, as storage/preferences.py has it."""

    def slot(self, name: str) -> Slot:
        """The slot of that name, empty when it was not filled."""
        return self.slots.get(name, Slot())


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence inside speech."""

    seconds: float
    """At most 10, Alexa's limit for one break."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the Alexa app shows beside the reply. Never holds an answer somebody gave."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class StepCard:
    """What a screen shows while a stretch is led."""

    name: str
    """The exercise: "Cat stretch"."""

    step: int
    """Which step of the routine it is, from 1."""

    of: int
    hold: int
    """Seconds of each hold; 0 for a slow movement."""

    drawing: str
    """The id of its drawing."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a reply, as they can be said again."""

    speech: tuple[str | Pause, ...] = ()
    question: str = ""
    reprompt: str = ""

    @classmethod
    def remembered(cls, data: object) -> Self:
        """The words from session attributes; empty when they are not what we wrote there."""
        match data:
            case {"speech": [*parts], "question": str(question), "reprompt": str(reprompt)} if all(
                isinstance(part, str | int | float) for part in parts
            ):
                speech = tuple(part if isinstance(part, str) else Pause(part) for part in parts)
                return cls(speech, question, reprompt)
        return cls()

    def memory(self) -> dict[str, Any]:
        """The words as session attributes."""
        speech = [part.seconds if isinstance(part, Pause) else part for part in self.speech]
        return {"speech": speech, "question": self.question, "reprompt": self.reprompt}


@dataclass(frozen=True, slots=True)
class State:
    """What we remember during one session, and only then."""

    room: str = "basics"
    """The room that the last reply came from: it gets yes, no, more, next and back first."""

    under_way: str = ""
    """The room with something to come back to (a check-up, a routine), or empty."""

    misses: int = 0
    """How many times in a row we did not understand."""

    person: str = ""
    """Who the talk is about: a relation ("mother"), or empty for the person speaking."""

    group: str = ""
    """The id of the people entry that changes the advice ("people.pregnancy"), or empty."""

    level: str = ""
    """The most urgent triage level reached for that person, or empty."""

    disclaimed: bool = False
    """Whether the disclaimer was heard in this session."""

    introduced: bool = False
    """Whether the full disclaimer was heard, in this session or an earlier one."""

    speed: str = "normal"
    """How fast we speak: a key of settings.speeds.SPEEDS."""

    said: Said = field(default_factory=Said)
    """The last reply, for "repeat"."""

    places: Mapping[str, Any] = field(default_factory=dict)
    """Each room's own place, by room: read with `place`, written with `moved`."""

    def place(self, room: str, kind: type[T]) -> T:
        """The place kept for a room, as its dataclass; whatever does not fit falls back to the field's default."""
        return recall(kind, self.places.get(room))

    def moved(self, room: str, place: Any, **changes: Any) -> "State":
        """This state with `room` as the current room and its place replaced; `changes` go to the state itself."""
        kept = {f.name: getattr(place, f.name) for f in fields(place)}
        return replace(self, room=room, places={**self.places, room: kept}, **changes)

    @classmethod
    def remembered(cls, attributes: object) -> Self:
        """The state from session attributes; whatever is missing or corrupt falls back to its default."""
        if not isinstance(attributes, Mapping):
            return cls()
        state = recall(cls, attributes)
        places = {room: place for room, place in state.places.items() if isinstance(place, Mapping)}
        return replace(state, places=places, said=Said.remembered(attributes.get("said")))

    def memory(self) -> dict[str, Any]:
        """The state as session attributes: plain JSON."""
        kept = {f.name: getattr(self, f.name) for f in fields(self)}
        places = {room: dict(place) for room, place in self.places.items()}
        return {**kept, "said": self.said.memory(), "places": places}


@dataclass(frozen=True, slots=True)
class Reply:
    """What we say back. A reply with a question keeps the microphone open; one without ends the session."""

    speech: str | tuple[str | Pause, ...]
    """Sentences with wording marks ("{your} back"), and pauses between them."""

    state: State
    question: str = ""
    """Asked last. One short question, or empty to end the session."""

    reprompt: str = ""
    """Said after eight seconds of silence; empty to ask the question again."""

    card: Card | None = None
    step: StepCard | None = None
    aside: bool = False
    """Said in between: "repeat" gives what was said before it, with the question that is open now."""

    forget: bool = False
    """Whether what is kept of the person beyond the session is to be deleted."""


def again(state: State) -> Reply:
    """The last reply once more, in this state."""
    return Reply(state.said.speech, state, state.said.question, state.said.reprompt)


def recall(kind: type[T], data: object) -> T:
    """A dataclass from remembered JSON, keeping each field whose value has the type of its default."""
    blank = kind()
    if not isinstance(data, Mapping):
        return blank
    known: dict[str, Any] = {}
    for f in fields(kind):  # type: ignore[arg-type]  # every kind is a dataclass
        value, default = data.get(f.name), getattr(blank, f.name)
        if isinstance(default, tuple) and isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
            known[f.name] = tuple(value)
        elif type(value) is type(default) and f.name in data:
            known[f.name] = value
    return replace(blank, **known)  # type: ignore[type-var]
