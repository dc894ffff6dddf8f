"""What all tests share."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation material beside the checkout; skips, saying so, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("needs the evaluation material in ../shared")
    return SHARED
