"""Mass: the sums of a group of articles from which all its signs are computed.

The signs rest on scalar products, so those of two groups are the products of their sums: an average
over all pairs of members (a quorum, never a single link) at the price of one pair. What a group is besides
stands in a line of numbers, and pairs of groups are computed with many at once, a line each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import sparse
from wholestory.cluster.arithmetic import MANY, ONE, Arithmetic, Number
from wholestory.cluster.facts import BITS, KINDS, Kind
from wholestory.cluster.sketch import Array
from wholestory.cluster.sparse import Sparse

# Columns of a line: sums over members; sums over dated members; least and greatest of days.
SIZE, VECTORED, NAMED, QUOTING, LENGTH, DATED, MIDDLE, SQUARES, LOW, CEILING, HIGH, FLOOR = range(12)
# Columns of what two groups have in common: kinds of fact, these kinds beside them, vectors.
WORDS, NAMES, QUOTES, LANGUAGES = range(24, 28)
DENSE, AROUND = KINDS, KINDS + 1
TINY = 1e-30
Lines = NDArray[np.float64]
Columns = Sequence[Number] | Lines


@dataclass(frozen=True)
class Mass:
    """One article, or the sum of several.

    `line` holds how many members there are, how many with a vector, names, quotations, a day; their words,
    and of the dated ones the sum of their times and of its squares, all in days; `LOW` and `HIGH` span these.
    Nobody published before `FLOOR` or after `CEILING` can be all of the group: the latest of its members'
    earliest days and the earliest of their latest, dated or merely bounded. `own` is what the group has in
    common with itself. `dense` is the sum of unit vectors, `around` likewise, each mixed with those of its
    neighbours where `surroundings` has put them. The sum of `parts` is `said`: words, names and quotations
    as sums of unit vectors, facts, and how many articles are in each language.
    """

    line: Lines
    own: Lines
    dense: Array
    parts: tuple[Sparse, ...]
    around: Array | None = None

    @cached_property
    def said(self) -> Sparse:
        """All that is said, by key and kind."""
        return sparse.together(self.parts)

    @cached_property
    def named(self) -> frozenset[int]:
        """Parts of the names that are facts."""
        return frozenset(self._keys(Kind.NAME))

    @cached_property
    def known(self) -> frozenset[int]:
        """These, and words written like names."""
        return self.named.union(self._keys(NAMES))

    def __getitem__(self, column: int) -> float:
        return float(self.line[column])

    def holds(self, kind: int, number: int) -> bool:
        """Whether something is said, by the number of it."""
        key = np.uint64(number << BITS | kind)
        place = int(np.searchsorted(self.said.keys, key))
        return place < len(self.said.keys) and bool(self.said.keys[place] == key)

    def part(self, kind: int) -> dict[int, float]:
        """All of one kind, by number."""
        there = self.said.keys & sparse.KIND == kind
        keys = (self.said.keys[there] >> sparse.SHIFT).tolist()
        return dict(zip(keys, self.said.values[there].tolist(), strict=True))

    def _keys(self, kind: int) -> list[int]:
        keys = self.said.keys
        found: list[int] = (keys[keys & sparse.KIND == kind] >> sparse.SHIFT).tolist()
        return found


class Held(NamedTuple):
    """Groups held against each other, one pair as numbers or many as arrays: each a number or array a column.

    `a` and `b` are their lines, `common` what they have in common, `cosines` the same by how alike the sums
    are, 0 where one is empty, `count` how many pairs of members there are.
    """

    x: Arithmetic
    a: Columns
    b: Columns
    common: Columns
    own: tuple[Columns, Columns]
    count: Number

    def cosine(self, column: int) -> Number:
        """How alike the sums are; 0 where one is empty."""
        lengths = self.own[0][column] * self.own[1][column]
        return self.common[column] / self.x.sqrt(self.x.most(lengths, TINY))


@dataclass(frozen=True)
class Pairs:
    """Pairs of groups, a line each: `common` is what two have in common (`touches`)."""

    left: Sequence[Mass]
    right: Sequence[Mass]
    common: Lines

    def held(self) -> Held:
        """All at once."""
        a, b = (np.array([m.line for m in side]).T for side in (self.left, self.right))
        one, other = (np.array([m.own for m in side]).T for side in (self.left, self.right))
        return Held(MANY, a, b, self.common.T, (one, other), a[SIZE] * b[SIZE])

    def each(self) -> Iterator[Held]:
        """One by one."""
        for left, right, common in zip(self.left, self.right, self.common.tolist(), strict=True):
            a, b = left.line.tolist(), right.line.tolist()
            yield Held(ONE, a, b, common, (left.own.tolist(), right.own.tolist()), a[SIZE] * b[SIZE])


def pairs(left: Sequence[Mass], right: Sequence[Mass]) -> Pairs:
    """Groups held against each other one by one."""
    return Pairs(left, right, touches(left, right))


def touches(left: Sequence[Mass], right: Sequence[Mass]) -> Lines:
    """What each two groups have in common: sums over all pairs of members, a column each."""
    found = np.empty((len(left), AROUND + 1))
    found[:, :KINDS] = sparse.products([m.said for m in left], [m.said for m in right])
    found[:, DENSE] = _dots([m.dense for m in left], [m.dense for m in right])
    found[:, AROUND] = 0.0
    around = [[m.around for m in side if m.around is not None] for side in (left, right)]
    if len(around[0]) == len(around[1]) == len(left):
        found[:, AROUND] = _dots(*around)
    return found


def _dots(left: Sequence[Array], right: Sequence[Array]) -> list[float]:
    return [float(np.dot(a, b)) for a, b in zip(left, right, strict=True)]


def of(line: Lines, said: Sparse, dense: Array) -> Mass:
    """A group by its line, all that it says, and the sum of its vectors."""
    own = np.zeros(AROUND + 1)
    own[:KINDS] = sparse.squares(said)
    own[DENSE] = np.dot(dense, dense)
    return Mass(line, own, dense, (said,))


def total(masses: Sequence[Mass]) -> Mass:
    """The sum of one or more groups."""
    first, *others = masses
    for other in others:
        first = plus(first, other, touches([first], [other])[0])
    return first


def plus(a: Mass, b: Mass, common: Lines) -> Mass:
    """The sum of two groups that have `common` in common."""
    return Mass(
        line=combined([a.line, b.line]),
        own=a.own + b.own + 2 * common,
        dense=a.dense + b.dense,
        parts=(*_parts(a), *_parts(b)),
        around=None if a.around is None or b.around is None else a.around + b.around,
    )


def _parts(one: Mass) -> tuple[Sparse, ...]:
    return (one.said,) if "said" in vars(one) else one.parts


def combined(parts: Sequence[Lines | Sequence[float]]) -> Lines:
    """The line of a group from those of its parts."""
    lines = np.array(parts)
    line: Lines = lines.sum(0)
    lines[:, LOW : CEILING + 1].min(0, out=line[LOW : CEILING + 1])
    lines[:, HIGH:].max(0, out=line[HIGH:])
    return line
