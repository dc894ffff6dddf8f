"""Copies: texts that stand in the window already, word for word or nearly."""

from __future__ import annotations

from collections import Counter

from wholestory.cluster import shingles, vetoes
from wholestory.cluster.mass import Mass
from wholestory.cluster.sketch import Sketch
from wholestory.cluster.window import RECENT, Window
from wholestory.model import ArticleId

SAME = 0.5  # estimated Jaccard of word 4-grams: wire copy with another title and a cut end
ENOUGH = 16  # prints below which a text is too short to say
INDEXED = 8  # smallest prints looked up; near copies share some of them


def original(window: Window, sketch: Sketch, weighed: Mass) -> ArticleId | None:
    """The article of the window that `sketch` copies or that copies it, or None."""
    alike = [a for a in _sharing(window, sketch) if _copy(window, sketch, weighed, a)]
    return min(alike, default=None)


def all_of(window: Window, article: ArticleId) -> list[ArticleId]:
    """The copies of an article that stands in the window."""
    sketch, weighed = window.sketches[article], window.masses[article]
    return [a for a in _sharing(window, sketch) if a != article and _copy(window, sketch, weighed, a)]


def _sharing(window: Window, sketch: Sketch) -> list[ArticleId]:
    if len(sketch.prints) < ENOUGH:
        return []
    found = Counter(a for p in sketch.prints[:INDEXED] for a in window.prints[p][-RECENT:])
    return list(found)


def _copy(window: Window, sketch: Sketch, weighed: Mass, article: ArticleId) -> bool:
    if vetoes.far_in_time(weighed, window.masses[article]):
        return False
    return shingles.resemblance(sketch.prints, window.sketches[article].prints) >= SAME
