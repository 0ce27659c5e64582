import pytest

from tests.web_service.authority import Authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()
