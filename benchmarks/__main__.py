"""`python -m benchmarks`: the whole table in one run."""

import argparse
import os
import platform
import sys

import simulator  # noqa: F401  puts lambda/ on the path
from benchmarks import emergencies, speech, speed, understanding


def progress(text: str) -> None:
    """Show what is being measured, on standard error."""
    print(f"\r{text:<60}", end="" if text else "\r", file=sys.stderr, flush=True)


def table(rows: list[tuple[str, str, str]]) -> str:
    """Rows of what, figure and target, in columns."""
    return "\n".join(f"{what:<36} {figure:<44} {target}".rstrip() for what, figure, target in rows)


def main() -> int:
    """Measure everything and print the table."""
    argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__).parse_args()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    progress("speech")
    spoken = speech.measure()
    progress("understanding")
    try:
        understood = understanding.table(understanding.measure())
        progress("emergencies")
        understood += f"\n\nEmergencies\n{table(emergencies.measure())}"
    except understanding.MissingData as fault:
        understood = str(fault)
    fast = speed.measure(progress)
    progress("")
    print(f"{machine}\n\nSpeech\n{table(spoken)}\n\nUnderstanding\n{understood}\n\nSpeed\n{table(fast)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
