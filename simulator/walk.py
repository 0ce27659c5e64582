"""A random walk over everything that can be said: requests as Alexa sends them, from the compiled model.

It needs nothing but the standard library, since it also runs on the function's own Python.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from simulator.envelope import envelope
from simulator.viewports import VIEWPORTS

MODEL = Path(__file__).parents[1] / "skill-package/interactionModels/custom/en-US.json"
LOCALES = ("en-US", "en-US", "en-US", "en-GB", "en-CA", "en-AU", "en-IN")
ENDS = 0.05
"""How often somebody leaves in the middle and somebody else begins."""


class Walk:
    """Turns one after the other: tell it each answer, and it says the next thing."""

    def __init__(self, seed: int, skill: str, screen: bool = False) -> None:
        """`screen` is whether the device has one."""
        language = json.loads(MODEL.read_text("utf-8"))["interactionModel"]["languageModel"]
        self._slots = {one["name"]: {s["name"]: s["type"] for s in one.get("slots", ())} for one in language["intents"]}
        self._values = {
            one["name"]: [(value["id"], value["name"]["value"]) for value in one["values"]] for one in language["types"]
        }
        self._random = Random(seed)  # noqa: S311  it should be the same every time
        self._skill = skill
        self._screen = VIEWPORTS["large"] if screen else None
        self._begin()

    def events(self, answers: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Endless events; before asking for another, put the answer to the last one into `answers`, emptied here."""
        yield self._event({"type": "LaunchRequest"}, {})
        while True:
            answered = answers.pop()
            ended = answered["response"].get("shouldEndSession", True) or self._random.random() < ENDS
            if ended:
                self._begin()
            said = {"type": "IntentRequest", "intent": self._intent()}
            launched = ended and self._random.random() < 0.5
            attributes = {} if ended else answered.get("sessionAttributes", {})
            yield self._event({"type": "LaunchRequest"} if launched else said, attributes, new=ended)

    def _begin(self) -> None:
        self._locale = self._random.choice(LOCALES)
        self._user = f"amzn1.ask.account.{self._random.randrange(1000):0207d}"  # they are this long
        self._session = f"amzn1.echo-api.session.{self._random.getrandbits(64)}"

    def _intent(self) -> dict[str, Any]:
        name = self._random.choice(sorted(self._slots))
        slots = {key: self._slot(key, kind) for key, kind in self._slots[name].items()}
        return {"name": name, "confirmationStatus": "NONE", "slots": slots}

    def _slot(self, name: str, kind: str) -> dict[str, Any]:
        slot: dict[str, Any] = {"name": name, "confirmationStatus": "NONE"}
        if self._random.random() < 0.2:
            return slot
        if kind not in self._values:
            return {**slot, "value": str(self._random.randrange(1, 20)), "source": "USER"}
        authority = {"authority": f"amzn1.er-authority.echo-sdk.{self._skill}.{kind}"}
        if self._random.random() < 0.2:
            status: dict[str, Any] = {**authority, "status": {"code": "ER_SUCCESS_NO_MATCH"}}
            return {**slot, "value": "something else", "resolutions": {"resolutionsPerAuthority": [status]}}
        id_, heard = self._random.choice(self._values[kind])
        values = [{"value": {"id": id_, "name": heard}}]
        match = {**authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": values}
        return {**slot, "value": heard, "source": "USER", "resolutions": {"resolutionsPerAuthority": [match]}}

    def _event(self, request: dict[str, Any], attributes: Mapping[str, Any], new: bool = True) -> dict[str, Any]:
        told = {
            **request,
            "requestId": f"amzn1.echo-api.request.{self._random.getrandbits(64)}",
            "locale": self._locale,
            "timestamp": "2026-11-23T08:00:00Z",
        }
        session = {"new": new, "sessionId": self._session, "attributes": dict(attributes)}
        return envelope(told, session, self._screen, skill=self._skill, user=self._user)


def launch(skill: str) -> dict[str, Any]:
    """ "Alexa, open upper back guide"."""
    return next(Walk(0, skill).events([]))


def emergency(skill: str) -> dict[str, Any]:
    """An emergency as the first thing that is said."""
    event = launch(skill)
    said = {
        "name": "EmergencyIntent",
        "confirmationStatus": "NONE",
        "slots": {"red_flag": {"name": "red_flag", "value": "chest pain", "confirmationStatus": "NONE"}},
    }
    return {**event, "request": {**event["request"], "type": "IntentRequest", "intent": said}}
