"""Python's search for cycles at rest while very many moves are applied, and as it was afterwards."""

import gc

import pytest

from wholestory.cluster import Merge, Window, resting


@pytest.fixture
def searching():
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


def seen(count):
    """Whether the search goes on while so many moves are applied."""
    with resting.collector(count):
        return gc.isenabled()


def test_it_rests_for_many_moves_only_and_goes_on_afterwards(searching):
    assert not seen(resting.MANY)
    assert gc.isenabled()
    assert seen(resting.MANY - 1)


def test_who_put_it_to_rest_before_finds_it_at_rest(searching):
    gc.disable()
    assert not seen(resting.MANY)
    assert not gc.isenabled()


def test_it_goes_on_after_moves_that_cannot_be_applied(searching):
    with pytest.raises(KeyError):
        Window().apply([Merge("nowhere", "neither")] * resting.MANY)
    assert gc.isenabled()
