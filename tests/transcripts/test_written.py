"""Fifty whole conversations, written before the code: what a listener wants to hear, turn by turn.

A turn marked `unmet` is one where that is not so yet; it has to fail, so that the mark goes when it is.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.device import Device, Exchange
from tests.transcripts.test_spoken import CALLS, said
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage.memory import MemoryStore

WRITTEN = [
    pytest.param(turns, id=f"{path.stem}: {name}")
    for path in sorted((Path(__file__).parent / "written").glob("*.yaml"))
    for name, turns in yaml.safe_load(path.read_text(encoding="utf-8")).items()
]
SHORT = 25
"""Words of a short answer, before its question."""


@pytest.mark.parametrize("turns", WRITTEN)
def test_a_conversation_is_as_somebody_wants_to_hear_it(turns: list[dict[str, Any]]) -> None:
    device, before = Device(skill=guarded(None, MemoryStore())), ""
    for turn in turns:
        heard = said(device, turn["you"])
        wrong = list(wishes(turn, heard, before))
        told = f"{turn['you']!r} was answered: {heard.speech}"
        if turn.get("unmet"):
            assert wrong, f"no longer unmet: {told}"
        else:
            assert not wrong, f"{wrong}: {told}"
        before = heard.speech


def wishes(turn: dict[str, Any], heard: Exchange, before: str) -> list[str]:
    """What the reply to a turn is not."""
    speech, state = heard.speech, heard.response.get("sessionAttributes") or {}
    question, people = state.get("question", {}), state.get("people", {})
    patient = people.get("patients", {}).get(people.get("person"), {})
    levels = (patient.get("level"), patient.get("reached") or patient.get("level") or "SELF_CARE")
    first = re.split(r"(?<=[.?!]) ", speech)[0].lower()
    entry = state.get("rooms", {}).get("answers", {}).get("entry")
    ends = turn.get("closed", False)
    checks = {
        "call": "call" not in turn or speech.startswith(CALLS) is turn["call"],
        "asks": "asks" not in turn or (question.get("id", "")[:9], state.get("sign")) == ("emergency", turn["asks"]),
        "question": "question" not in turn or question.get("id") == f"checkup.{turn['question']}",
        "level": "level" not in turn or turn["level"] in levels,
        "entry": "entry" not in turn or not heard.open or entry == turn["entry"],
        "says": all(part.lower() in speech.lower() for part in turn.get("says", ())),
        "says_not": not any(part.lower() in speech.lower() for part in turn.get("says_not", ())),
        "first": all(part.lower() in first for part in turn.get("first", ())),
        "number": "number" not in turn or ("911" in speech) is turn["number"],
        "short": not turn.get("short") or len(speech.removesuffix(question.get("ask", "")).split()) <= SHORT,
        "same": not turn.get("same") or speech == before,
        "closed": heard.open is not ends,
    }
    return [wish for wish, met in checks.items() if not met]
