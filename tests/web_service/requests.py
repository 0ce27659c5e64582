"""Requests as they come over the wire."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from simulator import envelope
from tests.web_service.authority import SKILL

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
HALF_SENT = {
    "nothing": b"",
    "a byte": b"P",
    "half a head": HEAD,
    "no body": HEAD + b"Content-Length: 1000\r\n\r\n",
    "half a body": HEAD + b"Content-Length: 1000\r\n\r\n" + b" " * 500,
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n1f4\r\n" + b" " * 100,
    "half a second request": b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + HEAD,
}
"""Requests of which the rest never comes."""


def launch(**request: Any) -> dict[str, Any]:
    """Somebody opens the skill now; `request` changes parts of the request itself."""
    session = {"new": True, "sessionId": "s", "attributes": {}}
    whole = envelope.envelope({**envelope.launch("en-US"), **request}, session)
    for place in (whole["session"], whole["context"]["System"]):
        place["application"] = {"applicationId": SKILL}
    return whole


def body(envelope: Any) -> bytes:
    return json.dumps(envelope).encode()


def stamp(seconds: float = 0) -> str:
    """The time so many seconds from now, as Alexa writes it."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
