"""Whether danger is heard wherever it arrives: every name in every slot, and intents picked by another understanding.

The other understanding is a program beside the checkout, learned from the compiled model; it runs in `.venv-ear`.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

from benchmarks import answered
from benchmarks.table import Row
from benchmarks.understanding import DATA
from simulator import ROOT
from upper_back_guide import calls, conversation
from upper_back_guide.content import words
from upper_back_guide.turn import Reply, Slot, State, Turn

MODEL = ROOT / "skill-package/interactionModels/custom/en-US.json"
EAR = DATA.parent / "tools" / "second_ear.py"
PYTHON = ROOT / ".venv-ear" / "bin" / "python"
ROWS = ("blind/singles", "emergency_utterances")


def measure(progress: Callable[[str], None] = lambda text: None) -> list[Row]:
    """Rows of what, figure and target."""
    names, slots = list(_names()), list(_slots())
    heard = 0
    opened = conversation.respond(Turn("Launch", opening=True), State()).state
    for done, (intent, slot) in enumerate(slots):
        progress(f"arrivals: slot {done + 1} of {len(slots)}")
        heard += sum(_is_heard(conversation.respond(Turn(intent, {slot: Slot("", name)}), opened)) for name in names)
    every = len(names) * len(slots)
    figure = f"{heard / every:.2%} ({heard:,} of {every:,})"
    return [("red-flag names in every open slot", figure, "100 %"), *_second_ear(progress)]


def _second_ear(progress: Callable[[str], None]) -> Iterator[Row]:
    progress("arrivals: another understanding")
    if not (EAR.is_file() and PYTHON.is_file()):
        yield "another understanding picks the intents", "not measured: it is not here", ""
        return
    rows = [str(DATA / f"{name}.jsonl") for name in ROWS]
    run = subprocess.run([str(PYTHON), str(EAR), *rows], cwd=ROOT, capture_output=True, text=True)
    if run.returncode:
        print(run.stderr[-500:], file=sys.stderr)
    for line in run.stdout.splitlines():
        what, _, figure = line.partition(": ")
        yield f"another understanding: {what}", figure, "97 % at least" if what == "emergencies" else "5 % at most"
    if not answered.ROWS.is_file():
        return
    measured = (
        ("our understanding", answered.by_ours(), "90 % at least"),
        ("another understanding", answered.by_another(), "80 % at least"),
    )
    for who, told, wanted in measured:
        for half in ("first", "second"):
            judged = [one.right for one in told if one.half == half]
            figure = f"{sum(judged) / len(judged):.0%} ({sum(judged)} of {len(judged)})"
            yield f"{who}: questions answered right, {half} half", figure, wanted


def _names() -> Iterator[str]:
    for flag in words("checkup")["red_flags"].values():
        yield from (flag["name"], *flag["synonyms"])


def _slots() -> Iterator[tuple[str, str]]:
    language = json.loads(MODEL.read_text("utf-8"))["interactionModel"]["languageModel"]
    open_types = {type_["name"] for type_ in language["types"]}
    for intent in language["intents"]:
        yield from ((intent["name"], slot["name"]) for slot in intent.get("slots", ()) if slot["type"] in open_types)


def _is_heard(reply: Reply) -> bool:
    """The call, or a question about a sign; an offer does not count. Being hurt by somebody has its own reply."""
    question = reply.question
    asked = question.room == "checkup" and question.name not in ("offer", "start")
    return bool(reply.call) or asked or question.id == calls.SIGN
