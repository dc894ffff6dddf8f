"""A store of its own for each test."""

import pytest

from wholestory import store


@pytest.fixture
def opened(tmp_path):
    kept = store.open(tmp_path / "news.db")
    yield kept
    kept.close()
