from tests.understanding.conftest import own_cache  # noqa: F401 - used by every test here
