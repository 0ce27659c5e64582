"""What the product may cost: the table of docs/architecture.md, printed by `make bench` beside what was measured."""

from collections.abc import Mapping

from simulator import ROOT

PAGE = ROOT / "docs" / "architecture.md"
HEADING = "## Budgets"


def _told() -> Mapping[str, str]:
    rows = (line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").partition(HEADING)[2].splitlines())
    return dict(row for row in rows if len(row) == 2 and row != ["what", "budget"])


BUDGETS = _told()
"""By what is measured. A ratio is to a small skill on the same SDK, measured in the same run, in turns."""


def table() -> str:
    """The budgets in columns."""
    return "\n".join(f"{what:<44} {budget}" for what, budget in BUDGETS.items())
