"""What each environment is made of."""

import re
import subprocess
import sys

from release import ROOT

LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)

SERVED = """
import importlib.metadata, sys
before = set(sys.modules)
import web_service.__main__
import boto3, gevent.monkey, gunicorn.workers.ggevent
from upper_back_guide.storage import dynamodb, sqlite
owners = importlib.metadata.packages_distributions()
tops = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted({owner.lower().replace("_", "-").replace(".", "-") for top in tops for owner in owners.get(top, ())}))
print(*sorted(top for top in tops & {"simulator", "understanding", "tests", "benchmarks", "release", "listing"}))
"""


def locked(name: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / name).read_text()))


def test_what_serves_is_locked_by_itself_in_the_versions_that_are_tested() -> None:
    serving, tested = locked("requirements-serve.lock"), locked("requirements.lock")
    assert serving.items() <= tested.items()
    assert not {"pytest", "mypy", "ruff", "uv", "moto", "hypothesis", "tokenizers", "setuptools"} & serving.keys()


def test_what_the_server_imports_is_in_its_lock() -> None:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", SERVED], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    imported, ours = done.stdout.splitlines()
    assert {"flask", "gunicorn", "gevent", "boto3", "cryptography"} <= set(imported.split())
    assert set(imported.split()) <= locked("requirements-serve.lock").keys()
    assert ours == ""


def test_everything_that_is_installed_is_held_to_a_hash() -> None:
    makefile = (ROOT / "Makefile").read_text()
    installs = [line for line in makefile.splitlines() if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line or line.endswith(" --no-deps --no-build-isolation -e .") for line in installs)
    for lock in (*ROOT.glob("requirements*.lock"), ROOT / "lambda" / "requirements.txt"):
        pinned, text = LOCKED.findall(lock.read_text()), lock.read_text()
        assert len(re.findall(r"(?m)^\S.*\\$", text)) >= len(pinned), lock
        assert "--hash=sha256:" in text
