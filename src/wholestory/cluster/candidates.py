"""Candidates: the few articles worth holding a new one against, by words, names and vectors."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from wholestory.cluster.mass import Mass
from wholestory.cluster.sketch import Sketch
from wholestory.cluster.vetoes import APART
from wholestory.cluster.window import RECENT, Window
from wholestory.model import ArticleId

BY_VECTOR = 24
BY_WORDS = 24
TELLING = 14  # an article's rarest terms: the others find too much


def near(window: Window, sketch: Sketch, weighed: Mass) -> list[ArticleId]:
    """Articles of the window that may tell of the same event, without `sketch` itself."""
    chosen = dict.fromkeys([*_by_words(window, sketch, weighed), *_by_vector(window, weighed)])
    chosen.pop(sketch.id, None)
    return list(chosen)


def _by_vector(window: Window, weighed: Mass) -> list[ArticleId]:
    if not window.order or not weighed.vectored:
        return []
    likeness = window.block @ weighed.dense
    if weighed.dated:
        gap = np.maximum(window.times[:, 0] - weighed.high, weighed.low - window.times[:, 1])
        likeness[gap > APART] = -1
    wanted = min(BY_VECTOR + 1, len(likeness))
    best = np.argpartition(-likeness, wanted - 1)[:wanted]
    return [window.order[i] for i in best if likeness[i] > 0]


def _by_words(window: Window, sketch: Sketch, weighed: Mass) -> list[ArticleId]:
    found: dict[ArticleId, float] = defaultdict(float)
    for term, weight in sorted(weighed.words.items(), key=lambda item: (-item[1], item[0]))[:TELLING]:
        for article in window.postings[term][-RECENT:]:
            found[article] += weight * window.masses[article].words[term]
    for print in sketch.prints[:8]:
        for article in window.prints[print][-RECENT:]:
            found[article] += 1.0
    ordered = sorted(found, key=lambda a: (-found[a], a))
    return [a for a in ordered if not _apart(window.masses[a], weighed)][: BY_WORDS + 1]


def _apart(a: Mass, b: Mass) -> bool:
    return bool(a.dated and b.dated) and max(a.low - b.high, b.low - a.high) > APART
