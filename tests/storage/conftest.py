from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.storage import engines
from tests.storage.engines import DynamoDB, Engine, Memory, SQLite


@pytest.fixture(scope="session")
def moto() -> Iterator[str]:
    with engines.moto() as address:
        yield address


@pytest.fixture(scope="session")
def dynalite() -> Iterator[str]:
    if not engines.has_dynalite():
        pytest.skip("dynalite is not installed: it needs node and npm")
    with engines.dynalite() as address:
        yield address


@pytest.fixture(params=["memory", "sqlite", "moto", "dynalite"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Each of the four engines, empty."""
    match request.param:
        case "memory":
            return Memory()
        case "sqlite":
            return SQLite(tmp_path)
    return DynamoDB(request.getfixturevalue(request.param), f"preferences-{uuid4()}")
