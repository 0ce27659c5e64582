"""The things in a picture: a chair, a wall, a mat, a cushion, a towel, a warm pack."""

from collections.abc import Callable, Mapping, Sequence

from drawings import vectors
from drawings.shapes import Shape
from drawings.skeleton import Place, Skeleton
from drawings.source import Prop
from drawings.vectors import Camera, Vector

CHAIR, SEAT, WALL, MAT = "#9AA5B1", "#B3BCC6", "#D5C8B0", "#8FB8AC"
SOFT = {"towel": "#E8B84A", "cushion": "#6FA08B", "pack": "#D2452D"}

CLOTH = "#F3E3C8"
"""Round the warm pack."""

LOOSE = 1.15
"""How far a towel reaches, where from hand to hand is 1."""

WAVE = (0.0, 1.0, 0.0, -1.0)

Corner = tuple[float, float, float]


def drawn(prop: Prop, body: Skeleton, camera: Camera) -> list[Shape]:
    """A thing as shapes, back to front. body: whoever holds it, or has it on."""
    return KINDS[prop.kind](prop, body, camera)


def _placed(prop: Prop, corners: Sequence[Corner], camera: Camera) -> tuple[tuple[float, float], ...]:
    place = Place(prop.at, vectors.about_up(prop.turn))
    return tuple(camera.seen(place.point(*corner)) for corner in corners)


def _chair(prop: Prop, body: Skeleton, camera: Camera) -> list[Shape]:
    """Legs, seat, back and armrests. It is drawn whole, before or after the person."""
    front, rear, wide, seat = 17.0, -13.0, prop.wide, prop.seat
    feet = [(ahead, right) for ahead in (rear, front) for right in (-wide, wide)]
    legs = [Shape(_placed(prop, ((x, 1.0, z), (x, seat, z)), camera), CHAIR, 2.2) for x, z in feet]
    corners = ((rear, seat, -wide), (front, seat, -wide), (front, seat, wide), (rear, seat, wide))
    shapes = [*legs, Shape(_placed(prop, corners, camera), SEAT, 2.8, filled=True)]
    if prop.back:
        top = seat + prop.back
        corners = (
            (rear - 1.0, seat, -wide),
            (rear - 4.0, top, -wide),
            (rear - 4.0, top, wide),
            (rear - 1.0, seat, wide),
        )
        shapes.append(Shape(_placed(prop, corners, camera), CHAIR, 2.6, filled=True))
    for side in (-wide, wide) if prop.arms else ():
        rest = ((rear - 2.0, seat + 15.0, side), (front - 2.0, seat + 15.0, side), (front - 2.0, seat, side))
        shapes.append(Shape(_placed(prop, rest, camera), CHAIR, 2.6))
    return shapes


def _wall(prop: Prop, body: Skeleton, camera: Camera) -> list[Shape]:
    """A plane across; from its side it is a thick line."""
    wide, high = prop.wide, prop.high
    corners = ((0.0, 1.5, -wide), (0.0, high, -wide), (0.0, high, wide), (0.0, 1.5, wide))
    return [Shape(_placed(prop, corners, camera), WALL, 3.0, filled=True)]


def _mat(prop: Prop, body: Skeleton, camera: Camera) -> list[Shape]:
    wide, half = prop.wide, prop.long / 2
    corners = ((-half, 0.0, -wide), (half, 0.0, -wide), (half, 0.0, wide), (-half, 0.0, wide))
    return [Shape(_placed(prop, corners, camera), MAT, 3.0, filled=True)]


def _soft(prop: Prop, body: Skeleton, camera: Camera) -> list[Shape]:
    """A line as thick as the thing, between two points of the body or of the floor."""
    ends: tuple[Vector, ...]
    if len(prop.on) == 2:
        first, last = (body.point(held) for held in prop.on)
        ends = (vectors.along(last, first, LOOSE), vectors.along(first, last, LOOSE))
    else:
        ends = tuple(body.places[prop.on[0]].point(*end) for end in prop.ends)
    line = tuple(camera.seen(end) for end in ends)
    cloth = [Shape(line, CLOTH, prop.wide + 2.4)] if prop.kind == "pack" else []
    return [*cloth, Shape(line, SOFT[prop.kind], prop.wide)]


def _heat(prop: Prop, body: Skeleton, camera: Camera) -> list[Shape]:
    """Three waves that rise from between two points of the body."""
    start, end = (body.places[prop.on[0]].point(*each) for each in prop.ends)
    way = vectors.minus(end, start)
    waves = []
    for number in range(3):
        low = camera.seen(vectors.plus(start, way, number / 2))
        waves.append(tuple((low[0] + WAVE[step % 4], low[1] - step * 1.6) for step in range(6)))
    return [Shape(wave, SOFT["pack"], prop.wide) for wave in waves]


KINDS: Mapping[str, Callable[[Prop, Skeleton, Camera], list[Shape]]] = {
    "chair": _chair,
    "wall": _wall,
    "mat": _mat,
    "heat": _heat,
    **dict.fromkeys(SOFT, _soft),
}
