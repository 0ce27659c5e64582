"""What a screen makes of a graphic: its paths, with every expression worked out for one `move`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NUMBER = r"-?[\d.]+"
STEP = r"(?:move|2\*move|\(2\*move-1\))"
CURVE = re.compile(rf"({NUMBER})(?:\+({STEP})\*(?:({NUMBER})|\(({NUMBER})\+\2\*({NUMBER})\)))?")


@dataclass(frozen=True)
class Path:
    """A path as it is drawn."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float


def paths(graphic: Mapping[str, Any], move: float) -> list[Path]:
    """Every path of a graphic, in the order of drawing; ValueError at what is no expression of ours."""
    return [_path(item, move) for item in _items(graphic["items"])]


def _items(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        if item["type"] == "group":
            yield from _items(item["items"])
        else:
            yield item


def _path(item: Mapping[str, Any], move: float) -> Path:
    steps = re.fullmatch(r"M(.+?)(h\.1|Z)?", item["pathData"])
    if not steps:
        raise ValueError(item["pathData"])
    points = [tuple(value(each, move) for each in point.split(",")) for point in steps[1].split("L")]
    return Path(tuple((x, y) for x, y in points), item["stroke"], item["strokeWidth"])


def value(text: str, move: float) -> float:
    """A number, or what an expression of `move` comes to."""
    halves = re.fullmatch(r"\$\{move<\.5\?(.+):(.+)\}", text)
    if halves:
        return _curve(halves[1] if move < 0.5 else halves[2], move)
    return _curve(text.removeprefix("${").removesuffix("}"), move)


def _curve(text: str, move: float) -> float:
    told = CURVE.fullmatch(text)
    if not told:
        raise ValueError(text)
    start, step, slope, first, bend = told.groups()
    along = {None: 0.0, "move": move, "2*move": 2 * move}.get(step, 2 * move - 1)
    return float(start) + along * (float(slope or first or 0) + along * float(bend or 0))
