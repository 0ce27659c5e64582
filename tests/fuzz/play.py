"""Plays a conversation against the skill behind its guard, and says what is wrong with an answer."""

import json
import re
import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from simulator.rules import RefusedResponse, check
from tests.alexa.envelopes import intent, launch, slot
from tests.fuzz.conversations import Conversation, spoilt
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.content import sections
from upper_back_guide.storage.memory import MemoryStore

LONGEST = 0.5
"""Seconds of the processor for one turn, a thousand times what one takes; what grows too fast takes longer."""


class Found(AssertionError):
    """Something is wrong; the kind is the same for what is most likely the same fault."""

    def __init__(self, kind: str, more: object) -> None:
        super().__init__(f"{kind}: {str(more)[:300]}")
        self.kind = kind


@cache
def settle() -> None:
    """Have everything loaded that is loaded when it is first needed, so that it is nobody's turn that seems slow."""
    skill = guarded(None, MemoryStore())
    for name in ("EmergencyIntent", "StartStretchIntent", "StartCheckupIntent", "MedicineIntent", "TopicIntent"):
        skill(intent(name, slots={"topic": slot("topic", "my chest hurts")}))
    for section in sections():
        skill(intent("TopicIntent", slots={"topic": slot("topic", section, f"{section}.overview")}))


def play(conversation: Conversation) -> None:
    """Have the conversation; Found when an answer is none that Alexa could use, or too slow in coming."""
    settle()
    skill = guarded(None, MemoryStore())
    attributes: Any = {}
    for step in conversation:
        event = step["event"]
        for place, instead in step["spoilt"]:
            attributes = spoilt(attributes, place, instead)
        if (
            isinstance(event, dict)
            and isinstance(event.get("session"), dict)
            and not event["session"].get("attributes")
        ):
            event = {**event, "session": {**event["session"], "attributes": attributes}}
        answered, took = _timed(skill, event)
        if took > LONGEST and not sys.gettrace():
            _, again = _timed(skill, event)  # it may have been the collection of what other tests left
            if again > LONGEST:
                raise Found("slow", f"{again:.1f} s")
        _usable(answered, _interfaces(event))
        attributes = answered.get("sessionAttributes") or {}


def _interfaces(event: Any) -> dict[str, Any]:
    """What the device of an event can do, as far as it says so."""
    for key in ("context", "System", "device", "supportedInterfaces"):
        event = event.get(key) if isinstance(event, dict) else None
    return event if isinstance(event, dict) else {}


def _timed(skill: Callable[[Any], dict[str, Any]], event: Any) -> tuple[dict[str, Any], float]:
    started = time.process_time()
    try:
        answered = skill(event)
    except Exception as fault:
        raise Found(f"raised {type(fault).__name__}", fault) from fault
    return answered, time.process_time() - started


def _usable(answered: dict[str, Any], interfaces: dict[str, Any]) -> None:
    try:
        json.dumps(answered, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError, TypeError) as fault:
        raise Found(f"not JSON in UTF-8, {type(fault).__name__}", fault) from fault
    if not answered.get("response"):
        return  # a valid empty response, for what is no turn
    try:
        check(answered, launch(interfaces=interfaces))
    except RefusedResponse as fault:
        kind = re.sub(r"\d+", "N", str(fault).split(":")[0])
        raise Found(f"Alexa refuses it, {kind[:60]}", fault) from fault
