"""The budgets are told where they are explained."""

from pathlib import Path

from benchmarks.budgets import BUDGETS

ARCHITECTURE = Path(__file__).parents[2] / "docs/architecture.md"


def test_the_budgets_of_the_architecture_page_are_those_that_are_measured() -> None:
    rows = [line.strip("| ").split(" | ") for line in ARCHITECTURE.read_text("utf-8").splitlines() if "|" in line]
    assert {row[0]: row[1] for row in rows if row[0] in BUDGETS} == BUDGETS


def test_every_test_that_the_page_names_is_there() -> None:
    named = {word.strip("`,.") for word in ARCHITECTURE.read_text("utf-8").split() if word.startswith("`tests/")}
    assert named
    assert all((ARCHITECTURE.parents[1] / name).exists() for name in named)
