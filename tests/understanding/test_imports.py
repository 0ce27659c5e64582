"""Every door shares the understanding, so it knows none of them."""

import ast
from pathlib import Path

import understanding

DOORS = {"simulator", "web_service", "benchmarks", "tests"}
FILES = sorted(Path(understanding.__path__[0]).rglob("*.py"))


def test_it_imports_no_door() -> None:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & DOORS, file.name


def test_it_is_not_in_the_package_for_aws() -> None:
    assert "lambda" not in Path(understanding.__path__[0]).parts[-2:]
