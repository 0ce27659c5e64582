"""AWS Lambda in small: Amazon's own runtime client in a fresh process, and the API that it asks for work.

The API is the documented one, https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, served on loopback.
"""

import json
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from typing import Any, Self

SKILL = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
ENVIRONMENT: Mapping[str, str] = {
    "AWS_ACCESS_KEY_ID": "benchmark",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
    "AWS_LAMBDA_FUNCTION_NAME": "benchmark",
    "AWS_LAMBDA_FUNCTION_VERSION": "1",
    "AWS_LAMBDA_LOG_FORMAT": "JSON",
    "AWS_LAMBDA_LOG_LEVEL": "INFO",
    "AWS_REGION": "us-east-1",
    "AWS_SECRET_ACCESS_KEY": "benchmark",
    "PYTHONDONTWRITEBYTECODE": "1",  # on AWS the package's folder cannot be written to
    "SKILL_ID": SKILL,
}
PATIENCE = 60.0
"""Seconds to wait for an answer; only a process that has died takes that long."""


class Failed(RuntimeError):
    """The function did not answer; the message is the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the function answered to one event."""

    response: Any
    seconds: float
    """From handing out the event until the response had arrived."""

    since_start: float
    """Seconds from before the process was started until the response had arrived."""


class Function:
    """A package in a process of its own, as a context: `with Function(python, folder) as function`."""

    def __init__(self, python: Path, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        """`python` has awslambdaric; `folder` has lambda_function.py; `environment` is added to what AWS sets."""
        self._command = [str(python), "-m", "awslambdaric", "lambda_function.handler"]
        self._folder = folder
        self._environment = environment or {}

    def __enter__(self) -> Self:
        self._api = _Api()
        self._printed = tempfile.TemporaryFile()
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env={**ENVIRONMENT, **self._environment, "AWS_LAMBDA_RUNTIME_API": self._api.address},
            stdout=self._printed,
            stderr=subprocess.STDOUT,
        )
        return self

    def __exit__(self, *fault: object) -> None:
        self._process.kill()
        self._process.wait()
        self._api.close()
        self._printed.close()

    def invoke(self, event: Mapping[str, Any]) -> Answer:
        """Answer one event; Failed when the function cannot."""
        self._api.events.put(json.dumps(event).encode())
        try:
            path, body, handed_out, arrived = self._api.answers.get(timeout=PATIENCE)
        except Empty:
            path, body = "", b""
        if not path.endswith("/response"):
            self._printed.seek(0)
            raise Failed(f"{body.decode()} {self._printed.read()[-2000:].decode()}".strip() or "no answer")
        return Answer(json.loads(body), arrived - handed_out, arrived - self._started)


class _Api(ThreadingHTTPServer):
    """Hands out events and takes answers: (path, body, when the event was handed out, when the answer arrived)."""

    def __init__(self) -> None:
        self.events: Queue[bytes | None] = Queue()
        self.answers: Queue[tuple[str, bytes, float, float]] = Queue()
        self.handed_out = 0.0
        super().__init__(("127.0.0.1", 0), _Call)
        self.address = f"127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Stop serving, also the call that waits for an event."""
        self.events.put(None)
        self.shutdown()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """Say nothing: the process was stopped in the middle of a call."""


class _Call(BaseHTTPRequestHandler):
    server: _Api
    protocol_version = "HTTP/1.1"
    # Header and body in one write and no waiting for more: otherwise every call takes forty milliseconds.
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        """Hand out the next event."""
        event = self.server.events.get()
        if event is None:
            self.close_connection = True
            return
        deadline = str(int((time.time() + 7) * 1000))
        self._answer(200, event, {"Lambda-Runtime-Aws-Request-Id": "r", "Lambda-Runtime-Deadline-Ms": deadline})

    def do_POST(self) -> None:
        """Take an answer, or the report of a fault."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        arrived = time.perf_counter()
        self._answer(202, b'{"status":"OK"}', {})
        self.server.answers.put((self.path, body, self.server.handed_out, arrived))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        if status == 200:
            self.server.handed_out = time.perf_counter()
        self.wfile.flush()
