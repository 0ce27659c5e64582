"""`make audit`: ask whether any locked package has a known vulnerability, and say so where it could not be asked."""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from release import ROOT

FOUND = 1
UNASKED = 2
"""Exit statuses: a vulnerability is known, or none is but not everything could be asked about."""

Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


class CannotAsk(RuntimeError):
    """Nothing could be asked; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of the packages of a lock."""

    asked: tuple[str, ...]
    unasked: tuple[str, ...]
    """Those that nothing could be learnt about: pip-audit skips them, and finds no vulnerabilities in them."""

    known: tuple[str, ...]
    """Vulnerabilities, a line each."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask about every lock; 0 when all was asked and nothing is known, else FOUND or UNASKED."""
    argparse.ArgumentParser(prog="python -m release.audit", description=__doc__).parse_args(arguments)
    found = unasked = False
    for lock in (*sorted(ROOT.glob("requirements*.lock")), ROOT / "lambda" / "requirements.txt"):
        name = lock.relative_to(ROOT)
        try:
            answer = asked(lock)
        except CannotAsk as reason:
            print(f"audit: {name}: could not ask: {reason}", file=sys.stderr)
            unasked = True
            continue
        for line in answer.known:
            print(f"audit: {name}: {line}", file=sys.stderr)
        if answer.unasked:
            which = ", ".join(answer.unasked) if answer.asked else "any of its packages"
            print(f"audit: {name}: could not ask about {which}", file=sys.stderr)
        print(f"{name}: asked about {len(answer.asked)} packages, {len(answer.known)} known vulnerabilities")
        found, unasked = found or bool(answer.known), unasked or bool(answer.unasked)
    return FOUND if found else UNASKED if unasked else 0


def _run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, check=False)


def asked(lock: Path, run: Run = _run) -> Answer:
    """What pip-audit learns about a lock's packages; CannotAsk when it learns nothing at all."""
    program = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    done = run([*program, "--format", "json", "--timeout", "15", "--requirement", str(lock)])
    try:
        packages = json.loads(done.stdout)["dependencies"]
        known = tuple(
            f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
            for one in packages
            for fault in one.get("vulns", ())
        )
        unasked = tuple(one["name"] for one in packages if "vulns" not in one)
        return Answer(tuple(one["name"] for one in packages if "vulns" in one), unasked, known)
    except (ValueError, TypeError, LookupError) as fault:
        last = done.stderr.strip().splitlines()[-1:] or ["no answer"]
        raise CannotAsk(last[0][:300]) from fault


if __name__ == "__main__":
    sys.exit(main())
