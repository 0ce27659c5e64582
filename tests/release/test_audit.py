"""What is not known is never taken for good news."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from release import audit
from release.audit import Answer, CannotAsk

GOOD = {"name": "flask", "version": "3.1.3", "vulns": []}
BAD = {"name": "urllib3", "version": "1.0", "vulns": [{"id": "GHSA-1", "fix_versions": ["2.0"]}]}
SKIPPED = {"name": "boto3", "skip_reason": "Dependency not found on PyPI and could not be audited: boto3 (1.44.5)"}


def answered(packages: Any, monkeypatch: pytest.MonkeyPatch, status: int = 0) -> None:
    """Have the auditor answer so for every lock."""

    def run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        text = packages if isinstance(packages, str) else json.dumps({"dependencies": packages, "fixes": []})
        return subprocess.CompletedProcess(command, status, text, "a traceback\nConnectionError: no such host\n")

    ask = audit.asked
    monkeypatch.setattr(audit, "asked", lambda lock: ask(lock, run))


@pytest.mark.parametrize(
    ("packages", "status", "told"),
    [
        ([GOOD], 0, ""),
        ([GOOD, SKIPPED], 2, "could not ask about boto3"),
        ([SKIPPED], 2, "could not ask about any of its packages"),
        ([GOOD, BAD], 1, "urllib3 1.0: GHSA-1, mended in 2.0"),
        ([SKIPPED, BAD], 1, "urllib3 1.0: GHSA-1"),
        ("", 2, "could not ask: ConnectionError: no such host"),
        ("[]", 2, "could not ask"),
        ("{}", 2, "could not ask"),
    ],
)
def test_only_what_was_asked_and_has_no_answer_is_well(
    packages: Any, status: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(packages, monkeypatch)
    assert audit.main([]) == status
    error = capsys.readouterr().err
    assert told in error
    assert bool(error) is (status != 0)


def test_an_auditor_that_says_nothing_has_not_been_asked() -> None:
    silent = subprocess.CompletedProcess([], 1, "", "")
    with pytest.raises(CannotAsk, match="no answer"):
        audit.asked(Path("x"), lambda command: silent)


def test_what_was_asked_is_told_apart_from_what_was_not() -> None:
    done = subprocess.CompletedProcess([], 1, json.dumps({"dependencies": [GOOD, BAD, SKIPPED]}), "")
    learnt = audit.asked(Path("x"), lambda command: done)
    assert learnt == Answer(("flask", "urllib3"), ("boto3",), ("urllib3 1.0: GHSA-1, mended in 2.0",))
