"""Whole sessions by intent, through every layer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.device import Device, Exchange
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage.memory import MemoryStore

SESSIONS = yaml.safe_load(Path(__file__).with_name("sessions.yaml").read_text("utf-8"))


def send(device: Device, what: str) -> Exchange:
    name, _, slot = what.partition("/")
    if name == "Launch":
        return device.open()
    key, _, id_ = slot.partition("=")
    return device.intent(name, **({key: id_} if key else {}))


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_goes_as_written(name: str) -> None:
    device = Device(skill=guarded(None, MemoryStore()))
    turns: list[tuple[str, dict[str, Any]]] = SESSIONS[name]
    for what, expected in turns:
        heard = send(device, what)
        assert expected.get("says", "") in heard.speech, what
        assert heard.open is not expected.get("closed", False), what
        if asks := expected.get("asks"):
            assert heard.response["sessionAttributes"]["question"]["id"] == asks, (what, heard.speech)
