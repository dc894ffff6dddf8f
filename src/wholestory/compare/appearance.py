"""Who came first: publication times of unlike exactness, compared without guessing."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory.compare.sequence import instant, ranks
from wholestory.model import Analysis, ArticleId, Basis, Published

FIRM = {Basis.STATED, Basis.METADATA, Basis.COLLECTION}


def first(analyses: Sequence[Analysis]) -> ArticleId | None:
    """The one article that surely appeared before all the others; None where dates do not tell."""
    dated = {a.article: a.published for a in analyses if a.published and a.published.basis in FIRM}
    if len(dated) != len(analyses) or not dated:
        return None
    earliest = min(dated, key=ranks(analyses).__getitem__)
    others = (published for article, published in dated.items() if article != earliest)
    return earliest if all(before(dated[earliest], other) for other in others) else None


def before(one: Published, other: Published) -> bool:
    """Whether `one` surely appeared before `other`: by the minute where both have it, else by the day.

    A clock with a stated offset and one without cannot be told apart within a day.
    """
    mine, theirs = instant(one), instant(other)
    if mine and theirs and (mine.tzinfo is None) == (theirs.tzinfo is None):
        return mine < theirs
    return bool(one.latest and other.earliest and one.latest < other.earliest)
