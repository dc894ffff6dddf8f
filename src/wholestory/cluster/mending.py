"""Mending: an agglomeration that keeps apart what a person put apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from wholestory.cluster import kernel, odds, weights
from wholestory.cluster.agglomerate import Agglomeration
from wholestory.cluster.constraints import Marks, opposed
from wholestory.cluster.mass import Lines, Mass


class Mending(Agglomeration):
    """One run over `masses`, each with the marks of its articles; groups go by any number within them."""

    def __init__(self, masses: Sequence[Mass], marks: Sequence[Marks], *, settled: bool = False) -> None:
        """`settled`: the masses come with their surroundings."""
        if settled:
            super().__init__(masses, weights.settling(), signs=kernel.settled)
        else:
            super().__init__(masses, weights.learned())
        self._settled = settled
        self._marks = dict(enumerate(marks))
        self._at = list(range(len(masses)))

    def unite(self, a: int, b: int) -> None:
        """Join two groups, whatever their odds, unless a person put them apart."""
        a, b = self._root(a), self._root(b)
        if a != b and not opposed(self._marks[a], self._marks[b]):
            self.join([(a, b)])

    def relate(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Let the groups that these stand in be held against each other."""
        self.link((self._root(a), self._root(b)) for a, b in pairs)

    def joined(self, a: int, b: int) -> None:
        """Join the marks too."""
        self._marks[a] |= self._marks[b]
        self._at[b] = a

    def weighed(self, pairs: Sequence[tuple[int, int]]) -> Lines:
        """As ever; with its surroundings a large story must hang together too, and what a person put apart
        never joins."""
        given = self.held(pairs)
        found = odds.of(given, self.model, self.signs)
        if self._settled:
            loose = kernel.looseness(given.held())
            found -= np.where(found > 0, loose, 0.0)
        found[[opposed(self._marks[a], self._marks[b]) for a, b in pairs]] = -math.inf
        return found

    def _root(self, i: int) -> int:
        while self._at[i] != i:
            i = self._at[i]
        return i
