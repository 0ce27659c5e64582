"""The whole of what happens in this room, in one small file: `python -m tests.stretching.test_table` writes it."""

import sys
from pathlib import Path

from upper_back_guide import stretching
from upper_back_guide.stretching import stages
from upper_back_guide.stretching.table import SAID, TABLE

MATRIX = Path(__file__).with_name("matrix.txt")


def matrix() -> str:
    """A line for everything that may be said, a column for each stage."""
    rows = [["said", *(stage or "nothing" for stage in TABLE)]]
    rows += [[said, *(TABLE[stage][said].__name__ for stage in TABLE)] for said in sorted(SAID)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in rows)


def test_every_stage_has_a_row() -> None:
    assert set(TABLE) == set(stages.ALL)


def test_no_cell_is_missing() -> None:
    assert {stage: set(SAID) - set(row) for stage, row in TABLE.items() if set(SAID) != set(row)} == {}


def test_every_intent_of_the_room_is_in_the_table() -> None:
    assert set(SAID) >= stretching.INTENTS


def test_the_matrix_is_the_one_that_was_read_last() -> None:
    assert MATRIX.read_text("utf-8") == matrix(), "read it, and write it with python -m tests.stretching.test_table"


if __name__ == "__main__":
    MATRIX.write_text(matrix(), "utf-8")
    sys.stdout.write(f"{MATRIX}\n")
