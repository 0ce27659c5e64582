""" "I took two Advil, is that okay?": a usual amount for a grown-up of whom nothing is known that matters, or not.

Never how much there may be: the packet says that. Whatever is not plain is for a pharmacist or the poison line.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from upper_back_guide import listening, patient
from upper_back_guide.answers import cautions, lookup
from upper_back_guide.content import facts, words
from upper_back_guide.turn import State, Turn

ASKING = frozenset({"AMAZON.FallbackIntent", "DoseIntent", "MedicineIntent", "MixMedicinesIntent", "MoreIntent"}) | {
    "AMAZON.NextIntent",
    "TooMuchMedicineIntent",
}
"""Intents that a question about what was taken may arrive as."""

PLAIN = 2
"""From so many numbers on, it is not plain how many were taken."""

BETWEEN = 3
"""How many words may stand between the number and the name: "two of those advil"."""


def taken(turn: Turn, state: State) -> tuple[str, str]:
    """The entry of the medicine that somebody took, by the words, and what is said to that; empty when nobody did."""
    if turn.intent not in ASKING | {"DoseTimingIntent"} or not turn.words:
        return "", ""
    heard = listening.hear(turn.words)
    ids = list(dict.fromkeys(id_ for trait in heard.medicines if (id_ := lookup.known(f"medicines.{trait.id}"))))
    if not ids:
        return "", ""
    say: Mapping[str, Any] = words("conditions")["amounts"]
    spoken = re.findall(r"[a-z0-9']+", _without(say["meals"], turn.words.lower()))
    if set(say["taken"]).isdisjoint(spoken) or not (number := _number(spoken, say)):
        return "", ""
    numbers = [word for word in spoken if word in say["numbers"] and word not in ("a", "an")]
    clear = {*say["more"], *say["unclear"]}.isdisjoint(spoken)
    plain = clear and len(heard.medicines) == 1 and len(numbers) < PLAIN
    if plain and ids[0] in facts("medicines")["labels"]["two_are_usual"] and _is_grown_up(state):
        if not (caution := cautions.lead(ids[0], turn, state)):
            return ids[0], say["usual"].replace("<Number>", number)
        return ids[0], f"{caution} {say['beyond']}"
    return ids[0], f"{cautions.lead(ids[0], turn, state)} {say['beyond']}".strip()


def again(entry: str, turn: Turn) -> str:
    """ "Another one?" after a medicine: never a yes; empty when that is not asked."""
    if turn.intent not in ASKING or not turn.words or not entry.startswith("medicines."):
        return ""
    say: Mapping[str, Any] = words("conditions")["amounts"]
    spoken = re.findall(r"[a-z0-9]+", turn.words.lower())
    phrased, beyond = f" {' '.join(spoken)} ", str(say["beyond"])
    asks = set(say["other"]).isdisjoint(spoken) and any(f" {phrase} " in phrased for phrase in say["again"])
    return beyond if asks else ""


def _without(phrases: Sequence[str], spoken: str) -> str:
    """Words without what says nothing of the amount: "with breakfast"."""
    for phrase in phrases:
        spoken = spoken.replace(f" {phrase}", "")
    return spoken


def _number(spoken: Sequence[str], say: Mapping[str, Any]) -> str:
    """The number that was taken, as it is said; "some" of a medicine has none."""
    found = [
        word
        for at, word in enumerate(spoken)
        if word in say["numbers"] and listening.hear(" ".join(spoken[at + 1 : at + 2 + BETWEEN])).medicines
    ]
    if found:  # "a couple of advil": the last one counts
        return str(say["numbers"][found[-1]])
    return "?" if not set(say["more"]).isdisjoint(spoken) else ""


def _is_grown_up(state: State) -> bool:
    """Whether it is about a grown-up for all we know: "he" may be a child."""
    relation = facts("caregiver")["relations"].get(state.people.person, {})
    return not (state.people.is_child or relation.get("unnamed") or state.patient.group == patient.CHILDREN)
