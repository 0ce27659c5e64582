from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.echo.visitor import Visitor


@pytest.fixture
def at() -> "Visitor":
    """A tab of an application that was made for it."""
    from echo.app import create  # the environment that has a browser has no Flask
    from tests.echo.visitor import visitor

    return visitor(create())
