"""A tab of a browser, without the browser."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TAB = "0123456789abcdef"


@dataclass(frozen=True)
class Visitor:
    """Somebody at a desk."""

    client: FlaskClient
    tab: str = TAB

    def get(self, path: str, **headers: str) -> TestResponse:
        """What a browser fetches."""
        return self.client.get(path, headers=headers, buffered=True)

    def post(self, what: str, body: Any = None, **headers: str) -> TestResponse:
        """What the page asks."""
        sent = {"X-Desk": self.tab, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if isinstance(body, bytes):
            return self.client.post(f"/api/{what}", data=body, headers={"Content-Type": "application/json", **sent})
        return self.client.post(f"/api/{what}", json={} if body is None else body, headers=sent)

    def turn(self, what: str, **body: Any) -> dict[str, Any]:
        """A turn that works."""
        answered = self.post(what, body)
        assert answered.status_code == 200, answered.get_data(as_text=True)
        told: dict[str, Any] = answered.get_json()
        return told

    def say(self, *said: str) -> dict[str, Any]:
        """Say several things; the last turn."""
        return [self.turn("say", text=text) for text in said][-1]


def visitor(app: Flask, tab: str = TAB) -> Visitor:
    """A tab of its own."""
    return Visitor(app.test_client(), tab)
