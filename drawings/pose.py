"""How a person is posed: plain numbers, in degrees and in hundredths of the person's height."""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from drawings.vectors import Vector

Posed = TypeVar("Posed")

SIDES = {"left": -1, "right": 1}
"""The person's own sides, and which way they lie."""


@dataclass(frozen=True, slots=True)
class Pelvis:
    """Where the middle of the hips is, and how the pelvis is turned."""

    at: Vector = (0.0, 52.0, 0.0)
    tilt: float = 0.0
    lean: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Bend:
    """How the spine or the neck is bent."""

    flexion: float = 0.0
    side_bend: float = 0.0
    twist: float = 0.0


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm by its angles; or by where the hand is, when hand_on says on what."""

    flexion: float = 0.0
    abduction: float = 0.0
    rotation: float = 0.0
    elbow: float = 0.0
    wrist: float = 0.0
    shoulder_up: float = 0.0
    shoulder_back: float = 0.0
    hand_on: str = ""
    hand_at: Vector = (0.0, 0.0, 0.0)
    elbow_towards: Vector = (-1.0, 0.0, 0.3)
    fingers: Vector = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg by its angles; or by where the ankle is, when foot_on says on what."""

    hip: float = 0.0
    abduction: float = 0.0
    knee: float = 0.0
    ankle: float = 0.0
    foot_on: str = ""
    foot_at: Vector = (0.0, 0.0, 0.0)
    knee_towards: Vector = (1.0, 0.0, 0.0)
    toes: Vector = (1.0, -0.15, 0.0)


@dataclass(frozen=True, slots=True)
class Pose:
    """A whole person."""

    pelvis: Pelvis = Pelvis()
    spine: Bend = Bend()
    neck: Bend = Bend()
    left_arm: Arm = Arm()
    right_arm: Arm = Arm()
    left_leg: Leg = Leg()
    right_leg: Leg = Leg()
    belly: float = 0.0

    def arm(self, side: str) -> Arm:
        """The left or the right arm."""
        return self.left_arm if side == "left" else self.right_arm

    def leg(self, side: str) -> Leg:
        """The left or the right leg."""
        return self.left_leg if side == "left" else self.right_leg


def between(one: Posed, other: Posed, part: float) -> Posed:
    """What lies between two poses: one at part 0, the other at part 1. What is no number must be the same in both."""
    changes = {
        field.name: _mixed(getattr(one, field.name), getattr(other, field.name), part)
        for field in fields(one)  # type: ignore[arg-type]
    }
    return replace(one, **changes)  # type: ignore[type-var]


def _mixed(one: Any, other: Any, part: float) -> Any:
    if is_dataclass(one):
        return between(one, other, part)
    if isinstance(one, tuple):
        return tuple(_mixed(*pair, part) for pair in zip(one, other, strict=True))
    return one if isinstance(one, str) else one + (other - one) * part
