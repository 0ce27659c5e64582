"""What the product may cost: one table, printed by `make bench` and told in docs/architecture.md."""

from collections.abc import Mapping

BUDGETS: Mapping[str, str] = {
    "package": "7 MB at most",
    "cold start, to hello-world": "1.3 x at most",
    "warm turn p50, to hello-world": "2 x at most",
    "warm turn with a screen, to hello-world": "3 x at most",
    "warm turn p99": "10 ms at most",
    "memory gained over 100,000 turns": "5 MB at most",
    "self-hosted, to hello-world unchecked": "0.8 x at least",
}
"""By what is measured. A ratio is to a small skill on the same SDK, measured in the same run, in turns."""


def table() -> str:
    """The budgets in columns."""
    return "\n".join(f"{what:<44} {budget}" for what, budget in BUDGETS.items())
