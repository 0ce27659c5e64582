"""Hears names with tables that are not written yet, in a Python of its own."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from listening_tables.pattern import TableError
from upper_back_guide import listening

_HEAR = """
import json, sys
from upper_back_guide.listening import hear
names = json.load(sys.stdin)
json.dump({n: [[s.id, s.sure] for s in hear(n).signs] for n in names}, sys.stdout)
"""


def unheard(names: Mapping[str, str], table: str) -> dict[str, str]:
    """The names that the patterns of these tables do not hear, with their signs."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "upper_back_guide"
        shutil.copytree(
            Path(listening.__file__).parent, package / "listening", ignore=shutil.ignore_patterns("__pycache__")
        )
        (package / "__init__.py").touch()
        (package / "listening" / "english.py").write_text(table, encoding="utf-8")
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", _HEAR],
            cwd=folder,
            input=json.dumps(list(names)),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise TableError(f"the ears do not hear with these tables: {done.stderr.strip()}")
    heard = json.loads(done.stdout)
    return {name: sign for name, sign in names.items() if all(id_ != sign for id_, _ in heard[name])}
