"""Who came first: publication times of unlike exactness, compared without guessing."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory.model import Analysis, ArticleId, Basis, Granularity, Published

FIRM = {Basis.STATED, Basis.METADATA, Basis.COLLECTION}


def first(analyses: Sequence[Analysis]) -> ArticleId | None:
    """The one article that surely appeared before all the others; None where dates do not tell."""
    dated = [(a.published, a.article) for a in analyses if a.published and a.published.basis in FIRM]
    if len(dated) != len(analyses) or not dated:
        return None
    earliest, article = min(dated, key=lambda pair: (_begins(pair[0]), pair[1]))
    others = [published for published, other in dated if other != article]
    return article if all(before(earliest, other) for other in others) else None


def before(one: Published, other: Published) -> bool:
    """Whether `one` surely appeared before `other`: by the minute where both have it, else by the day."""
    minute = Granularity.MINUTE
    if one.granularity is minute and other.granularity is minute and one.value and other.value:
        return one.value < other.value
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def _begins(published: Published) -> str:
    return published.value or published.earliest or "9999"
