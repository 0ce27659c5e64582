"""How quick the page of the browser Echo is, in Chromium: `.venv-browser/bin/python -m benchmarks.page`.

What is spoken are questions of spoken.toml, by voices of Flite's, into the microphone, heard by the ear and answered by
the voice that anybody has.
"""

import argparse
import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, expect

from benchmarks.table import Row, progress, table
from echo.voices import WASM
from screens.stage import NoStage, theatre
from simulator import ROOT
from tests.echo.chromium import PERSON, WIDE, open_guide, say, served, will_say

SPOKEN = ROOT / "benchmarks" / "spoken.toml"
VOICES = ("rms", "slt")
EACH = 4
"""Of the questions, every so many is spoken."""

LOADS = 5
SECONDS = 4
"""For which a drawing is watched."""

FRAMES = """seconds => new Promise((done) => {
  const drawings = () => [...document.querySelectorAll("svg")].map((one) => one.innerHTML).join();
  const [before, at] = [drawings(), []];
  const next = (now) => {
    at.push(now);
    if (now - at[0] < 1000 * seconds) return requestAnimationFrame(next);
    return done({ moved: drawings() !== before, gaps: at.slice(1).map((one, index) => one - at[index]) });
  };
  requestAnimationFrame(next);
})"""

ANSWER = """() => ({
  finished: person.finished,
  heard: person.since,
  replied: performance.getEntriesByType("resource").findLast(({ name }) => name.endsWith("/api/say")).responseEnd,
})"""

PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


class NoPage(RuntimeError):
    """The page cannot be measured here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one spoken question waited for, in seconds."""

    whole: bool
    """Whether it was heard as a whole sentence."""

    from_speech: float
    """From the end of what was said to the first of the answer that is heard."""

    from_reply: float
    """From the skill's reply to that."""


TOLD = ".you, .note"
"""What was heard, or that nothing was."""


def measure(told: Callable[[str], None] = lambda text: None) -> list[Row]:
    """Rows of what, figure and target; NoPage where a part is missing."""
    if not WASM.is_file():
        raise NoPage("the voice is not installed: npm is needed for it")
    try:
        with theatre("--autoplay-policy=no-user-gesture-required") as browser, served("real") as at:
            return [*_loaded(browser, at, told), *_moving(browser, at, told), *_spoken(browser, at, told)]
    except NoStage as missing:
        raise NoPage(str(missing)) from missing


def _visit(browser: Browser, at: str) -> Page:
    page = browser.new_context(viewport=WIDE, permissions=["microphone"]).new_page()
    page.add_init_script(path=PERSON)
    page.goto(at)
    return page


def _loaded(browser: Browser, at: str, told: Callable[[str], None]) -> Iterator[Row]:
    loads = []
    for number in range(LOADS):
        told(f"the page: loaded {number + 1} of {LOADS} times")
        loads.append(_load(browser, at))
    painted, weighed = zip(*loads, strict=True)
    yield "page: first paint", f"median {median(painted):.2f} s, slowest {max(painted):.2f} s", "1 s at most"
    yield "page: weight over the wire, first load", f"{max(weighed) / 1e6:.2f} MB", "6 MB at most"


def _load(browser: Browser, at: str) -> tuple[float, int]:
    """Seconds until it is painted, and the bytes that came."""
    page = browser.new_context(viewport=WIDE).new_page()
    loaded: list[Any] = []
    page.on("requestfinished", lambda request: loaded.append(request))
    page.goto(at, wait_until="networkidle")
    painted = page.evaluate(PAINTED) / 1000
    sizes = [one.sizes() for one in loaded if one.url.startswith(at)]
    page.context.close()
    return painted, sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


def _moving(browser: Browser, at: str, told: Callable[[str], None]) -> Iterator[Row]:
    told("the page: a drawing that moves")
    page = _visit(browser, at)
    open_guide(page)
    say(page, "start a chair stretch", "no", "no")
    expect(page.locator("#glass")).to_have_attribute("aria-busy", "false")
    frame = next(frame for frame in page.frames if frame.url.endswith("/screen"))
    seen = frame.evaluate(FRAMES, SECONDS)
    if not seen["moved"]:
        raise NoPage("the drawing did not move")
    gaps = sorted(seen["gaps"])
    yield (
        "page: frames while a figure moves",
        f"{1000 * len(gaps) / sum(gaps):.0f} a second, the longest {gaps[-1]:.0f} ms",
        "60 a second",
    )
    page.context.close()


def _spoken(browser: Browser, at: str, told: Callable[[str], None]) -> Iterator[Row]:
    questions = tomllib.loads(SPOKEN.read_text("utf-8"))["asked"][::EACH]
    answers: list[Answer] = []
    for number, (voice, words) in enumerate((voice, words) for voice in VOICES for words in questions):
        told(f"the page: spoken to {number + 1} of {len(questions) * len(VOICES)} times")
        answers.extend(_answer(browser, at, voice, words))
    waits, replies = [one.from_speech for one in answers], [one.from_reply for one in answers]
    whole, other = [[one.from_speech for one in answers if one.whole is kind] for kind in (True, False)]
    yield "page: end of speech to first sound", f"median {_spread(waits)}", "median 1.5 s at most"
    yield f"  heard as a whole sentence: {len(whole)}", f"median {_spread(whole)}", ""
    yield f"  as anything else: {len(other)}", f"median {_spread(other)}", ""
    spoken = len(questions) * len(VOICES)
    yield "page: spoken questions that were answered", f"{len(answers)} of {spoken}", ""
    yield "page: reply to first sound", f"median {_spread(replies)}", "0.4 s at most"


def _spread(seconds: list[float]) -> str:
    return f"{median(seconds):.2f} s, slowest {max(seconds):.2f} s" if seconds else "none"


def _answer(browser: Browser, at: str, voice: str, words: str) -> Iterator[Answer]:
    """How long it took; nothing where what was heard was not answered."""
    page = _visit(browser, at)
    will_say(page, voice, [words])
    hearings: list[Any] = []
    page.on("response", lambda one: hearings.append(one) if one.url.endswith("/api/hear") else None)
    told = page.locator(TOLD).count()
    page.click("#microphone")
    expect(page.locator(TOLD)).not_to_have_count(told)
    if page.locator(".alexa").count():
        expect(page.locator("[data-heard='a voice'] [data-state='speaking']")).to_have_count(1)
        times, whole = page.evaluate(ANSWER), hearings[-1].json()["whole"]
        yield Answer(whole, (times["heard"] - times["finished"]) / 1000, (times["heard"] - times["replied"]) / 1000)
    page.context.close()


def main() -> int:
    """Measure and print the rows."""
    argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__).parse_args()
    try:
        rows = measure(progress)
    except NoPage as missing:
        progress("")
        print(f"page: not measured: {missing}", file=sys.stderr)
        return 1
    progress("")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"The page, on {os.cpu_count()} cores with a load of {load}\n{table(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
