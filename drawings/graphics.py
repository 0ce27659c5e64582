"""What screens show: an APL vector graphic whose figure moves with one number.

A coordinate that moves is a quadratic through the skeleton at the positions 0, ½ and 1. Where that would stray from the
skeleton, as when an arm swings far, it is one quadratic for each half of the movement.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from drawings import picture
from drawings.numbers import short
from drawings.shapes import Shape
from drawings.source import Drawing

STILL = 1.0
"""A coordinate that moves by less, in units, does not move."""

ASTRAY = (2.0, 4.0, 6.0, 8.0, 9.0, 10.0, 11.0, 12.0)
"""Units that a quadratic may be off the skeleton: the first with which a file is small enough, else the last."""

MOST = 6000
"""Bytes of a file: a screen is sent it with each step, beside all the rest."""

FAINT = 0.3
"""How much of an arrow is seen where it does not lead."""

LEVEL = 5
"""A curve whose middle is off the straight line by less than a quarter of this, in units, is a straight line."""

MOMENTS = (0.0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0)


def text(drawing: Drawing) -> str:
    """The file of an exercise: its graphic, and the positions that the figure moves to."""
    told = {"rest": _place(drawing.rest), "cues": [_place(cue) for cue in drawing.cues]}
    texts = (
        json.dumps({**told, "graphic": graphic(drawing, astray)}, separators=(",", ":")) + "\n" for astray in ASTRAY
    )
    for written in texts:
        if len(written) <= MOST:
            break
    return written


def graphic(drawing: Drawing, astray: float) -> dict[str, Any]:
    """The graphic, AVG 1.1: `move` is the position from 0 to 1, `facing` is -1 to mirror the picture."""
    seen = picture.frame(drawing)
    high = round(picture.WIDTH / seen.width * seen.height)
    items = [_item(same, astray) for same in _moments(drawing)]
    marks = [_mark(arrow, picture.framed(arrow.shapes, seen)) for arrow in picture.arrows(drawing)]
    ground = [_item([line] * len(MOMENTS), astray) for line in picture.framed(picture.floor(drawing, seen), seen)]
    mirrored = {
        "type": "group",
        "scaleX": "${facing}",
        "pivotX": round(picture.WIDTH / 2),
        "items": [*ground, *items, *marks],
    }
    return {
        "type": "AVG",
        "version": "1.1",
        "width": round(picture.WIDTH),
        "height": high,
        "viewportWidth": round(picture.WIDTH),
        "viewportHeight": high,
        "parameters": [
            {"name": "move", "type": "number", "default": _place(drawing.rest)},
            {"name": "facing", "type": "number", "default": 1},
        ],
        "items": [mirrored],
    }


@cache
def _moments(drawing: Drawing) -> list[tuple[Shape, ...]]:
    """Each shape at all the moments."""
    seen = picture.frame(drawing)
    pictures = [picture.framed(picture.shapes(drawing, move), seen) for move in MOMENTS]
    return list(zip(*pictures, strict=True))


def _place(position: float) -> float:
    rounded = round(position, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _item(same: Sequence[Shape], astray: float) -> dict[str, Any]:
    """One shape at all the moments."""
    points = [
        f"{_along([x for x, _ in way], astray)},{_along([y for _, y in way], astray)}"
        for way in zip(*(shape.points for shape in same), strict=True)
    ]
    first = same[0]
    path = {
        "type": "path",
        "pathData": f"M{'L'.join(points)}" + ("h.1" if len(points) == 1 else "Z" if first.filled else ""),
        "stroke": first.colour,
        "strokeWidth": float(short(first.width)),
    }
    ends = ({} if first.filled else {"strokeLineCap": "round"}) | (
        {"strokeLineJoin": "round"} if len(points) > 2 else {}
    )
    return {**path, **ends, **({"fill": first.colour} if first.filled else {})}


def _along(ways: Sequence[float], astray: float) -> str:
    """A coordinate as an expression of `move`, from its values at the moments."""
    if max(ways) - min(ways) < STILL:
        return short(ways[0])
    whole = _quadratic(ways[0], ways[4], ways[8])
    if all(abs(_value(whole, move) - way) <= astray for move, way in zip(MOMENTS, ways, strict=True)):
        return f"${{{_written(whole, 'move')}}}"
    # Each half counts from its own end, so that both end with the movement's middle and round to the same.
    first, second = _quadratic(ways[0], ways[2], ways[4]), _quadratic(ways[4], ways[6], ways[8])
    return f"${{move<.5?{_written(first, '2*move')}:{_written(second, '(2*move-1)')}}}"


def _quadratic(first: float, middle: float, last: float) -> tuple[int, int, int]:
    """The factors of the curve from first over middle to last, whole numbers that still add up to the last."""
    start, bend = _whole(first), _whole(2.0 * (first - 2.0 * middle + last))
    if abs(bend) < LEVEL:
        bend = 0
    return start, _whole(last) - start - bend, bend


def _whole(number: float) -> int:
    return round(number + 1e-6)


def _value(factors: tuple[int, int, int], move: float) -> float:
    return factors[0] + move * (factors[1] + move * factors[2])


def _written(factors: tuple[int, int, int], move: str) -> str:
    start, slope, bend = factors
    if bend:
        return f"{start}+{move}*({slope}+{move}*{bend})"
    return f"{start}+{move}*{slope}" if slope else f"{start}"


def _mark(arrow: picture.Marked, drawn: Sequence[Shape]) -> dict[str, Any]:
    """An arrow, plain where it leads and faint elsewhere."""
    far = {0.0: "move", 1.0: "(1-move)"}.get(arrow.position, f"Math.abs(move-{short(arrow.position)})")
    items = [_item([shape] * len(MOMENTS), 0.0) for shape in drawn]
    return {"type": "group", "opacity": f"${{1-{short(1 - FAINT)}*{far}}}", "items": items}
