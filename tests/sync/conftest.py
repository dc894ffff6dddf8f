"""What all tests of the API share."""

import pytest
from cast import *  # noqa: F403
from cast import _emptied  # noqa: F401

from wholestory.sync.rest import operation, pace


@pytest.fixture(autouse=True)
def _unpaced(monkeypatch):
    """What one test asked too often, the next one may; and each may ask much."""
    monkeypatch.setattr(operation, "PACE", pace.Pace(at_once=1_000_000))
