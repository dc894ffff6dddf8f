"""Mending: an agglomeration that keeps apart what a person put apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wholestory.cluster import kernel, weights
from wholestory.cluster.agglomerate import Agglomeration
from wholestory.cluster.constraints import Marks, opposed
from wholestory.cluster.mass import Mass


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
            self.join(a, b)

    def relate(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Let the groups that these stand in be held against each other."""
        self.link((self._root(a), self._root(b)) for a, b in pairs)

    def join(self, a: int, b: int) -> int:
        """As ever, joining the marks too."""
        marks = self._marks[a] | self._marks[b]
        self._marks[a] = self._marks[b] = marks
        kept = super().join(a, b)
        self._at[b if kept == a else a] = kept
        return kept

    def weighed(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """As ever; with its surroundings a large story must hang together too."""
        found = super().weighed(pairs)
        if not self._settled:
            return found
        return [
            odds - kernel.looseness(self.groups[a], self.groups[b], self.touches[a][b]) if odds > 0 else odds
            for odds, (a, b) in zip(found, pairs, strict=True)
        ]

    def possible(self, a: int, b: int) -> bool:
        """Never if a person put them apart."""
        return not opposed(self._marks[a], self._marks[b]) and super().possible(a, b)

    def _root(self, i: int) -> int:
        while self._at[i] != i:
            i = self._at[i]
        return i
