"""Vetoes: what no likeness outweighs."""

from __future__ import annotations

from wholestory.cluster import evidence
from wholestory.cluster.arithmetic import Number
from wholestory.cluster.mass import CEILING, DATED, FLOOR, HIGH, LOW
from wholestory.cluster.table import Held, Pairs

APART = 12.0  # days without a word between two tellings of one event
REFILLED = -2.0  # log odds that the facts of near copies take
SPAN = 30.0  # days from the first telling of an event to its last; what goes on longer is a thread


def far_in_time(given: Held) -> Number:
    """Whether groups lie too far apart to tell of one event; look-alikes of a year ago do.

    Only what articles know of their own time counts; an open bound forbids nothing.
    """
    x, a, b = given.x, given.a, given.b
    far = x.most(a[FLOOR] - b[CEILING], b[FLOOR] - a[CEILING]) > SPAN
    apart = x.most(a[LOW] - b[HIGH], b[LOW] - a[HIGH]) > APART
    return far | (apart & (a[DATED] * b[DATED] > 0))


def refilled(given: Pairs) -> list[bool]:
    """Which pairs of near copies are one form filled in for two events: their names and numbers differ."""
    met = evidence.met(given)
    return [evidence.weigh(one, 1.0, m) <= REFILLED for one, m in zip(given.each(), met, strict=True)]
