"""How often the later answers of an ordinary session name the emergency number.

The sessions are our own conversations in natural words, and those of testers in ../shared/data when that is there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from benchmarks.table import Row
from simulator import ROOT
from simulator.device import Device, NotListening
from upper_back_guide.content import entry

OURS = [ROOT / "tests" / "transcripts" / folder for folder in ("spoken", "written")]
TESTERS = ROOT.parent / "shared" / "data" / "blind" / "conversations.jsonl"
KINDS = ("home", "carer")
NUMBERS = ("911", "Poison Help")


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of a session in which no call stands."""

    first: bool
    danger: bool
    """Whether it was asked about a sign of danger."""

    names: bool
    """Whether it names the number."""


def measure() -> list[Row]:
    """Rows of what, figure and target."""
    rows: list[Row] = []
    for whose, sessions in (("our conversations", ours()), ("testers at home and carers", testers())):
        told = [answer for said in sessions for answer in answers(said)]
        later = [answer for answer in told if not answer.first and not answer.danger]
        if not later:
            continue
        danger = [answer for answer in told if answer.danger]
        rows += [
            (f"{whose}: later answers that name the number", _share(later), "10 % at most"),
            (f"{whose}: answers about danger that do", _share(danger), "all"),
        ]
    return rows


def ours() -> Iterator[list[str]]:
    """What is said in our conversations."""
    for path in sorted(path for folder in OURS for path in folder.glob("*.yaml")):
        for turns in yaml.safe_load(path.read_text("utf-8")).values():
            yield [turn["you"] for turn in turns]


def testers() -> Iterator[list[str]]:
    """What testers said, where that is at hand."""
    lines = TESTERS.read_text("utf-8").splitlines() if TESTERS.is_file() else []
    for row in map(json.loads, lines):
        if row["conversation"].partition(":")[0] in KINDS:
            yield [turn["said"] for turn in row["turns"]]


def answers(said: list[str]) -> Iterator[Told]:
    """The answers of the answers room, in order, as long as the device listens."""
    device, first = Device(), True
    device.open()
    for text in said:
        try:
            heard = device.silence() if text.startswith(("(", "!")) else device.say(text)
        except NotListening:
            return
        state: dict[str, Any] = heard.response.get("sessionAttributes") or {}
        thread = state.get("rooms", {}).get("answers", {})
        people = state.get("people", {})
        patient = people.get("patients", {}).get(people.get("person"), {})
        answered = state.get("room") == "answers" and thread.get("entry") and "card" in heard.response["response"]
        if not answered or state.get("under_way") or patient.get("call"):
            continue
        names = any(number in heard.speech for number in NUMBERS)
        yield Told(first, entry(thread["entry"]).danger, names)
        first = False


def _share(told: list[Told]) -> str:
    names = sum(answer.names for answer in told)
    return f"{names} of {len(told)}, {100 * names / max(1, len(told)):.1f} %"
