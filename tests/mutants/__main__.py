"""`make mutants`: changes the code where a fault may cost a life, a place at a time, and lists what no test noticed.

It works on a copy of what is committed or staged, in dist/mutants/, and goes on where it was stopped. All of it takes
two hours on two cores; ARGS="upper_back_guide.checkup.*" is a part.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from simulator import ROOT

COPY = ROOT / "dist" / "mutants"
SOURCE = "src"
"""The tool knows this name, under which the function's folder is copied."""

MUTATED = ("emergency.py", "checkup/*", "listening/*", "stretching/*")
TESTS = ("tests/checkup", "tests/listening", "tests/stretching", "tests/conversation")
IGNORED = ("tests/listening/test_tables.py", "tests/conversation/test_imports.py", "tests/conversation/test_page.py")
"""These look at the files as they lie in the repository."""

CONFIG = f"""
[tool.mutmut]
source_paths = ["{SOURCE}/upper_back_guide"]
only_mutate = {[f"{SOURCE}/upper_back_guide/{name}" for name in MUTATED]}
do_not_mutate = ["{SOURCE}/upper_back_guide/listening/english.py"]
also_copy = %s
process_isolation = "forkserver"
pytest_add_cli_args = {["-p", "no:cacheprovider", "-q", *(f"--ignore={name}" for name in IGNORED)]}
pytest_add_cli_args_test_selection = {list(TESTS)}
"""


class CannotRun(RuntimeError):
    """No mutants can be made; the message says why, in one line."""


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 when every mutant that was tried was noticed, 1 when some were not, 2 when none can be made."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help='what to change: "upper_back_guide.checkup.*"')
    parser.add_argument("--again", action="store_true", help="begin anew from the code as it is now")
    options = parser.parse_args(arguments)
    try:
        if options.again or not COPY.is_dir():
            _copy()
        return _run(options.names)
    except CannotRun as fault:
        print(f"mutants: {fault}", file=sys.stderr)
        return 2


def _copy() -> None:
    git = shutil.which("git") or ""
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False) if git else None
    if not listed or listed.returncode:
        raise CannotRun("what is copied is what git knows of, and there is no git, or no repository")
    shutil.rmtree(COPY, ignore_errors=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        place = COPY / (name.replace("lambda/", f"{SOURCE}/", 1) if name.startswith("lambda/") else name)
        if (ROOT / name).is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place)
    tops = sorted(path.name for path in COPY.iterdir() if path.name != SOURCE)
    (COPY / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8") + CONFIG % tops, "utf-8")


def _run(names: list[str]) -> int:
    mutmut = [sys.executable, str(Path(__file__).with_name("kept.py"))]
    try:
        done = subprocess.run([*mutmut, "run", *names], cwd=COPY, check=False)
        told = subprocess.run([*mutmut, "results"], cwd=COPY, capture_output=True, text=True, check=True).stdout
    except FileNotFoundError as missing:
        raise CannotRun("mutmut is not installed: make mutants installs it") from missing
    survived = [line.strip() for line in told.splitlines() if line.endswith(": survived")]
    print(*survived, f"{len(survived)} survived; mutmut show NAME, in {COPY}, shows one", sep="\n")
    return 1 if survived or done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
