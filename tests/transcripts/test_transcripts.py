"""Whole conversations through a simulated Echo, by voice alone: one file for each room."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.device import Device, Exchange
from tests.voice import echo

CONVERSATIONS = [
    pytest.param(turns, id=f"{path.stem}: {name}")
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for name, turns in yaml.safe_load(path.read_text(encoding="utf-8")).items()
]


def said(device: Device, text: str) -> Exchange:
    name = device.model.invocation_name
    if text == "(silence)":
        return device.silence()
    return device.say(text) if device.listening else device.ask(text.removeprefix(f"ask {name} to "))


@pytest.mark.parametrize("turns", CONVERSATIONS)
def test_a_conversation_goes_as_written(turns: list[dict[str, Any]]) -> None:
    device = echo()
    for turn in turns:
        heard = said(device, turn["you"])
        place = 0
        for part in turn["alexa"].split(" … "):
            place = heard.speech.find(part, place)
            assert place >= 0, f"{turn['you']!r} was answered: {heard.speech}"
        assert heard.open is not turn.get("closed", False)
