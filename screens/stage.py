"""A device's screen in a browser: Amazon's renderer in Chromium, fed with the skill's own directives."""

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from screens.chromium import FLAGS, installed
from simulator.viewports import Viewport

HERE = Path(__file__).parent
RENDERER = HERE / "node_modules" / "apl-viewhost-web"
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self'; connect-src 'self' data:"
)


PATIENCE = 3000
"""Milliseconds for a page to do what it is told."""


class NoStage(RuntimeError):
    """The screens cannot be rendered here; the message says what is missing."""


class _Files(http.server.SimpleHTTPRequestHandler):
    """The page and the renderer, and nothing else."""

    def translate_path(self, path: str) -> str:
        known = {
            "/": HERE / "stage.html",
            "/layout.js": HERE / "layout.js",
            "/viewhost/index.js": RENDERER / "index.js",
        }
        return str(known.get(path, HERE / "nothing"))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the tests tell what they found."""


class Stage:
    """One screen that shows one directive after the other."""

    def __init__(self, page: Page, viewport: Viewport) -> None:
        """A page that has loaded stage.html, as large as the viewport."""
        self.page, self.viewport = page, viewport
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def show(self, directive: Mapping[str, Any]) -> None:
        """Render a directive in place of what was there."""
        screen = {name: getattr(self.viewport, name) for name in ("width", "height", "shape", "mode")}
        self.page.evaluate("([directive, viewport]) => show(directive, viewport)", [directive, screen])

    def picture(self, path: Path) -> None:
        """Write what stands there as PNG."""
        self.page.screenshot(path=path)

    def wait(self, seconds: float) -> None:
        """Let it play."""
        self.page.wait_for_timeout(seconds * 1000)

    def layout(self) -> Mapping[str, Any]:
        """Where texts, touchable things and drawings stand, in pixels: layout.js."""
        found: Mapping[str, Any] = self.page.evaluate("layout()")
        return found

    def touch(self, box: Mapping[str, float]) -> None:
        """Touch the middle of a box of the layout."""
        self.page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)

    def sent(self) -> Sequence[Mapping[str, Any]]:
        """The events of touches since it was shown, each with its token and its arguments."""
        events: Sequence[Mapping[str, Any]] = self.page.evaluate("window.sent")
        return events


@contextmanager
def theatre(*flags: str) -> Iterator[Browser]:
    """A browser, with flags besides ours; NoStage where one of the parts is missing."""
    if not (executable := installed()):
        raise NoStage("Chromium is not installed")
    if not RENDERER.is_dir():
        raise NoStage("the renderer is not installed: npm is needed for it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def stage(browser: Browser, viewport: Viewport) -> Iterator[Stage]:
    """A screen of that size."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": viewport.width, "height": viewport.height})
    page.set_default_timeout(PATIENCE)
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield Stage(page, viewport)
    finally:
        page.close()
        server.shutdown()
        server.server_close()
