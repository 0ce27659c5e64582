"""How fast the function is, as ratios to an ask-sdk-core hello-world skill measured in the same run."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

LAMBDA = Path(__file__).parents[1] / "lambda"
ROUNDS = 21
"""Fresh processes of each kind, taken in turns so that a busy moment hits both."""

HELLO_WORLD = """
from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type


class Launch(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return is_request_type("LaunchRequest")(handler_input)

    def handle(self, handler_input):
        return handler_input.response_builder.speak("Hello.").ask("What now?").response


class Hello(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return is_intent_name("CausesIntent")(handler_input)

    def handle(self, handler_input):
        return handler_input.response_builder.speak("Hello, world.").ask("What now?").response


builder = SkillBuilder()
builder.add_request_handler(Launch())
builder.add_request_handler(Hello())
handler = builder.lambda_handler()
"""

TIMED = """
import json, sys, time
event = json.loads(sys.stdin.read())
started = time.perf_counter()
from lambda_function import handler
answered = handler(event, None)
first = time.perf_counter() - started
assert answered["response"]["outputSpeech"]
turns = []
for _ in range(int(sys.argv[1])):
    started = time.perf_counter()
    handler(event, None)
    turns.append(time.perf_counter() - started)
print(json.dumps([first, turns]))
"""


def request() -> dict[str, object]:
    """One question in an open session, as Alexa sends it."""
    application, user = {"applicationId": "amzn1.ask.skill.bench"}, {"userId": "amzn1.ask.account.bench"}
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "s", "application": application, "user": user, "attributes": {}},
        "context": {
            "System": {"application": application, "user": user, "device": {"deviceId": "d", "supportedInterfaces": {}}}
        },
        "request": {
            "type": "IntentRequest",
            "requestId": "r",
            "timestamp": "2026-11-23T08:00:00Z",
            "locale": "en-US",
            "intent": {"name": "CausesIntent", "confirmationStatus": "NONE", "slots": {}},
        },
    }


def timed(folder: Path, turns: int = 0) -> tuple[float, list[float]]:
    """Seconds from import to the first answer, and of each turn after it, in a fresh process."""
    run = subprocess.run(
        [sys.executable, "-c", TIMED, str(turns)],
        input=json.dumps(request()),
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    first, rest = json.loads(run.stdout)
    return first, rest


def measure(progress: Callable[[str], None] = lambda text: None) -> list[tuple[str, str, str]]:
    """Rows of what, figure and target."""
    with tempfile.TemporaryDirectory() as name:
        hello = Path(name)
        (hello / "lambda_function.py").write_text(HELLO_WORLD)
        places = {"ours": LAMBDA, "hello": hello}
        for folder in places.values():
            timed(folder)  # compiles to .pyc once, which is not what is measured
        first: dict[str, list[float]] = {which: [] for which in places}
        warm: dict[str, list[float]] = {which: [] for which in places}
        for done in range(ROUNDS):
            progress(f"speed: {done + 1} of {ROUNDS}")
            for which, folder in places.items():
                seconds, turns = timed(folder, 200)
                first[which].append(seconds)
                warm[which].append(median(turns))
    cold, hello_cold = median(first["ours"]), median(first["hello"])
    turn, hello_turn = median(warm["ours"]), median(warm["hello"])
    return [
        (
            "import and first answer",
            f"{cold / hello_cold:.2f} x hello-world ({cold * 1000:.0f} ms, {hello_cold * 1000:.0f} ms)",
            "1.35 x at most",
        ),
        (
            "warm turn",
            f"{turn / hello_turn:.2f} x hello-world ({turn * 1000:.2f} ms, {hello_turn * 1000:.2f} ms)",
            "2 x at most",
        ),
    ]
