"""Agglomeration: groups joined best first, each join weighed over all pairs of their members."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence

from wholestory.cluster import evidence, kernel, mass, vetoes
from wholestory.cluster.mass import Mass, Touch
from wholestory.cluster.weights import Model


class Agglomeration:
    """The state of one run over `masses`; mutable, and thrown away after it."""

    def __init__(self, masses: Sequence[Mass], model: Model) -> None:
        self.groups: dict[int, Mass] = dict(enumerate(masses))
        self.members: dict[int, list[int]] = {i: [i] for i in self.groups}
        self.touches: dict[int, dict[int, Touch]] = {i: {} for i in self.groups}
        self.model = model
        self.least = 0.0
        self.odds: dict[tuple[int, int], float] = {}
        self._queue: list[tuple[float, int, int]] = []

    def link(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Let these groups be held against each other."""
        for a, b in pairs:
            if a != b and b not in self.touches[a]:
                self._meet(a, b, mass.touch(self.groups[a], self.groups[b]))

    def run(self) -> list[list[int]]:
        """Join while a join is likelier than not; the members of each group, in order of index."""
        while self._queue:
            against, a, b = heapq.heappop(self._queue)
            current = b in self.touches.get(a, ()) and self.odds[a, b] == -against
            if current and self.decide(a, b, -against):
                self.join(a, b)
        return [sorted(members) for members in self.members.values()]

    def decide(self, a: int, b: int, odds: float) -> bool:
        """Whether to join two groups whose turn has come."""
        return odds > 0

    def join(self, a: int, b: int) -> int:
        """Make one group of two, under the number of the better connected one, which is given back."""
        if len(self.touches[a]) < len(self.touches[b]):
            a, b = b, a
        gone, absorbed = self.touches.pop(b), self.groups.pop(b)
        common = gone.pop(a, None) or mass.touch(self.groups[a], absorbed)
        self.touches[a].pop(b, None)
        for other in {**self.touches[a], **gone}:
            mine, theirs = self.touches[a].get(other), gone.get(other)
            mine = mine or mass.touch(self.groups[a], self.groups[other])
            theirs = theirs or mass.touch(absorbed, self.groups[other])
            self.touches[other].pop(b, None)
            self.touches[a][other] = mine.plus(theirs)
        self.groups[a] = mass.plus(self.groups[a], absorbed, common)
        self.members[a] += self.members.pop(b)
        for other, known in self.touches[a].items():
            self._meet(a, other, known)
        return a

    def _meet(self, a: int, b: int, common: Touch) -> None:
        self.touches[a][b] = self.touches[b][a] = common
        a, b = min(a, b), max(a, b)
        odds = self.odds[a, b] = self.weighed(a, b)
        if odds > self.least:
            heapq.heappush(self._queue, (-odds, a, b))

    def weighed(self, a: int, b: int) -> float:
        """The log odds that two groups tell of one event."""
        one, two, common = self.groups[a], self.groups[b], self.touches[a][b]
        if vetoes.far_in_time(one, two):
            return -math.inf
        told = evidence.weigh(one, two, common.words / (one.size * two.size))
        return told + self.model.odds(kernel.signs(one, two, common)) - kernel.doubt(one, two, common)
