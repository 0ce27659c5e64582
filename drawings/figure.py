"""A person drawn from a skeleton: each part of the body as shapes, and which part is drawn first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from drawings import vectors
from drawings.pose import SIDES
from drawings.shapes import CARD, Shape
from drawings.skeleton import Level, Skeleton
from drawings.vectors import AHEAD, UP, Camera, Vector

SKIN, SHIRT, TROUSERS, SHOE, HAIR, EYE = "#E3A77F", "#2F7FB5", "#3B4A5A", "#22303C", "#4A342A", "#33241D"
SHADED = {SKIN: "#C58C67", SHIRT: "#24648F", TROUSERS: "#2A3643", SHOE: "#18222B"}
"""The same colours on the far side of a body that is seen from its side."""

BLADE = "#6FAAD2"

TRUNK, HIPS, BELLY, NECK, SLEEVE, FOREARM, LEG, SHOE_WIDTH = 12.5, 10.4, 14.0, 5.5, 6.8, 5.0, 8.2, 5.4
RIM = 0.9
"""Widths; a limb's rim, in the card's colour, sets it off against what is behind it."""

HEAD, FACE, EYE_WIDTH, NOSE = 13.8, 11.8, 1.6, 2.8

SIDE_ON = 0.75
"""From here on somebody is seen from the side: how much of the way to the right points at the camera."""

AWAY = -0.4
"""From here on a face looks away: how much of the way ahead points at the camera."""

HEM = 0.5
"""How far up the first piece of the trunk the shirt begins."""

ARMPIT = -2.4
"""How far above a shoulder the shirt's outline ends; its round edge reaches further."""

FREE = 0.4
"""The rim begins so far along a limb, so that the limb grows out of the body."""


def parts(body: Skeleton, camera: Camera, rest: Skeleton, extras: Collection[str] = ()) -> dict[str, list[Shape]]:
    """The parts of the body by name. What depends on where it is seen from is taken from the pose of rest.

    extras: "blades" and "belly" are drawn too, where they are what moves; "no rims" where things lie behind the limbs.
    "linked hands" have a thin dark rim; a "left hand" or "right hand" is drawn over the other arm, which it holds.
    """
    right = vectors.unit(vectors.minus(rest.point("right hip"), rest.point("left hip")))
    side_on = abs(camera.nearness(right)) > SIDE_ON
    drawn = {"trunk": _trunk(body, camera, extras), "head": _head(body, camera, rest)}
    for side in SIDES:
        far = side_on and _nearness(rest.legs[side][:1], camera) < _nearness([rest.point("pelvis")], camera)
        rimmed = not far and "no rims" not in extras
        drawn[f"{side} arm"] = _arm(body.arms[side], camera, far, rimmed, "linked hands" in extras)
        drawn[f"{side} leg"] = _leg(body.legs[side], camera, far, rimmed)
    for side, other in (("left", "right"), ("right", "left")):
        if f"{side} hand" in extras:
            drawn[f"{other} arm"] += _hand(body.arms[side], camera)
    return drawn


def order(rest: Skeleton, camera: Camera) -> list[str]:
    """The parts of the body, the furthest first; what is as far as the trunk is before it, but for the legs."""
    near = {
        "trunk": _nearness([level.middle for level in rest.trunk], camera) + 1.0,
        "head": _nearness([rest.point("head")], camera) + 2.0,
    }
    for side in SIDES:
        near[f"{side} arm"] = _nearness(rest.arms[side], camera) + 3.0
        near[f"{side} leg"] = _nearness(rest.legs[side][:2], camera)
    return sorted(near, key=lambda part: near[part])


def _nearness(points: Sequence[Vector], camera: Camera) -> float:
    return sum(camera.nearness(point) for point in points) / len(points)


def _line(points: Sequence[Vector], colour: str, width: float, camera: Camera, shades: Mapping[str, str]) -> Shape:
    return Shape(tuple(camera.seen(point) for point in points), shades.get(colour, colour), width)


def _arm(arm: Sequence[Vector], camera: Camera, far: bool, rimmed: bool, linked: bool) -> list[Shape]:
    shoulder, elbow, wrist, hand = arm
    shades = SHADED if far else {}
    free = vectors.along(shoulder, elbow, FREE)
    edged = (free, elbow, vectors.along(elbow, wrist, 0.6)) if linked else (free, elbow, wrist, hand)
    rim = [_line(edged, CARD, SLEEVE + 2 * RIM, camera, {})] if rimmed else []
    if linked:
        rim.append(_line((wrist, hand), SHADED[SKIN], FOREARM + RIM, camera, {}))
    return [
        *rim,
        _line((elbow, wrist, hand), SKIN, FOREARM, camera, shades),
        _line((shoulder, elbow), SHIRT, SLEEVE, camera, shades),
    ]


def _hand(arm: Sequence[Vector], camera: Camera) -> list[Shape]:
    """A hand alone: the forearm is behind what it holds."""
    return [_line(arm[2:], SKIN, FOREARM, camera, {})]


def _leg(leg: Sequence[Vector], camera: Camera, far: bool, rimmed: bool) -> list[Shape]:
    hip, knee, ankle, toes = leg
    shades = SHADED if far else {}
    free = vectors.along(hip, knee, FREE)
    low = vectors.along(knee, ankle, 0.8)  # the floor's line stays whole
    rim = [_line((free, knee, low), CARD, LEG + 2 * RIM, camera, {})] if rimmed else []
    return [
        *rim,
        _line((ankle, toes), SHOE, SHOE_WIDTH, camera, shades),
        _line((hip, knee, ankle), TROUSERS, LEG, camera, shades),
    ]


def _trunk(body: Skeleton, camera: Camera, extras: Collection[str]) -> list[Shape]:
    lowest, above, *middle = body.trunk[:-1]
    hem = replace(lowest, middle=vectors.along(lowest.middle, above.middle, HEM))
    left, right = ([_edge(level, way) for level in (hem, above, *middle)] for way in SIDES.values())
    chest = body.places["chest"]
    for side, edge in (("left", left), ("right", right)):
        edge.append(chest.point(0.0, _lifted(body, side) + ARMPIT, SIDES[side] * body.trunk[-1].half))
    if camera.yaw == 0.0 and camera.pitch == 0.0:  # both edges are one
        outline = Shape(
            tuple(camera.seen(vectors.along(*pair, 0.5)) for pair in zip(left, right, strict=True)), SHIRT, TRUNK
        )
    else:
        outline = Shape(tuple(camera.seen(point) for point in (*left, *reversed(right))), SHIRT, TRUNK, filled=True)
    hips = tuple(camera.seen(_edge(lowest, way)) for way in SIDES.values())
    shapes = [Shape(hips, TROUSERS, HIPS), outline]
    if "belly" in extras:
        shapes.append(Shape((camera.seen(body.point("belly")),), SHIRT, BELLY))
    if "blades" in extras:
        shapes += [_blade(body, camera, side, way) for side, way in SIDES.items()]
    return shapes


def _edge(level: Level, way: int) -> Vector:
    return vectors.plus(level.middle, level.right, way * level.half)


def _blade(body: Skeleton, camera: Camera, side: str, way: int) -> Shape:
    """A shoulder blade on the back of the shirt; it goes where the shoulder goes."""
    chest = body.places["chest"]
    shoulder = vectors.minus(body.point(f"{side} shoulder"), chest.at)
    back = -vectors.dot(shoulder, vectors.turned(chest.turn, AHEAD))
    high = _lifted(body, side)
    corners = ((high - 1.5, 9.0), (high - 2.5, 4.6), (high - 11.0, 5.6))
    points = tuple(camera.seen(chest.point(-5.7, up, way * (out - 0.7 * back))) for up, out in corners)
    return Shape(points, BLADE, 1.6, filled=True)


def _lifted(body: Skeleton, side: str) -> float:
    """How far a shoulder is above the top of the chest."""
    chest = body.places["chest"]
    return vectors.dot(vectors.minus(body.point(f"{side} shoulder"), chest.at), vectors.turned(chest.turn, UP))


def _head(body: Skeleton, camera: Camera, rest: Skeleton) -> list[Shape]:
    head = body.places["head"]

    def dot(width: float, colour: str, ahead: float, up: float, right: float = 0.0) -> Shape:
        return Shape((camera.seen(head.point(ahead, up, right)),), colour, width)

    neck = _line((body.point("chest"), body.point("neck")), SKIN, NECK, camera, {})
    hair, face, nose = dot(HEAD, HAIR, -1.3, 0.9), dot(FACE, SKIN, 1.1, -1.1), dot(NOSE, SKIN, 6.3, -1.5)
    eyes = [dot(EYE_WIDTH, EYE, 4.7, 0.0, way * 2.3) for way in SIDES.values()]
    behind = camera.nearness(vectors.turned(rest.places["head"].turn, AHEAD)) < AWAY
    return [nose, *eyes, face, neck, hair] if behind else [neck, hair, nose, face, *eyes]
