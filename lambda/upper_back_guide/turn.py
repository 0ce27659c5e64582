"""What was said, what we remember, what we say back: the three things every room works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self, TypeVar

from upper_back_guide.memory import plain, recall, sound
from upper_back_guide.patient import Patient, People

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
    """Whether the device can show something."""

    touched: bool = False
    """Whether it was touched on the screen, not said."""

    keeping: Keeping = "nothing"
    kept: Mapping[str, Any] = field(default_factory=dict)
    """What is kept of the listener beyond the session, by the key of each preference."""

    words: str = ""
    """The whole sentence, from a door that hears it; empty from one that does not. Never stored and never logged."""

    certainty: float = 1.0
    """How surely those words were heard, from 0 to 1."""

    intent_certainty: float = 1.0
    """How surely the intent is what those words mean, from 0 to 1, where the door says. No danger is judged by it."""

    at: int = 0
    """When it was said, in seconds since 1970; 0 where nobody looked."""

    also: "Turn | None" = None
    """Another question in the same words, from a door that hears them: it is offered after the answer to the first."""

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
class Beat:
    """A moment of a step that is led, for the drawing that moves with it."""

    words: int
    """How many words of the step are said before it."""

    silence: float
    """Seconds of silence in the step before it."""

    do: Literal["cue", "part", "hold", "release"]
    at: int = 0
    """cue: which of the exercise's cues, from 0. part: how much of the way, in per cent. hold: how many seconds."""

    repetition: int = 0
    """From 1."""


@dataclass(frozen=True, slots=True)
class StepCard:
    """What a screen shows while a stretch is led, or waits."""

    name: str
    """The exercise: "Cat stretch"."""

    step: int
    """Which step of the routine it is, from 1."""

    of: int
    drawing: str
    """The id of its drawing."""

    text: str
    """What to do, in a sentence that is said."""

    picture: str
    """What the drawing shows, for those who hear the screen."""

    side: Literal["", "left", "right", "both"] = ""
    repetitions: int = 1
    beats: tuple[Beat, ...] = ()
    """What is done while it is said; empty while it waits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that may be picked."""

    name: str
    intent: str
    """What picking it means, as if it had been said."""

    slots: Mapping[str, str] = field(default_factory=dict)
    """With the ids of its slots."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a reply asks last, and so what the next yes, no or not sure answers."""

    id: str = ""
    """Room and name: "stretching.next". The room is the one that takes the answer."""

    ask: str = ""
    """One short question; empty when nothing is asked, and the session ends."""

    reprompt: str = ""
    """Said after eight seconds of silence; empty to ask the question again."""

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.ask)

    @property
    def room(self) -> str:
        """The room whose question it is."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """What the room calls it."""
        return self.id.partition(".")[2]


CLOSED = Question()
"""Nothing is asked: the session ends."""


@dataclass(frozen=True, slots=True)
class Warned:
    """When a safety net was heard last, and what was known then."""

    of: tuple[str, ...] = ()
    """What it was about: a complaint, a medicine."""

    at: int = 0
    """In seconds since 1970."""

    person: str = ""
    """Who it was about."""

    level: int = 0
    """The place of their level in patient.LEVELS."""

    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What we remember during one session, and only then."""

    room: str = "basics"
    """The room that the last reply came from: it gets more, next and back first."""

    under_way: str = ""
    """The room with something to come back to (a check-up, a routine), or empty."""

    question: Question = CLOSED
    """The question that is open, as it was heard."""

    speech: tuple[str | Pause, ...] = ()
    """What "repeat" says again, before the question."""

    misses: int = 0
    """How many times in a row we did not understand."""

    people: People = field(default_factory=People)

    learned: tuple[str, ...] = ()
    """The ids of the conditions that this turn told of whom it is about."""

    sign: str = ""
    """The sign that the open question of the emergency policy is about, or what a call in question was for."""

    interrupted: str = ""
    """The room that was under way when a call came in between."""

    taken_back: bool = False
    """Whether a call was taken back in this session; no other can be."""

    helped: bool = False
    """Whether somebody who is hurt by another was told whom to turn to: once is enough."""

    disclaimed: bool = False
    """Whether the disclaimer was heard in this session."""

    introduced: bool = False
    """Whether the full disclaimer was heard, in this session or an earlier one."""

    warned: Warned = field(default_factory=Warned)
    speed: str = "normal"
    """How fast we speak: a key of settings.speeds.SPEEDS."""

    rooms: Mapping[str, Any] = field(default_factory=dict)
    """What each room remembers, by room: read with `recall`, written with `enter`."""

    @property
    def patient(self) -> Patient:
        """Whom it is about now."""
        return self.people.patient

    def recall(self, room: str, kind: type[T]) -> T:
        """What a room remembers, as its dataclass; whatever does not fit falls back to the field's default."""
        return recall(kind, self.rooms.get(room))

    def enter(self, room: str, memory: Any, **changes: Any) -> "State":
        """This state with `room` as the current room and its memory replaced; `changes` go to the state itself."""
        kept = plain(memory)
        return replace(self, room=room, rooms={**self.rooms, room: kept}, **changes)

    def update_patient(self, **changes: Any) -> "State":
        """This state with something new about the patient."""
        return replace(self, people=self.people.update(**changes))

    @classmethod
    def remembered(cls, attributes: object) -> Self:
        """The state from session attributes; what is missing, corrupt or of another version falls back to its default,
        and nothing else does."""
        data = sound(attributes)
        if not data or not isinstance(data, Mapping):
            return cls()
        if "people" not in data:
            data = _from_0_1(data)
        rooms = {room: memory for room, memory in _table(data, "rooms").items() if isinstance(memory, Mapping)}
        state = recall(cls, {**data, "people": None, "speech": None, "rooms": rooms})
        return replace(state, people=People.remembered(data["people"]), speech=_speech(data.get("speech")))

    def memory(self) -> dict[str, Any]:
        """The state as session attributes: plain JSON."""
        kept = plain(self)
        return kept | {
            "question": plain(self.question),
            "speech": [part.seconds if isinstance(part, Pause) else part for part in self.speech],
            "people": self.people.memory(),
            "warned": plain(self.warned),
            "rooms": {room: dict(memory) for room, memory in self.rooms.items()},
        }


def _from_0_1(data: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes of version 0.1, whose sessions may be open when this one is deployed: what was advised stands."""
    places = _table(data, "places")
    others, patients = _table(places, "caregiver"), dict[str, dict[str, Any]]()
    for name, key in (("group", "groups"), ("level", "levels"), ("call", "calls")):
        for person, value in _table(others, key).items():
            patients.setdefault(person, {})[name] = value
    person = str(data.get("person") or "")
    call = _table(places, "checkup").get("advice") if data.get("level") == "EMERGENCY" else ""
    patients[person] = {"group": data.get("group"), "level": data.get("level"), "call": call}
    return {**data, "rooms": places, "people": {"person": person, "patients": patients}}


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = data.get(key)
    return table if isinstance(table, Mapping) else {}


def _speech(data: object) -> tuple[str | Pause, ...]:
    """The words of the last reply from session attributes; none when they are not what we wrote there."""
    if not isinstance(data, list) or not all(type(part) in (str, int, float) for part in data):
        return ()
    return tuple(part if isinstance(part, str) else Pause(part) for part in data)


About = Literal[
    "",
    "answer",
    "apology",
    "call",
    "help",
    "home",
    "hurt",
    "lifted",
    "medicine",
    "opening",
    "question",
    "repeat",
    "setting",
]
"""What a reply is about, as far as who is around the rooms needs it: an answer that may be heard in an emergency, what
to do at home, a medicine, a setting, help, a new opening, a fault of ours, the last reply again, or the reason for an
emergency call. Empty when nobody said."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a reply wants done beyond words."""

    do: Literal["forget", "keep"]
    """forget: delete what is kept of the person beyond the session. keep: keep what this turn changed."""

    failure: "Reply"
    """What is said instead when it could not be done."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What we say back. A reply with a question keeps the microphone open; one without ends the session."""

    speech: str | tuple[str | Pause, ...]
    """Sentences with wording marks ("{your} back"), and pauses between them."""

    state: State
    question: Question = CLOSED
    about: About = ""
    offer: About = ""
    """What yes to its question leads to, likewise, where that is an offer."""

    net: str = ""
    """The safety net that belongs to it: said after it, unless an emergency call says more."""

    net_when: Literal["always", "due"] = "always"
    """due: only where safety_net.py says so."""

    call: str = ""
    """The emergency call that stands, in words: for screens. Only the policy sets it."""

    reminder: str = ""
    """The call that stands for somebody else, in words: for screens. Only the policy sets it."""

    title: str = ""
    """What it is about, in a few words: for screens."""

    headline: str = ""
    """What matters most of it, in a few of its words: for screens."""

    choices: tuple[Choice, ...] = ()
    """What it names to pick from: for screens."""

    card: Card | None = None
    step: StepCard | None = None
    aside: bool = False
    """Said in between: "repeat" gives what was said before it, with the question that is open now."""

    effect: Effect | None = None

    @property
    def parts(self) -> tuple[str | Pause, ...]:
        """The speech in its parts."""
        return (self.speech,) if isinstance(self.speech, str) else self.speech


def repeat(state: State) -> Reply:
    """The last reply once more, in this state."""
    return Reply(state.speech, state, state.question, "repeat")
