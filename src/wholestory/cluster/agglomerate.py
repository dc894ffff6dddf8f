"""Agglomeration: groups joined best first, each join weighed over all pairs of their members.

Groups that are linked, however far round, make a region. What happens in one changes nothing in another, so
the best join of every region is made at the same time, and all that is new then weighed at once.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from wholestory.cluster import kernel, odds
from wholestory.cluster.mass import AROUND, Lines, Mass
from wholestory.cluster.odds import Signs
from wholestory.cluster.table import Pairs, Table
from wholestory.cluster.weights import Model

CHUNK = 4096  # pairs weighed at once
Pair = tuple[int, int]
Queue = list[tuple[float, int, int]]  # what speaks against a join, and the groups


class Agglomeration:
    """The state of one run over `masses`; mutable, and thrown away after it."""

    def __init__(self, masses: Sequence[Mass], model: Model, *, signs: Signs = kernel.signs) -> None:
        self.groups = Table(masses)
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(masses))}
        self.touches: dict[int, dict[int, int]] = {i: {} for i in self.members}  # rows of `common`
        self.common: Lines = np.zeros((0, AROUND + 1))
        self.model, self.signs = model, signs
        self.least = 0.0
        self.odds: dict[Pair, float] = {}
        self._free: list[int] = []  # rows of `common` that nobody uses

    def link(self, pairs: Iterable[Pair]) -> None:
        """Let these groups be held against each other."""
        met = {(min(a, b), max(a, b)) for a, b in pairs if a != b and b not in self.touches[a]}
        self._meet(sorted(met))
        self._weigh(sorted(met))

    def run(self) -> list[list[int]]:
        """Join while a join is likelier than not; the members of each group, in order of index."""
        region = self._regions()
        queues: dict[int, Queue] = defaultdict(list)
        fresh: Iterable[Pair] = list(self.odds)
        while fresh:
            for pair in fresh:
                if self.odds[pair] > self.least:
                    heapq.heappush(queues[region[pair[0]]], (-self.odds[pair], *pair))
            queues = {place: queue for place, queue in queues.items() if queue}
            fresh = self.join([pair for queue in queues.values() for pair in self._next(queue)])
        return [sorted(members) for members in self.members.values()]

    def _next(self, queue: Queue) -> list[Pair]:
        """The next two groups of a region to be joined, if there are any."""
        while queue:
            against, a, b = heapq.heappop(queue)
            current = b in self.touches.get(a, ()) and self.odds[a, b] == -against
            if current and self.decide(a, b, -against):
                return [(a, b)]
        return []

    def _regions(self) -> Mapping[int, int]:
        """The number of the region of each group."""
        region: dict[int, int] = {}
        for start in self.touches:
            left = [] if start in region else [start]
            while left:
                one = left.pop()
                region[one] = start
                left += [other for other in self.touches[one] if other not in region]
        return region

    def decide(self, a: int, b: int, odds: float) -> bool:
        """Whether to join two groups whose turn has come."""
        return odds > 0

    def join(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Make one group of each two, none linked to the next; the pairs that were weighed for it."""
        ordered = [(a, b) if len(self.touches[a]) >= len(self.touches[b]) else (b, a) for a, b in pairs]
        self._meet([pair for a, b in ordered for pair in self._missing(a, b)])
        for a, b in ordered:
            self._merge(a, b)
            self.joined(a, b)
        fresh = [(min(a, other), max(a, other)) for a, _ in ordered for other in self.touches[a]]
        self._weigh(fresh)
        return fresh

    def joined(self, a: int, b: int) -> None:
        """Called when group `b` has become part of `a`."""

    def _missing(self, a: int, b: int) -> list[Pair]:
        """What must be held against each other before two groups can be one."""
        mine, theirs = self.touches[a], self.touches[b]
        return [
            *([] if b in mine else [(a, b)]),
            *((a, other) for other in theirs if other != a and other not in mine),
            *((b, other) for other in mine if other != b and other not in theirs),
        ]

    def _meet(self, pairs: Sequence[Pair]) -> None:
        if len(pairs) > len(self._free):
            more = len(self.common) + len(pairs)
            self._free += range(len(self.common), len(self.common) + more)
            self.common = np.concatenate([self.common, np.zeros((more, AROUND + 1))])
        for chunk in _chunks(pairs):
            rows = [self._free.pop() for _ in chunk]
            self.common[rows] = self.groups.touches(*np.array(chunk).T)
            for row, (a, b) in zip(rows, chunk, strict=True):
                self.touches[a][b] = self.touches[b][a] = row

    def _merge(self, a: int, b: int) -> None:
        mine, theirs = self.touches[a], self.touches.pop(b)
        self.members[a] += self.members.pop(b)
        self._free.append(mine.pop(b))
        self.groups.join(a, b, self.common[theirs.pop(a)])
        rows = list(theirs.values())
        self.common[[mine[other] for other in theirs]] += self.common[rows]
        self._free += rows
        for other in theirs:
            del self.touches[other][b]

    def _weigh(self, pairs: Sequence[Pair]) -> None:
        for chunk in _chunks(pairs):
            self.odds.update(zip(chunk, self.weighed(chunk).tolist(), strict=True))

    def weighed(self, pairs: Sequence[Pair]) -> Lines:
        """For each pair of groups the log odds that they tell of one event."""
        return odds.of(self.held(pairs), self.model, self.signs)

    def held(self, pairs: Sequence[Pair]) -> Pairs:
        """Groups side by side."""
        left, right = np.array(pairs).T
        return Pairs(self.groups, left, right, self.common[[self.touches[a][b] for a, b in pairs]])


def _chunks(pairs: Sequence[Pair]) -> Iterable[Sequence[Pair]]:
    return (pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK))
