"""The number of an article in the index: it follows time, so that newest first is a walk down the numbers.

Four numbers a second. Where many articles bear the same time (a day without an hour), they are
spread over the following seconds, minutes or hours, as few as there is room in. Close numbers make a small
index: it keeps the differences between them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice

_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_SLOTS = 2  # bits: how many numbers a second has
_WIDER = range(2 * _SLOTS, 41, 2)
_SPREAD = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio, which puts neighbours far apart


def first(at: datetime) -> int:
    """The first number of the second `at` falls into."""
    return (at - _EPOCH) // timedelta(seconds=1) << _SLOTS


def possible(at: datetime, number: int) -> Iterator[int]:
    """Numbers for the article `number` that is sorted by `at`, the best first, without end."""
    begin = first(at)
    yield begin + number % (1 << _SLOTS)
    spread = number * _SPREAD % (1 << 64)
    yield from (begin + (spread >> (64 - bits)) for bits in _WIDER)
    yield from count(begin)


def free(at: datetime, number: int, taken: Callable[[Collection[int]], Collection[int]]) -> int:
    """The best number that is free; `taken` says which of those it is asked for are not."""
    wanted = possible(at, number)
    while True:
        some = list(islice(wanted, 20))
        gone = taken(some)
        if chosen := [place for place in some if place not in gone]:
            return chosen[0]
