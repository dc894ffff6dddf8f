"""Told: all that a group of articles says, as sums: words, names and quotations of unit length, and facts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from wholestory.cluster import sparse
from wholestory.cluster.facts import BITS, Kind
from wholestory.cluster.sparse import Sparse

WORDS, NAMES, QUOTES, LANGUAGES = range(24, 28)  # kinds beside those of facts; of languages how many articles


class Told:
    """The sum of sparse vectors, made when it is asked for."""

    def __init__(self, *parts: Sparse) -> None:
        self._parts = parts

    @cached_property
    def said(self) -> Sparse:
        """All that is said, by key and kind."""
        said = sparse.together(self._parts)
        self._parts = (said,)
        return said

    @cached_property
    def named(self) -> frozenset[int]:
        """Parts of the names that are facts."""
        return frozenset(self._keys(Kind.NAME))

    @cached_property
    def known(self) -> frozenset[int]:
        """These, and words written like names."""
        return self.named.union(self._keys(NAMES))

    def plus(self, other: Told) -> Told:
        """What both say."""
        return Told(*self._parts, *other._parts)

    def holds(self, kind: int, number: int) -> bool:
        """Whether something is said, by the number of it."""
        keys = self.said.keys
        key = np.uint64(number << BITS | kind)
        place = int(np.searchsorted(keys, key))
        return place < len(keys) and bool(keys[place] == key)

    def part(self, kind: int) -> dict[int, float]:
        """All of one kind, by number."""
        there = self.said.keys & sparse.KIND == kind
        return dict(zip(self._keys(kind), self.said.values[there].tolist(), strict=True))

    def _keys(self, kind: int) -> Sequence[int]:
        keys = self.said.keys
        found: list[int] = (keys[keys & sparse.KIND == kind] >> sparse.SHIFT).tolist()
        return found
