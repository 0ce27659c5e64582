"""The alarm for sessions that end in an error listens for the line that the guard logs."""

import re
from pathlib import Path

import pytest

from lambda_function import handler
from tests.alexa.envelopes import launch

TEMPLATE = Path(__file__).parents[2] / "template.yaml"


def ended(reason: str) -> dict[str, object]:
    request = {"type": "SessionEndedRequest", "reason": reason, "error": {"type": "INVALID_RESPONSE", "message": "m"}}
    return {**launch(), "request": {**request, "requestId": "r", "timestamp": "2026-11-23T08:00:00Z"}}


@pytest.mark.parametrize(("reason", "alarms"), [("ERROR", True), ("USER_INITIATED", False)])
def test_only_a_session_that_ended_in_an_error_matches_the_filter(
    reason: str, alarms: bool, caplog: pytest.LogCaptureFixture
) -> None:
    [start] = re.findall(r'\$\.message = "(.*)\*"', TEMPLATE.read_text())
    with caplog.at_level("INFO", "upper_back_guide"):
        handler(ended(reason))
    lines = [record.getMessage() for record in caplog.records]
    assert any("session ended" in line for line in lines)
    assert any(line.startswith(start) for line in lines) is alarms
