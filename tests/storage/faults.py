"""Trouble between the skill and its store: on the wire, as a DynamoDB server that misbehaves, and in any store."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Literal

from tests.storage.engines import free_port
from upper_back_guide.storage import Document, Kept, Store

Fault = Literal["refused", "hangs", "drips", "500s", "throttled", "garbage", "empty"]
FAULTS: tuple[Fault, ...] = ("refused", "hangs", "drips", "500s", "throttled", "garbage", "empty")

HANG = 5
"""Seconds that a server which hangs takes to answer."""

ANSWERS: dict[str, tuple[int, bytes]] = {
    "hangs": (200, b"{}"),
    "drips": (200, b" " * 200 + b"{}"),
    "empty": (200, b"{}"),
    "500s": (500, json.dumps({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"}).encode()),
    "throttled": (
        400,
        json.dumps({"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}).encode(),
    ),
    "garbage": (200, b'<html>\xff {"Item": '),
}


@dataclass(frozen=True)
class Endpoint:
    """A DynamoDB endpoint with a fault."""

    address: str
    asked: list[Any]
    """The requests it got."""


@contextmanager
def misbehaving(fault: Fault, body: bytes | None = None) -> Iterator[Endpoint]:
    """A DynamoDB endpoint with this fault, while it is needed; `body` is what it answers with instead."""
    asked: list[Any] = []
    if fault == "refused":
        yield Endpoint(f"http://127.0.0.1:{free_port()}", asked)
        return
    over = Event()
    status, usual = ANSWERS[fault]
    answer = usual if body is None else body

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if fault == "hangs":
                over.wait(HANG)
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            if fault != "drips":
                self.wfile.write(answer)
            else:
                for byte in answer:
                    self.wfile.write(bytes([byte]))
                    if over.wait(0.1):
                        return

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """The client gave up waiting, as it should."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Endpoint(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        over.set()
        server.shutdown()
        server.server_close()


class Unreliable:
    """A store that is slow, and fails when told to; it counts what it is asked."""

    def __init__(self, store: Store) -> None:
        self.sound = store
        self.asked: list[str] = []
        self.failing = False
        self.seconds = 0.0

    def get(self, user: str) -> Kept:
        self._suffer("get", user)
        return self.sound.get(user)

    def put(self, user: str, document: Document, version: int) -> Kept:
        self._suffer("put", user)
        return self.sound.put(user, document, version)

    def delete(self, user: str) -> None:
        self._suffer("delete", user)
        self.sound.delete(user)

    def _suffer(self, what: str, user: str) -> None:
        self.asked.append(what)
        time.sleep(self.seconds)
        if self.failing:
            raise ConnectionError(f"no way to {user}")
