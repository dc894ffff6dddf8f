"""Window: the open articles and stories that new articles are held against. The caller owns it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

import numpy as np

from wholestory.cluster import mass
from wholestory.cluster.mass import Mass, Touch
from wholestory.cluster.moves import Join, Merge, Move, Open, Repaired, Split
from wholestory.cluster.sketch import Array, Sketch
from wholestory.cluster.weights import PRIOR, Projection, projection
from wholestory.model import ArticleId, StoryId

UNSEEN = 60.0  # articles' worth of doubt about how common a term is
RECENT = 400  # a term's latest articles: older ones are found by the vector or not at all


class Window:
    """Mutable; changed only by `survey` and `apply`."""

    def __init__(self) -> None:
        self.sketches: dict[ArticleId, Sketch] = {}
        self.masses: dict[ArticleId, Mass] = {}
        self.stories: dict[StoryId, list[ArticleId]] = {}
        self.sums: dict[StoryId, Mass] = {}
        self.story_of: dict[ArticleId, StoryId] = {}
        self.redirects: dict[StoryId, StoryId] = {}
        self.postings: dict[str, list[ArticleId]] = defaultdict(list)
        self.prints: dict[int, list[ArticleId]] = defaultdict(list)
        self.order: list[ArticleId] = []
        self._seen: Counter[str] = Counter()
        self._documents = 0
        self._counted: set[ArticleId] = set()
        self._means: dict[str, tuple[Array, int]] = {}
        self.touched: set[ArticleId] = set()
        self._block = np.zeros((64, projection().matrix.shape[1]), np.float32)
        self._times = np.zeros((64, 2), np.float32)

    @property
    def block(self) -> Array:
        """Mapped vectors of all articles, in `order`."""
        return self._block[: len(self.order)]

    @property
    def times(self) -> Array:
        """First and last possible day of each article, in `order`; infinite where unknown."""
        return self._times[: len(self.order)]

    def survey(self, sketches: Iterable[Sketch]) -> None:
        """Count words and means of articles that are about to come, so that their order tells less."""
        for sketch in sketches:
            self._count(sketch)

    def apply(self, moves: Iterable[Move]) -> None:
        """Carry out `moves`, in order."""
        for move in moves:
            match move:
                case Open(story, sketch) | Join(story, sketch):
                    self._admit(sketch)
                    self._place(story, [sketch.id])
                case Merge(story, gone):
                    self._merge(story, gone)
                case Split(story, fresh, articles):
                    self._split(story, fresh, articles)
                case Repaired():
                    self.touched.clear()

    def weigh(self, sketch: Sketch) -> Mass:
        """`sketch` as a group of one, its words weighed by how rare they are in this window."""
        words = mass.unit({t: (1 + math.log(n)) * self.rarity(t) for t, n in sketch.words.items()})
        names = mass.unit({t: (1 + math.log(n)) * self.rarity(t) for t, n in sketch.names.items()})
        quotes = mass.unit(sketch.quotes)
        dense = self._map(sketch)
        low, high = (sketch.low, sketch.high) if sketch.dated else (None, None)
        dated = low is not None and high is not None
        return Mass(
            size=1,
            dense=dense,
            words=words,
            names=names,
            quotes=quotes,
            own=Touch(
                float(np.dot(dense, dense)), float(bool(words)), float(bool(names)), float(bool(quotes))
            ),
            languages={sketch.language or "": 1},
            length=float(len(sketch.words)),
            vectored=int(bool(dense.any())),
            named=int(bool(names)),
            quoting=int(bool(quotes)),
            dated=int(dated),
            low=low if low is not None and dated else math.inf,
            high=high if high is not None and dated else -math.inf,
            middle=(low + high) / 2 if low is not None and high is not None else 0.0,
            floor=-math.inf if sketch.low is None else sketch.low,
            ceiling=math.inf if sketch.high is None else sketch.high,
        )

    def fresh(self, article: ArticleId, taken: Collection[StoryId] = ()) -> StoryId:
        """An id for a story that `article` opens."""
        story = StoryId(f"s-{article}")
        while story in self.stories or story in self.redirects or story in taken:
            story = StoryId(f"{story}+")
        return story

    def rarity(self, term: str) -> float:
        """How much a term tells (smoothed inverse document frequency)."""
        return math.log((self._documents + UNSEEN) / (self._seen[term] + 0.5))

    def _map(self, sketch: Sketch) -> Array:
        chart = projection()
        if sketch.vector is None or sketch.vector.shape[0] != chart.matrix.shape[0]:
            return np.zeros(chart.matrix.shape[1], np.float32)
        mapped = (sketch.vector - self._mean(sketch.language, chart)) @ chart.matrix
        return (mapped / max(float(np.linalg.norm(mapped)), 1e-6)).astype(np.float32)

    def _mean(self, language: str | None, chart: Projection) -> Array:
        sum, count = self._means.get(language or "", (np.zeros_like(chart.mean(language)), 0))
        mean = (sum + PRIOR * chart.mean(language)) / (count + PRIOR)
        return mean.astype(np.float32)

    def _count(self, sketch: Sketch) -> None:
        if sketch.id in self._counted:
            return
        self._counted.add(sketch.id)
        self._documents += 1
        self._seen.update(sketch.words.keys() | sketch.names.keys())
        if sketch.vector is not None and sketch.vector.shape[0] == projection().matrix.shape[0]:
            sum, count = self._means.get(sketch.language or "", (np.zeros_like(sketch.vector), 0))
            self._means[sketch.language or ""] = sum + sketch.vector, count + 1

    def _admit(self, sketch: Sketch) -> None:
        self._count(sketch)
        self.sketches[sketch.id] = sketch
        weighed = self.masses[sketch.id] = self.weigh(sketch)
        for term in sketch.words:
            self.postings[term].append(sketch.id)
        for print in sketch.prints[:8]:
            self.prints[print].append(sketch.id)
        if len(self.order) == len(self._block):
            self._block = np.concatenate([self._block, np.zeros_like(self._block)])
            self._times = np.concatenate([self._times, np.zeros_like(self._times)])
        self._block[len(self.order)] = weighed.dense
        self._times[len(self.order)] = (weighed.low, weighed.high) if weighed.dated else (-np.inf, np.inf)
        self.touched.add(sketch.id)
        self.order.append(sketch.id)

    def _merge(self, story: StoryId, gone: StoryId) -> None:
        members = self.stories.pop(gone)
        del self.sums[gone]
        self.redirects[gone] = story
        self._place(story, members)

    def _split(self, story: StoryId, fresh: StoryId, articles: tuple[ArticleId, ...]) -> None:
        self.stories[story] = [a for a in self.stories[story] if a not in set(articles)]
        self.sums[story] = mass.total(self.masses[a] for a in self.stories[story])
        self._place(fresh, list(articles))

    def _place(self, story: StoryId, articles: list[ArticleId]) -> None:
        added = mass.total(self.masses[a] for a in articles)
        if story in self.stories:
            old = self.sums[story]
            self.sums[story] = mass.plus(old, added, mass.touch(old, added))
        else:
            self.sums[story] = added
        self.stories.setdefault(story, []).extend(articles)
        for article in articles:
            self.story_of[article] = story
