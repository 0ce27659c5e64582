"""What a picture is made of, back to front. The number and order of shapes and points never depend on the pose."""

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
"""To the right and down, in hundredths of the person's height; in a frame, in the units of its picture."""

CARD = "#F6F3EC"
"""What pictures lie on."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A line with round ends, or a filled outline; a line of one point is a dot. width: of its stroke."""

    points: tuple[Point, ...]
    colour: str
    width: float
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the plane that a picture shows."""

    left: float
    top: float
    width: float
    height: float

    def __contains__(self, shape: Shape) -> bool:
        left, top, right, bottom = extent([shape])
        inside = left >= self.left and top >= self.top
        return inside and right <= self.left + self.width and bottom <= self.top + self.height


def extent(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of shapes, strokes included."""
    edges = [(x, y, shape.width / 2) for shape in shapes for x, y in shape.points]
    return (
        min(x - half for x, _, half in edges),
        min(y - half for _, y, half in edges),
        max(x + half for x, _, half in edges),
        max(y + half for _, y, half in edges),
    )
