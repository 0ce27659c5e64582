"""Who may import whom: rooms stand side by side, and nothing on the ground floor looks up."""

import ast
from collections.abc import Container, Iterator
from pathlib import Path

import pytest

import upper_back_guide

ROOT = Path(upper_back_guide.__path__[0])
ROOMS = {"answers", "basics", "caregiver", "checkup", "settings", "stretching"}
GROUND = {
    "content",
    "listening",
    "signs",
    "logs",
    "meaning",
    "memory",
    "patient",
    "preference",
    "questions",
    "speeds",
    "turn",
    "wording",
}
MAY_IMPORT = {
    **dict.fromkeys(ROOMS, GROUND),
    **dict.fromkeys(GROUND, GROUND),
    "storage": GROUND,
    "listening": set(),
    "carriers": {"turn"},
    "ears": GROUND,
    "calls": GROUND,
    "safety_net": GROUND,
    "standing": GROUND,
    "emergency": GROUND | {"calls"},
    "router": GROUND | ROOMS,
    "conversation": GROUND
    | ROOMS
    | {"calls", "carriers", "ears", "emergency", "router", "safety_net", "standing", "storage"},
    "alexa": GROUND | {"conversation", "storage"},
}
"""Modules and packages, and what else of this package each may import."""

SDK = ("ask_sdk", "boto3", "botocore", "flask")


def part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, at whatever depth, by its full name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            whole = node.module == "upper_back_guide"
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if whole else (str(node.module),)


FILES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_is_beside_or_below_it(path: Path) -> None:
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("upper_back_guide.")}
    assert ours - {part(path)} <= MAY_IMPORT[part(path)]


def test_only_alexa_knows_alexa_and_only_storage_knows_its_database() -> None:
    for path in FILES:
        if part(path) != "alexa" and path.name not in ("aws.py", "dynamodb.py", "secret.py"):
            assert not [name for name in imported(path) if name.startswith(SDK)], path


def test_nothing_imports_in_a_circle() -> None:
    names = {f"upper_back_guide.{'.'.join(p.relative_to(ROOT).with_suffix('').parts)}": p for p in FILES}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    top = {name: set(_at_the_top(path, names)) for name, path in names.items()}
    while leaves := [name for name, needs in top.items() if not needs]:
        for name in leaves:
            del top[name]
        for needs in top.values():
            needs.difference_update(leaves)
    assert not top


def _at_the_top(path: Path, names: Container[str]) -> Iterator[str]:
    """What of ours is imported when the module is: nothing inside functions or for the type checker alone."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                one = f"{node.module}.{alias.name}"
                yield from (name for name in (one if one in names else str(node.module),) if name in names)
