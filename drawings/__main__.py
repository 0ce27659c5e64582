"""`python -m drawings`: draw every exercise, or check that this was done."""

import argparse
import sys

from drawings import files, source


def main(arguments: list[str] | None = None) -> int:
    """Prints the files that changed. Exit status: 0 done, 1 when an exercise has no poses or --check finds problems,
    2 when the poses cannot be drawn."""
    parser = argparse.ArgumentParser(prog="python -m drawings", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing: report stale drawings")
    options = parser.parse_args(arguments)
    try:
        drawings = source.read()
        drawn, problems = files.drawn(drawings), files.unmatched(drawings)
        if options.check:
            problems += files.problems(drawn)
        else:
            for path in files.write(drawn):
                print(path)
    except (source.Unusable, OSError) as fault:
        print(f"drawings: {fault}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
