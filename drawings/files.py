"""The files that the drawings are kept in, and whether they are what the poses say."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from drawings import graphics, stills
from drawings.source import Drawing
from upper_back_guide.content import FACTS

FIGURES = FACTS.parent / "figures"
"""What screens show; the skill reads it."""

PICTURES = Path(__file__).with_name("pictures")
"""For paper and for reviewing."""


def drawn(drawings: Iterable[Drawing]) -> dict[Path, bytes]:
    """Every file and what is in it; the same bytes every time."""
    whole: dict[Path, bytes] = {}
    for drawing in drawings:
        svg = stills.svg(drawing)
        whole[FIGURES / f"{drawing.id}.json"] = graphics.text(drawing).encode()
        whole[PICTURES / f"{drawing.id}.svg"] = svg.encode()
        whole[PICTURES / f"{drawing.id}.png"] = stills.png(svg)
    return whole


def write(whole: Mapping[Path, bytes]) -> list[str]:
    """Write the files, and take away those of exercises that are no more; nothing is left to report."""
    for path, content in whole.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for path in _strays(whole):
        path.unlink()
    return []


def problems(whole: Mapping[Path, bytes]) -> list[str]:
    """What is stale, or belongs to no exercise: one line each."""
    stale = [path for path, content in whole.items() if not path.is_file() or path.read_bytes() != content]
    found = [f"{path} is stale: run python -m drawings" for path in stale]
    return found + [f"{path} belongs to no exercise" for path in _strays(whole)]


def _strays(whole: Mapping[Path, bytes]) -> list[Path]:
    return sorted({*FIGURES.glob("*"), *PICTURES.glob("*")} - whole.keys())
