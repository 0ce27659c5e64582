"""The real server in a process of its own, trusting a test authority.

What the service trusts cannot be set from outside, so the process is this module: it calls what the command calls, with
certificates of its own.
"""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from cryptography import x509
from flask import Flask

from simulator import ROOT
from tests.storage.engines import free_port
from tests.web_service.authority import SKILL, URL, Authority, pem
from upper_back_guide.alexa.guard import guarded
from web_service import app
from web_service.__main__ import listening
from web_service.certificates import Certificates, Untrusted, located
from web_service.server import serve
from web_service.verifier import Verifier


@dataclass(frozen=True)
class Served:
    """A server that is up."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=30)

    def send(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, str]:
        connection = self.connect()
        try:
            connection.request(method, path, body, headers or {})
            answered = connection.getresponse()
            return answered.status, answered.read().decode()
        finally:
            connection.close()

    def lines(self) -> list[str]:
        return self.log.read_text("utf-8").splitlines()


@contextmanager
def served(command: Callable[[int], Sequence[str]], environment: dict[str, str] | None = None) -> Iterator[Served]:
    """A server started by a command for a port; stopped at the end."""
    with TemporaryDirectory() as folder:
        port, log = free_port(), Path(folder) / "log"
        with log.open("wb") as told:
            process = subprocess.Popen(command(port), cwd=ROOT, stdout=told, stderr=told, env=environment)
        server = Served(port, process, log)
        try:
            _await(server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def trusting(
    authority: Authority, workers: int = 1, seconds: float = 0, deadline: int = app.DEADLINE
) -> Iterator[Served]:
    """The server with its checks on, for requests that this authority signs; a fetch takes so many seconds, and there
    is a chain only at the URL that the authority's headers name. A request has until the deadline, in seconds."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "root.pem").write_bytes(pem(authority.root.certificate))
        (folder / "chain.pem").write_bytes(authority.chain())

        def command(port: int) -> Sequence[str]:
            return [sys.executable, "-m", __name__, name, str(port), str(workers), str(seconds), str(deadline)]

        with served(command) as server:
            yield server


def _await(server: Served) -> None:
    deadline = monotonic() + 20
    while monotonic() < deadline and server.process.poll() is None:
        try:
            if server.send("GET", "/healthz")[0]:
                return
        except OSError:
            sleep(0.05)
    raise RuntimeError(f"the server is not up: {server.log.read_text('utf-8')}")


def main(folder: str, port: str, workers: str, seconds: str, deadline: str) -> int:
    """Serve in this process."""
    app.DEADLINE = int(deadline)
    root = x509.load_pem_x509_certificate((Path(folder) / "root.pem").read_bytes())
    chain = (Path(folder) / "chain.pem").read_bytes()

    def fetch(path: str) -> bytes:
        time.sleep(float(seconds))
        if path != located(URL):
            raise Untrusted("fetching the certificate was answered with 403")
        return chain

    def application() -> Flask:
        return app.create(guarded(SKILL), Verifier(SKILL, Certificates([root], fetch)))

    return serve(application, listening(f"127.0.0.1:{port}", only_loopback=True), int(workers))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
