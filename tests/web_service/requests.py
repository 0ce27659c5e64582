"""Requests as they come over the wire."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from simulator import envelope
from tests.web_service.authority import SKILL


def launch(**request: Any) -> dict[str, Any]:
    """Somebody opens the skill now; `request` changes parts of the request itself."""
    session = {"new": True, "sessionId": "s", "attributes": {}}
    whole = envelope.envelope({**envelope.launch("en-US"), **request}, session, screen=False)
    for place in (whole["session"], whole["context"]["System"]):
        place["application"] = {"applicationId": SKILL}
    return whole


def body(envelope: Any) -> bytes:
    return json.dumps(envelope).encode()


def stamp(seconds: float = 0) -> str:
    """The time so many seconds from now, as Alexa writes it."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
