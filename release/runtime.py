"""Finds the Python that the function runs on, which is not always the one that builds it."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

VERSION = "3.13"
"""The minor version in template.yaml's Runtime: byte code of another one would be ignored."""


class NoRuntime(LookupError):
    """The runtime's Python is not here; the message says in one line what to do."""


def find(environment: Mapping[str, str]) -> Path:
    """RUNTIME_PYTHON when it is set, else the python3.13 on PATH or of pyenv; NoRuntime when none of them runs."""
    chosen = environment.get("RUNTIME_PYTHON")
    if chosen:
        if not _runs(chosen):
            raise NoRuntime(f"RUNTIME_PYTHON={chosen} is not a Python {VERSION} that runs")
        return Path(chosen)
    for candidate in _candidates():
        if _runs(candidate):
            return Path(candidate)
    raise NoRuntime(f"Python {VERSION}, which the function runs on, is not here: install it or set RUNTIME_PYTHON")


def _candidates() -> Iterator[str]:
    name = f"python{VERSION}"
    on_path = shutil.which(name)
    if on_path:
        yield on_path  # may be pyenv's stand-in, which fails unless that version is active
    pyenv = shutil.which("pyenv")
    if pyenv:
        root = Path(subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False).stdout.strip())
        yield from (str(path) for path in sorted(root.glob(f"versions/{VERSION}.*/bin/{name}"), reverse=True))


def _runs(python: str) -> bool:
    ask = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() == VERSION
