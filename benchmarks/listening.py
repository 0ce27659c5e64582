"""How well the ears hear, in words alone: `python -m benchmarks.listening`, with --missed for the rows that went wrong.

The rows are read from ../shared/data when that folder is there, and from tests/listening.
"""

import json
import os
import subprocess
import sys
import tempfile
import timeit
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import yaml

from benchmarks.table import Row, table
from benchmarks.understanding import DATA, MissingData
from simulator import ROOT
from upper_back_guide.listening import Facts, answer, hear
from upper_back_guide.listening import english as tables

OURS = ROOT / "tests" / "listening"
ROUNDS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
SENTENCE = "i was lifting a box this morning and now my chest hurts and my left arm aches"
LOAD = """
import dataclasses, time, typing

begun = time.perf_counter()
import upper_back_guide.listening.hearing

print(time.perf_counter() - begun)
"""


def measure(missed: bool = False) -> list[Row]:
    """Rows of what, figure and target; MissingData when the shared rows are not here."""
    if not DATA.is_dir():
        raise MissingData("no utterances to measure with: ../shared/data is not here")
    singles = list(_shared("blind/singles"))
    rows: list[Row] = []

    def share(what: str, said: Iterable[str], right: Callable[[str], bool], target: str) -> None:
        every = list(said)
        wrong = [text for text in every if not right(text)]
        rows.append((what, f"{1 - len(wrong) / len(every):.1%} ({len(every) - len(wrong)} of {len(every)})", target))
        if missed:
            print(f"\n{what}", *(f"    {text}   {_shown(hear(text))}" for text in wrong), sep="\n")

    def expected(what: str) -> list[str]:
        return [row["text"] for row in singles if row["expected"] == what]

    share("blind: emergencies heard", expected("emergency_or_checkup"), _is_heard, "97 %")
    share("blind: of them red flags", expected("emergency_or_checkup"), lambda text: _is_flag(hear(text)), "")
    share("blind: to the check-up or today", expected("checkup_or_today"), _is_told, "all")
    share("blind: harmless not called", expected("no_call_first"), _is_calm, "95 %")
    share("blind: questions not called", expected("answered"), _is_calm, "95 %")
    share("blind: questions without any sign", expected("answered"), lambda text: not hear(text).signs, "")
    share("real emergencies heard", _texts("emergency_utterances"), _is_heard, "90 %")
    share("over-triage controls not called", _texts("overtriage_controls"), _is_calm, "all")
    share("questions in scope not called", _texts("questions_in_scope"), _is_calm, "")
    share("questions out of scope not called", _texts("questions_out_of_scope"), _is_calm, "")
    for half, name in enumerate(("shown", "held out")):
        ours = [(sign, text) for sign, texts in _ours("emergencies").items() for text in texts[half::2]]
        meant = {text: sign for sign, text in ours}
        warned = {text: sign for sign, texts in _ours("warnings").items() for text in texts[half::2]}
        share(f"ours, {name}: emergencies heard", meant, lambda text: _is_flag(hear(text)), "97 %")
        share(f"ours, {name}: by their own sign", meant, partial(_names, meant), "")
        share(f"ours, {name}: warning signs", warned, partial(_names, warned), "")
        share(f"ours, {name}: harmless not called", _ours("harmless")[half::2], _is_calm, "95 %")
        share(f"ours, {name}: harmless not asked", _ours("harmless")[half::2], lambda t: not _is_flag(hear(t)), "")
    for name in ROUNDS:
        said = dict(_ours(name)["emergencies"])
        share(f"ours, {name} round: emergencies heard", said, lambda text: _is_flag(hear(text)), "97 %")
        share(f"ours, {name} round: harmless not called", _ours(name)["harmless"], _is_calm, "95 %")
    rows += _answers(missed)
    return rows


def _answers(missed: bool) -> list[Row]:
    rows = [
        (question, kind, text, answer(text, question))
        for name in ("answers", "answers_second")
        for question, kinds in _ours(name).items()
        for kind, texts in kinds.items()
        for text in texts
    ]
    wrong = [row for row in rows if (row[3] or "other") != row[1]]
    bare = [
        (question, kind, text, answer(text, question))
        for question in _ours("answers")
        for kind, texts in _ours("bare").items()
        for text in texts
    ]
    bare_wrong = [row for row in bare if row[3] != row[1]]
    graver = {("no", "yes"), ("no", "unsure"), ("part", "yes")}
    lighter = {("yes", "no"), ("unsure", "no"), ("part", "no"), ("other", "no")}
    if missed:
        print("\nanswers", *(f"    {row}" for row in [*wrong, *bare_wrong[:30]]), sep="\n")
    return [
        (
            "answers with words in them",
            f"{1 - len(wrong) / len(rows):.1%} ({len(rows) - len(wrong)} of {len(rows)})",
            "95 %",
        ),
        ("of them taken for graver", str(sum((row[1], row[3]) in graver for row in wrong)), "0"),
        ("of them taken for lighter", str(sum((row[1], row[3]) in lighter for row in wrong)), "0"),
        (
            "bare answers",
            f"{1 - len(bare_wrong) / len(bare):.1%} ({len(bare) - len(bare_wrong)} of {len(bare)})",
            "100 %",
        ),
    ]


def timing() -> list[Row]:
    """What the ears cost; loaded from byte code, as on AWS, into a process that has the standard library already."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache
        command = [sys.executable, "-c", LOAD]
        run = partial(subprocess.run, command, cwd=ROOT / "lambda", env=environment, capture_output=True, check=True)
        loads = [float(run().stdout) for _ in range(8)]
    rows: list[Row] = [("loading, the best of eight", f"{min(loads) * 1000:.1f} ms", "6 ms")]
    for what, words, target in (
        ("a slot's value", "my left arm hurts", "0.1 ms"),
        (f"{len(SENTENCE.split())} words", SENTENCE, "0.3 ms"),
        ("1,000 words", SENTENCE * 60, ""),
    ):
        best = min(timeit.repeat(partial(hear, words), number=50, repeat=5)) / 50
        rows.append((f"hearing {what}", f"{best * 1000:.3f} ms", target))
    return rows


def _is_flag(facts: Facts) -> bool:
    return any(tables.SIGNS[sign.id].red for sign in facts.signs)


def _is_heard(text: str) -> bool:
    """The call, a question about a sign, or the check-up."""
    return bool(hear(text).signs)


def _is_told(text: str) -> bool:
    facts = hear(text)
    return bool(facts.signs or facts.conditions or (facts.age is not None and not 18 <= facts.age < 65))


def _is_calm(text: str) -> bool:
    """No call: a question at most."""
    return not any(sign.sure and tables.SIGNS[sign.id].red for sign in hear(text).signs)


def _names(meant: Mapping[str, str], text: str) -> bool:
    return any(heard.id == meant[text] for heard in hear(text).signs)


def _shown(facts: Facts) -> str:
    signs = [f"{sign.id}{'' if sign.sure else '?'}" for sign in facts.signs]
    return " ".join(
        [*signs, *(f"-{sign}" for sign in sorted(facts.denied)), *(f"about:{sign}" for sign in facts.asks_about)]
    )


def _shared(name: str) -> Iterable[dict[str, Any]]:
    for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def _texts(name: str) -> list[str]:
    return [row["text"] for row in _shared(name)]


def _ours(name: str) -> Any:
    return yaml.safe_load((OURS / f"{name}.yaml").read_text("utf-8"))


if __name__ == "__main__":
    print(table([*measure("--missed" in sys.argv), *timing()]))
