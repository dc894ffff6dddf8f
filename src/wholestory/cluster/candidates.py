"""Candidates: the few articles worth holding a new one against, by words, names and vectors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from wholestory.cluster import index, kept
from wholestory.cluster.kept import Kept
from wholestory.cluster.vetoes import APART
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId

BY_VECTOR = 24
BY_WORDS = 24
TELLING = 14  # an article's rarest terms: the others find too much
RECENT = 200  # a term's latest articles: older ones are found by the vector or not at all
READ = 1200  # entries of the index read for one article, rarest terms first
STORIES = 8  # held against an article in full


def near(window: Window, article: Kept) -> list[ArticleId]:
    """Articles of the window that may tell of the same event, likeliest first, without `article` itself."""
    words = _by_words(window, article)
    found = [*words, *(row for row in _by_vector(window, article) if row not in words)]
    there = [one for one in map(window.index.at, found) if one is not None]
    scores = _likeness(article, there) + np.array([words.get(row, 0.0) for row in found])
    order = np.argsort(-scores, kind="stable").tolist()
    return [there[i].id for i in order if there[i].id != article.id]


def stories(window: Window, articles: Iterable[ArticleId]) -> dict[StoryId, ArticleId]:
    """The stories of `articles`, likeliest first, each with its likeliest article."""
    found: dict[StoryId, ArticleId] = {}
    for article in articles:
        found.setdefault(window.story_of[article], article)
        if len(found) == STORIES:
            break
    return found


def _by_vector(window: Window, article: Kept) -> list[int]:
    if not article.dense:
        return []
    vector = kept.dense_of(article, 0)
    rows = window.index.vectors.near(vector, article.days, APART, BY_VECTOR + 1)
    return [row for row in rows if window.index.at(row) is not None]


def _by_words(window: Window, article: Kept) -> dict[int, float]:
    """Rows by the share of the telling terms that they have in common with the article."""
    found: dict[int, float] = defaultdict(float)
    keys = kept.keys_of(article.words, TELLING)
    read = 0
    for weight, rows in zip(
        kept.weights_of(article.words)[:TELLING].tolist(), window.index.words.find(keys, RECENT), strict=True
    ):
        for row in rows:
            found[row] += weight * weight
        read += len(rows)
        if read > READ:
            break
    for rows in window.index.prints.find(index.prints(article)[: index.PRINTS], RECENT):
        for row in rows:
            found[row] += 1.0
    return dict(_open(window, article, sorted(found.items(), key=lambda item: (-item[1], item[0]))))


def _open(window: Window, article: Kept, ordered: Sequence[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    """The first few that are in the window and not too far off in time."""
    count = 0
    for row, score in ordered:
        other = window.index.at(row)
        if other is not None and not _apart(article, other):
            yield row, score
            count += 1
            if count > BY_WORDS:
                return


def _apart(a: Kept, b: Kept) -> bool:
    if not a.dated or not b.dated:
        return False
    return max(a.days[0] - b.days[1], b.days[0] - a.days[1]) > APART


def _likeness(article: Kept, others: Sequence[Kept]) -> kept.Values:
    """The scalar products of vectors, 0 where one is missing."""
    likeness = np.zeros(len(others), np.float32)
    there = [i for i, other in enumerate(others) if other.dense and article.dense]
    if there:
        block = np.frombuffer(b"".join(others[i].dense for i in there), np.float16)
        likeness[there] = block.reshape(len(there), -1).astype(np.float32) @ kept.dense_of(article, 0)
    return likeness
