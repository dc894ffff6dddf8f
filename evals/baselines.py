"""What a plain single pass does: each article joins the nearest story so far, or opens one."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import terms
from wholestory.model import Analysis, Article

Matrix = NDArray[np.float32]
BUCKETS = 1 << 13
THRESHOLDS = tuple(round(0.2 + 0.05 * step, 2) for step in range(9))


def tfidf(articles: Sequence[Article], analyses: Sequence[Analysis]) -> Matrix:
    """Unit TF-IDF vectors of title and lead, words hashed into 8,192 buckets; [articles, buckets]."""
    counts = np.zeros((len(articles), BUCKETS), np.float32)
    for i, (article, analysis) in enumerate(zip(articles, analyses, strict=True)):
        for term in terms.find(article.text[:700], analysis.language):
            counts[i, crc32(term.encode()) % BUCKETS] += 1
    weights = np.log((1 + len(articles)) / (1 + (counts > 0).sum(0)))
    return _unit(np.log1p(counts) * weights)


def embedding(analyses: Sequence[Analysis]) -> Matrix:
    """Unit vectors of the bundled encoder, their mean taken off; [articles, values]."""
    values = [np.frombuffer(a.vector.values, "<f4") for a in analyses if a.vector is not None]
    matrix = np.stack(values)
    return _unit(matrix - matrix.mean(0))


def single_pass(vectors: Matrix, threshold: float) -> list[int]:
    """The story of each row: that of the nearest story sum by cosine, if at least `threshold`."""
    sums = np.zeros_like(vectors)
    lengths = np.ones(len(vectors), np.float32)
    stories: list[int] = []
    count = 0
    for row in vectors:
        likeness = (sums[:count] @ row) / lengths[:count]
        best = int(likeness.argmax()) if count else -1
        if best < 0 or likeness[best] < threshold:
            best, count = count, count + 1
        sums[best] += row
        lengths[best] = max(float(np.linalg.norm(sums[best])), 1e-6)
        stories.append(best)
    return stories


def _unit(matrix: NDArray[np.floating]) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(lengths > 0, lengths, 1)).astype(np.float32)
