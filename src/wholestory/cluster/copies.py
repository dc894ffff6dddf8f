"""Copies: texts that stand in the window already, word for word or nearly, and say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from wholestory.cluster import index, kept, shingles, table, vetoes
from wholestory.cluster.kept import Kept
from wholestory.cluster.window import Window
from wholestory.model import ArticleId

SAME = 0.5  # estimated Jaccard of word 4-grams: wire copy with another title and a cut end
ENOUGH = 16  # prints below which a text is too short to say
HELD = 6  # articles sharing most prints that are held against a text


def original(window: Window, article: Kept) -> ArticleId | None:
    """An article of the window that `article` copies or that copies it, or None."""
    return min(all_of(window, article), default=None)


def all_of(window: Window, article: Kept) -> list[ArticleId]:
    """Articles of the window that are copies of one, without itself; the latest where there are many."""
    prints = index.prints(article)
    if len(prints) < ENOUGH:
        return []
    rows = window.index.printed(article)
    if not len(rows):
        return []
    found, counts = np.unique(rows, return_counts=True)
    ordered = found[np.lexsort((found, counts))[::-1]][: HELD + 1]
    shared = (window.index.at(row) for row in ordered.tolist())
    own = tuple(prints.tolist())
    alike = [
        other
        for other in shared
        if other
        and other.id != article.id
        and shingles.resemblance(own, tuple(index.prints(other).tolist())) >= SAME
    ]
    if not alike:
        return []
    others = [kept.alone(other, window.size) for other in alike]
    given = table.against(kept.alone(article, window.size), others)
    apart = zip(alike, vetoes.refilled(given), given.each(), strict=True)
    return [other.id for other, other_event, one in apart if not other_event and not vetoes.far_in_time(one)]


def within(articles: Sequence[Kept]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `articles` whose texts are copies; of many copies, enough pairs to link them all."""
    latest: dict[int, int] = {}
    for place, article in enumerate(articles):
        prints = tuple(index.prints(article).tolist())
        if len(prints) < ENOUGH:
            continue
        for other in {latest[p] for p in prints[: index.PRINTS] if p in latest}:
            if shingles.resemblance(prints, tuple(index.prints(articles[other]).tolist())) < SAME:
                continue
            given = table.against(kept.alone(article, 0), [kept.alone(articles[other], 0)])
            if not vetoes.refilled(given)[0]:
                yield other, place
        latest.update((p, place) for p in prints[: index.PRINTS])
