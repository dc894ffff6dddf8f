"""Centres: points among vectors, and which of them lie nearest to one, found without looking at all of them.

Many centres stand in groups around centres of their own, of which only the nearest few are looked at.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster.sketch import Array

SPLIT = 128  # centres that are all looked at
WIDE = 8  # groups looked at for the nearest few
CLOSE = 3  # groups looked at for the nearest one
SAMPLE = 24  # vectors a centre is learned from
STEPS = 4
CHUNK = 16_384
Places = NDArray[np.int64]


class Centres:
    """Unit vectors, one a line; they never change."""

    def __init__(self, points: Array) -> None:
        self.points = points
        self._heads: Array = points[:0]
        self._places: list[Places] = []
        self._groups: list[Array] = []
        if len(points) > SPLIT:
            heads = learned(points, math.isqrt(len(points))).points
            groups = sorted_out(_alike(points, heads), len(heads))
            there = [i for i, places in enumerate(groups) if len(places)]
            if len(there) > WIDE:  # fewer where most points are one
                self._heads, self._places = heads[there], [groups[i] for i in there]
                self._groups = [points[places] for places in self._places]

    def __len__(self) -> int:
        return len(self.points)

    def nearest(self, vector: Array, most: int) -> Places:
        """The places of the `most` nearest to a vector, in no order."""
        if not len(self._heads):
            return _most(self.points @ vector, most)
        near = _most(self._heads @ vector, WIDE if most > 1 else CLOSE).tolist()
        likeness = np.concatenate([self._groups[group] @ vector for group in near])
        places = np.concatenate([self._places[group] for group in near])
        found: Places = places[_most(likeness, most)]
        return found

    def of_each(self, vectors: Array) -> Places:
        """The place of the nearest to each vector, as `nearest` finds it."""
        if len(self) == 1:
            return np.zeros(len(vectors), np.int64)
        parts = [self._of_each(vectors[i : i + CHUNK]) for i in range(0, len(vectors), CHUNK)]
        return np.concatenate(parts)

    def _of_each(self, vectors: Array) -> Places:
        if not len(self._heads):
            return _alike(vectors, self.points)
        close = np.argpartition(vectors @ -self._heads.T, CLOSE, 1)[:, :CLOSE]
        best, where = np.full(len(vectors), -np.inf, np.float32), np.zeros(len(vectors), np.int64)
        for rows, points, places in zip(
            sorted_out(close.ravel(), len(self._heads)), self._groups, self._places, strict=True
        ):
            rows //= CLOSE
            likeness = vectors[rows] @ points.T
            top = likeness.argmax(1)
            value = likeness[np.arange(len(rows)), top]
            better = value > best[rows]
            best[rows[better]], where[rows[better]] = value[better], places[top[better]]
        return where


def learned(vectors: Array, count: int) -> Centres:
    """Centres by spherical k-means over a sample taken at even steps; the same for the same vectors."""
    sample = vectors[:: max(1, len(vectors) // (count * SAMPLE))]
    points = sample[:: max(1, len(sample) // count)][:count].copy()
    for _ in range(STEPS):
        where = Centres(points).of_each(sample)
        order = np.argsort(where, kind="stable")
        cells, starts = np.unique(where[order], return_index=True)
        points = points.copy()
        points[cells] = np.add.reduceat(sample[order], starts)
        points /= np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-6)
    return Centres(points)


def sorted_out(where: Places, count: int) -> list[Places]:
    """For each of `count` places who is there, in order."""
    order = np.argsort(where, kind="stable")
    ends = np.searchsorted(where[order], np.arange(count + 1))
    return [order[start:end] for start, end in pairwise(ends.tolist())]


def _alike(vectors: Array, points: Array) -> Places:
    """The place of the point nearest to each vector, all points looked at."""
    found: Places = np.argmax(vectors @ points.T, 1)
    return found


def _most(likeness: Array, most: int) -> Places:
    """The places of the highest, in no order."""
    if most == 1:
        return np.array([np.argmax(likeness)])
    if len(likeness) <= most:
        return np.arange(len(likeness))
    found: Places = np.argpartition(likeness, len(likeness) - most)[-most:]
    return found
