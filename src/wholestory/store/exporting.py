"""Articles with all that is kept of them, a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from wholestory.model import Article, Earlier, EarlierText, Entry, Exported
from wholestory.store import coding, entries
from wholestory.store.models import Article as Row
from wholestory.store.models import ArticleVersion, Version


def after(alias: str, number: int, *, most: int) -> tuple[Exported, ...]:
    """The first `most` articles whose numbers are greater, in the order they were kept."""
    found = Row.objects.using(alias).filter(pk__gt=number).order_by("pk")
    rows = list(found.defer("analysis", "vector").select_related("entry__feed")[:most])
    texts = _grouped(ArticleVersion.objects.using(alias).filter(article__in=rows), "article_id")
    versions = _grouped(
        Version.objects.using(alias).filter(entry__in=[row.entry_id for row in rows]), "entry_id"
    )
    return tuple(_exported(row, texts.get(row.pk, ()), versions.get(row.entry_id, ())) for row in rows)


def _grouped(found: Any, name: str) -> dict[int, Sequence[Any]]:
    """Versions by what they are of, the oldest first."""
    return {of: list(rows) for of, rows in groupby(found.order_by(name, "number"), attrgetter(name))}


def _exported(row: Row, texts: Sequence[ArticleVersion], versions: Sequence[Version]) -> Exported:
    return Exported(
        number=row.pk,
        article=coding.unpacked(bytes(row.body), Article),
        language=row.language,
        sort_at=row.sort_at,
        read_at=row.read_at,
        whole=row.whole,
        listed=entries.listed(row.entry),
        feed=row.entry.feed.url,
        texts=tuple(EarlierText(one.until, coding.unpacked(bytes(one.body), Article)) for one in texts),
        entries=tuple(Earlier(one.until, coding.unpacked(bytes(one.body), Entry)) for one in versions),
    )
