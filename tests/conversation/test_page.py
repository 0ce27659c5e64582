"""What the architecture page promises is there."""

from pathlib import Path

ARCHITECTURE = Path(__file__).parents[2] / "docs/architecture.md"


def test_every_test_that_the_page_names_is_there() -> None:
    named = {word.strip("`,.") for word in ARCHITECTURE.read_text("utf-8").split() if word.startswith("`tests/")}
    assert named
    assert all((ARCHITECTURE.parents[1] / name).exists() for name in named)
