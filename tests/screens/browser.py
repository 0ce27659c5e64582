"""Every screen, with the longest words it can have, in every viewport, by Amazon's own renderer: `make browser`.

It is not collected with the other tests: it needs Chromium and npm, and says what is missing where it is skipped.
"""

import json
import math
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser

from screens.scenes import hurried, scenes
from screens.stage import HERE, NoStage, Stage, stage, theatre
from simulator.device import touchable
from simulator.viewports import VIEWPORTS, Viewport

SCENES = scenes()
SCROLLS = {"choice", "home", "help", "overview", "answer with a call for somebody"}
"""What has a list that may be longer than the screen."""

SLACK = 2.0
"""Pixels: edges of letters are blurred."""

ROUNDED = 0.05
"""Of the height: the corners of cards and buttons are cut off by as much of a round screen as of themselves."""

SETTLING = 0.5
"""Seconds until the renderer takes touches."""

Box = Mapping[str, float]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with theatre() as opened:
            yield opened
    except NoStage as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session", params=VIEWPORTS)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Stage]:
    with stage(browser, VIEWPORTS[request.param]) as opened:
        yield opened


def shown(screen: Stage, scene: str, settling: float = 0.05) -> Mapping[str, Any]:
    screen.show(SCENES[scene])
    screen.wait(settling)
    assert screen.faults == []
    return screen.layout()


def inside(box: Box, viewport: Viewport, rounded: float = 0) -> bool:
    """Whether a box is on the screen; on a round one, its corners but for their rounding."""
    flat = (
        box["left"] >= -SLACK
        and box["top"] >= -SLACK
        and box["right"] <= viewport.width + SLACK
        and box["bottom"] <= viewport.height + SLACK
    )
    if viewport.shape == "RECTANGLE" or not flat:
        return flat
    radius = viewport.width / 2
    corners = [(x, y) for x in (box["left"], box["right"]) for y in (box["top"], box["bottom"])]
    return all(math.dist((radius, radius), corner) <= radius + SLACK + rounded * viewport.height for corner in corners)


def overlap(one: Box, other: Box) -> bool:
    wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
    high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide > SLACK and high > SLACK


def contrast(one: str, other: str) -> float:
    """The ratio that the Web Content Accessibility Guidelines define."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scene", SCENES)
def test_all_of_it_is_on_the_screen_large_clear_and_apart(screen: Stage, scene: str) -> None:
    found, viewport = shown(screen, scene), screen.viewport
    texts, touches, drawings = found["texts"], found["touches"], found["drawings"]
    assert texts
    called = SCENES[scene]["datasources"]["payload"].get("banner")
    assert not called or any("911" in text["text"] for text in texts)
    for text in texts:
        assert text["size"] >= viewport.height / 20, text
        assert contrast(text["colour"], text["behind"]) >= 7, text
        cut = text["box"] is None or abs(text["box"]["bottom"] - text["whole"]["bottom"]) > SLACK
        assert not cut or (scene in SCROLLS and text["touch"] >= 0), text
        assert text["box"] is None or inside(text["box"], viewport), text
    for touch in filter(None, touches):
        assert inside(touch, viewport, ROUNDED), (touch, texts)
    for drawing in drawings:
        assert inside(drawing, viewport, ROUNDED), drawing
    things = [
        *((text["text"], text["box"]) for text in texts if text["box"] and text["touch"] < 0),
        *((f"touch {at}", touch) for at, touch in enumerate(touches) if touch),
        *((f"drawing {at}", drawing) for at, drawing in enumerate(drawings)),
    ]
    for (one, box), (other, around) in combinations(things, 2):
        assert not overlap(box, around), (one, other)
    for text in texts:
        if text["touch"] >= 0 and text["box"]:
            around = touches[text["touch"]]
            assert around["left"] - SLACK <= text["box"]["left"] <= text["box"]["right"] <= around["right"] + SLACK, (
                text
            )


@pytest.mark.parametrize("scene", ["home", "question", "choice", "step", "step waiting", "call"])
def test_each_touch_sends_what_its_button_says(screen: Stage, scene: str) -> None:
    found = shown(screen, scene, SETTLING)
    labels = {button["label"]: button["sends"] for button in touchable(SCENES[scene])}
    touched = []
    for at, box in enumerate(found["touches"]):
        if box:  # what is further down in a list is not there to be touched
            label = next(text["text"] for text in found["texts"] if text["touch"] == at)
            screen.touch(box)
            touched.append(label)
            screen.page.wait_for_function("count => window.sent.length === count", arg=len(touched))
            assert screen.sent()[-1] == {"token": SCENES[scene]["token"], "arguments": labels[label]}
    assert len(set(touched)) == len(touched) >= min(4, len(labels))


@pytest.mark.parametrize("scale", [1.3, 1.5])
@pytest.mark.parametrize("scene", ["answer", "question", "result today", "call", "step", "choice"])
def test_text_that_is_turned_up_stays_on_the_screen(screen: Stage, scene: str, scale: float) -> None:
    turned_up = turned(SCENES[scene], scale)
    screen.show(turned_up)
    screen.wait(0.05)
    found = screen.layout()
    plain = {text["text"]: text["size"] for text in shown(screen, scene)["texts"]}
    for text in found["texts"]:  # a number is as large as it goes already
        assert text["text"].replace(" ", "").isdigit() or text["size"] > plain[text["text"]] * 1.2
    for touch in filter(None, found["touches"]):
        assert inside(touch, screen.viewport, ROUNDED * 2), touch
    loose = [text for text in found["texts"] if text["touch"] < 0 and text["box"]]
    for one, other in combinations(loose, 2):
        assert not overlap(one["box"], other["box"]), (one, other)


def turned(directive: Mapping[str, Any], scale: float) -> Mapping[str, Any]:
    """A directive as a device with larger text has it: this renderer has no setting for that."""
    document = directive["document"]
    first, *rest = document["resources"]
    unit = first["dimensions"]["unit"].replace("environment.fontScale", str(scale))
    assert unit != first["dimensions"]["unit"]
    resources = [{**first, "dimensions": {**first["dimensions"], "unit": unit}}, *rest]
    return {**directive, "document": {**document, "resources": resources}}


def test_a_step_moves_and_counts(screen: Stage) -> None:
    screen.show(hurried(SCENES["step"]))
    screen.wait(0.05)
    before = screen.page.locator("#stage svg").first.inner_html()
    screen.wait(2)
    assert screen.page.locator("#stage svg").first.inner_html() != before
    assert [text for text in screen.page.locator("#stage svg text").all_text_contents() if text.strip()]
    assert screen.faults == []


@pytest.mark.parametrize("scene", ["one answer", "home", "step"])
def test_what_is_shown_is_gone_when_the_session_is(screen: Stage, scene: str) -> None:
    directive = SCENES[scene]
    data = directive["datasources"]["payload"]
    screen.show({**directive, "datasources": {"payload": {**data, "clears": 300}}})
    assert screen.layout()["texts"]
    screen.wait(0.6)
    assert screen.layout()["texts"] == []


@pytest.fixture(scope="session")
def linted() -> Mapping[str, Sequence[Mapping[str, str]]]:
    """What Amazon's linter says of each document."""
    node = shutil.which("node")
    if not node or not (HERE / "node_modules" / "apl-suggester").is_dir():
        pytest.skip("Amazon's linter is not installed: npm is needed for it")
    documents = json.dumps({name: directive["document"] for name, directive in SCENES.items()})
    done = subprocess.run([node, "lint.cjs"], input=documents, capture_output=True, text=True, cwd=HERE, check=True)
    said: Mapping[str, Sequence[Mapping[str, str]]] = json.loads(done.stdout)
    return said


OF_LAYOUTS = "must be an absolute value when the parent width is set to auto"
"""A share of an unknown width: the linter does not see what a layout stands in, and each stands in a whole width."""


@pytest.mark.parametrize("scene", SCENES)
def test_amazons_linter_finds_nothing(linted: Mapping[str, Sequence[Mapping[str, str]]], scene: str) -> None:
    told = [
        (one["path"], one["errorMessage"])
        for one in linted[scene]
        if not (one["path"].startswith("/layouts/") and OF_LAYOUTS in one["errorMessage"])
    ]
    assert told == []
