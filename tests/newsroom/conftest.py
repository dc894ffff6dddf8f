"""A newsroom and a site for each test."""

import pytest
from sites import running

from wholestory.fetch import Manners
from wholestory.newsroom import opened

QUICK = Manners(gap=0.0, deadline=5.0)


@pytest.fixture
def site():
    with running() as found:
        yield found


@pytest.fixture
def newsroom(tmp_path):
    with opened(f"sqlite:///{tmp_path}/news.db", manners=QUICK, allowed=["127.0.0.0/8"]) as found:
        yield found
