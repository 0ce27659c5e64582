"""How much memory a process gains over a hundred thousand turns.

`python -m benchmarks.memory FOLDER` runs in the process that is measured: the package's own, on its own Python.
"""

import argparse
import gc
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from simulator import ROOT
from simulator.walk import Walk

TURNS = 100_000
WARM = 5_000
"""Turns before the first look: by then everything is loaded and cached."""

SEED = 20


def growth(python: Path, folder: Path, progress: Callable[[str], None]) -> float | None:
    """Megabytes that a process on `python` with the package in `folder` gains; None where they cannot be read."""
    if not Path("/proc/self/statm").exists():
        return None
    command = [str(python), "-B", "-m", "benchmarks.memory", str(folder)]
    line = ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={}) as process:
        for line in process.stdout or ():
            progress(f"memory: {line.strip()}")
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return float(line.split()[0])


def main() -> int:
    """Walk, and print the progress and then the growth in megabytes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("folder", help="the unpacked package")
    sys.path.insert(0, parser.parse_args().folder)
    from lambda_function import handler

    logging.getLogger("upper_back_guide").addHandler(logging.NullHandler())  # no turn's line on the terminal
    answers: list[dict[str, object]] = []
    events = Walk(SEED, "skill").events(answers)  # type: ignore[arg-type]
    before = 0
    for turn in range(WARM + TURNS):
        if turn == WARM:
            before = resident()
        if turn % 10_000 == 0:
            print(f"{turn} of {TURNS} turns", flush=True)
        answers.append(handler(next(events)))
    print(f"{(resident() - before) / 1e6:.2f} MB")
    return 0


def resident() -> int:
    """Bytes of this process that are in memory, after a collection."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
