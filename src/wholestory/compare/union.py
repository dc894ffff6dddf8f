"""Joining what belongs together: connected groups of a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def groups(size: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected groups of the numbers below `size`, each sorted, in order of their least member."""
    parent = list(range(size))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for n in range(size):
        members[root(n)].append(n)
    return list(members.values())
