"""Requests that others published, replayed: none may raise, and each answer is one that Alexa takes."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lambda_function import handler
from simulator import ROOT

ORACLES = ROOT.parent / "shared" / "oracles"
REQUESTS = sorted((ORACLES / "requests").glob("*/*.json"))

pytestmark = pytest.mark.skipif(not REQUESTS, reason="the published requests are not here")


def _envelopes(path: Path) -> list[Any]:
    """The document as it is; what is only a part of an envelope also as that part of one."""
    document = json.loads(path.read_text("utf-8-sig"))
    whole = {
        "version": "1.0",
        "session": {"new": True, "sessionId": "s", "application": {"applicationId": "a"}, "user": {"userId": "u"}},
        "context": {"System": {"application": {"applicationId": "a"}}},
        "request": {"type": "LaunchRequest", "requestId": "r", "timestamp": "2026-01-01T00:00:00Z", "locale": "en-US"},
    }
    if "request" in document:
        return [document]
    if "System" in document:
        return [document, {**whole, "context": document}]
    if "type" in document or "intent" in document:
        return [document, {**whole, "request": {**whole["request"], **document}}]  # type: ignore[dict-item]
    slots = {"type": "IntentRequest", "intent": {"name": "TopicIntent", "slots": document}}
    return [document, {**whole, "request": {**whole["request"], **slots}}]  # type: ignore[dict-item]


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_published_requests_are_answered(path: Path) -> None:
    schema = json.loads((ORACLES / "schemas" / "response-envelope.strict.schema.json").read_text("utf-8"))
    for envelope in _envelopes(path):
        response = handler(envelope)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(response)] == []
