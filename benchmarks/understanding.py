"""How well the local understanding does on real utterances: `python -m benchmarks.understanding`.

The rows are read from ../shared/data when that folder is there. Whether an answer fits is judged by rules, from the
topic and region that each row is labelled with; they are our reading of "a fitting answer, or get help".
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator import ROOT
from understanding import Understanding, understanding
from understanding.context import Context
from understanding.model import load
from understanding.result import Understood
from understanding.words import tokens
from upper_back_guide.answers import lookup
from upper_back_guide.turn import Slot, Turn

DATA = ROOT.parent / "shared" / "data"
MAX_WORDS = 20
"""Longer rows are not what people say to a speaker."""

Row = Mapping[str, Any]

HELP = frozenset({"about.serious", "relief.overview"})
"""Entries that fit any complaint: whether it is serious, and what helps."""

FITTING: Mapping[str, tuple[str, ...]] = {
    "cause": ("causes.overview", "causes.other_organs", "causes.medicine", "about.underlying_cause"),
    "symptom": ("symptoms.", "about.spasm", "causes.overview"),
    "seek_help": (),
    "relief": ("relief.", "medicines.", "everyday."),
    "medicine": ("medicines.", "relief.medication", "causes.medicine"),
    "other": ("about.", "relief.overview", "care."),
    "impact": ("impact.", "symptoms."),
    "duration": ("about.duration", "about.coming_back"),
    "exercise": ("relief.exercise", "relief.stretching", "everyday.sport", "causes.strain"),
    "diagnosis_tests": ("care.",),
    "posture": ("causes.posture", "relief.posture", "everyday.sitting", "symptoms.posture_changes"),
}
"""For each topic, the entries that answer it; one that ends in a dot stands for its whole section."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "back": ("places.between_shoulder_blades", "places.low_back", "places.spine_condition"),
    "upper_back": ("places.between_shoulder_blades", "places.shoulder"),
    "low_back": ("places.low_back", "places.spine_condition"),
    "neck": ("places.neck",),
    "shoulder": ("places.shoulder", "places.arm"),
    "muscle_general": ("places.muscles", "places.neck", "causes.strain"),
    "medicine_or_other": ("places.arm", "places.muscles"),
}
"""For each region, the entries that answer generally and then refer."""

CHECKUP = frozenset({"EmergencyIntent", "MaybeEmergencyIntent", "StartCheckupIntent"})
SORRY = frozenset({"HaveComplaintIntent", "BodyPartHurtsIntent", "CanCauseIntent", "SeeProfessionalIntent"})
"""Questions whose honest "I don't know" sends people to a professional."""

ACTS: Mapping[str, frozenset[str]] = {
    "affirm": frozenset({"AMAZON.YesIntent"}),
    "yes": frozenset({"AMAZON.YesIntent"}),
    "no": frozenset({"AMAZON.NoIntent"}),
    "negate": frozenset({"AMAZON.NoIntent"}),
    "maybe": frozenset({"NotSureIntent"}),
    "dontcare": frozenset({"NotSureIntent"}),
    "repeat": frozenset({"AMAZON.RepeatIntent"}),
    "confirm": frozenset({"AMAZON.RepeatIntent", "SourcesIntent"}),
    "explain": frozenset({"AMAZON.RepeatIntent", "ExplainIntent", "MoreIntent", "NotSureIntent"}),
    "cancel": frozenset({"AMAZON.CancelIntent", "AMAZON.StopIntent"}),
    "commandstop": frozenset({"AMAZON.CancelIntent", "AMAZON.StopIntent"}),
    "goodbye": frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "ThanksIntent"}),
    "thank_you": frozenset({"ThanksIntent"}),
    "greeting": frozenset({"GreetingIntent", "ListeningIntent"}),
    "what_can_i_ask_you": frozenset({"AMAZON.HelpIntent", "WhatCanYouDoIntent"}),
    "change_speed": frozenset(
        {"FasterIntent", "SlowerIntent", "SpeakFasterIntent", "SpeakNormallyIntent", "SpeakSlowerIntent", "SpeedIntent"}
    ),
}
"""For each act of a conversation, the intents that carry it."""

HEARD = "relief.heat"
"""The answer that was just given, where one was."""

CONTEXTS: Mapping[str, Context] = {
    "yes_no": Context("offer", "answers.offer", topic=HEARD),
    "choice": Context("choice", "stretching.which", "stretching"),
    "answer": Context("open", "basics.else", topic=HEARD),
    "launch": Context("open", "basics.know"),
}
"""What was open when an act was said, as its row guesses."""

HALVES = ("A", "B")
"""Every other row of a measure: thresholds were chosen with the first half, and B is what to judge by."""

UNDECIDED = frozenset({None, "AMAZON.FallbackIntent"})


class MissingData(LookupError):
    """The folder with the rows is not here."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table."""

    name: str
    right: int
    rows: int
    halves: tuple[float, ...] = ()
    """The share of each half."""

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.right / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One row with what was understood, and whether that is right."""

    measure: str
    row: Row
    half: str
    understood: Understood
    right: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures, the share of each tier, and the speed."""

    measures: Sequence[Measure]
    tiers: Mapping[str, float]
    milliseconds: float
    """Median for one utterance."""


def measure(locale: str = "en-US") -> Figures:
    """Understand every row and count; MissingData when the rows are not here."""
    understand = understanding(load(locale))
    understand("what is there to learn")  # what is learned once is no part of the time
    judged, times, seen = [], [], Counter[str]()
    for name, row in rows():
        start = time.perf_counter()
        understood = understand(row["text"], CONTEXTS.get(row.get("open", ""), Context()))
        times.append((time.perf_counter() - start) * 1000)
        half = HALVES[seen[name] % 2]
        judged.append(Judged(name, row, half, understood, right(name, row, understood, understand)))
        seen[name] += 1
    tiers = Counter(one.understood.tier or "none" for one in judged)
    return Figures(
        [_measured(name, [one for one in judged if one.measure == name]) for name in seen],
        {tier: count / len(judged) for tier, count in tiers.most_common()},
        sorted(times)[len(times) // 2],
    )


def _measured(name: str, judged: Sequence[Judged]) -> Measure:
    halves = [[one.right for one in judged if one.half == half] for half in HALVES]
    shares = tuple(sum(half) / len(half) for half in halves if half)
    return Measure(name, sum(one.right for one in judged), len(judged), shares)


def rows() -> Iterator[tuple[str, Row]]:
    """Every row that is measured, with the measure it belongs to."""
    if not DATA.is_dir():
        raise MissingData("no rows to measure with: ../shared/data is not here")
    for row in _read("questions_in_scope"):
        yield "in scope: fitting answer or get help", row
    for row in _read("questions_out_of_scope"):
        yield f"{row['kind'].replace('_', ' ')}: declined", row
    for row in _read("emergency_utterances"):
        yield "emergencies: emergency reply or check-up", row
    for row in _read("overtriage_controls", longest=1000):  # six rows only, so the long ones too
        yield "over-triage controls: no emergency reply", row
    for row in _read("dialog_acts"):
        if row["act"] in ACTS:
            yield "dialog acts: right intent", row


def right(name: str, row: Row, understood: Understood, understand: Understanding) -> bool:
    """Whether this is what the measure asks for."""
    match name.partition(":")[0]:
        case "in scope":
            return fits(row, understood, understand)
        case "far" | "near health":
            return declined(understood)
        case "emergencies":
            return understood.intent in CHECKUP
        case "over-triage controls":
            return understood.intent != "EmergencyIntent"
    return understood.intent in ACTS[row["act"]]


def fits(row: Row, understood: Understood, understand: Understanding) -> bool:
    """Whether the answer fits the row's topic and region, names what the row names, or sends to get help."""
    if understood.intent in UNDECIDED:
        return False
    if understood.intent in CHECKUP:
        return understood.intent != "EmergencyIntent" or row["expected_route"] == "seek_help"
    entry = answered(understood)
    if not entry:
        honest = SORRY | ({"OtherConditionIntent"} if row["topic"] == "cause" else set())
        return understood.intent in honest
    named = {value.id for value in understand.named(tokens(row["text"]), "Topic")}
    sections = ("care.", *FITTING[row["topic"]], *PLACES[row["region"]])
    return entry in named | HELP or any(entry == one or (one[-1] == "." and entry.startswith(one)) for one in sections)


def declined(understood: Understood) -> bool:
    """Whether the skill would say that it does not know about this."""
    if understood.intent in UNDECIDED or understood.intent == "OtherConditionIntent":
        return True
    named = any(slot in lookup.THINGS for slot in understood.slots)
    unknown = understood.intent in lookup.SLOTTED or (understood.intent in lookup.SHAPED and named)
    return unknown and not answered(understood)


def answered(understood: Understood) -> str:
    """The id of the entry that answers, or nothing."""
    slots = {name: Slot(filled.id if filled.values else "", filled.heard) for name, filled in understood.slots.items()}
    return lookup.asked_for(Turn(understood.intent or "", slots))


def main() -> int:
    """Print the table; exit status 2 when there are no rows."""
    try:
        figures = measure()
    except MissingData as fault:
        print(f"benchmarks: {fault}", file=sys.stderr)
        return 2
    print(table(figures))
    return 0


def table(figures: Figures) -> str:
    """The figures as they are printed."""
    lines = [
        f"{m.name:<42} {m.share:6.1%}  ({m.right} of {m.rows}; halves {', '.join(f'{half:.1%}' for half in m.halves)})"
        for m in figures.measures
    ]
    tiers = ", ".join(f"{tier} {share:.0%}" for tier, share in figures.tiers.items())
    return "\n".join([*lines, f"tiers: {tiers}", f"median {figures.milliseconds:.1f} ms for one utterance"])


def _read(name: str, longest: int = MAX_WORDS) -> Iterator[Row]:
    for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if len(row["text"].split()) <= longest:
            yield row


if __name__ == "__main__":
    sys.exit(main())
