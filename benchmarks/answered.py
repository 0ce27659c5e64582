"""How many sentences that nobody wrote for the model are answered right, by our own understanding and by another one.

What may be told is in acceptable.toml, by row; the sentences are read from ../shared/data when that folder is there.
"""

import json
import random
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.understanding import DATA
from simulator import ROOT
from simulator.device import Device, Exchange, Understand
from understanding import understanding
from understanding.mentions import Lexicon
from understanding.model import Intent, Model, load
from understanding.templates import Templates
from understanding.words import tokens
from upper_back_guide.content import words

ROWS = DATA / "blind" / "singles.jsonl"
ACCEPTABLE = Path(__file__).parent / "acceptable.toml"
EAR = Path(__file__).parent / "second_ear.py"
PYTHON = ROOT / ".venv-ear" / "bin" / "python"

TAUGHT = 400
"""Sentences of each intent that are taught; of one whose slot has many names, one for each five of them."""

NUMBERS = [str(number) for number in range(1, 90)]
LOWEST = 0.1
"""Heard less surely than this, a device falls back."""

OF_INTENT: Mapping[str, str] = {
    "AMAZON.HelpIntent": "help",
    "AMAZON.RepeatIntent": "repeat",
    "AboutPersonIntent": "person",
    "ShorterIntent": "shorter",
    "SourcesIntent": "sources",
    "WhatCanYouDoIntent": "help",
    "WhoAreYouIntent": "sources",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, and what became of it."""

    row: int
    half: str
    text: str
    intent: str
    slots: Mapping[str, str]
    told: str
    right: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sentence, and what may be told."""

    row: int
    half: str
    text: str
    may: tuple[str, ...]

    def judged(self, exchange: Exchange, intent: str, slots: Mapping[str, str]) -> Told:
        """What became of it."""
        told = _told(exchange)
        right = any(told == one or (one.endswith(".") and told.startswith(one)) for one in self.may)
        return Told(self.row, self.half, self.text, intent, slots, told, right)


def by_ours() -> list[Told]:
    """Every row that wants an answer, when our own understanding picks."""
    understand = understanding(load("en-US"))
    found = []
    for wanted in _wanted():
        exchange = _opened(understand).say(wanted.text)
        found.append(wanted.judged(exchange, exchange.intent, {}))
    return found


def by_another(python: Path = PYTHON) -> list[Told]:
    """The same, when another understanding picks, which is taught with the model."""
    model = load("en-US").compiled or load("en-US")
    rows = list(_wanted())
    given = json.dumps({"taught": list(_taught(model)), "heard": [wanted.text for wanted in rows]})
    run = subprocess.run([str(python), str(EAR)], input=given, capture_output=True, text=True, check=True)
    lexicon = Lexicon(model)
    templates = Templates(model, lexicon)
    found = []
    for wanted, picks in zip(rows, json.loads(run.stdout), strict=True):
        intent, slots = _verbatim(templates, wanted.text) or _picked(model, lexicon, wanted.text, *picks[0])
        found.append(wanted.judged(_opened().intent(intent, **slots), intent, slots))
    return found


def _wanted() -> Iterator[Wanted]:
    judged = tomllib.loads(ACCEPTABLE.read_text("utf-8"))
    finer = judged.pop("finer")
    lines = ROWS.read_text("utf-8").splitlines()
    for half, rows in judged.items():
        for row, may in rows.items():
            since = [entry for one in may for entry in finer.get(one, ())]
            yield Wanted(int(row), half, str(json.loads(lines[int(row)])["text"]).lower(), (*may, *since))


def _opened(understand: Understand | None = None) -> Device:
    device = Device("en-US", understand=understand)
    device.open()
    return device


def _taught(model: Model) -> Iterator[tuple[str, str]]:
    chance = random.Random(7)  # noqa: S311
    names = {
        kind: [name for value in values for name in (value.name, *value.synonyms)]
        for kind, values in model.types.items()
    }
    for intent in model.intents.values():
        most = max((len(names.get(kind, ())) for kind in intent.slots.values()), default=0)
        for at in range(max(TAUGHT, most // 5) if intent.samples else 0):
            filled = intent.samples[at] if at < len(intent.samples) else chance.choice(intent.samples)
            for slot, kind in intent.slots.items():
                filled = filled.replace(f"{{{slot}}}", chance.choice(names.get(kind, NUMBERS)))
            yield filled.lower(), intent.name


def _verbatim(templates: Templates, text: str) -> tuple[str, dict[str, str]] | None:
    """A sample, word for word: devices have them all."""
    matches = [match for match in templates.matches(tokens(text)) if not match.inflected]
    match = max(matches, key=lambda match: match.literal, default=None)
    if not match:
        return None
    return match.intent, {
        name: filled.values[0].name if filled.values else filled.heard for name, filled in match.slots.items()
    }


def _picked(model: Model, lexicon: Lexicon, text: str, name: str, surely: float) -> tuple[str, dict[str, str]]:
    """The intent that the other understanding picked, and what a device would put into its slots: a name that it knows,
    or the words that none of the intent's samples have."""
    intent = model.intents[name]
    if surely < LOWEST:
        return "AMAZON.FallbackIntent", {}
    said, slots = tokens(text), dict[str, str]()
    for slot, kind in intent.slots.items():
        if kind.startswith("AMAZON."):
            continue
        mention = max(lexicon.mentions(said, kind), key=lambda one: one.end - one.start, default=None)
        if mention:
            slots[slot] = mention.values[0].name
    if not slots and (slot := next((s for s, kind in intent.slots.items() if kind != "Relation"), "")):
        slots[slot] = _rest(intent, slot, said)
    return name, slots


def _rest(intent: Intent, slot: str, said: tuple[str, ...]) -> str:
    """The words that a sample of the intent does not have; the sample that has most of them counts."""
    rests = [list(said)]
    for sample in intent.samples:
        carrier = (
            tokens(sample.replace(f"{{{slot}}}", "")) if f"{{{slot}}}" in sample and sample.count("{") == 1 else ()
        )
        rest = list(said)
        if carrier and all(word in rest for word in carrier):
            for word in set(carrier):
                rest.remove(word)
            rests.append(rest)
    return min((" ".join(rest) for rest in rests if rest), key=lambda rest: rest.count(" "))


def _told(exchange: Exchange) -> str:
    """What was told: the entry, the room, or what else it was."""
    if special := OF_INTENT.get(exchange.intent):
        return special
    state = exchange.response.get("sessionAttributes", {})
    if any(patient["call"] for patient in state.get("people", {}).get("patients", {}).values()):
        return "call"
    room, question = state.get("room", ""), state.get("question", {}).get("id", "")
    if room in ("checkup", "emergency") or (question.startswith(("checkup.", "emergency.")) and room != "answers"):
        return "checkup"
    if room == "answers" and any(
        exchange.speech.startswith(told["say"]) for told in words("answers")["unknown"].values()
    ):
        return "declined"
    if room == "answers":
        entry = str(state.get("rooms", {}).get("answers", {}).get("entry", ""))
        return entry or "declined"
    return (
        str(room)
        if room in ("stretching", "settings")
        else "help"
        if exchange.intent.endswith("HelpIntent")
        else "declined"
    )


def main() -> None:
    """Print what was judged wrong of the first half, and the shares of both."""
    python = Path(sys.argv[1]) if len(sys.argv) > 1 else PYTHON
    for name, found in (("ours", by_ours()), ("another", by_another(python))):
        for one in found:
            if not one.right and one.half == "first":
                print(f"{one.row:4} {one.intent} {dict(one.slots)} → {one.told}")
        for half in ("first", "second"):
            rows = [one for one in found if one.half == half]
            print(f"{name}, {half} half: {sum(one.right for one in rows)} of {len(rows)}")


if __name__ == "__main__":
    main()
