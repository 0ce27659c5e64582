"""Reads poses.toml: every key is known, every number is one, and nobody bends further than people do."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from drawings.pose import SIDES, Arm, Bend, Leg, Pelvis, Pose, between
from drawings.skeleton import ARM, JOINTS, PLACES
from drawings.vectors import Camera, Vector

PATH = Path(__file__).with_name("poses.toml")

Made = TypeVar("Made")

# How far people move, in degrees: about the norms of the American Academy of Orthopaedic Surgeons (Joint Motion, 1965),
# rounded up, and for the spine those of all of it below the neck. Shoulder blades in hundredths, from no norm.
RANGES: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "spine": {"flexion": (-35, 85), "side_bend": (-35, 35), "twist": (-45, 45)},
    "neck": {"flexion": (-50, 50), "side_bend": (-45, 45), "twist": (-80, 80)},
    "arm": {
        "flexion": (-60, 180),
        "abduction": (-45, 180),
        "rotation": (-90, 110),
        "elbow": (0, 150),
        "wrist": (-80, 70),
        "shoulder_up": (-4, 8),
        "shoulder_back": (-8, 6),
    },
    "leg": {"hip": (-30, 125), "abduction": (-30, 45), "knee": (0, 150), "ankle": (-20, 55)},
}

SOFT = ("cushion", "towel", "pack", "heat")
KINDS = ("chair", "wall", "mat", *SOFT)
PARTS = ("trunk", "head", *(f"{side} {limb}" for side in SIDES for limb in ("arm", "leg")))
EXTRAS = ("blades", "belly", "no rims", "linked hands", "left hand", "right hand")


class Unusable(ValueError):
    """The poses cannot be drawn; the message says where and why, in one line."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture. Lengths in hundredths of the person's height.

    kind: chair; wall, across at its place; mat; cushion, towel, pack (a warm one) or heat, the waves that rise from it.
    at: its place on the floor. turn: degrees to the left. seat, back: a chair's heights, and arms, whether it has
    armrests. wide: half the width; how thick a cushion, towel or pack is. long, high: a mat's and a wall's.
    on, ends: what a cushion or pack is on, and its two ends there; or the two hands that hold a towel.
    over: the part of the body that it is drawn after; without one it is drawn first.
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
    """Shows a movement: the way of one joint, or a line or curve through two or three points in space.

    to: the pose whose picture has it. follows: the joint, on its way from the pose nearer to the pose of rest.
    shift: how far it is moved aside in the picture, right and up. longer: how many times longer than the way it is.
    """

    to: str
    follows: str = ""
    path: tuple[Vector, ...] = ()
    shift: tuple[float, float] = (0.0, 0.0)
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
        """The person at a position, in a pose or between two."""
        place = move * (len(self.poses) - 1)
        before = min(int(place), len(self.poses) - 2)
        return between(self.poses[before], self.poses[before + 1], place - before)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is written of an exercise, beside its poses."""

    position: str
    poses: tuple[str, ...]
    rest: str
    cues: tuple[str, ...]
    camera: Mapping[str, Any]
    pose: Mapping[str, Any]
    always: Mapping[str, Any] = field(default_factory=dict)
    props: tuple[Mapping[str, Any], ...] = ()
    arrows: tuple[Mapping[str, Any], ...] = ()
    order: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()


def read(path: Path | None = None) -> tuple[Drawing, ...]:
    """The drawings in a file, in its order; Unusable when there is no such file, or something in it cannot be used."""
    path = path or PATH
    try:
        return parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Unusable(f"{path.name}: {' '.join(str(fault).split())}") from fault


def parsed(text: str) -> tuple[Drawing, ...]:
    """The drawings in TOML; ValueError, which names the exercise, the pose and the key, when something is wrong."""
    whole = tomllib.loads(text)
    _only(whole, ("positions", "exercises"), "the file")
    drawings: dict[str, Drawing] = {}
    positions, exercises = (_value(whole.get(key, {}), Mapping[str, Any], key) for key in ("positions", "exercises"))
    for id_, table in exercises.items():
        if isinstance(table, dict) and "as" in table:
            _only(table, ("as",), id_)
            _one_of(_value(table["as"], str, f"{id_}: as"), drawings, f"{id_}: as")
            drawings[id_] = replace(drawings[table["as"]], id=id_)
        else:
            drawings[id_] = _drawing(id_, _made(_Told, table, id_), positions)
    return tuple(drawings.values())


def _drawing(id_: str, told: _Told, positions: Mapping[str, Any]) -> Drawing:
    if len(told.poses) < 2 or set(told.poses) != set(told.pose):
        raise ValueError(f"{id_}: poses: must name two or more, each with a table of its own under pose")
    _one_of(told.position, positions, f"{id_}: position")
    for name in (told.rest, *told.cues):
        _one_of(name, told.poses, f"{id_}: rest, cues")
    for kind, names, known in (("order", told.order, PARTS), ("extras", told.extras, EXTRAS)):
        for name in names:
            _one_of(name, known, f"{id_}: {kind}")
    if told.order and len(told.order) != len(PARTS):
        raise ValueError(f"{id_}: order: must name each of {', '.join(PARTS)}")
    first = _merged(positions[told.position], told.always)
    poses = tuple(_pose(_merged(first, told.pose[name]), f"{id_}, pose {name}") for name in told.poses)
    for name, pose in zip(told.poses[1:], poses[1:], strict=True):
        _same_kind(poses[0], pose, f"{id_}, pose {name}")
    at = {name: number / (len(poses) - 1) for number, name in enumerate(told.poses)}
    return Drawing(
        id_,
        _made(Camera, told.camera, f"{id_}, camera"),
        told.poses,
        poses,
        at[told.rest],
        tuple(at[name] for name in told.cues),
        tuple(_prop(prop, f"{id_}, prop {number}") for number, prop in enumerate(told.props, 1)),
        tuple(_arrow(arrow, told.poses, f"{id_}, arrow {number}") for number, arrow in enumerate(told.arrows, 1)),
        told.order,
        told.extras,
    )


def _prop(table: Mapping[str, Any], where: str) -> Prop:
    prop = _made(Prop, table, where)
    _one_of(prop.kind, KINDS, f"{where}: kind")
    _one_of(prop.over, ("", *PARTS), f"{where}: over")
    for name in prop.on:
        _one_of(name, PLACES if len(prop.on) == 1 else (*PLACES, *JOINTS), f"{where}: on")
    if prop.kind in SOFT and (len(prop.on) != 2 or prop.kind == "heat") and (len(prop.on), len(prop.ends)) != (1, 2):
        raise ValueError(f"{where}: ends: must be two points, or on must name two joints")
    return prop


def _arrow(table: Mapping[str, Any], poses: Collection[str], where: str) -> Arrow:
    arrow = _made(Arrow, table, where)
    _one_of(arrow.to, poses, f"{where}: to")
    if arrow.follows:
        _one_of(arrow.follows, (*PLACES, *JOINTS), f"{where}: follows")
    elif len(arrow.path) not in (2, 3):
        raise ValueError(f"{where}: path: must have two or three points, or else follows must name a joint")
    return arrow


def _pose(table: Any, where: str) -> Pose:
    table = _each_side(table)
    _only(table, [each.name for each in fields(Pose)], where)
    kinds = {"pelvis": Pelvis, "spine": Bend, "neck": Bend}
    kinds |= {f"{side}_arm": Arm for side in SIDES} | {f"{side}_leg": Leg for side in SIDES}
    made: dict[str, Any] = {}
    for key, value in table.items():
        place = f"{where}: {key}"
        made[key] = _made(kinds[key], value, place) if key in kinds else _value(value, float, place)
        for name, (least, most) in RANGES.get(key.split("_")[-1], {}).items():
            if not least <= (degrees := getattr(made[key], name)) <= most:
                raise ValueError(f"{place}.{name}: people reach {least} to {most}, not {degrees:g}")
        if isinstance(made[key], Arm) and made[key].hand_on:
            _one_of(made[key].hand_on, (*PLACES, *JOINTS), f"{place}.hand_on")
        if isinstance(made[key], Leg) and made[key].foot_on:
            _one_of(made[key].foot_on, ("floor",), f"{place}.foot_on")
    pose = Pose(**made)
    holding = [side for side in SIDES if pose.arm(side).hand_on.endswith(ARM)]
    if len(holding) == 2 or any(pose.arm(side).hand_on.startswith(side) for side in holding):
        raise ValueError(f"{where}: hand_on: only one arm can hold the other")
    return pose


def _merged(first: Any, more: Any) -> Any:
    """Tables in one another: what the second says goes before. What is said of both sides holds for each."""
    if not isinstance(first, dict) or not isinstance(more, dict):
        return more
    first, more = _each_side(first), _each_side(more)
    return {**first, **{key: _merged(first[key], value) if key in first else value for key, value in more.items()}}


def _each_side(table: Any) -> Any:
    if not isinstance(table, dict):
        return table
    sided = dict(table)
    for limb in ("arm", "leg"):
        if f"{limb}s" in sided and isinstance(sided[f"{limb}s"], dict):
            both = sided.pop(f"{limb}s")
            for side in SIDES:
                sided[f"{side}_{limb}"] = _merged(both, sided.get(f"{side}_{limb}", {}))
    return sided


def _same_kind(one: Any, other: Any, where: str) -> None:
    """In all poses of an exercise, a hand or a foot must be on the same thing: nothing lies between two things."""
    for each in fields(one):
        first, second = getattr(one, each.name), getattr(other, each.name)
        if is_dataclass(first):
            _same_kind(first, second, f"{where}: {each.name}")
        elif isinstance(first, str) and first != second:
            raise ValueError(f"{where}.{each.name}: {second!r} here, {first!r} in the first pose")


def _made(kind: type[Made], table: Any, where: str) -> Made:
    """A dataclass from a table that has no keys but its fields, each of their type."""
    hints = get_type_hints(kind)
    _only(table, hints, where)
    values = {key: _value(value, hints[key], f"{where}: {key}") for key, value in table.items()}
    try:
        return kind(**values)
    except TypeError as fault:  # Python's own message names what is missing
        raise ValueError(f"{where}: {str(fault).partition('__init__() ')[2]}") from None


def _value(value: Any, hint: Any, where: str) -> Any:
    """A value as the type that is hinted at; ValueError when it is of another."""
    inner = get_args(hint)
    if hint is float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise ValueError(f"{where}: {value!r} is not a number")
        return float(value)
    if not inner or hint == Mapping[str, Any]:
        if not isinstance(value, hint if isinstance(hint, type) else dict):
            raise ValueError(f"{where}: {value!r} is not what belongs here")
        return value
    if not isinstance(value, list) or (inner[-1] is not ... and len(value) != len(inner)):
        many = "" if inner[-1] is ... else f"{len(inner)} "
        raise ValueError(f"{where}: {value!r} is not a list of {many}{'names' if inner[0] is str else 'numbers'}")
    return tuple(_value(each, inner[0], where) for each in value)


def _only(table: Any, known: Collection[str], where: str) -> None:
    if not isinstance(table, dict):
        raise ValueError(f"{where}: {table!r} is not a table")  # noqa: TRY004 - whatever is wrong is a wrong value
    if strange := sorted(table.keys() - set(known)):
        raise ValueError(f"{where}: {strange[0]} is no key here, only {', '.join(sorted(known))}")


def _one_of(name: Any, known: Collection[str], where: str) -> None:
    if name not in known:
        raise ValueError(f"{where}: {name!r} is none of {', '.join(filter(None, known))}")
