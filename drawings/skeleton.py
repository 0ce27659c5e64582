"""A person's joints in space, from a pose. Lengths are hundredths of the person's height."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from drawings import vectors
from drawings.pose import SIDES, Arm, Bend, Leg, Pose
from drawings.vectors import AHEAD, DOWN, RIGHT, UP, UPRIGHT, Turn, Vector, about_ahead, about_right, about_up

SPINE, NECK = 29.0, 7.0
UPPER_ARM, FOREARM, HAND = 17.0, 15.0, 7.0
THIGH, SHANK, FOOT = 24.0, 24.5, 10.0
SHOULDER, HIP = 11.0, 5.5
"""How far a shoulder and a hip are from the middle."""

CHEST_EDGE = 7.8
"""How far the trunk's outline is from the spine at the shoulders; the shoulder joint lies outside it."""

PIECES = 5
"""The spine bends in so many pieces, each by its part of the whole: a curve."""

SKULL: Vector = (1.2, 6.2, 0.0)
"""The middle of the head, from the top of the neck."""


@dataclass(frozen=True, slots=True)
class Level:
    """The trunk at one height: its middle, the way to its right, and half its width."""

    middle: Vector
    right: Vector
    half: float


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the body, and which way the body is turned there."""

    at: Vector
    turn: Turn = UPRIGHT

    def point(self, ahead: float, up: float, right: float) -> Vector:
        """A point beside this one, in the body's own directions."""
        return vectors.plus(self.at, vectors.turned(self.turn, (ahead, up, right)))


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where everything is. Arms run from the shoulder to the fingertips, legs from the hip to the toes."""

    trunk: tuple[Level, ...]
    places: Mapping[str, Place]
    """floor, pelvis, belly, chest (the top of the trunk), neck (its top), head."""

    arms: Mapping[str, tuple[Vector, ...]]
    legs: Mapping[str, tuple[Vector, ...]]

    def point(self, name: str) -> Vector:
        """A place, or a joint by its side and name: "left hand"; KeyError when there is none."""
        if name in self.places:
            return self.places[name].at
        side, joint = name.split(" ") if " " in name else ("", name)
        limbs = {**dict(zip(ARM, self.arms[side], strict=True)), **dict(zip(LEG, self.legs[side], strict=True))}
        return limbs[joint]


ARM = ("shoulder", "elbow", "wrist", "hand")
LEG = ("hip", "knee", "ankle", "toes")
PLACES = ("floor", "pelvis", "belly", "chest", "head")
JOINTS = tuple(f"{side} {joint}" for side in SIDES for joint in (*ARM, *LEG))
"""What a hand can be on, beside these places: joints of the other arm and of the legs."""


@cache
def posed(pose: Pose) -> Skeleton:
    """The skeleton in a pose."""
    pelvis = Place(pose.pelvis.at, _bent(pose.pelvis.tilt, pose.pelvis.lean, pose.pelvis.turn))
    trunk, chest = _trunk(pelvis, pose.spine)
    neck = vectors.then(chest.turn, _bent(pose.neck.flexion, pose.neck.side_bend, pose.neck.twist))
    # The neck bends all along: as a straight line it leans half as far as the head.
    leaning = vectors.unit(vectors.plus(vectors.turned(chest.turn, UP), vectors.turned(neck, UP)))
    top = Place(vectors.plus(chest.at, leaning, NECK), neck)
    places = {
        "floor": Place((0.0, 0.0, 0.0)),
        "pelvis": pelvis,
        "belly": Place(vectors.plus(trunk[2].middle, vectors.turned(chest.turn, AHEAD), pose.belly)),
        "chest": chest,
        "neck": top,
        "head": Place(top.point(*SKULL), neck),
    }
    legs = {side: _leg(pose.leg(side), pelvis, way) for side, way in SIDES.items()}
    arms: dict[str, tuple[Vector, ...]] = {}
    # An arm that holds the other one comes after it.
    for side in sorted(SIDES, key=lambda side: pose.arm(side).hand_on.split(" ")[0] in SIDES):
        arms[side] = _arm(pose.arm(side), Skeleton(trunk, places, arms, legs), SIDES[side])
    return Skeleton(trunk, places, arms, legs)


def _bent(flexion: float, side_bend: float = 0.0, twist: float = 0.0) -> Turn:
    return vectors.then(about_right(-flexion), about_ahead(side_bend), about_up(-twist))


def _trunk(pelvis: Place, spine: Bend) -> tuple[tuple[Level, ...], Place]:
    levels, place = [Level(pelvis.at, vectors.turned(pelvis.turn, RIGHT), HIP)], pelvis
    piece = _bent(spine.flexion / PIECES, spine.side_bend / PIECES, spine.twist / PIECES)
    for number in range(1, PIECES + 1):
        turn = vectors.then(place.turn, piece)
        place = Place(vectors.plus(place.at, vectors.turned(turn, UP), SPINE / PIECES), turn)
        half = HIP + (CHEST_EDGE - HIP) * number / PIECES
        levels.append(Level(place.at, vectors.turned(turn, RIGHT), half))
    return tuple(levels), place


def _arm(arm: Arm, body: Skeleton, way: int) -> tuple[Vector, ...]:
    chest = body.places["chest"]
    # A shoulder blade slides round the ribs: what goes back comes nearer to the spine.
    shoulder = chest.point(-arm.shoulder_back, arm.shoulder_up - 2.0, way * (SHOULDER - abs(arm.shoulder_back) * 0.25))
    if not arm.hand_on:
        upper = vectors.then(chest.turn, about_right(arm.flexion), about_ahead(-way * arm.abduction))
        fore = vectors.then(upper, about_up(-way * arm.rotation), about_right(arm.elbow))
        elbow = vectors.plus(shoulder, vectors.turned(upper, DOWN), UPPER_ARM)
        wrist = vectors.plus(elbow, vectors.turned(fore, DOWN), FOREARM)
        fingers = vectors.turned(vectors.then(fore, about_right(-arm.wrist)), DOWN)
        return shoulder, elbow, wrist, vectors.plus(wrist, fingers, HAND)
    ahead, up, out = arm.hand_at
    held = body.places.get(arm.hand_on) or Place(body.point(arm.hand_on), chest.turn)
    elbow, wrist = vectors.hinge(
        shoulder,
        held.point(ahead, up, way * out),
        UPPER_ARM,
        FOREARM,
        vectors.turned(chest.turn, _mirrored(arm.elbow_towards, way)),
    )
    fingers = vectors.turned(held.turn, _mirrored(arm.fingers, way))
    fingers = vectors.unit(fingers if any(arm.fingers) else vectors.minus(wrist, elbow))
    return shoulder, elbow, wrist, vectors.plus(wrist, fingers, HAND)


def _leg(leg: Leg, pelvis: Place, way: int) -> tuple[Vector, ...]:
    hip = pelvis.point(0.0, 0.0, way * HIP)
    if not leg.foot_on:
        thigh = vectors.then(pelvis.turn, about_right(leg.hip), about_ahead(-way * leg.abduction))
        shank = vectors.then(thigh, about_right(-leg.knee))
        knee = vectors.plus(hip, vectors.turned(thigh, DOWN), THIGH)
        ankle = vectors.plus(knee, vectors.turned(shank, DOWN), SHANK)
        toes = vectors.turned(vectors.then(shank, about_right(-leg.ankle)), AHEAD)
        return hip, knee, ankle, vectors.plus(ankle, toes, FOOT)
    ahead, up, out = leg.foot_at
    knee, ankle = vectors.hinge(hip, (ahead, up, way * out), THIGH, SHANK, _mirrored(leg.knee_towards, way))
    return hip, knee, ankle, vectors.plus(ankle, vectors.unit(_mirrored(leg.toes, way)), FOOT)


def _mirrored(direction: Vector, way: int) -> Vector:
    return direction[0], direction[1], way * direction[2]
