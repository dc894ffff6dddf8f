"""Mass: the sums of a group of articles from which all its signs are computed.

The signs rest on scalar products, so those of two groups are the products of their sums: an average
over all pairs of members (a quorum, never a single link) at the price of one pair.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple, TypeVar

import numpy as np

from wholestory.cluster.sketch import Array

Key = TypeVar("Key", bound=Hashable)


class Touch(NamedTuple):
    """Sums over all pairs of members of two groups, one sum for each kind of sign."""

    dense: float
    words: float
    names: float
    quotes: float
    around: float = 0.0

    def plus(self, other: Touch) -> Touch:
        """The touch of a group with the union of two others."""
        return Touch(*(a + b for a, b in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Mass:
    """One article, or the sum of several.

    `dense`, `words`, `names`, `quotes` are sums of unit vectors; `own` the group's touch with itself.
    `low` and `high` span the dated members, `middle` is the sum of their times, all in days. Nobody
    published before `floor` or after `ceiling` can be all of the group: the latest of its members'
    earliest days and the earliest of their latest, dated or merely bounded. `facts` is the sum of what they
    say of their event.

    `around` is as `dense`, each vector mixed with those of its neighbours, `squares` the sum of the squared
    times; both are there where `surroundings` has put them.
    """

    size: int
    dense: Array
    words: Mapping[int, float]
    names: Mapping[int, float]
    quotes: Mapping[int, float]
    own: Touch
    languages: Mapping[str, int]
    length: float
    vectored: int
    named: int
    quoting: int
    dated: int
    low: float
    high: float
    middle: float
    floor: float
    ceiling: float
    facts: Mapping[int, float] = field(default_factory=dict)
    around: Array | None = None
    squares: float = 0.0


def touch(a: Mass, b: Mass) -> Touch:
    """What two groups have in common."""
    return Touch(
        float(np.dot(a.dense, b.dense)),
        product(a.words, b.words),
        product(a.names, b.names),
        product(a.quotes, b.quotes) if a.quotes and b.quotes else 0.0,
        0.0 if a.around is None or b.around is None else float(np.dot(a.around, b.around)),
    )


def product(a: Mapping[Key, float], b: Mapping[Key, float]) -> float:
    """The scalar product of two sparse vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum([v * b[k] for k, v in a.items() if k in b])


def unit(counts: Mapping[Key, float]) -> dict[Key, float]:
    """`counts` scaled to length one."""
    length = math.sqrt(sum([v * v for v in counts.values()]))
    return {k: v / length for k, v in counts.items()} if length else {}


def total(masses: Iterable[Mass]) -> Mass:
    """The sum of one or more groups. Raises TypeError for none."""
    return reduce(lambda a, b: plus(a, b, touch(a, b)), masses)


def plus(a: Mass, b: Mass, common: Touch) -> Mass:
    """The sum of two groups whose touch is `common`."""
    return Mass(
        size=a.size + b.size,
        dense=a.dense + b.dense,
        words=_added(a.words, b.words),
        names=_added(a.names, b.names),
        quotes=_added(a.quotes, b.quotes),
        own=Touch(*(x + y + 2 * z for x, y, z in zip(a.own, b.own, common, strict=True))),
        languages=_added(a.languages, b.languages),
        length=a.length + b.length,
        vectored=a.vectored + b.vectored,
        named=a.named + b.named,
        quoting=a.quoting + b.quoting,
        dated=a.dated + b.dated,
        low=min(a.low, b.low),
        high=max(a.high, b.high),
        middle=a.middle + b.middle,
        floor=max(a.floor, b.floor),
        ceiling=min(a.ceiling, b.ceiling),
        facts=_added(a.facts, b.facts),
        around=None if a.around is None or b.around is None else a.around + b.around,
        squares=a.squares + b.squares,
    )


Number = TypeVar("Number", int, float)


def _added(a: Mapping[Key, Number], b: Mapping[Key, Number]) -> Mapping[Key, Number]:
    if len(a) < len(b):
        a, b = b, a
    added = dict(a)
    for key, value in b.items():
        added[key] = added[key] + value if key in added else value
    return added
