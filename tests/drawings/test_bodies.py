"""What is drawn is a person: bones keep their length, joints bend one way, hands are where they are said to be."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import acos, degrees, dist
from typing import Any

import pytest

from drawings import graphics, picture, source, vectors
from drawings.figure import SKIN, TROUSERS
from drawings.pose import SIDES
from drawings.shapes import Frame, Point, Shape, extent
from drawings.skeleton import FOREARM, HIP, SHANK, THIGH, UPPER_ARM, Place, posed
from drawings.source import Drawing
from drawings.vectors import AHEAD, RIGHT, Camera
from tests.drawings import screen

DRAWINGS = {drawing.id: drawing for drawing in source.read()}
MOVES = [step / 8 for step in range(9)]


@cache
def shown(drawing: Drawing) -> dict[str, Any]:
    graphic: dict[str, Any] = json.loads(graphics.text(drawing))["graphic"]
    return graphic


@cache
def drawn(drawing: Drawing, move: float) -> list[screen.Path]:
    """What a screen draws."""
    return screen.paths(shown(drawing), move)


@cache
def framed(drawing: Drawing, move: float) -> list[Shape]:
    """What the graphic should show, without the arrows, which it draws last."""
    seen = picture.frame(drawing)
    return picture.framed([*picture.floor(drawing, seen), *picture.shapes(drawing, move)], seen)


every_drawing = pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)


@every_drawing
def test_the_shapes_are_the_same_in_every_pose(drawing: Drawing) -> None:
    kinds = [
        [(shape.colour, shape.width, shape.filled, len(shape.points)) for shape in picture.shapes(drawing, move)]
        for move in MOVES
    ]
    assert all(kind == kinds[0] for kind in kinds)


def test_the_shapes_stay_the_same_for_somebody_who_turns_round() -> None:
    twist = DRAWINGS["twist"]
    poses = [replace(twist.poses[1], pelvis=replace(twist.poses[1].pelvis, turn=turn)) for turn in (0.0, 90.0, 180.0)]
    round_ = replace(twist, poses=tuple(poses))
    colours = [[shape.colour for shape in picture.shapes(round_, move)] for move in MOVES]
    assert all(each == colours[0] for each in colours)


@every_drawing
def test_bones_keep_their_length_and_bend_one_way(drawing: Drawing) -> None:
    for move in MOVES:
        body = posed(drawing.at(move))
        pelvis = body.places["pelvis"]
        for side in SIDES:
            shoulder, elbow, wrist, _ = body.arms[side]
            hip, knee, ankle, _ = body.legs[side]
            lengths = [dist(*bone) for bone in ((shoulder, elbow), (elbow, wrist), (hip, knee), (knee, ankle))]
            assert lengths == pytest.approx([UPPER_ARM, FOREARM, THIGH, SHANK], abs=0.3)
            assert dist(hip, pelvis.at) == pytest.approx(HIP)
            assert _bend(shoulder, elbow, wrist) <= 155
            assert _bend(hip, knee, ankle) <= 150
            if _bend(hip, knee, ankle) > 15:
                # A knee points ahead of the straight line from hip to ankle, as the pelvis is turned.
                ahead = vectors.dot(
                    vectors.minus(knee, vectors.plus(hip, vectors.minus(ankle, hip), 0.5)), _front(pelvis, hip, ankle)
                )
                assert ahead > 0, (move, side)


def _bend(start: vectors.Vector, joint: vectors.Vector, end: vectors.Vector) -> float:
    one, other = vectors.unit(vectors.minus(joint, start)), vectors.unit(vectors.minus(end, joint))
    return degrees(acos(max(-1.0, min(1.0, vectors.dot(one, other)))))


def _front(pelvis: Place, hip: vectors.Vector, ankle: vectors.Vector) -> vectors.Vector:
    """Ahead of a leg: at right angles to it and to the pelvis's right."""
    x, y, z = vectors.unit(vectors.minus(hip, ankle))
    a, b, c = vectors.turned(pelvis.turn, RIGHT)
    return (y * c - z * b, z * a - x * c, x * b - y * a)


@every_drawing
def test_hands_and_feet_reach_what_they_are_on(drawing: Drawing) -> None:
    for name, pose in zip(drawing.names, drawing.poses, strict=True):
        body = posed(pose)
        for side, way in SIDES.items():
            arm, leg = pose.arm(side), pose.leg(side)
            if arm.hand_on:
                held = body.places.get(arm.hand_on) or Place(body.point(arm.hand_on), body.places["chest"].turn)
                ahead, up, out = arm.hand_at
                assert dist(body.point(f"{side} wrist"), held.point(ahead, up, way * out)) < 0.5, (name, side)
            if leg.foot_on:
                ahead, up, out = leg.foot_at
                assert dist(body.point(f"{side} ankle"), (ahead, up, way * out)) < 0.5, (name, side)


@every_drawing
def test_nobody_is_under_the_floor(drawing: Drawing) -> None:
    for move in MOVES:
        body = posed(drawing.at(move))
        joints = [point for limbs in (body.arms, body.legs) for limb in limbs.values() for point in limb]
        assert min(point[1] for point in (*joints, body.point("head"))) >= 1.0, move


@every_drawing
def test_a_screen_shows_the_skeleton_between_the_poses_too(drawing: Drawing) -> None:
    """No shape strays far from the skeleton's, and no limb shrinks; between standing and kneeling, a little more."""
    slack = 3.0 if drawing.id in ("get_down", "get_up") else 1.0
    for move in MOVES:
        for shape, path in zip(framed(drawing, move), drawn(drawing, move), strict=False):
            assert (shape.colour, len(shape.points)) == (path.colour, len(path.points))
            assert max(map(dist, shape.points, path.points)) < 8 * slack
            if shape.colour in (SKIN, TROUSERS):
                bones = zip(_pairs(shape.points), _pairs(path.points), strict=True)
                assert all(dist(*real) - dist(*told) < 4.5 * slack for real, told in bones), (move, shape)


def _pairs(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    return list(pairwise(points))


@every_drawing
def test_a_screen_shows_each_pose_as_it_is(drawing: Drawing) -> None:
    for name in drawing.names:
        move = drawing.position(name)
        for shape, path in zip(framed(drawing, move), drawn(drawing, move), strict=False):
            assert max(map(dist, shape.points, path.points)) < 3, name


@every_drawing
def test_nothing_leaves_the_picture(drawing: Drawing) -> None:
    graphic = shown(drawing)
    card = Frame(0, 0, graphic["viewportWidth"], graphic["viewportHeight"])
    assert 0.79 <= card.width / card.height <= 1.26
    for move in MOVES:
        for path in drawn(drawing, move):
            assert Shape(path.points, path.colour, path.width) in card, (move, path)


@every_drawing
def test_the_figure_fills_its_card(drawing: Drawing) -> None:
    seen = picture.frame(drawing)
    bare = replace(drawing, props=())
    left, top, right, bottom = extent(shape for move in MOVES for shape in picture.shapes(bare, move))
    assert max(right - left, bottom - top) >= 0.7 * max(seen.width, seen.height)


def test_left_is_the_persons_left() -> None:
    def at(id_: str, pose: str, point: str) -> vectors.Vector:
        drawing = DRAWINGS[id_]
        return posed(drawing.at(drawing.position(pose))).point(point)

    def faces(id_: str, pose: str) -> float:
        drawing = DRAWINGS[id_]
        return vectors.turned(posed(drawing.at(drawing.position(pose))).places["head"].turn, AHEAD)[2]

    assert Camera(yaw=90).seen((0, 0, 1))[0] < 0, "seen from the front, their right is on our left"
    assert faces("twist", "left") < -0.5 < 0.5 < faces("twist", "right")
    assert at("arm_lift", "left", "left hand")[1] > 40 > at("arm_lift", "left", "right hand")[1]
    assert at("head_roll", "left", "head")[2] < -3 < 3 < at("head_roll", "right", "head")[2]
    # One side after the other: what the words do first.
    assert at("side_bend", "bend", "head")[2] < -10
    assert at("towel", "start", "right hand")[1] > at("towel", "start", "left hand")[1]
    assert at("across", "hold", "left hand")[2] > at("across", "start", "left hand")[2] > 0
