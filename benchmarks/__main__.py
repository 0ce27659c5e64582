"""`python -m benchmarks`: the whole table in one run."""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import (
    arrivals,
    budgets,
    emergencies,
    hearing,
    listening,
    nets,
    speech,
    speed,
    store,
    understanding,
    web,
)
from benchmarks.table import progress, table
from echo.hearing import NoHearing
from release import runtime

Progress = Callable[[str], None]

SECTIONS: Mapping[str, Callable[[Progress], str]] = {
    "Budgets": lambda _: budgets.table(),
    "Speech": lambda _: table(speech.measure()),
    "Safety nets": lambda _: table(nets.measure()),
    "Understanding": lambda _: understanding.table(understanding.measure()),
    "Emergencies": lambda _: table(emergencies.measure()),
    "Listening": lambda _: table([*listening.measure(), *listening.timing()]),
    "Hearing": lambda progress: table(hearing.measure(progress)),
    "Danger wherever it arrives": lambda progress: table(arrivals.measure(progress)),
    "Speed": lambda progress: table(speed.measure(progress)),
    "A server of one's own": lambda progress: table(web.measure(progress)),
    "A store in trouble": lambda progress: table(store.measure(progress)),
}
"""What is measured, in the order of the table."""

MISSING = (understanding.MissingData, runtime.NoRuntime, NoHearing, hearing.NoVoice)
"""What a machine may lack; its section says so, and the others go on."""


def machine() -> str:
    """What the figures were measured on: processor, memory, system, and both Pythons."""
    try:
        python = subprocess.run([runtime.find(os.environ), "-V"], capture_output=True, text=True, check=True).stdout
    except runtime.NoRuntime:
        python = f"no Python {runtime.VERSION}"
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB; {platform.platform(terse=True)}; "
        f"Python {platform.python_version()}, the function on {python.strip()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return " ".join([*named[:1], platform.machine()])


def main() -> int:
    """Measure everything and print the table."""
    argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__).parse_args()
    print(machine(), flush=True)
    for title, measured in SECTIONS.items():
        progress(title.lower())
        try:
            text = measured(progress)
        except MISSING as fault:
            text = f"not measured: {fault}"
        progress("")
        print(f"\n{title}\n{text}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
