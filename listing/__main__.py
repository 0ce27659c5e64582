"""`python -m listing`: make the store's page in skill-package/, or check that this was done."""

import argparse
import sys
from pathlib import Path

from listing import icon, manifest, parameters, submission
from review import collection, signatures
from upper_back_guide.wording import UnknownMark


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 when a check finds problems, 2 when something filled in or authored cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m listing", description=__doc__)
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="write nothing: report what is stale")
    only.add_argument("--ready", action="store_true", help="check, and report what is missing for submission")
    options = parser.parse_args(arguments)
    try:
        filled_in = parameters.read()
        made = manifest.text(manifest.manifest(manifest.texts(), filled_in))
        problems = stale(made) if options.check or options.ready else written(made)
        if options.ready:
            unsigned = signatures.gaps(collection.items(), signatures.read())
            problems += submission.gaps(filled_in, len(unsigned))
    except UnknownMark as fault:
        return _unusable(f"store.toml: unknown mark {{{fault}}}")
    except KeyError as fault:
        return _unusable(f"store.toml: {fault} is missing")
    except (OSError, ValueError) as fault:
        return _unusable(" ".join(str(fault).split()))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def written(made: str) -> list[str]:
    """Write the manifest, and the icons that are not there yet as they should be; no problems."""
    manifest.OUTPUT.write_text(made, encoding="utf-8")
    for path, size in stale_icons():
        path.parent.mkdir(parents=True, exist_ok=True)
        icon.drawn(size).save(path, optimize=True)
    return []


def stale(made: str) -> list[str]:
    """What in skill-package/ is not what would be made now."""
    files = [path for path, _ in stale_icons()]
    # ASK's own tools write the same manifest without a line's end.
    if not manifest.OUTPUT.is_file() or manifest.OUTPUT.read_text(encoding="utf-8").rstrip() != made.rstrip():
        files.insert(0, manifest.OUTPUT)
    return [f"{file} is stale: run python -m listing" for file in files]


def stale_icons() -> list[tuple[Path, int]]:
    """The icons that are missing or look different from what would be drawn now, with their size."""
    icons = [(manifest.PACKAGE / path, size) for path, size in manifest.ICONS.values()]
    return [(path, size) for path, size in icons if not icon.same(size, path)]


def _unusable(message: str) -> int:
    print(f"listing: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
