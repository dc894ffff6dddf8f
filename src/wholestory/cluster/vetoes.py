"""Vetoes: what no likeness outweighs."""

from __future__ import annotations

from wholestory.cluster import evidence
from wholestory.cluster.mass import Mass

APART = 12.0  # days without a word between two tellings of one event
REFILLED = -2.0  # log odds that the facts of near copies take
SPAN = 30.0  # days from the first telling of an event to its last; what goes on longer is a thread


def far_in_time(a: Mass, b: Mass) -> bool:
    """Whether two groups lie too far apart to tell of one event; look-alikes of a year ago do.

    Only what articles know of their own time counts; an open bound forbids nothing.
    """
    if max(a.floor - b.ceiling, b.floor - a.ceiling) > SPAN:
        return True
    return bool(a.dated and b.dated) and max(a.low - b.high, b.low - a.high) > APART


def refilled(a: Mass, b: Mass) -> bool:
    """Whether two near copies are one form filled in for two events: their names and numbers differ."""
    return evidence.weigh(a, b, 1.0) <= REFILLED
