"""`make screens`: writes a picture of every screen in five viewports."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from screens.scenes import hurried, scenes
from screens.stage import NoStage, stage, theatre
from simulator.viewports import VIEWPORTS

OUTPUT = Path(__file__).parents[1] / "dist" / "screens"
SETTLING = 0.2
"""Seconds until what is shown stands still."""

MOVING = 2.2
"""Seconds until the first movement of a step is done."""

UNUSABLE = 2
"""Exit status when nothing can be drawn."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m screens", description=__doc__)
    parser.add_argument("--folder", type=Path, default=OUTPUT, help="where they go (default: dist/screens)")
    parser.add_argument("--viewport", choices=VIEWPORTS, action="append", help="only this one; may be given again")
    parser.add_argument("--scene", action="append", help="only this one, as its file is called; may be given again")
    options = parser.parse_args(arguments)
    shown = {name.replace(" ", "-"): hurried(directive) for name, directive in scenes().items()}
    wanted = options.scene or list(shown)
    if unknown := sorted(set(wanted) - set(shown)):
        print(f"screens: no scene {unknown[0]}: choose from {', '.join(shown)}", file=sys.stderr)
        return UNUSABLE
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        with theatre() as browser:
            for viewport in options.viewport or VIEWPORTS:
                with stage(browser, VIEWPORTS[viewport]) as screen:
                    for name in wanted:
                        print(f"{viewport} {name}", file=sys.stderr)
                        screen.show(shown[name])
                        screen.wait(MOVING if "step" in name else SETTLING)
                        screen.picture(options.folder / f"{viewport}-{name}.png")
    except (NoStage, OSError) as fault:
        print(f"screens: {fault}", file=sys.stderr)
        return UNUSABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
