"""How fast the self-hosted front door is, and whether two hundred people at once get their answers.

`python -m benchmarks.web` measures it alone.
"""

import argparse
import json
import random
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic, perf_counter
from typing import Any

from benchmarks.skills import HELLO
from benchmarks.table import Row, progress, table
from simulator.device import Device
from simulator.rules import RefusedResponse
from tests.alexa.envelopes import intent
from tests.web_service.authority import SKILL, Authority
from tests.web_service.requests import HALF_SENT, body, launch, stamp
from tests.web_service.served import Served, served, trusting
from understanding.model import Model, load

WORKERS = 2
ROUNDS = 15
"""Stretches of load on each server, taken in turns so that a busy moment hits both."""

SECONDS = 1.0
"""Length of a stretch."""

CONNECTIONS = 8
"""Callers at a time."""

HALVES = 300
"""Requests that are half sent while others are answered."""

PEOPLE = 200
TURNS = 150
"""What a person says in thirty minutes, something every twelve seconds."""

HELLO_WORLD = """
from gevent import monkey
monkey.patch_all()
import sys
import web_service  # for its stand-in: the adapter cannot be imported by itself
from flask import Flask
from flask_ask_sdk.skill_adapter import SkillAdapter
from hello import builder
from web_service.__main__ import listening
from web_service.server import serve


def application():
    app = Flask("hello")
    app.config["ASK_SDK_VERIFY_SIGNATURE"] = app.config["ASK_SDK_VERIFY_TIMESTAMP"] = False
    SkillAdapter(skill=builder.create(), skill_id=1, app=app).register(app, "/")
    return app


port, workers = map(int, sys.argv[1:])
sys.exit(serve(application, listening(f"127.0.0.1:{port}", True), workers))
"""
"""flask-ask-sdk's own way to serve the hello-world skill, in the same gunicorn."""


@dataclass
class Tally:
    """What came of many requests."""

    seconds: list[float] = field(default_factory=list)
    """How long each answer took."""

    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rates:
    """Requests a second, the median of all rounds, and of the rounds' own ratios."""

    ours: float
    hello: float
    ratio: float


def measure(progress: Callable[[str], None] = lambda text: None) -> list[Row]:
    """Rows of what, figure and target."""
    authority = Authority()
    with trusting(authority, WORKERS) as server:
        with hello_world() as hello:
            compared = rates(server, hello, authority, progress)
        tally, took = crowd(server, authority, progress)
        logged = [line for line in server.lines() if '"level": "INFO"' not in line]
        alone, beside = answered(server, authority, 0), answered(server, authority, HALVES)
    errors = [*tally.errors, *logged]
    for error in errors[:5]:
        print(error, file=sys.stderr)
    turns = sorted(tally.seconds)
    return [
        (
            "self-hosted, requests a second",
            f"{compared.ratio:.2f} x hello-world unchecked ({compared.ours:,.0f}, {compared.hello:,.0f})",
            "0.8 x at least",
        ),
        (
            f"self-hosted, beside {HALVES} half-sent",
            f"median {median(beside) * 1000:.1f} ms, slowest {max(beside) * 1000:.0f} ms (alone "
            f"{median(alone) * 1000:.1f} ms)",
            "all answered",
        ),
        (
            f"self-hosted, {PEOPLE} sessions at once",
            f"{len(errors)} errors in {len(turns):,} turns ({took:.0f} s, median {median(turns) * 1000:.0f} ms, "
            f"slowest {turns[-1]:.1f} s)",
            "0 errors",
        ),
    ]


@contextmanager
def hello_world() -> Iterator[Served]:
    """A server with the hello-world skill that `benchmarks.skills` has, its checks off."""
    with TemporaryDirectory() as name:
        (Path(name) / "hello.py").write_text(HELLO.format(builder="SkillBuilder", arguments=""))
        code = f"import sys; sys.path.insert(0, {name!r})\n{HELLO_WORLD}"
        with served(lambda port: [sys.executable, "-c", code, str(port), str(WORKERS)]) as server:
            yield server


def rates(server: Served, hello: Served, authority: Authority, progress: Callable[[str], None]) -> Rates:
    """How many requests both servers answer when every connection asks again at once."""
    loaded(server, authority), loaded(hello, authority)  # warms up
    ours, theirs = [], []
    for done in range(ROUNDS):
        progress(f"self-hosted: {done + 1} of {ROUNDS}")
        ours.append(loaded(server, authority))
        theirs.append(loaded(hello, authority))
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    return Rates(median(ours), median(theirs), median(ratios))


def answered(server: Served, authority: Authority, halves: int) -> list[float]:
    """Seconds that each of many genuine requests takes, one after the other, while so many are half sent; ValueError
    when one is refused."""
    taken = []
    with ExitStack() as stack:
        for number in range(halves):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            client.sendall(list(HALF_SENT.values())[number % len(HALF_SENT)])
        for _ in range(200):
            raw = body(launch())
            headers, asked = authority.headers(raw), perf_counter()
            with closing(server.connect()) as connection:
                post(connection, raw, headers)
            taken.append(perf_counter() - asked)
    return taken


def signed(authority: Authority) -> bytes:
    """One question in an open session, signed now, as it goes over the wire."""
    envelope = intent("CausesIntent", skill=SKILL)
    envelope["request"] |= {"timestamp": stamp(), "requestId": f"r{random.getrandbits(64)}"}
    raw = body(envelope)
    headers = {"Host": "localhost", "Content-Length": str(len(raw)), **authority.headers(raw)}
    return "".join(["POST / HTTP/1.1\r\n", *(f"{k}: {v}\r\n" for k, v in headers.items()), "\r\n"]).encode() + raw


def loaded(server: Served, authority: Authority) -> float:
    """Requests a second. The callers do as little as they can: with http.client both servers would wait for them, and
    look alike."""
    requests = [signed(authority) for _ in range(50)]
    answered = [0] * CONNECTIONS
    until = monotonic() + SECONDS

    def ask(caller: int) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as connection, connection.makefile("rb") as answers:
            while monotonic() < until:
                connection.sendall(requests[answered[caller] % len(requests)])
                if not answers.readline().startswith(b"HTTP/1.1 200 "):
                    raise ValueError("an answer other than 200")
                length = 0
                while (line := answers.readline()) != b"\r\n":
                    if line.startswith(b"Content-Length: "):
                        length = int(line[16:])
                answers.read(length)
                answered[caller] += 1

    started = perf_counter()
    together(ask, CONNECTIONS)
    return sum(answered) / (perf_counter() - started)


def crowd(server: Served, authority: Authority, progress: Callable[[str], None]) -> tuple[Tally, float]:
    """Many people who each talk to the skill for half an hour, as fast as it answers; what came of it, and the seconds
    it took. Every answer is held against the rules of Alexa's."""
    tally, model, started = Tally(), load("en-US"), perf_counter()

    def talk(person: int) -> None:
        chance = random.Random(person)  # noqa: S311
        with closing(server.connect()) as connection:

            def skill(event: dict[str, Any], context: object = None) -> Any:
                event["context"]["System"]["application"] = event["session"]["application"] = {"applicationId": SKILL}
                raw = body(event)
                headers, asked = authority.headers(raw), perf_counter()
                answered = post(connection, raw, headers)
                tally.seconds.append(perf_counter() - asked)
                return answered

            device = Device(skill=skill, model=model)
            for _ in range(TURNS):
                try:
                    turn(device, model, chance)
                except (OSError, HTTPException, ValueError, RefusedResponse) as fault:
                    tally.errors.append(f"{type(fault).__name__}: {fault}")
                    connection.close()
                if len(tally.seconds) % 500 == 0:
                    progress(f"self-hosted: {len(tally.seconds):,} of {PEOPLE * TURNS:,} turns")

    together(talk, PEOPLE)
    return tally, perf_counter() - started


def turn(device: Device, model: Model, chance: random.Random) -> None:
    """Somebody opens the skill, says any intent with any of its slots, in the lists or not, or leaves."""
    if not device.listening and chance.random() < 0.7:
        device.open()
    elif device.listening and chance.random() < 0.02:
        device.exit()
    else:
        sent = model.compiled or model  # what a real device was given
        spoken = sent.intents[chance.choice(sorted(sent.intents))]
        slots = {
            name: chance.choice([*(value.id for value in sent.types.get(kind, ())), "something else", "7"])
            for name, kind in spoken.slots.items()
            if chance.random() < 0.8
        }
        device.intent(spoken.name, **slots)


def post(connection: HTTPConnection, raw: bytes, headers: dict[str, str]) -> Any:
    """The answer to one request; ValueError when it is not 200."""
    connection.request("POST", "/", raw, headers)
    answered = connection.getresponse()
    content = answered.read()
    if answered.status != 200:
        raise ValueError(f"status {answered.status}")
    return json.loads(content)


def together(act: Callable[[int], None], times: int) -> None:
    """Do something many times at once; the first fault of any is raised at the end."""
    faults: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            act(number)
        except BaseException as fault:
            faults.append(fault)

    threads = [Thread(target=guarded, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def main() -> int:
    """Measure and print the rows."""
    argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__).parse_args()
    rows = measure(progress)
    progress("")
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
