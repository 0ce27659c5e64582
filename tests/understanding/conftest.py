import pytest

from understanding import vectors


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is learned from the small model must not push out what was learned from the real one."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setattr(vectors, "cache_folder", lambda: folder)
