"""The telling made by hand, for every face of the report."""

import aurelia
import pytest


@pytest.fixture(scope="session")
def telling():
    return aurelia.TELLING


@pytest.fixture(scope="session")
def files():
    return aurelia.FILES
