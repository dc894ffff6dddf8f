"""Invented articles for measuring: no text, but words, names, vectors and days spread as in real news."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster.sketch import Sketch
from wholestory.cluster.weights import projection
from wholestory.model import ArticleId

Block = NDArray[np.float32]
WORDS, NAMES, SUBJECTS = 400_000, 300_000, 300
LANGUAGES = ("en", "en", "en", "es", "de", "fr", "it", "pt")
COMMON, OWN, NAMED = 40, 16, 5  # words of an article: of all, of its story; names
COPIED, QUOTING = 0.15, 0.3
LASTING = 0.5  # days from a story's beginning to an article on it, on average
TRUTH_BYTES = 60.0  # what remembering an article's true story takes, about
DAY = 739_000.0
SEED = 11


class Source:
    """Draws stories and articles; the same ones every time."""

    def __init__(self, count: int, days: float) -> None:
        self.drawn = np.random.default_rng(SEED)
        self.count, self.days = count, days
        self.stories = max(20, count // 4)
        chart = projection()
        self.back = np.linalg.pinv(chart.matrix.astype(np.float64)).astype(np.float32)
        self.means = chart
        self.subjects = self._directions(SUBJECTS)
        self.bucket = max(64, self.stories // 40)  # stories begun at about the same time
        weights = 1 / np.arange(1, self.bucket + 1, dtype=float)
        self.shares = np.cumsum(weights / weights.sum())

    def _directions(self, count: int) -> Block:
        found: Block = self.drawn.normal(size=(count, self.back.shape[0])).astype(np.float32)
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found

    def article(self, number: int) -> tuple[Sketch, int]:
        """An article and its story."""
        drawn = self.drawn
        moment = self.days * number / self.count
        story = self._story(moment)
        told = np.random.default_rng([SEED, story])
        own = _zipf(told, WORDS // 4, 30, 0.5) + 2_000
        names = _zipf(told, NAMES, 8, 0.6)
        words = {f"w{n}": 1.0 for n in _zipf(drawn, WORDS, COMMON, 1.05).tolist()}
        words |= {f"w{n}": 2.0 for n in drawn.choice(own, OWN).tolist()}
        named = {f"n{n}": 1 for n in drawn.choice(names, NAMED).tolist()}
        language = LANGUAGES[int(drawn.integers(len(LANGUAGES)))]
        return Sketch(
            id=ArticleId(f"{number:08d}"),
            language=language,
            low=DAY + moment,
            high=DAY + moment,
            words={**words, **dict.fromkeys(named, 1.0)},
            names=named,
            quotes=self._quotes(told),
            prints=self._prints(told),
            vector=self._vector(story, told, language),
        ), story

    def _story(self, moment: float) -> int:
        """A story begun some hours before, by Zipf's law among those that began with it."""
        begun = max(0.0, moment - self.drawn.exponential(LASTING)) / self.days
        bucket = int(begun * self.stories) // self.bucket
        return bucket * self.bucket + int(np.searchsorted(self.shares, self.drawn.random()))

    def _quotes(self, told: np.random.Generator) -> dict[int, float]:
        pool = told.integers(0, 2**32, 40)
        if self.drawn.random() > QUOTING:
            return {}
        return {int(q): 0.2 for q in self.drawn.choice(pool, 25)}

    def _prints(self, told: np.random.Generator) -> tuple[int, ...]:
        source = told if self.drawn.random() < COPIED else self.drawn
        return tuple(sorted(source.integers(0, 2**32 // 20, 48).tolist()))

    def _vector(self, story: int, told: np.random.Generator, language: str) -> Block:
        """Alike within a story by about .65, within a subject by about .3."""
        size = self.back.shape[0]
        event, noise = (source.normal(size=size) / size**0.5 for source in (told, self.drawn))
        mapped = (0.55 * self.subjects[story % SUBJECTS] + 0.6 * event + 0.55 * noise).astype(np.float32)
        vector = self.means.mean(language) + 0.7 * (unit := mapped @ self.back) / np.linalg.norm(unit)
        found: Block = (vector / np.linalg.norm(vector)).astype(np.float32)
        return found


def articles(count: int, *, days: float) -> Iterator[tuple[Sketch, int]]:
    """So many articles over so many days, each with the number of its story."""
    source = Source(count, days)
    return (source.article(number) for number in range(count))


def _zipf(drawn: np.random.Generator, size: int, count: int, exponent: float) -> NDArray[np.int64]:
    """Ranks by Zipf's law up to `size`, by inverting the integral of its density."""
    chance = drawn.random(count)
    power = 1 - exponent
    ranks: NDArray[np.int64] = ((chance * (size**power - 1) + 1) ** (1 / power)).astype(np.int64)
    return ranks
