"""Index: the articles of a window by number, and how to find them: by word, by print, by vector."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import kept
from wholestory.cluster.cells import Cells
from wholestory.cluster.kept import Kept
from wholestory.cluster.postings import NO_ROWS, Keys, Postings, Rows
from wholestory.cluster.vetoes import APART
from wholestory.model import ArticleId

TELLING = 24  # an article's rarest words, by which it is found
PRINTS = 8  # its smallest prints; near copies share some of them
RECENT = 64  # a print's latest articles: a text copied more often is found by its latest copies
MANY = 4096  # articles that are put in together
SPARE = 0.5  # share of numbers whose articles are gone before all are numbered anew


class Index:
    """Articles numbered in the order they came ("rows")."""

    def __init__(self) -> None:
        self._rows: dict[ArticleId, int] = {}
        self._articles: list[Kept | None] = []
        self._days = np.zeros((64, 2))
        self._clear()

    def _clear(self) -> None:
        self.words, self.prints, self.vectors = Postings(), Postings(), Cells()
        self._asked: Kept | None = None
        self._printed = NO_ROWS

    def __getitem__(self, article: ArticleId) -> Kept:
        found = self._articles[self._rows[article]]
        if found is None:
            raise KeyError(article)
        return found

    def at(self, row: int) -> Kept | None:
        """The article of a row, None if it has left."""
        return self._articles[row]

    def apart(self, days: tuple[float, float], rows: Sequence[int] | Rows) -> NDArray[np.bool_]:
        """Which of these rows lie too many days from the interval `days`, or have left."""
        if not len(rows):
            return np.zeros(0, np.bool_)
        found = self._days[rows]
        first, last = found[:, 0], found[:, 1]
        return (np.maximum(first - days[1], days[0] - last) > APART) | (first > last)

    def articles(self) -> Iterator[Kept]:
        """All articles, in the order they came."""
        return (found for found in self._articles if found is not None)

    def printed(self, article: Kept) -> Rows:
        """The latest rows that share one of the smallest prints, a row as often as it shares one."""
        if self._asked is not article:
            self._asked, self._printed = article, self.prints.find(prints(article)[:PRINTS], RECENT)[0]
        return self._printed

    def add(self, articles: Collection[Kept]) -> None:
        """Number and index articles."""
        if not articles:
            return
        self._asked = None
        start = len(self._articles)
        for row, article in enumerate(articles, start):
            self._rows[article.id] = row
        self._articles.extend(articles)
        if len(self._articles) > len(self._days):
            self._days = np.concatenate([self._days, np.zeros((len(self._articles), 2))])
        days = [article.days for article in articles]
        self._days[start : len(self._articles)] = days
        if len(articles) < max(MANY, start // 8):
            for row, (article, when) in enumerate(zip(articles, days, strict=True), start):
                self._add(row, article, when)
        else:
            self._extend(start, list(articles))

    def remove(self, article: ArticleId) -> None:
        """Take an article out; it is found no more."""
        row = self._rows.pop(article)
        self._articles[row] = None
        self._days[row] = math.inf, -math.inf

    def tidy(self) -> None:
        """Number all anew when many are gone."""
        if len(self._rows) < SPARE * len(self._articles):
            left = list(self.articles())
            self._rows, self._articles, self._days = {}, [], np.zeros((64, 2))
            self._clear()
            self.add(left)

    def _add(self, row: int, article: Kept, days: tuple[float, float]) -> None:
        self.words.add(row, kept.keys_of(article.words, TELLING).tolist())
        self.prints.add(row, prints(article)[:PRINTS].tolist())
        if article.dense:
            self.vectors.add(kept.dense_of(article, 0), row, days)

    def _extend(self, start: int, articles: Sequence[Kept]) -> None:
        counts = [min(TELLING, len(a.words) // kept.SIZE) for a in articles]
        words = b"".join(a.words[: 4 * n] for a, n in zip(articles, counts, strict=True))
        rows = np.arange(start, start + len(articles), dtype=np.int32)
        self.words.extend(np.frombuffer(words, np.uint32), np.repeat(rows, counts))
        counts = [min(PRINTS, len(a.prints) // 4) for a in articles]
        found = b"".join(a.prints[: 4 * PRINTS] for a in articles)
        self.prints.extend(np.frombuffer(found, np.uint32), np.repeat(rows, counts))
        there = [i for i, a in enumerate(articles) if a.dense]
        if there:
            size = self.vectors.size  # of the values, two bytes each
            dense = np.frombuffer(b"".join([articles[i].dense[: 2 * size] for i in there]), np.float16)
            vectors = dense.astype(np.float32).reshape(-1, size)
            self.vectors.extend(vectors, rows[there], self._days[start + np.array(there)].astype(np.float32))


def prints(article: Kept) -> Keys:
    """The smallest hashes of an article's text, ascending."""
    return np.frombuffer(article.prints, np.uint32)
