"""Clients that are slow, or send what proxies send: over real sockets, beside genuine requests that are answered."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from tests.web_service.authority import Authority
from tests.web_service.requests import HALF_SENT, body, launch
from tests.web_service.served import Served, trusting
from web_service.app import DEADLINE

GENUINE = 20


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[Served]:
    with trusting(authority) as it:
        yield it


def answered(server: Served, authority: Authority) -> None:
    raw, started = body(launch()), monotonic()
    status, text = server.send("POST", "/", raw, authority.headers(raw))
    assert status == 200
    assert "Welcome to Upper Back Guide" in text
    assert monotonic() - started < DEADLINE / 2


@pytest.mark.parametrize("count", [8, 60, 300])
def test_half_sent_requests_leave_genuine_ones_answered(count: int, server: Served, authority: Authority) -> None:
    kinds = list(HALF_SENT.values())
    with ExitStack() as stack:
        for number in range(count):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            client.sendall(kinds[number % len(kinds)])
        for _ in range(GENUINE):
            answered(server, authority)


SHORT = 2
"""Seconds that the server waits for a request, so that a test need not wait so long."""


def closed_after(server: Served, sent: bytes, dripped: bytes) -> float:
    """Seconds until the server let go of a client that sends the one, and then a byte of the other now and then."""
    started, over = monotonic(), Event()
    with socket.create_connection(("127.0.0.1", server.port), timeout=4 * SHORT) as client:
        client.sendall(sent)

        def drip() -> None:
            while not over.wait(SHORT / 8):
                try:
                    client.sendall(dripped)
                except OSError:
                    return

        dripping = Thread(target=drip)
        dripping.start()
        try:
            while client.recv(1000):
                pass
        except ConnectionResetError:
            pass
        finally:
            over.set()
            dripping.join()
    return monotonic() - started


def test_no_request_is_waited_for_longer_than_its_deadline_even_if_it_drips(authority: Authority) -> None:
    took: dict[str, float] = {}

    def wait(hurried: Served, name: str, sent: bytes, dripped: bytes) -> None:
        took[name] = closed_after(hurried, sent, dripped)

    with trusting(authority, deadline=SHORT) as hurried:
        clients = [Thread(target=wait, args=(hurried, f"{name} {drip!r}", sent, drip))
                   for name, sent in HALF_SENT.items() for drip in (b"", b"x")]  # fmt: skip
        for client in clients:
            client.start()
        sleep(SHORT / 4)
        answered(hurried, authority)
        for client in clients:
            client.join()
    assert len(took) == len(clients)
    # The head, the body, and what is left of a body that was too late.
    assert max(took.values()) < 3 * SHORT, took
    assert min(took.values()) > SHORT / 2, took


FORWARDED = [
    {"SCRIPT_NAME": "/x"},
    {"Script-Name": "/x"},
    {"PATH_INFO": "/x"},
    {"REMOTE_USER": "x"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Protocol": "https"},
    {"X-Forwarded-Proto": "http", "X-Forwarded-Protocol": "ssl", "X-Forwarded-Ssl": "off"},
    {"X-Forwarded-Proto": "https,http"},
    {"X-Forwarded-Ssl": "on", "X-Forwarded-Scheme": "https", "X-Url-Scheme": "https", "Front-End-Https": "on"},
    {"X-Forwarded-For": "192.0.2.1, unknown", "X-Real-IP": "_", "Forwarded": 'for="[::1]:x";proto=https;host=_'},
    {"X-Forwarded-Host": "a b/", "X-Forwarded-Port": "x", "X-Forwarded-Prefix": "/x", "X-Script-Name": "/x"},
    {"X-Original-URL": "/x", "X-Rewrite-URL": "/x", "X-HTTP-Method-Override": "DELETE"},
    {"Host": "skill.example.org:443"},
    {"Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAARAAAAAAAIAAAAA", "Connection": "Upgrade, HTTP2-Settings"},
    {"Expect": "100-continue"},
    {"Accept-Encoding": "gzip", "Via": "1.1 x", "CDN-Loop": "x", "X-Amzn-Trace-Id": "Root=1"},
]


@pytest.mark.parametrize("headers", FORWARDED, ids=lambda headers: " ".join(headers))
def test_what_a_proxy_adds_changes_nothing(headers: dict[str, str], server: Served, authority: Authority) -> None:
    raw = body(launch())
    status, text = server.send("POST", "/", raw, {**authority.headers(raw), **headers})
    assert (status, "Welcome to Upper Back Guide" in text) == (200, True)


def test_requests_sent_one_behind_the_other_are_answered_in_turn(server: Served, authority: Authority) -> None:
    raw = body(launch())
    lines = [f"{name}: {value}" for name, value in authority.headers(raw).items()]
    head = "\r\n".join(["POST / HTTP/1.1", "Host: x", f"Content-Length: {len(raw)}", *lines, "", ""]).encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall((head + raw) * 3)
        client.shutdown(socket.SHUT_WR)
        read = b""
        while part := client.recv(65536):
            read += part
    assert read.count(b"HTTP/1.1 200 ") == 3
