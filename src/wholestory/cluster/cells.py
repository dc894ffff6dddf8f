"""Cells: near vectors found without looking at all of them.

Vectors are put into cells around centres (an inverted file, Sivic and Zisserman 2003), and only the few
cells nearest to a question are read. Few vectors stand in one cell and are all read. Whenever their
number has doubled, there are twice as many centres, learned anew from a sample: so a cell stays as large
as it is, and what a question costs grows with the number of centres only, in a block of their own.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import centres
from wholestory.cluster.centres import Centres
from wholestory.cluster.sketch import Array

DIMENSIONS = 64  # of the mapped vector, which has the telling ones first; the rest is read by `near`
FIRST = 4096  # vectors that are read without cells
FULL = 128  # vectors a cell holds when centres are learned, at most twice as many before the next time
READ = 12  # cells read for one question
EVER = (-math.inf, math.inf)
Rows = NDArray[np.int32]


class Cell:
    """Vectors side by side, with their rows and days; grows by a quarter when full."""

    def __init__(self, vectors: Array, rows: Rows, days: Array) -> None:
        self.count = len(rows)
        self._vectors, self._rows, self._days = vectors, rows, days

    @property
    def vectors(self) -> Array:
        """One vector a line."""
        return self._vectors[: self.count]

    @property
    def rows(self) -> Rows:
        """The article of each vector."""
        return self._rows[: self.count]

    @property
    def days(self) -> Array:
        """First and last possible day of each article."""
        return self._days[: self.count]

    def add(self, vector: Array, row: int, days: tuple[float, float]) -> None:
        """Add one at the end."""
        if self.count == len(self._rows):
            more = max(8, self.count // 4)
            self._vectors = np.concatenate([self._vectors, np.zeros((more, DIMENSIONS), np.float32)])
            self._rows = np.concatenate([self._rows, np.zeros(more, np.int32)])
            self._days = np.concatenate([self._days, np.zeros((more, 2), np.float32)])
        self._vectors[self.count], self._rows[self.count], self._days[self.count] = vector, row, days
        self.count += 1


class Cells:
    """All vectors of a window, by rows in ascending order; their first `size` values are read."""

    size = DIMENSIONS

    def __init__(self) -> None:
        self._centres = Centres(np.zeros((1, DIMENSIONS), np.float32))
        self._cells = [_empty()]
        self._count = 0
        self._next = FIRST

    def add(self, vector: Array, row: int, days: tuple[float, float]) -> None:
        """Add the vector of the newest article."""
        vector = vector[:DIMENSIONS]
        if self._count == self._next:
            self._divide(*self._all())
        where = int(self._centres.nearest(vector, 1)[0]) if len(self._cells) > 1 else 0
        self._cells[where].add(vector, row, days)
        self._count += 1

    def extend(self, vectors: Array, rows: Rows, days: Array) -> None:
        """Add many, as if one by one."""
        known, numbers, times = self._all()
        known, numbers = np.concatenate([known, vectors[:, :DIMENSIONS]]), np.concatenate([numbers, rows])
        times = np.concatenate([times, days])
        self._count = len(numbers)
        if self._count <= self._next:
            self._spread(known, numbers, times)
            return
        while 2 * self._next < self._count:
            self._next *= 2
        self._centres = centres.learned(known[: self._next], self._next // FULL)
        self._next *= 2
        self._spread(known, numbers, times)

    def near(
        self, vector: Array, most: int, *, days: tuple[float, float] = EVER, apart: float = math.inf
    ) -> list[int]:
        """The rows of the `most` nearest vectors, nearest first, none more than `apart` days from `days`."""
        cells, vector = self._cells, vector[:DIMENSIONS]
        if len(cells) > READ:
            cells = [cells[i] for i in self._centres.nearest(vector, READ).tolist()]
        likeness = np.concatenate([cell.vectors @ vector for cell in cells])
        rows = np.concatenate([cell.rows for cell in cells])
        if apart < math.inf and math.isfinite(days[0]):
            found = np.concatenate([cell.days for cell in cells])
            likeness[np.maximum(found[:, 0] - days[1], days[0] - found[:, 1]) > apart] = -1
        if len(rows) > most:
            best = np.argpartition(likeness, len(likeness) - most)[-most:]
            likeness, rows = likeness[best], rows[best]
        order = np.lexsort((rows, -likeness))
        nearest: list[int] = rows[order][likeness[order] > 0].tolist()
        return nearest

    def _all(self) -> tuple[Array, Rows, Array]:
        rows = np.concatenate([cell.rows for cell in self._cells])
        order = np.argsort(rows)
        vectors = np.concatenate([cell.vectors for cell in self._cells])[order]
        return vectors, rows[order], np.concatenate([cell.days for cell in self._cells])[order]

    def _divide(self, vectors: Array, rows: Rows, days: Array) -> None:
        self._centres = centres.learned(vectors, self._next // FULL)
        self._next *= 2
        self._spread(vectors, rows, days)

    def _spread(self, vectors: Array, rows: Rows, days: Array) -> None:
        """Put everything into the cell of its nearest centre."""
        found = centres.sorted_out(self._centres.of_each(vectors), len(self._centres))
        self._cells = [Cell(vectors[chosen], rows[chosen], days[chosen]) for chosen in found]


def _empty() -> Cell:
    return Cell(np.zeros((0, DIMENSIONS), np.float32), np.zeros(0, np.int32), np.zeros((0, 2), np.float32))
