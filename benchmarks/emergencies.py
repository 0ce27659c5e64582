"""Whether real emergency utterances get the emergency reply or the first question, wherever they are said."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache

from benchmarks.table import Row
from benchmarks.understanding import DATA, MissingData
from simulator.device import Device, Exchange, Understand
from understanding import understanding
from understanding.model import load

LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")

STATES: dict[str, tuple[str, ...]] = {
    "just opened": (),
    "mid-answer": ("CausesIntent",),
    "mid-check-up": ("StartCheckupIntent", "AMAZON.NoIntent"),
    "mid-stretch": ("StartStretchIntent", "AMAZON.YesIntent", "AMAZON.NoIntent"),
}
"""What was said before, by intent."""


def measure() -> list[Row]:
    """Rows of what, figure and target, over every locale; MissingData when the utterances are not here."""
    said, controls = list(_texts("emergency_utterances")), list(_texts("overtriage_controls"))
    caught, first = Counter[str](), 0
    for locale in LOCALES:
        understand = cache(understanding(load(locale)))  # the same context comes again and again
        for state in STATES:
            caught[state] += sum(map(_is_caught, _heard(said, state, locale, understand)))
            first += sum(map(_is_call, _heard(controls, state, locale, understand)))
    most, calls = len(said) * len(LOCALES), len(controls) * len(LOCALES) * len(STATES)
    rows = [
        (f"emergencies, {state}", f"{caught[state] / most:.1%} ({caught[state]} of {most})", "90 % at least")
        for state in STATES
    ]
    return [*rows, ("over-triage controls told to call first", f"{first} of {calls}", "none")]


def _heard(said: list[str], state: str, locale: str, understand: Understand) -> Iterator[Exchange]:
    for text in said:
        device = Device(locale, understand=understand)
        device.open()
        for intent in STATES[state]:
            device.intent(intent)
        yield device.say(text)


def _is_caught(heard: Exchange) -> bool:
    return _is_call(heard) or "chest pain, trouble breathing, or a faint" in heard.speech


def _is_call(heard: Exchange) -> bool:
    """Whether a call stands: that an answer about danger begins with when to call does not count."""
    people = heard.response.get("sessionAttributes", {}).get("people", {})
    return any(patient["call"] for patient in people.get("patients", {}).values())


def _texts(name: str) -> Iterator[str]:
    if not DATA.is_dir():
        raise MissingData("no utterances to measure with: ../shared/data is not here")
    for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)["text"]
