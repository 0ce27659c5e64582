"""How figures are shown."""

import sys

Row = tuple[str, str, str]
"""What was measured, the figure, and the target."""


def progress(text: str) -> None:
    """Show what is being measured, on standard error."""
    print(f"\r{text:<60}", end="" if text else "\r", file=sys.stderr, flush=True)


def table(rows: list[Row]) -> str:
    """Rows in columns."""
    return "\n".join(f"{what:<38} {figure:<40} {target}".rstrip() for what, figure, target in rows)
