"""Conversations as an attacker, a broken client or a strange device may have them, as data that fits into a file."""

import json
import math
from functools import reduce
from pathlib import Path
from typing import Any, TypedDict

from hypothesis import strategies as st

from tests.alexa.envelopes import intent, launch, slot, touch
from upper_back_guide.alexa.touch import INTENTS as TOUCHES

ROOT = Path(__file__).parents[2]
MODEL = json.loads((ROOT / "skill-package/interactionModels/custom/en-US.json").read_text())
LANGUAGE = MODEL["interactionModel"]["languageModel"]
VALUES = {one["name"]: [(value["name"]["value"], value["id"]) for value in one["values"]] for one in LANGUAGE["types"]}
INTENTS = {one["name"]: {it["name"]: it["type"] for it in one.get("slots", ())} for one in LANGUAGE["intents"]}
LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")


TOKENS = ("", "basics.know", "answers.offer", "checkup.chest", "stretching.next")
"""Questions that a screen may have been left over from."""


class Step(TypedDict):
    """One request, and what is done to the attributes that the answer before it gave."""

    event: Any
    spoilt: list[tuple[int, Any]]
    """Which place, counted from the first, and what stands there instead."""


Conversation = list[Step]


def nested(depth: int, inner: Any, *, table: bool) -> Any:
    """A value inside so many others."""
    return reduce(lambda value, _: {"x": value} if table else [value], range(depth), inner)


TEXTS = (
    "", "\ud800", "a\udfffb", "\x00", "\u202e", "é" * 300, "{your}", "{", "<speak>", "]]>&amp;", "%s", "../..", "NaN",
    "9" * 5000, "1 " * 5000, "911 " * 3000, "x" * 30_000, "my chest hurts " * 2000, "minutes", "-1", "1e999", "٣",
    "chest pain", "i can't feel my legs", "no chest pain", "my son is fourteen",
)  # fmt: skip
VALUES_OF_NO_SENSE: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, 10**4000, 1e308, math.nan, math.inf, [], {}, [[]], {"": ""}, {"x": math.nan},
    nested(500, "x", table=False), nested(500, "x", table=True),
    ["x"] * 6000, {f"k{number}": number for number in range(3000)},
)  # fmt: skip

hostile = st.sampled_from(VALUES_OF_NO_SENSE) | st.sampled_from(TEXTS) | st.text(max_size=40)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """A request, most often such as Alexa sends in a session, and perhaps spoilt in a place or two."""
    locale = draw(st.sampled_from(LOCALES))
    screen: dict[str, Any] = {"Alexa.Presentation.APL": {}} if draw(st.booleans()) else {}
    kind = draw(st.integers(0, 9))
    if kind == 0:
        event = launch(locale=locale, interfaces=screen)
    elif kind == 1:
        sent = [draw(st.sampled_from(sorted(TOUCHES))), *draw(st.lists(st.text(max_size=40), max_size=2))]
        event = touch(sent, draw(st.sampled_from(TOKENS)), locale=locale, interfaces=screen, new=False)
    else:
        name = draw(st.sampled_from(sorted(INTENTS)))
        slots = {key: _slot(draw, key, kind) for key, kind in INTENTS[name].items() if draw(st.booleans())}
        event = intent(name, slots=slots, locale=locale, interfaces=screen, new=draw(st.integers(0, 9)) == 9)
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        event = spoilt(event, draw(st.integers(0, 80)), draw(hostile))
    spoils = draw(st.sampled_from((0, 0, 0, 1, 2)))
    return {"event": event, "spoilt": [(draw(st.integers(0, 40)), draw(hostile)) for _ in range(spoils)]}


conversations = st.lists(steps(), min_size=1, max_size=6)
"""A few requests in a row."""


def _slot(draw: st.DrawFn, name: str, kind: str) -> dict[str, Any]:
    if VALUES.get(kind) and draw(st.booleans()):
        said, id_ = draw(st.sampled_from(VALUES[kind]))
        return slot(name, said, id_)
    said = draw(st.sampled_from(TEXTS) | st.text(max_size=40))
    whole = slot(name, said)
    return whole if draw(st.booleans()) else {"name": name, "slotValue": {"type": "Simple", **whole}}


def spoilt(value: Any, place: int, instead: Any) -> Any:
    """A copy in which something else stands in one place; the first is the whole, and after the last come the first
    ones again."""
    places = _places(value)
    return _replaced(value, places[place % len(places)], instead)


def _replaced(value: Any, path: tuple[Any, ...], instead: Any) -> Any:
    if not path:
        return instead
    copy = value.copy()
    copy[path[0]] = _replaced(value[path[0]], path[1:], instead)
    return copy


def _places(value: Any) -> list[tuple[Any, ...]]:
    """Where something stands, in the order that it is written in, as far as anybody looks."""
    found: list[tuple[Any, ...]] = [()]
    for path in found:
        if len(found) > 500 or len(path) > 12:
            break
        inner = reduce(lambda at, key: at[key], path, value)
        items = inner.items() if isinstance(inner, dict) else enumerate(inner) if isinstance(inner, list) else ()
        found.extend((*path, key) for key, _ in list(items)[:50])
    return found
