"""The package, built once for all tests that look at it."""

import os
import zipfile
from pathlib import Path

import pytest

from release import archive, runtime
from release.__main__ import main


@pytest.fixture(scope="session")
def runtime_python() -> Path:
    """The runtime's Python."""
    try:
        return runtime.find(os.environ)
    except runtime.NoRuntime as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def built(runtime_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip; what it was made of is beside it, in `folder`."""
    place = tmp_path_factory.mktemp("built")
    before = os.umask(0o077)
    try:
        assert main(["--folder", str(place / "folder")]) == 0
    finally:
        os.umask(before)
    archive.write(place / "folder", place / "package.zip")
    return place / "package.zip"


@pytest.fixture(scope="session")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in the zip, in a folder."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(built) as zipped:
        zipped.extractall(folder)
    return folder
