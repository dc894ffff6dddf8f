"""Agglomeration: groups joined best first, each join weighed over all pairs of their members."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence

from wholestory.cluster import evidence, kernel, mass, vetoes
from wholestory.cluster.mass import Mass, Touch
from wholestory.cluster.weights import Model

CHUNK = 4096  # pairs weighed at once
Signs = Callable[[Mass, Mass, Touch], tuple[float, ...]]


class Agglomeration:
    """The state of one run over `masses`; mutable, and thrown away after it."""

    def __init__(self, masses: Sequence[Mass], model: Model, *, signs: Signs = kernel.signs) -> None:
        self.groups: dict[int, Mass] = dict(enumerate(masses))
        self.members: dict[int, list[int]] = {i: [i] for i in self.groups}
        self.touches: dict[int, dict[int, Touch]] = {i: {} for i in self.groups}
        self.model, self.signs = model, signs
        self.least = 0.0
        self.odds: dict[tuple[int, int], float] = {}
        self._queue: list[tuple[float, int, int]] = []

    def link(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Let these groups be held against each other."""
        met: list[tuple[int, int]] = []
        for a, b in pairs:
            if a != b and b not in self.touches[a]:
                self.touches[a][b] = self.touches[b][a] = mass.touch(self.groups[a], self.groups[b])
                met.append((a, b))
        self._weigh(met)

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
            self.touches[other][a] = known
        self._weigh([(a, other) for other in self.touches[a]])
        return a

    def _weigh(self, pairs: Sequence[tuple[int, int]]) -> None:
        for chunk in (pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK)):
            ordered = [(min(a, b), max(a, b)) for a, b in chunk]
            for (a, b), odds in zip(ordered, self.weighed(ordered), strict=True):
                self.odds[a, b] = odds
                if odds > self.least:
                    heapq.heappush(self._queue, (-odds, a, b))

    def weighed(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """For each pair of groups the log odds that they tell of one event."""
        found = [-math.inf] * len(pairs)
        asked = [i for i, (a, b) in enumerate(pairs) if self.possible(a, b)]
        if asked:
            told = [
                (self.groups[a], self.groups[b], self.touches[a][b]) for a, b in (pairs[i] for i in asked)
            ]
            odds = self.model.all_odds([self.signs(*each) for each in told]).tolist()
            for i, each, value in zip(asked, told, odds, strict=True):
                found[i] = value + evidence.weigh(*each[:2], _words(*each)) - kernel.doubt(*each)
        return found

    def possible(self, a: int, b: int) -> bool:
        """Whether nothing forbids that two groups tell of one event."""
        return not vetoes.far_in_time(self.groups[a], self.groups[b])


def _words(a: Mass, b: Mass, common: Touch) -> float:
    """How like two groups' words are, averaged over all pairs of members."""
    return common.words / (a.size * b.size)
