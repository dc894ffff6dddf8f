"""A fixed order of appearance, where one must come first: by day, by minute where it is known, then by id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from wholestory.model import Analysis, ArticleId, Granularity, Published

UNKNOWN = "~"  # sorts behind every date


def ranks(analyses: Sequence[Analysis]) -> Mapping[ArticleId, int]:
    """The place of each article in order of appearance, undated ones last; ties go by id."""
    ordered = sorted(analyses, key=lambda a: (*_time(a.published), a.article))
    return {analysis.article: place for place, analysis in enumerate(ordered)}


def _time(published: Published | None) -> tuple[str, str]:
    """Day and minute, comparable as text; a day without its minute stands behind those with one."""
    if published is None or published.earliest is None:
        return UNKNOWN, UNKNOWN
    found = instant(published)
    if found is None:
        return published.earliest, UNKNOWN
    plain = found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    return plain.date().isoformat(), plain.time().isoformat()


def instant(published: Published) -> datetime | None:
    """The minute of publication, with its offset where one is stated; None where no minute is known."""
    if published.granularity is not Granularity.MINUTE or published.value is None:
        return None
    try:
        return datetime.fromisoformat(published.value)
    except ValueError:
        return None
