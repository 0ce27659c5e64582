"""Points and turns in space: x is ahead of the person, y up, z to the person's right."""

from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt

Vector = tuple[float, float, float]
Turn = tuple[Vector, Vector, Vector]
"""A rotation: the rows of its matrix."""

AHEAD: Vector = (1.0, 0.0, 0.0)
UP: Vector = (0.0, 1.0, 0.0)
DOWN: Vector = (0.0, -1.0, 0.0)
RIGHT: Vector = (0.0, 0.0, 1.0)
UPRIGHT: Turn = (AHEAD, UP, RIGHT)


def plus(start: Vector, way: Vector, length: float = 1.0) -> Vector:
    """The point that lies `length` times `way` from `start`."""
    return (start[0] + length * way[0], start[1] + length * way[1], start[2] + length * way[2])


def minus(end: Vector, start: Vector) -> Vector:
    """The way from `start` to `end`."""
    return plus(end, start, -1.0)


def along(start: Vector, end: Vector, part: float) -> Vector:
    """The point so far along from `start` to `end`: at part 0 the one, at part 1 the other."""
    return plus(start, minus(end, start), part)


def dot(one: Vector, other: Vector) -> float:
    """How far one goes along the other, times the other's length."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def length(way: Vector) -> float:
    """How long it is."""
    return hypot(*way)


def unit(way: Vector) -> Vector:
    """The same direction, of length 1; what has no length stays as it is."""
    return plus((0.0, 0.0, 0.0), way, 1.0 / (length(way) or 1.0))


def turned(turn: Turn, way: Vector) -> Vector:
    """A direction after a rotation."""
    return (dot(turn[0], way), dot(turn[1], way), dot(turn[2], way))


def then(*turns: Turn) -> Turn:
    """Rotations in one another, the outermost first."""
    whole = UPRIGHT
    for turn in turns:
        columns: Turn = tuple(zip(*turn, strict=True))  # type: ignore[assignment]
        whole = tuple((dot(row, columns[0]), dot(row, columns[1]), dot(row, columns[2])) for row in whole)  # type: ignore[assignment]
    return whole


def about_right(degrees: float) -> Turn:
    """A rotation that lifts what points ahead."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, -s, 0.0), (s, c, 0.0), RIGHT)


def about_ahead(degrees: float) -> Turn:
    """A rotation that tips what points up to the right."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (AHEAD, (0.0, c, -s), (0.0, s, c))


def about_up(degrees: float) -> Turn:
    """A rotation that turns what points ahead to the left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0.0, s), UP, (-s, 0.0, c))


def hinge(start: Vector, end: Vector, first: float, second: float, towards: Vector) -> tuple[Vector, Vector]:
    """The joint between two bones, and where they end: at `end`, or as far towards it as they reach.

    first, second: the bones' lengths; towards: the direction in which the joint points.
    """
    way = minus(end, start)
    ahead, reach = unit(way), min(max(length(way), 0.1), (first + second) * 0.9995)
    far = (first * first - second * second + reach * reach) / (2 * reach)
    out = sqrt(max(0.0, first * first - far * far))
    side = unit(plus(towards, ahead, -dot(towards, ahead)))
    return plus(plus(start, ahead, far), side, out), plus(start, ahead, reach)


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the picture is seen from, in degrees; far away, so that nothing looks smaller behind.

    yaw: 0 sees the person's right side, 90 the front, -90 the back. pitch: how far the camera looks down.
    """

    yaw: float = 0.0
    pitch: float = 0.0

    def seen(self, point: Vector) -> tuple[float, float]:
        """Where in the picture a point is, to the right and down."""
        yaw, pitch = radians(self.yaw), radians(self.pitch)
        across = (cos(yaw), 0.0, -sin(yaw))
        up = (-sin(yaw) * sin(pitch), cos(pitch), -cos(yaw) * sin(pitch))
        return dot(point, across), -dot(point, up)

    def nearness(self, point: Vector) -> float:
        """How near a point is; the higher the nearer."""
        yaw, pitch = radians(self.yaw), radians(self.pitch)
        return dot(point, (sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch)))
