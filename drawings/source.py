"""Reads poses.toml: every key is known, every number is one, and nobody bends further than people do."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from drawings.pose import SIDES, Arm, Bend, Leg, Pelvis, Pose, between
from drawings.skeleton import JOINTS, PLACES
from drawings.vectors import Camera, Vector

PATH = Path(__file__).with_name("poses.toml")

Made = TypeVar("Made")


class Unusable(ValueError):
    """The poses cannot be drawn; the message says where and why, in one line."""


# How far people move, in degrees: about the norms of the American Academy of Orthopaedic Surgeons (Joint Motion, 1965),
# rounded up, and for the spine those of all of it below the neck. Shoulder blades in hundredths, from no norm.
RANGES: Mapping[type, Mapping[str, tuple[float, float]]] = {
    Bend: {},
    Arm: {
        "flexion": (-60, 180),
        "abduction": (-45, 180),
        "rotation": (-90, 110),
        "elbow": (0, 150),
        "wrist": (-80, 70),
        "shoulder_up": (-4, 8),
        "shoulder_back": (-8, 6),
    },
    Leg: {"hip": (-30, 125), "abduction": (-30, 45), "knee": (0, 155), "ankle": (-20, 55)},
}
SPINE = {"flexion": (-35, 85), "side_bend": (-35, 35), "twist": (-45, 45)}
NECK = {"flexion": (-50, 50), "side_bend": (-45, 45), "twist": (-80, 80)}


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture.

    kind: chair, wall, mat, or something soft: towel, cushion, pack. at: its place on the floor. turn: degrees to the
    left. seat, back: a chair's heights. arms: whether it has armrests. wide: half of its width, or how thick it is.
    on, ends: what a soft thing lies on, and its two ends there, or the two hands that hold it. over: the part of the
    body that it is drawn after; it is drawn first without one.
    """

    kind: str
    at: Vector = (0.0, 0.0, 0.0)
    turn: float = 0.0
    seat: float = 21.0
    back: float = 0.0
    arms: bool = False
    wide: float = 13.0
    high: float = 0.0
    long: float = 0.0
    on: tuple[str, ...] = ("floor",)
    ends: tuple[Vector, ...] = ()
    over: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """Shows a movement: the way of one point from one pose to another, or a path in space.

    to: the pose whose picture has it. origin: the pose that it begins at; the one before without. shift: how far it is
    moved aside in the picture, right and up. longer: how many times longer than the way it is.
    """

    to: str
    origin: str = ""
    follows: str = ""
    path: tuple[Vector, ...] = ()
    shift: tuple[float, ...] = (0.0, 0.0)
    longer: float = 1.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """An exercise as it is drawn. Positions run from 0, the first pose, to 1, the last."""

    id: str
    camera: Camera
    names: tuple[str, ...]
    poses: tuple[Pose, ...]
    rest: float
    cues: tuple[float, ...]
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    order: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()

    def position(self, name: str) -> float:
        """Where a pose is; ValueError when there is none of that name."""
        return self.names.index(name) / (len(self.names) - 1)

    def at(self, move: float) -> Pose:
        """The person at a position, between two poses or in one."""
        before = min(int(move * (len(self.poses) - 1)), len(self.poses) - 2)
        return between(self.poses[before], self.poses[before + 1], move * (len(self.poses) - 1) - before)


def read(path: Path = PATH) -> tuple[Drawing, ...]:
    """The drawings in a file, in its order; Unusable when there is no such file, or something in it cannot be used."""
    try:
        return parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Unusable(f"{path.name}: {' '.join(str(fault).split())}") from fault


def parsed(text: str) -> tuple[Drawing, ...]:
    """The drawings in TOML; ValueError, which names the exercise, the pose and the key, when something is wrong."""
    whole = tomllib.loads(text)
    _only(whole, {"positions", "exercises"}, "")
    positions, exercises = whole.get("positions", {}), whole.get("exercises", {})
    drawings: dict[str, Drawing] = {}
    for id_, table in exercises.items():
        if isinstance(table, dict) and "as" in table:
            _only(table, {"as"}, id_)
            if table["as"] not in drawings:
                raise ValueError(f"{id_}: as: no exercise before it is called {table['as']!r}")
            same = drawings[table["as"]]
            drawings[id_] = Drawing(id_, **{each.name: getattr(same, each.name) for each in fields(same)[1:]})
        else:
            drawings[id_] = _drawing(id_, table, positions)
    return tuple(drawings.values())


KEYS = {"camera", "position", "always", "poses", "pose", "rest", "cues", "props", "arrows", "order", "extras"}


def _drawing(id_: str, table: Any, positions: Mapping[str, Any]) -> Drawing:
    _only(table, KEYS, id_)
    names = table.get("poses", [])
    if not isinstance(names, list) or len(names) < 2 or set(names) != set(table.get("pose", {})):
        raise ValueError(f"{id_}: poses: must name two or more, each with a table of its own under pose")
    if table.get("position") not in positions:
        raise ValueError(f"{id_}: position: there is no {table.get('position')!r}")
    first = _merged(positions[table["position"]], table.get("always", {}))
    poses = tuple(_pose(_merged(first, table["pose"][name]), f"{id_}, pose {name}") for name in names)
    for name, pose in zip(names[1:], poses[1:], strict=True):
        _same_kind(poses[0], pose, f"{id_}, pose {name}")
    asked = [table.get("rest"), *table.get("cues", [])]
    if unknown := [name for name in asked if name not in names]:
        raise ValueError(f"{id_}: rest, cues: {unknown[0]!r} is no pose of it")
    at = {name: number / (len(names) - 1) for number, name in enumerate(names)}
    arrows = tuple(_made(Arrow, arrow, f"{id_}, arrow") for arrow in table.get("arrows", []))
    for arrow in arrows:
        if {arrow.to, arrow.origin or arrow.to} - {*names}:
            raise ValueError(f"{id_}, arrow: to, origin: must be poses of it")
        if arrow.follows and arrow.follows not in (*PLACES, *JOINTS):
            raise ValueError(f"{id_}, arrow: follows: {arrow.follows!r} is no part of the body")
    return Drawing(
        id_,
        _made(Camera, table.get("camera", {}), f"{id_}, camera"),
        tuple(names),
        poses,
        at[table["rest"]],
        tuple(at[name] for name in table["cues"]),
        tuple(_made(Prop, prop, f"{id_}, prop") for prop in table.get("props", [])),
        arrows,
        tuple(table.get("order", ())),
        tuple(table.get("extras", ())),
    )


def _merged(first: Any, more: Any) -> Any:
    """Tables in one another: what the second says goes before. What is said of both sides holds for each."""
    if not isinstance(first, dict) or not isinstance(more, dict):
        return more
    first, more = _each_side(first), _each_side(more)
    return {**first, **{key: _merged(first[key], value) if key in first else value for key, value in more.items()}}


def _each_side(table: Mapping[str, Any]) -> dict[str, Any]:
    sided = dict(table)
    for limb in ("arm", "leg"):
        if f"{limb}s" in sided:
            both = sided.pop(f"{limb}s")
            for side in SIDES:
                sided[f"{side}_{limb}"] = _merged(both, sided.get(f"{side}_{limb}", {}))
    return sided


def _pose(table: Any, where: str) -> Pose:
    table = _each_side(table)
    _only(table, {each.name for each in fields(Pose)}, where)
    kinds = {"pelvis": Pelvis, "spine": Bend, "neck": Bend}
    kinds |= {f"{side}_arm": Arm for side in SIDES} | {f"{side}_leg": Leg for side in SIDES}
    made: dict[str, Any] = {}
    for key, value in table.items():
        place = f"{where}: {key}"
        made[key] = _made(kinds[key], value, place) if key in kinds else _value(value, 0.0, place)
        ranges = {"spine": SPINE, "neck": NECK}.get(key) or RANGES.get(kinds.get(key, Pelvis), {})
        for name, (least, most) in ranges.items():
            if not least <= getattr(made[key], name) <= most:
                raise ValueError(f"{place}.{name}: people reach {least} to {most}, not {getattr(made[key], name):g}")
    pose = Pose(**made)
    for on, known in ((pose.left_arm.hand_on, (*PLACES, *JOINTS)), (pose.right_arm.hand_on, (*PLACES, *JOINTS))):
        if on and on not in known:
            raise ValueError(f"{where}: hand_on: {on!r} is no part of the body, nor the floor")
    return pose


def _same_kind(one: Any, other: Any, where: str) -> None:
    """In all poses of an exercise, a hand or a foot must be on the same thing: nothing lies between two things."""
    for field in fields(one):
        first, second = getattr(one, field.name), getattr(other, field.name)
        if is_dataclass(first):
            _same_kind(first, second, f"{where}: {field.name}")
        elif isinstance(first, str) and first != second:
            raise ValueError(f"{where}.{field.name}: {second!r} here, {first!r} in the first pose")


def _made(kind: type[Made], table: Any, where: str) -> Made:
    """A dataclass from a table; what the table has must be its fields, and like their defaults."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    _only(table, set(known), where)
    values = {key: _value(value, known[key].default, f"{where}.{key}") for key, value in table.items()}
    try:
        return kind(**values)
    except TypeError:
        raise ValueError(f"{where}: something is missing of {', '.join(known)}") from None


def _value(value: Any, like: Any, where: str) -> Any:
    if isinstance(like, bool):
        good = isinstance(value, bool)
    elif isinstance(like, float):
        good = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    elif isinstance(like, tuple):
        # Without a default to be like, such as a path's, it is a list of points, or of names.
        inner = like[0] if like else (0.0, 0.0, 0.0) if value and isinstance(value, list) and value[0] != "" else ""
        good = isinstance(value, list) and (not like or isinstance(inner, str) or len(value) == len(like))
        if good:
            return tuple(_value(each, inner, where) for each in value)
    else:
        good = isinstance(value, str)
    if not good:
        wanted = "numbers" if isinstance(like, tuple) else "a number" if isinstance(like, float) else "another kind"
        raise ValueError(f"{where}: {value!r} is not {wanted}")
    return float(value) if isinstance(like, float) else value


def _only(table: Any, known: set[str], where: str) -> None:
    if not isinstance(table, dict):
        raise ValueError(f"{where}: must be a table")  # noqa: TRY004 - read() tells of values only
    if strange := sorted(table.keys() - known):
        raise ValueError(f"{where}: {strange[0]} is not known, only {', '.join(sorted(known))}".removeprefix(": "))
