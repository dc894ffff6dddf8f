"""Candidates: the few articles worth holding a new one against, by words, names and vectors."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import kept, sparse
from wholestory.cluster.kept import Kept
from wholestory.cluster.postings import Rows
from wholestory.cluster.vetoes import APART
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId

BY_VECTOR = 24
BY_WORDS = 24
TELLING = 14  # an article's rarest terms: the others find too much
RECENT = 200  # a term's latest articles: older ones are found by the vector or not at all
READ = 1200  # entries of the index read for one article, rarest terms first
STORIES, FEW = 8, 1  # held against an article in full, at most and at least
WORTH = 0.6  # of the best likeness: what is less alike is not worth a look


def near(window: Window, article: Kept) -> list[ArticleId]:
    """Articles of the window that may tell of the same event, likeliest first, without `article` itself."""
    return [other for other, _ in scored(window, article)]


def scored(window: Window, article: Kept) -> Iterator[tuple[ArticleId, float]]:
    """`near`, each with how alike the vectors are plus the share of telling terms in common."""
    words = _by_words(window, article)
    found = [*words, *(row for row in _by_vector(window, article) if row not in words)]
    there = [one for one in map(window.index.at, found) if one is not None]
    scores = _likeness(article, there) + np.array([words.get(row, 0.0) for row in found])
    for i in np.argsort(-scores, kind="stable").tolist():
        if there[i].id != article.id:
            yield there[i].id, float(scores[i])


def stories(window: Window, article: Kept) -> dict[StoryId, ArticleId]:
    """The stories that `article` might join, likeliest first, each with the article of it that is nearest."""
    found: dict[StoryId, ArticleId] = {}
    least = -math.inf
    for other, score in scored(window, article):
        if not found:
            least = WORTH * score
        elif len(found) >= FEW and (len(found) == STORIES or score < least):
            break
        found.setdefault(window.story_of[other], other)
    return found


def _by_vector(window: Window, article: Kept) -> list[int]:
    if not article.dense:
        return []
    vector, found = kept.dense_of(article, 0), window.index
    rows = found.vectors.near(vector, BY_VECTOR + 1)
    if found.apart(article.days, rows).any():  # rare: others of this time may be hidden by look-alikes
        rows = found.vectors.near(vector, BY_VECTOR + 1, days=article.days, apart=APART)
    return [row for row in rows if found.at(row) is not None]


def _by_words(window: Window, article: Kept) -> dict[int, float]:
    """Rows by the share of the telling terms that they have in common with the article, and prints."""
    weights = kept.weights_of(article.words)[:TELLING].astype(np.float64) ** 2
    rows, places = window.index.words.find(kept.keys_of(article.words, TELLING), RECENT, READ)
    copied = window.index.printed(article)
    worth = np.concatenate([weights[places], np.ones(len(copied))])
    return _best(window, article, np.concatenate([rows, copied]), worth)


def _best(window: Window, article: Kept, found: Rows, worth: NDArray[np.float64]) -> dict[int, float]:
    """The rows with the highest sums, best first, without those too far off in time."""
    rows, scores = sparse.summed(found, worth)
    apart = window.index.apart(article.days, rows)
    order = np.lexsort((rows, -scores + 1e6 * apart))[: BY_WORDS + 1]
    near = order[~apart[order]]
    return dict(zip(rows[near].tolist(), scores[near].tolist(), strict=True))


def _likeness(article: Kept, others: Sequence[Kept]) -> kept.Values:
    """The scalar products of vectors, 0 where one is missing."""
    likeness = np.zeros(len(others), np.float32)
    there = [i for i, other in enumerate(others) if other.dense and article.dense]
    if there:
        block = np.frombuffer(b"".join(others[i].dense for i in there), np.float16)
        likeness[there] = block.reshape(len(there), -1).astype(np.float32) @ kept.dense_of(article, 0)
    return likeness
