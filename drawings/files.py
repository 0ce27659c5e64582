"""The files that the drawings are kept in, and whether they are what the poses say."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from drawings import graphics, stills
from drawings.source import Drawing
from upper_back_guide.content import FACTS, facts

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


def write(whole: Mapping[Path, bytes]) -> list[Path]:
    """Write the files that changed, and take away those of exercises that are no more; which files these were."""
    changed = _stale(whole)
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(whole[path])
    strays = _strays(whole)
    for path in strays:
        path.unlink()
    return changed + strays


def problems(whole: Mapping[Path, bytes]) -> list[str]:
    """What is stale, or belongs to no exercise: one line each."""
    found = [f"{path} is stale: run python -m drawings" for path in _stale(whole)]
    return found + [f"{path} belongs to no exercise" for path in _strays(whole)]


def unmatched(drawings: Iterable[Drawing]) -> list[str]:
    """Exercises without poses, and poses without an exercise: one line each."""
    posed, led = {drawing.id for drawing in drawings}, exercises()
    missing = [f"{id_} has no poses in drawings/poses.toml" for id_ in sorted(led - posed)]
    return missing + [f"{id_} is no exercise of content/stretching.toml" for id_ in sorted(posed - led)]


def exercises() -> set[str]:
    """The ids of all that is led."""
    return {*facts("stretching")["exercises"]}


def _stale(whole: Mapping[Path, bytes]) -> list[Path]:
    return [path for path, content in whole.items() if not path.is_file() or path.read_bytes() != content]


def _strays(whole: Mapping[Path, bytes]) -> list[Path]:
    return sorted({*FIGURES.glob("*"), *PICTURES.glob("*")} - whole.keys())
