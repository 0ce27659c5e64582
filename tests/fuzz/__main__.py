"""`make fuzz`: look for a conversation that breaks the skill, for an hour, and keep what is found in the corpus."""

import argparse
import contextlib
import logging
import os
import sys
import time
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, Verbosity, given, settings

from tests.fuzz import corpus
from tests.fuzz.conversations import Conversation, conversations
from tests.fuzz.play import Found, play

EXAMPLES = 2000
"""Conversations until the search begins anew."""


def hunt(until: float, known: set[str]) -> tuple[int, str, Conversation]:
    """Play at random until something of an unknown kind is found, or the time is up: how many were played, the kind or
    nothing, and the smallest conversation that shows it."""
    played, kind, last = 0, "", []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        verbosity=Verbosity.quiet,
    )
    @given(conversations)
    def search(conversation: Conversation) -> None:
        nonlocal played, kind, last
        if time.monotonic() > until and not kind:
            return
        played += 1
        try:
            play(conversation)
        except Found as found:
            if found.kind in known or found.kind != (kind or found.kind):
                return
            kind, last = found.kind, conversation
            raise

    with contextlib.suppress(Found):
        search()
    return played, kind, last


def main(arguments: Sequence[str] | None = None) -> int:
    """Search; 1 when something is found, or was and is still there."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="how long (default: 60)")
    options = parser.parse_args(arguments)
    logging.getLogger("upper_back_guide").setLevel(logging.CRITICAL)  # each fault would be told
    started = time.monotonic()
    until = started + options.minutes * 60
    known = open_kinds()
    played, found = 0, 0
    while time.monotonic() < until:
        more, kind, smallest = hunt(until, known)
        played += more
        if kind:
            known.add(kind)
            found += 1
            print(f"{kind}: kept in {os.path.relpath(corpus.keep(kind, smallest))}", flush=True)
    minutes = (time.monotonic() - started) / 60
    print(f"{played:,} conversations in {minutes:.0f} minutes: {found} new kinds of fault, {len(known) - found} known")
    return 1 if known else 0


def open_kinds() -> set[str]:
    """The kinds that the corpus still shows, which need not be found again."""
    kinds = set()
    for file in corpus.files():
        try:
            play(corpus.read(file))
        except Found as found:
            kinds.add(found.kind)
    return kinds


if __name__ == "__main__":
    sys.exit(main())
