"""A drawing at a position of its movement, and the frame that all of its positions fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import atan2, cos, sin

from drawings import figure, props, vectors
from drawings.shapes import Frame, Point, Shape, extent
from drawings.skeleton import posed
from drawings.source import Arrow, Drawing, Unusable
from drawings.vectors import Vector

WIDTH = 400.0
"""Units that a picture is wide, whatever it shows."""

FLOOR, ARROW = "#9AA5B1", "#D2452D"
FLOOR_WIDTH, ARROW_WIDTH, ARROW_HEAD = 1.2, 1.8, 4.0

BARB = 2.3
"""Radians from an arrow's direction to the corners of its head."""

MARGIN = 0.04
"""Of the larger side, all round."""

NARROWEST, WIDEST = 4 / 5, 5 / 4
"""Width to height."""

BENDS = 7
"""Pieces that an arrow's line is drawn in."""

STEPS = 16
"""Positions that are looked at for how far a movement reaches."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An arrow as shapes, and the position that it leads to."""

    position: float
    shapes: tuple[Shape, ...]


def shapes(drawing: Drawing, move: float) -> list[Shape]:
    """Things and person at a position, back to front, in space's units; without the floor and the arrows."""
    body, rest = posed(drawing.at(move)), posed(drawing.at(drawing.rest))
    parts = figure.parts(body, drawing.camera, rest, drawing.extras)
    order = drawing.order or tuple(figure.order(rest, drawing.camera))
    drawn = [shape for prop in drawing.props if not prop.over for shape in props.drawn(prop, body, drawing.camera)]
    for part in order:
        drawn += parts[part]
        over = [prop for prop in drawing.props if prop.over == part]
        drawn += [shape for prop in over for shape in props.drawn(prop, body, drawing.camera)]
    return drawn


def arrows(drawing: Drawing) -> list[Marked]:
    """The arrows, in space's units."""
    return [Marked(drawing.position(arrow.to), _arrow(_way(drawing, arrow))) for arrow in drawing.arrows]


@cache
def frame(drawing: Drawing) -> Frame:
    """What the picture shows: everything at every position, with a margin, no narrower and no wider than a card."""
    everything = [shape for step in range(STEPS + 1) for shape in shapes(drawing, step / STEPS)]
    everything += [shape for arrow in arrows(drawing) for shape in arrow.shapes]
    if not _lying(drawing):
        everything.append(Shape((drawing.camera.seen((0.0, 0.0, 0.0)),), FLOOR, FLOOR_WIDTH))
    left, top, right, bottom = extent(everything)
    margin = MARGIN * max(right - left, bottom - top)
    width, height = right - left + 2 * margin, bottom - top + 2 * margin
    wide, high = max(width, height * NARROWEST), max(height, width / WIDEST)
    return Frame(left - margin - (wide - width) / 2, top - margin - (high - height) / 2, wide, high)


def floor(drawing: Drawing, seen: Frame) -> list[Shape]:
    """The line that people stand on, from one margin to the other; a mat needs none."""
    if _lying(drawing):
        return []
    # Seen from above, the line is behind what stands on the floor.
    far = 13.0 if any(prop.kind == "chair" for prop in drawing.props) else 6.0
    down = min(drawing.camera.seen((ahead, 0.0, right))[1] for ahead in (-far, far) for right in (-far, far))
    margin = MARGIN * seen.width
    ends = ((seen.left + margin, down), (seen.left + seen.width - margin, down))
    return [Shape(ends, FLOOR, FLOOR_WIDTH)]


def framed(drawn: Sequence[Shape], seen: Frame) -> list[Shape]:
    """Shapes in the units of a picture that is WIDTH wide."""
    scale = WIDTH / seen.width
    return [
        Shape(
            tuple(((x - seen.left) * scale, (y - seen.top) * scale) for x, y in shape.points),
            shape.colour,
            shape.width * scale,
            shape.filled,
        )
        for shape in drawn
    ]


def _lying(drawing: Drawing) -> bool:
    return any(prop.kind == "mat" for prop in drawing.props)


def _way(drawing: Drawing, arrow: Arrow) -> list[Point]:
    """The points of an arrow: the path, or the way of what it follows."""
    if len(arrow.path) == 2:
        way = list(arrow.path)
    elif arrow.path:
        way = [_curve(arrow.path, step / BENDS) for step in range(BENDS + 1)]
    else:
        last, near = drawing.position(arrow.to), 1 / (len(drawing.poses) - 1)
        first = last - near if last > drawing.rest else last + near
        moves = [first + (last - first) * step / BENDS for step in range(BENDS + 1)]
        way = [posed(drawing.at(move)).point(arrow.follows) for move in moves]
    points = [drawing.camera.seen(point) for point in way]
    if points[0] == points[-1]:
        raise Unusable(f"poses.toml: {drawing.id}: an arrow leads nowhere: {arrow.follows or 'its path'} does not move")
    right, up = arrow.shift
    x, y = points[0]
    return [(x + (a - x) * arrow.longer + right, y + (b - y) * arrow.longer - up) for a, b in points]


def _curve(path: Sequence[Vector], part: float) -> Vector:
    """A point of the curve through three points."""
    first, middle, last = path
    point = vectors.plus((0.0, 0.0, 0.0), first, (1 - part) * (1 - 2 * part))
    return vectors.plus(vectors.plus(point, middle, 4 * part * (1 - part)), last, part * (2 * part - 1))


def _arrow(points: Sequence[Point]) -> tuple[Shape, ...]:
    """A line, and a head round its end."""
    (x, y), tip = points[-2], points[-1]
    angle = atan2(tip[1] - y, tip[0] - x)
    corners = (angle + BARB, angle, angle - BARB)
    head = tuple((tip[0] + ARROW_HEAD * cos(corner), tip[1] + ARROW_HEAD * sin(corner)) for corner in corners)
    return Shape(tuple(points), ARROW, ARROW_WIDTH), Shape(head, ARROW, FLOOR_WIDTH, filled=True)
