"""Whole conversations in natural words, of scared people, carers and ramblers: the device hears the words."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.device import Device, Exchange
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.content import words
from upper_back_guide.storage.memory import MemoryStore
from upper_back_guide.wording import Wording

SPOKEN = [
    pytest.param(turns, id=f"{path.stem}: {name}")
    for path in sorted((Path(__file__).parent / "spoken").glob("*.yaml"))
    for name, turns in yaml.safe_load(path.read_text(encoding="utf-8")).items()
]
CALLS = tuple(Wording("en-US").fit(advice["call"]) for advice in words("emergency")["advice"].values())


def said(device: Device, text: str) -> Exchange:
    if text == "(silence)":
        return device.silence()
    return device.say(text) if device.listening else device.ask(text)


@pytest.mark.parametrize("turns", SPOKEN)
def test_a_conversation_in_natural_words_goes_as_it_should(turns: list[dict[str, Any]]) -> None:
    device = Device(skill=guarded(None, MemoryStore()))
    for turn in turns:
        heard = said(device, turn["you"])
        told = f"{turn['you']!r} was answered: {heard.speech}"
        state = heard.response.get("sessionAttributes", {})
        if "call" in turn:
            assert heard.speech.startswith(CALLS) is turn["call"], told
        if asks := turn.get("asks"):
            assert (state["question"]["id"].partition(".")[0], state["sign"]) == ("emergency", asks), told
        if question := turn.get("question"):
            assert state["question"]["id"] == f"checkup.{question}", told
        if level := turn.get("level"):
            people = state["people"]
            patient = people["patients"][people["person"]]
            assert level in (patient["level"], patient["reached"] or patient["level"] or "SELF_CARE"), told
        for part in turn.get("says", ()):
            assert part.lower() in heard.speech.lower(), told
        for part in turn.get("says_not", ()):
            assert part.lower() not in heard.speech.lower(), told
        assert heard.open is not turn.get("closed", False), told
