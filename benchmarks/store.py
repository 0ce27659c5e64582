"""Whether a store in trouble keeps anybody waiting: `python -m benchmarks.store`."""

import argparse
import logging
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.table import Row, progress, table
from simulator.rules import RefusedResponse, check
from tests.alexa.envelopes import intent, launch, slot
from tests.storage.engines import KEYS, dynamodb_at
from tests.storage.faults import FAULTS, Fault, misbehaving
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage.dynamodb import DynamoDBStore

LONGEST = 2.5
"""Seconds that a turn may take, whatever ails the store."""

SESSIONS = 3

Said = tuple[str, dict[str, Any]]

SESSION: tuple[Said, ...] = (
    ("Launch", {}),
    ("CausesIntent", {}),
    ("SpeakSlowerIntent", {}),
    ("StartStretchIntent", {"routine": slot("routine", "desk", "desk")}),
    ("AMAZON.NoIntent", {}),
    ("AMAZON.NextIntent", {}),
    ("WhatDoYouKnowIntent", {}),
    ("ForgetMeIntent", {}),
    ("StartCheckupIntent", {}),
    ("AMAZON.NoIntent", {}),
    ("EmergencyIntent", {"red_flag": slot("red_flag", "chest pain", "chest_pain")}),
)
"""What is said in a session: most turns want something of the store."""


def turns(fault: Fault) -> Iterator[float]:
    """Seconds of each turn that was answered as Alexa wants it, in sessions with a table that has this fault."""
    with misbehaving(fault) as endpoint, dynamodb_at(endpoint.address):
        skill = guarded(None, DynamoDBStore("preferences", KEYS))
        for _ in range(SESSIONS):
            attributes: dict[str, Any] = {}
            for name, slots in SESSION:
                opening = name == "Launch"
                event = launch() if opening else intent(name, slots=slots, new=False, attributes=attributes)
                started = time.perf_counter()
                answered = skill(event)
                seconds = time.perf_counter() - started
                attributes = answered.get("sessionAttributes", {})
                try:
                    check(answered, event)
                except RefusedResponse:
                    continue
                if answered["response"]:
                    yield seconds


def measure(progress: Callable[[str], None] = lambda text: None) -> list[Row]:
    """Rows of what, figure and target."""
    logging.getLogger("upper_back_guide").setLevel(logging.CRITICAL)  # every fault would be told
    rows = []
    for fault in FAULTS:
        progress(f"store: {fault}")
        taken = list(turns(fault))
        quick = sum(seconds < LONGEST for seconds in taken)
        share = quick / (SESSIONS * len(SESSION))
        rows.append((f"table {fault}", f"{share:.0%} answered in time, longest {max(taken):.2f} s", "100 % in 2.5 s"))
    return rows


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m benchmarks.store", description=__doc__).parse_args()
    rows = measure(progress)
    progress("")
    print(table(rows), file=sys.stdout)
