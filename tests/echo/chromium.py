"""The page in Chromium: what the tests of it share. The page is served by the environment that has Flask, from another
process.
"""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from screens.stage import NoStage, theatre
from simulator import ROOT
from simulator.viewports import VIEWPORTS

PYTHON = os.environ.get("ECHO_PYTHON", str(ROOT / ".venv" / "bin" / "python"))
PATIENCE = 10_000
"""Milliseconds for the page to do what it is told, on a busy machine."""

SETTLING = 600
"""Milliseconds until the renderer takes touches."""

PERSON = Path(__file__).with_name("person.js")
"""Somebody at the device, as a script of the page."""

WIDE = {"width": 1280, "height": 800}

Visit = Callable[..., Page]

expect.set_options(timeout=PATIENCE)


@contextmanager
def served(*arguments: str) -> Iterator[str]:
    """Where the page is."""
    command = [PYTHON, "-m", "tests.echo.served", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def microphone(file: Path) -> Sequence[str]:
    """Flags for a microphone into which a file is played each time that it opens."""
    return (
        *("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
        *(f"--use-file-for-fake-audio-capture={file}%noloop", "--autoplay-policy=no-user-gesture-required"),
    )


@contextmanager
def chromium(file: Path) -> Iterator[Browser]:
    """Chromium with such a microphone; the test is skipped where there is none."""
    with ExitStack() as parts:
        try:
            browser = parts.enter_context(theatre(*microphone(file)))
        except NoStage as missing:
            pytest.skip(str(missing))
        yield browser


@contextmanager
def visits(browser: Browser) -> Iterator[Visit]:
    """Opens pages, and looks at the end whether any had a fault, or asked anybody but this machine."""
    faults: list[str] = []
    asked: set[str] = set()
    contexts = []

    def opened(at: str, script: Path | None = None, **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": WIDE, "permissions": ["microphone"], **settings})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: faults.append(f"{fault} {fault.stack}"))
        page.on("request", lambda request: asked.add(request.url))
        if script:
            page.add_init_script(path=script)
        page.goto(at)
        expect(page.locator("#device option")).to_have_count(len(VIEWPORTS) + 1)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, faults
    assert {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))} <= {"127.0.0.1"}


def said_at(words: str, voice: str) -> str:
    """Where words are that somebody says."""
    return f"/said/{voice}/{quote(words)}.wav"


def will_say(page: Page, voice: str, *sentences: Sequence[str | float]) -> None:
    """Have each said when the microphone opens: words, and seconds of quiet."""
    parts = [[said_at(part, voice) if isinstance(part, str) else part for part in one] for one in sentences]
    page.evaluate("all => { person.speaks(); return person.says(...all); }", parts)


def hurry(page: Page) -> None:
    page.select_option("#speed", "10")


def open_guide(page: Page) -> None:
    page.click("#open")
    expect(page.locator(".alexa")).to_have_count(1)


def say(page: Page, *texts: str) -> None:
    """Type each, and wait for what is answered."""
    for text in texts:
        before = page.locator(".alexa").count()
        page.fill("#text", text)
        page.press("#text", "Enter")
        expect(page.locator(".alexa")).to_have_count(before + 1)


def screen(page: Page) -> FrameLocator:
    return page.frame_locator("#screen")


def touch(page: Page, label: str) -> None:
    """Touch the screen where it says so, and wait for what is answered."""
    expect(page.locator("#glass")).to_have_attribute("aria-busy", "false")
    page.wait_for_timeout(SETTLING)
    before = page.locator(".alexa").count()
    screen(page).get_by_text(label, exact=True).click()
    expect(page.locator(".alexa")).to_have_count(before + 1)


def reply(page: Page) -> Locator:
    return page.locator(".alexa").last


def state(page: Page, text: str) -> None:
    expect(page.locator("#state")).to_have_text(text)
