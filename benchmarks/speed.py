"""How fast the function is and what it holds, from the package as it is shipped and on the Python that AWS runs it on.

Each figure is a median, and a ratio to a small skill on the same SDK that is measured in the same run, in turns.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import memory, skills
from benchmarks.aws import SKILL, Failed, Function
from benchmarks.budgets import BUDGETS
from benchmarks.table import Row
from release import runtime
from simulator import walk
from tests.storage import engines

COLD_STARTS = 21
"""Fresh processes of each kind, taken in turns so that a busy moment hits all."""

WARM_ROUNDS = 5
WARM_TURNS = 400
"""Turns in each round, the same for both skills."""

SETTLING = 50
"""Turns of a fresh process that are not counted: the content that they load is the cold start's."""

TABLE = "preferences"


def measure(progress: Callable[[str], None] = lambda text: None) -> list[Row]:
    """Rows of what, figure and target; release.runtime.NoRuntime where the runtime's Python is missing."""
    python = runtime.find(os.environ)
    with tempfile.TemporaryDirectory() as name, engines.moto() as endpoint:
        engines.DynamoDB(endpoint, TABLE)
        table = {
            "AWS_ENDPOINT_URL_DYNAMODB": endpoint,
            "PREFERENCES_SECRET": engines.SECRET,
            "PREFERENCES_TABLE": TABLE,
        }
        progress("speed: building the skills")
        built = skills.build(python, Path(name))
        return [
            ("package", f"{built.size / 1e6:.2f} MB", BUDGETS["package"]),
            *_cold(built, table, progress),
            *_warm(built, progress),
            _memory(built, progress),
        ]


def _cold(built: skills.Skills, table: Mapping[str, str], progress: Callable[[str], None]) -> Iterator[Row]:
    """New process to first answer."""
    opened, emergency = walk.launch(SKILL), walk.emergency(SKILL)
    kinds: dict[str, tuple[Path, Mapping[str, str], dict[str, Any]]] = {
        "hello": (built.hello, {}, opened),
        "adapter": (built.adapter, {}, opened),
        "ours": (built.ours, {}, opened),
        "table": (built.ours, table, opened),
        "emergency": (built.ours, table, emergency),
    }
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    for done in range(COLD_STARTS):
        progress(f"speed: cold start {done + 1} of {COLD_STARTS}")
        for kind, (folder, environment, event) in kinds.items():
            with Function(built.python, folder, environment) as function:
                answer = function.invoke(event)
            if "outputSpeech" not in answer.response["response"]:
                raise Failed(f"{kind} said nothing")
            seconds[kind].append(answer.since_start)
    middle = {kind: median(times) for kind, times in seconds.items()}

    def ratio(kind: str, to: str) -> str:
        return f"{middle[kind] / middle[to]:.2f} x ({middle[kind] * 1000:.0f} ms, {middle[to] * 1000:.0f} ms)"

    yield "cold start, to hello-world", ratio("ours", "hello"), BUDGETS["cold start, to hello-world"]
    yield "to hello-world with SDK's DynamoDB", ratio("ours", "adapter"), "0.25 x at most"
    yield "cold, reading preferences, to hello", ratio("table", "hello"), "for the record"
    yield "the same to hello with SDK's DynamoDB", ratio("table", "adapter"), "for the record"
    yield "cold, an emergency, with a table", ratio("emergency", "hello"), "as without"


def _warm(built: skills.Skills, progress: Callable[[str], None]) -> Iterator[Row]:
    """A turn in a process that has answered before, over a random walk."""
    ours: list[float] = []
    shown: list[float] = []
    hello: list[float] = []
    for done in range(WARM_ROUNDS):
        progress(f"speed: warm turns, round {done + 1} of {WARM_ROUNDS}")
        for folder, screen, seconds in (
            (built.ours, False, ours),
            (built.ours, True, shown),
            (built.hello, False, hello),
        ):
            with Function(built.python, folder) as function:
                answers: list[Mapping[str, Any]] = []
                events = walk.Walk(done, SKILL, screen).events(answers)
                for number in range(SETTLING + WARM_TURNS):
                    answer = function.invoke(next(events))
                    answers.append(answer.response)
                    if number >= SETTLING:
                        seconds.append(answer.seconds)
    hello_turn = median(hello)
    for what, seconds in (
        ("warm turn p50, to hello-world", ours),
        ("warm turn with a screen, to hello-world", shown),
    ):
        turn = median(seconds)
        figure = f"{turn / hello_turn:.2f} x ({turn * 1000:.2f} ms, {hello_turn * 1000:.2f} ms)"
        yield what, figure, BUDGETS[what]
    yield "warm turn p99", f"{quantiles(ours, n=100)[98] * 1000:.1f} ms", BUDGETS["warm turn p99"]


def _memory(built: skills.Skills, progress: Callable[[str], None]) -> Row:
    gained = memory.growth(built.python, built.ours, progress)
    what = f"memory gained over {memory.TURNS:,} turns"
    return (
        what,
        "not measured: needs Linux" if gained is None else f"{gained:.2f} MB",
        BUDGETS["memory gained over 100,000 turns"],
    )
