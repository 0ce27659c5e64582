"""A simulated Echo: it holds the session, builds genuine requests and refuses what Alexa would refuse.

device = Device("en-GB")
device.open()
device.say("can stress cause it").speech
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import unescape

from lambda_function import handler
from simulator import envelope, rules
from simulator.viewports import Viewport
from understanding import understanding
from understanding.context import Context
from understanding.model import Model, load
from understanding.result import Filled, Understood
from understanding.words import tokens

Skill = Callable[[dict[str, Any], Any], Any]
Understand = Callable[[str, Context], Understood]

FALLBACK = "AMAZON.FallbackIntent"
LEAVE = {"exit", "quit"}
"""Words that end the session without asking the skill."""


class NotListening(RuntimeError):
    """Something was said to a device whose session is closed."""


class NothingThere(LookupError):
    """Something was touched that the screen does not show."""


class UnknownIntent(LookupError):
    """The interaction model has no such intent, or the intent no such slot."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn: what the device heard, and what it played."""

    utterance: str
    """What was said to the device; empty for a silence, or an intent sent by name."""

    intent: str
    """The intent that was sent, or the type of a request without one; empty when nothing was sent."""

    slots: Mapping[str, Filled]
    speech: str
    """What is heard, as plain text."""

    reprompt: str
    """What will be heard after eight seconds of silence, as plain text; empty when the session closed."""

    open: bool
    """Whether the microphone is open now."""

    request: Mapping[str, Any] = field(default_factory=dict)
    """The request envelope; empty when nothing was sent."""

    response: Mapping[str, Any] = field(default_factory=dict)
    """The response envelope; empty when nothing was sent."""

    understood: Understood | None = None
    """How the utterance was understood; None when there was nothing to understand."""

    def as_json(self) -> dict[str, Any]:
        """A plain object; a slot is the id of its value, or the words themselves when they resolved to none."""
        return {
            "utterance": self.utterance,
            "intent": self.intent,
            "slots": {name: filled.id for name, filled in self.slots.items()},
            "speech": self.speech,
            "reprompt": self.reprompt,
            "open": self.open,
            "request": self.request,
            "response": self.response,
        }


class Device:
    """An Echo with the skill enabled."""

    def __init__(
        self,
        locale: str = "en-US",
        screen: Viewport | None = None,
        skill: Skill = handler,
        understand: Understand | None = None,
        model: Model | None = None,
    ) -> None:
        """`screen` is what the device shows things on, and `skill` answers request envelopes. The model is the locale's
        compiled one (MissingModel when there is none), and `understand` works from it, unless they are given."""
        self.locale = locale
        self.screen = screen
        self.model = model or load(locale)
        self._sent = self.model.compiled or self.model
        self.listening = False
        self.shown: Mapping[str, Any] = {}
        """The directive that is rendered now; empty where nothing is."""

        self.reprompt: Mapping[str, Any] = {}
        """The outputSpeech that is played after a silence; empty where none would be."""

        self.attributes: dict[str, Any] = {}
        self._skill = skill
        self._understand = understand
        self._session_id = ""
        self._waited = False

    def open(self) -> Exchange:
        """ "Alexa, open upper back guide": a new session."""
        self._begin()
        return self._send(f"open {self.model.invocation_name}", envelope.launch(self.locale))

    def ask(self, text: str, certainty: float = 1.0) -> Exchange:
        """ "Alexa, ask upper back guide …": a new session that starts with what was said. `certainty` is how surely the
        words were heard."""
        if self.opens(text):
            return self.open()
        self._begin()
        return self._spoken(self.understood(text), certainty)

    def say(self, text: str, certainty: float = 1.0) -> Exchange:
        """Say something in the open session; NotListening when there is none. `certainty` is how surely the words were
        heard."""
        self._must_listen(text)
        if text.strip().lower() in LEAVE:
            return self.exit(text)
        if self.opens(text):
            return self.open()
        return self._spoken(self.understood(text), certainty)

    def intent(self, name: str, **slots: str) -> Exchange:
        """Send an intent by name, with slots as words or as ids of values. On a closed device it starts a session, as
        `ask` does. UnknownIntent when the model has no such intent or slot."""
        spoken = self._sent.intents.get(name)
        if spoken is None:
            raise UnknownIntent(f"the model has no intent {name}")
        if unknown := set(slots) - set(spoken.slots):
            raise UnknownIntent(f"{name} has no slot {', '.join(sorted(unknown))}")
        if not self.listening:
            self._begin()
        filled = {slot: self._filled(spoken.slots[slot], text) for slot, text in slots.items()}
        return self._send("", envelope.intent(self.locale, spoken, filled), filled)

    def touch(self, *arguments: str) -> Exchange:
        """Touch what sends these arguments; NothingThere where nothing that is shown does."""
        if not any(list(arguments) == button["sends"] for button in touchable(self.shown)):
            raise NothingThere(f"nothing on the screen sends {', '.join(arguments)}")
        return self._send("", envelope.touch(self.locale, arguments, self.shown.get("token", "")))

    def silence(self) -> Exchange:
        """Say nothing for eight seconds: Alexa plays the reprompt and waits; a second silence ends the session."""
        self._must_listen("silence")
        if self._waited:
            return self._send("", envelope.ended(self.locale, "EXCEEDED_MAX_REPROMPTS"))
        self._waited = True
        return Exchange("", "", {}, plain(self.reprompt), plain(self.reprompt), True)

    def exit(self, utterance: str = "exit") -> Exchange:
        """ "Alexa, exit": the session ends at once, and the skill is only told."""
        self._must_listen(utterance)
        return self._send(utterance, envelope.ended(self.locale, "USER_INITIATED"))

    def understood(self, text: str) -> Understood:
        """What would be understood of it now; it is not said."""
        if self._understand is None:
            self._understand = understanding(self.model)
        return self._understand(text, Context.of(self.attributes))

    def opens(self, text: str) -> bool:
        """Whether it is how the skill is opened."""
        return tokens(text) == tokens(f"open {self.model.invocation_name}")

    def _spoken(self, understood: Understood, certainty: float) -> Exchange:
        name = understood.intent or FALLBACK
        spoken = self.model.intents.get(name)
        if spoken is None:
            raise UnknownIntent(f"the model has no intent {name}")
        request = envelope.intent(self.locale, spoken, understood.slots)
        hearing = envelope.hearing(understood, certainty)
        return self._send(understood.text, request, understood.slots, understood, hearing)

    def _filled(self, kind: str, text: str) -> Filled:
        values = self._sent.resolve(kind, text)
        heard = values[0].name if values and values[0].id == text else text
        return Filled(heard, values)

    def _begin(self) -> None:
        self.listening = True
        self.attributes = {}
        self._session_id = ""

    def _must_listen(self, text: str) -> None:
        if not self.listening:
            raise NotListening(f"the session is closed, so nobody hears {text!r}")

    def _send(
        self,
        utterance: str,
        request: dict[str, Any],
        slots: Mapping[str, Filled] | None = None,
        understood: Understood | None = None,
        hearing: Mapping[str, Any] | None = None,
    ) -> Exchange:
        new, self._session_id = not self._session_id, self._session_id or envelope.new_id("session")
        session = {"new": new, "sessionId": self._session_id, "attributes": self.attributes}
        sent = envelope.envelope(request, session, self.screen, hearing)
        # A copy goes each way, as over the network: neither side can change what the other holds.
        response = self._skill(json.loads(json.dumps(sent)), None)
        rules.check(response, sent)
        received = json.loads(json.dumps(response))
        body = received["response"]
        self.reprompt = (body.get("reprompt") or {}).get("outputSpeech") or {}
        speech, reprompt = plain(body.get("outputSpeech")), plain(self.reprompt)
        self.listening = request["type"] != "SessionEndedRequest" and body.get("shouldEndSession") is False
        self.attributes = received.get("sessionAttributes") or {} if self.listening else {}
        if request["type"] == "SessionEndedRequest":
            self.shown = {}
        for directive in body.get("directives", ()):
            if directive["type"] == "Alexa.Presentation.APL.RenderDocument":
                self.shown = directive
        self._waited = False
        intent = request["intent"]["name"] if "intent" in request else request["type"]
        return Exchange(utterance, intent, slots or {}, speech, reprompt, self.listening, sent, received, understood)


def touchable(shown: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What may be touched of what a directive shows, each with its label and what it sends."""
    payload = shown.get("datasources", {}).get("payload", {})
    return [*payload.get("items", ()), *payload.get("buttons", ())]


def plain(speech: Mapping[str, Any] | None) -> str:
    """The words of an outputSpeech, without markup."""
    if not speech:
        return ""
    text = (
        speech["text"]
        if speech["type"] == "PlainText"
        else unescape(re.sub(r"<[^>]+>", " ", speech["ssml"]), {"&quot;": '"', "&apos;": "'"})
    )
    return re.sub(r"\s+([.,?;:])", r"\1", " ".join(text.split()))
