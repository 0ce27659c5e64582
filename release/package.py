"""Puts into a folder exactly the files that AWS gets, byte-compiled for the runtime's Python."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from uv import find_uv_bin

from release import ROOT
from release.runtime import VERSION

SOURCE = ROOT / "lambda"
REQUIREMENTS = SOURCE / "requirements.txt"
ON_AWS = "/var/task"
"""Where the files will be, which tracebacks name."""

SERVICES = ("dynamodb", "secretsmanager")
"""Of the hundreds of services that botocore describes, the function calls two."""

BOTOCORE_DATA = frozenset(
    {"_retry.json", *SERVICES, "endpoints.json", "partitions.json", "sdk-default-configuration.json"}
)
TERMS = ("LICENSE", "NOTICE")
"""Of ours, beside the code that they are for."""

UNUSED = ("bin", "boto3/data", "boto3/examples", "botocore/data/dynamodb/2011-12-05")
LICENCES = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


class Broken(RuntimeError):
    """The package cannot be built; the message says why in one line."""


def build(folder: Path, python: Path) -> None:
    """Fill an empty or missing folder with the package; `python` is the runtime's. Raises Broken."""
    if folder.is_dir() and any(folder.iterdir()):
        raise Broken(f"{folder} is not empty")
    with tempfile.TemporaryDirectory() as name:
        installed = Path(name)
        _install(installed, python)
        for root, wanted in ((installed, _of_dependencies), (SOURCE, _of_ours)):
            for path in sorted(root.rglob("*")):
                inside = path.relative_to(root)
                if path.is_file() and wanted(inside):
                    (folder / inside).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, folder / inside)
    for name in TERMS:
        shutil.copyfile(ROOT / name, folder / name)
    _trim(folder / "botocore" / "data" / "endpoints.json")
    native = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.so"))
    if native:
        raise Broken(f"{native[0]} runs on one kind of processor only: the dependencies should be Python alone")
    _compile(folder, python)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)  # whatever the builder's umask


def files(folder: Path) -> Iterator[Path]:
    """The files of a package, in the order that they are packed in."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _install(folder: Path, python: Path) -> None:
    """The locked dependencies as wheels for AWS's processors: nothing is built, so nothing depends on this machine."""
    platform = ["--python-version", VERSION, "--python-platform", "aarch64-manylinux2014", "--only-binary", ":all:"]
    locked = ["--require-hashes", "--no-deps", "-r", str(REQUIREMENTS)]
    uv = [find_uv_bin(), "pip", "install", "-q", "--python", str(python), *platform, "--target", str(folder), *locked]
    # Setting up the environment has most likely fetched them before; the hashes say that they are the ones.
    for command in ([*uv, "--offline"], uv):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
    raise Broken(f"the dependencies cannot be installed: {' '.join(done.stderr.split())}")


def _of_dependencies(path: PurePath) -> bool:
    if path.parts[0].endswith(".dist-info"):
        # The rest tells how it was installed, which differs between machines.
        return path.name == "METADATA" or path.name.upper().startswith(LICENCES) or "licenses" in path.parts
    if path.parts[:2] == ("botocore", "data") and path.parts[2] not in BOTOCORE_DATA:
        return False
    unused = path.name == "py.typed" or any(path.is_relative_to(one) for one in UNUSED)
    return not unused and not path.name.startswith(".")


def _trim(endpoints: Path) -> None:
    """Leave the addresses of these services: botocore reads the file before its first call, and it has a megabyte."""
    known = json.loads(endpoints.read_text("utf-8"))
    for partition in known["partitions"]:
        partition["services"] = {
            name: partition["services"][name] for name in SERVICES if name in partition["services"]
        }
    endpoints.write_text(json.dumps(known), "utf-8")


def _of_ours(path: PurePath) -> bool:
    hidden = any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    return not hidden and path != PurePath(REQUIREMENTS.name)


def _compile(folder: Path, python: Path) -> None:
    """Byte code that is trusted without a look at its source: the files never change once they are on AWS."""
    compiler = [str(python), "-P", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    done = subprocess.run(
        [*compiler, "-s", str(folder), "-p", ON_AWS, str(folder)],
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Broken(f"a file cannot be compiled: {' '.join((done.stdout + done.stderr).split())}")
