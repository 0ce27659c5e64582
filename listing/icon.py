"""Draws the icon: an upper back from behind, with its shoulder blades and spine. It stays whole in a circle crop."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]

GROUND = "#8A3620"
DISC = "#A8472B"
FIGURE = "#FFF4E6"
"""Cream on brick, easy to tell apart however small it gets."""

CANVAS = 4096
"""Pixels of the drawing that the icons are made smaller from, which is what smooths their edges."""

UNITS = 1000
"""Coordinates run from 0 to this, whatever the canvas."""

MIDDLE = UNITS / 2
STEPS = 200
"""Points that a curve is drawn with."""

# The right half of the outline, from the neck to the bottom edge: the curves' points, each curve beginning where the
# one before it ended. The left half mirrors it.
OUTLINE: Sequence[Point] = (
    (566, 330), (566, 372), (566, 392), (600, 412),
    (655, 444), (742, 440), (792, 512),
    (842, 584), (866, 760), (880, 1040),
)  # fmt: skip
ARMPIT: Sequence[Point] = ((716, 690), (704, 800), (700, 900), (706, 1040))
BLADE: Sequence[Point] = ((668, 536), (690, 610), (652, 690), (596, 722))
CENTER, RADIUS = (MIDDLE, MIDDLE), 424.0
"""The disc that the body ends with."""

HEAD, HEAD_RADIUS = (MIDDLE, 262.0), 112.0
SPINE = ((456.0, 20.0), (524.0, 22.0), (596.0, 24.0), (672.0, 26.0), (752.0, 28.0), (836.0, 30.0))
"""How low each bone of the spine is, and its radius."""


def drawn(size: int) -> Image.Image:
    """The icon, `size` pixels wide and high; the same pixels every time."""
    return canvas().resize((size, size), Image.Resampling.LANCZOS)


def same(size: int, path: Path) -> bool:
    """Whether a file holds this icon, pixel by pixel. How it was compressed does not count."""
    try:
        with Image.open(path) as image:
            return image.mode == "RGB" and image.size == (size, size) and image.tobytes() == drawn(size).tobytes()
    except OSError:  # there is none, or it is no picture
        return False


@cache
def canvas() -> Image.Image:
    """The drawing, large."""
    image = Image.new("RGB", (CANVAS, CANVAS), GROUND)
    pen = ImageDraw.Draw(image)
    _dot(pen, CENTER, RADIUS, DISC)
    image.paste(FIGURE, mask=_figure())
    for line, width in ((ARMPIT, 26.0), (BLADE, 30.0)):
        for x, y in _curves(line):
            _dot(pen, (x, y), width / 2, GROUND)
            _dot(pen, (UNITS - x, y), width / 2, GROUND)
    for height, radius in SPINE:
        _dot(pen, (MIDDLE, height), radius, GROUND)
    return image


def _figure() -> Image.Image:
    """Where the head and the body are, as a mask: the body only inside the disc."""
    body, disc = (Image.new("1", (CANVAS, CANVAS)) for _ in range(2))
    right = [(_pixels(x), _pixels(y)) for x, y in _curves(OUTLINE)]
    left = [(CANVAS - x, y) for x, y in reversed(right)]
    pen = ImageDraw.Draw(body)
    pen.polygon([*right, *left], fill=1)
    _dot(pen, HEAD, HEAD_RADIUS, 1)
    _dot(ImageDraw.Draw(disc), CENTER, RADIUS, 1)
    return ImageChops.logical_and(body, disc)


def _curves(points: Sequence[Point]) -> list[Point]:
    """The cubic Bezier curves through every third point, the two between pulling at them, as points on them."""
    line = [points[0]]
    for start in range(0, len(points) - 1, 3):
        a, b, c, d = points[start : start + 4]
        for step in range(1, STEPS + 1):
            t = step / STEPS
            weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
            xs, ys = zip(a, b, c, d, strict=True)
            line.append((_sum(weights, xs), _sum(weights, ys)))
    return line


def _sum(weights: Iterable[float], values: Iterable[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def _dot(pen: ImageDraw.ImageDraw, center: Point, radius: float, color: str | int) -> None:
    x, y = center
    pen.ellipse(tuple(map(_pixels, (x - radius, y - radius, x + radius, y + radius))), fill=color)


def _pixels(units: float) -> int:
    return round(units * CANVAS / UNITS)
