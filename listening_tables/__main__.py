"""`python -m listening_tables`: build the ears' tables, or check that this was done."""

import argparse
import sys

from listening_tables import builder
from listening_tables.pattern import TableError
from upper_back_guide.content import Incomplete


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 when --check finds the tables stale, 2 when they cannot be built."""
    parser = argparse.ArgumentParser(prog="python -m listening_tables", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing: report stale tables")
    options = parser.parse_args(arguments)
    try:
        text = builder.text()
    except (TableError, Incomplete, OSError) as fault:
        print(f"listening_tables: {fault}", file=sys.stderr)
        return 2
    if options.check:
        if builder.is_fresh(text):
            return 0
        print(f"{builder.OUTPUT} is stale: run python -m listening_tables", file=sys.stderr)
        return 1
    builder.OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
