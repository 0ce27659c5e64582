import pytest

from understanding import bank


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is learned from the small model must not push out what was learned from the real one."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setattr(bank, "cache_folder", lambda: folder)
