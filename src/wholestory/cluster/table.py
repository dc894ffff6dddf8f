"""Table: groups side by side, a row each, and pairs of them held against each other, few or many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import mass, sparse
from wholestory.cluster.arithmetic import MANY, ONE, Arithmetic, Number
from wholestory.cluster.facts import KINDS
from wholestory.cluster.mass import AROUND, DENSE, SIZE, Lines, Mass
from wholestory.cluster.sketch import Array
from wholestory.cluster.told import Told

TINY = 1e-30
Columns = Sequence[Number] | Lines
NOTHING = Told()
Rows = NDArray[np.int64]


class Held(NamedTuple):
    """Groups held against each other, one pair as numbers or many as arrays: each a number or array a column.

    `a` and `b` are their lines, `common` what they have in common, `own` what each has with itself, `count`
    how many pairs of members there are.
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


class Table:
    """Changed by `join` only."""

    def __init__(self, masses: Sequence[Mass]) -> None:
        self.lines = np.array([m.line for m in masses])
        self.own = np.array([m.own for m in masses])
        self.dense = np.array([m.dense for m in masses])
        around = [m.around for m in masses if m.around is not None]
        self.around: Array = np.array(around) if len(around) == len(masses) else self.dense[:, :0]
        self.told = [m.told for m in masses]

    def join(self, a: int, b: int, common: Lines) -> None:
        """Let a row take in another, with which it has `common` in common."""
        self.lines[a] = mass.combined([self.lines[a], self.lines[b]])
        self.own[a] += self.own[b] + 2 * common
        self.dense[a] += self.dense[b]
        self.around[a] += self.around[b]
        self.told[a], self.told[b] = self.told[a].plus(self.told[b]), NOTHING

    def touches(self, left: Rows, right: Rows) -> Lines:
        """What each two rows have in common: sums over all pairs of members, a column each."""
        found = np.empty((len(left), AROUND + 1))
        found[:, :KINDS] = sparse.products(
            [self.told[i].said for i in left.tolist()], [self.told[i].said for i in right.tolist()]
        )
        found[:, DENSE] = _dots(self.dense, left, right)
        found[:, AROUND] = _dots(self.around, left, right)
        return found


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows, and what each two have in common."""

    table: Table
    left: Rows
    right: Rows
    common: Lines

    def __len__(self) -> int:
        return len(self.left)

    def held(self) -> Held:
        """All at once."""
        a, b = self.table.lines[self.left].T, self.table.lines[self.right].T
        own = self.table.own[self.left].T, self.table.own[self.right].T
        return Held(MANY, a, b, self.common.T, own, a[SIZE] * b[SIZE])

    def each(self) -> Iterator[Held]:
        """One by one."""
        lines, own = self.table.lines, self.table.own
        for i, j, common in zip(self.left.tolist(), self.right.tolist(), self.common.tolist(), strict=True):
            a, b = lines[i].tolist(), lines[j].tolist()
            yield Held(ONE, a, b, common, (own[i].tolist(), own[j].tolist()), a[SIZE] * b[SIZE])


def pairs(table: Table, left: Rows, right: Rows) -> Pairs:
    """Rows held against each other for the first time."""
    return Pairs(table, left, right, table.touches(left, right))


def against(one: Mass, others: Sequence[Mass]) -> Pairs:
    """Each of `others` held against one group, which is the last row of the table."""
    return pairs(Table([*others, one]), np.arange(len(others)), np.full(len(others), len(others)))


def _dots(vectors: Array, left: Rows, right: Rows) -> Lines:
    found: Lines = np.einsum("ij,ij->i", vectors[left], vectors[right])
    return found
