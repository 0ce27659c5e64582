"""One person's Echo: what is said to it, and each turn of it as the page gets it."""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from echo.parts import Piece, pieces
from simulator.device import Device, Exchange, touchable
from simulator.viewports import VIEWPORTS
from understanding.model import MODELS
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.ears import listen
from upper_back_guide.listening import Facts
from upper_back_guide.speeds import saying
from upper_back_guide.storage.memory import MemoryStore
from upper_back_guide.turn import State, Turn

SPEAKER = "speaker"
DEVICES = (SPEAKER, *VIEWPORTS)
LOCALES = tuple(sorted(path.stem for path in MODELS.glob("*.json")))

WHOLE = ("template", "answer")
"""How a sentence is understood where it is as the interaction model has it, or answers what was asked."""

Told = dict[str, Any]
"""A turn as JSON."""


class Desk:
    """A device with what it keeps between sessions, for one person. Whoever uses it holds its lock."""

    def __init__(self, locale: str = "en-US", device: str = "large") -> None:
        self.lock = Lock()
        self.locale, self.device = locale, device
        self._skill = guarded(None, MemoryStore())
        self._echo = self._set_up()

    def settings(self, locale: str = "", device: str = "") -> Told:
        """Put another device there, or one of another locale; how it is set now. A session that was open ends."""
        new = locale or self.locale, device or self.device
        if new != (self.locale, self.device):
            if self._echo.listening:
                self._echo.exit()
            self.locale, self.device = new
            self._echo = self._set_up()
        viewport = VIEWPORTS.get(self.device)
        shape = {name: getattr(viewport, name) for name in ("width", "height", "shape", "mode")} if viewport else None
        name = self._echo.model.invocation_name
        return {"locale": self.locale, "device": self.device, "viewport": shape, "name": name}

    def open(self) -> Told:
        """ "Alexa, open …": a new session."""
        return self._told(self._echo.open())

    def say(self, text: str, certainty: float = 1.0) -> Told:
        """Say something in the open session; with none, it is asked as "Alexa, ask … ". `certainty` is how surely the
        words were heard."""
        speak = self._echo.say if self._echo.listening else self._echo.ask
        return self._told(speak(text, certainty))

    def is_whole(self, text: str) -> bool:
        """Whether it is a sentence that nobody would be waited for to go on with."""
        return self._echo.opens(text) or self._echo.understood(text).tier in WHOLE

    def touch(self, arguments: Sequence[str]) -> Told:
        """Touch what sends these; NothingThere where nothing does."""
        return self._told(self._echo.touch(*arguments))

    def silence(self) -> Told:
        """Say nothing for eight seconds; NotListening when the session is closed."""
        return self._told(self._echo.silence())

    def exit(self) -> Told:
        """ "Alexa, exit"; NotListening when the session is closed."""
        return self._told(self._echo.exit())

    def _set_up(self) -> Device:
        return Device(self.locale, VIEWPORTS.get(self.device), self._skill)

    def _told(self, exchange: Exchange) -> Told:
        understood, body = exchange.understood, exchange.response.get("response", {})
        directives = [one for one in body.get("directives", ()) if one["type"].endswith(".RenderDocument")]
        silent = not exchange.request  # then the device itself says the reprompt again, and tells nobody
        reprompt = _timed(self._echo.reprompt) if exchange.open else []
        return {
            "heard": exchange.utterance,
            "heard_certainty": exchange.request.get("hearing", {}).get("certainty", 1.0),
            "intent": exchange.intent,
            "slots": {name: {"id": filled.id, "heard": filled.heard} for name, filled in exchange.slots.items()},
            "certainty": round(understood.certainty, 3) if understood else None,
            "tier": understood.tier if understood else None,
            "ears": ears(exchange),
            "speech": exchange.speech,
            "pieces": reprompt if silent else _timed(body.get("outputSpeech")),
            "reprompt": exchange.reprompt,
            "reprompt_pieces": reprompt,
            "open": exchange.open,
            "ended_by": _ended_by(exchange),
            "directive": directives[-1] if directives else None,
            "touchable": touchable(self._echo.shown),
            "card": _card(body.get("card")),
            "request": exchange.request,
            "response": exchange.response,
        }


def ears(exchange: Exchange) -> Told:
    """What the skill's ears heard in what was said, beside any intent: only what there was of it."""
    hearing = exchange.request.get("hearing")
    if not hearing:
        return {}
    words, certainty = hearing["words"], hearing["certainty"]
    state = State.remembered(exchange.request["session"]["attributes"])
    facts = listen(Turn(exchange.intent, words=words, certainty=certainty), state)
    nothing = Facts()._asdict()
    return {name: _plain(value) for name, value in facts._asdict().items() if value != nothing[name]}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return [one._asdict() for one in value] if isinstance(value, tuple) else value


def _timed(speech: Mapping[str, Any] | None) -> list[Piece]:
    """The pieces of an outputSpeech, each sentence with the seconds that it takes where there is no voice."""
    told = pieces(speech["ssml"]) if speech else []
    return [
        {**piece, "seconds": round(saying(len(piece["say"].split()), piece["rate"]), 2)} if "say" in piece else piece
        for piece in told
    ]


def _ended_by(exchange: Exchange) -> str:
    """Who ended the session: nobody yet, the guide, whoever talks to it, or silence."""
    if exchange.open:
        return ""
    reasons = {"USER_INITIATED": "you", "EXCEEDED_MAX_REPROMPTS": "silence"}
    return reasons.get(exchange.request["request"].get("reason", ""), "guide")


def _card(card: Mapping[str, Any] | None) -> Mapping[str, str] | None:
    return {"title": card["title"], "text": card["content"]} if card else None
