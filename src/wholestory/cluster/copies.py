"""Copies: texts that stand in the window already, word for word or nearly."""

from __future__ import annotations

from collections import Counter

from wholestory.cluster import index, kept, shingles, vetoes
from wholestory.cluster.kept import Kept
from wholestory.cluster.window import Window
from wholestory.model import ArticleId

SAME = 0.5  # estimated Jaccard of word 4-grams: wire copy with another title and a cut end
ENOUGH = 16  # prints below which a text is too short to say
RECENT = 64  # a print's latest articles: a text copied more often is found by its latest copies
HELD = 6  # articles sharing most prints that are held against a text


def original(window: Window, article: Kept) -> ArticleId | None:
    """An article of the window that `article` copies or that copies it, or None."""
    return min(all_of(window, article), default=None)


def all_of(window: Window, article: Kept) -> list[ArticleId]:
    """Articles of the window that are copies of one, without itself; the latest where there are many."""
    prints = index.prints(article)
    if len(prints) < ENOUGH:
        return []
    found = Counter(row for rows in window.index.prints.find(prints[: index.PRINTS], RECENT) for row in rows)
    ordered = sorted(found.items(), key=lambda item: (-item[1], -item[0]))
    shared = (window.index.at(row) for row, _ in ordered[: HELD + 1])
    own, mass = tuple(prints.tolist()), kept.alone(article, window.size)
    return [
        other.id
        for other in shared
        if other
        and other.id != article.id
        and shingles.resemblance(own, tuple(index.prints(other).tolist())) >= SAME
        and not vetoes.far_in_time(mass, kept.alone(other, window.size))
    ]
