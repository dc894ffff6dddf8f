"""Articles: which entries are still to be read, and what reading them brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import numpy as np
from django.db.models import Max

from wholestory.model import (
    Analysis,
    Article,
    EarlierText,
    Entry,
    KeptArticle,
    Listed,
    Place,
    ReadEntry,
    Unread,
    Vector,
)
from wholestory.store import coding, entries, inserting, leasing, paging
from wholestory.store.models import Article as Row
from wholestory.store.models import ArticleVersion, Pending
from wholestory.store.models import Entry as EntryRow
from wholestory.store.search import building


def mark(alias: str, numbers: Sequence[int], now: datetime) -> None:
    """Entries have come or changed: their articles are due to be read, whatever was tried before."""
    given = [Pending(entry_id=number, due_at=now) for number in numbers]
    again = ("due_at", "tries", "error", "lease", "leased_until")
    inserting.anew(Pending.objects.using(alias), given, unique=("entry",), update=again)


def lend(alias: str, now: datetime, *, most: int, lease: timedelta) -> tuple[Unread, ...]:
    """The entries that are due, newest first, marked as lent; to be called within a transaction."""
    due = Pending.objects.using(alias).filter(due_at__lte=now).select_related("entry", "entry__feed")
    found = leasing.lend(due.order_by("-due_at", "-entry"), now, most=most, lease=lease)
    return tuple(map(_unread, found))


def _unread(row: Pending) -> Unread:
    return Unread(
        number=row.entry_id,
        lease=row.lease,
        entry=coding.unpacked(bytes(row.entry.body), Entry),
        seen_at=row.entry.seen_at,
        outlet=row.entry.feed.title,
        tries=row.tries,
    )


def keep(alias: str, readings: Sequence[ReadEntry], *, stages: str) -> frozenset[int]:
    """Store what reading brought, in the transaction of the caller; the entries whose lease still held."""
    pending = Pending.objects.using(alias).select_related("entry").in_bulk([each.number for each in readings])
    held = [r for r in readings if r.number in pending and pending[r.number].lease == r.lease]
    with building.renewed(alias, _known(alias, [each.number for each in held])) as written:
        for each in held:
            if each.article is not None and each.analysis is not None:
                written.append(write(alias, pending[each.number].entry, each, stages))
            _settle(alias, pending[each.number], each)
    return frozenset(each.number for each in held)


def _known(alias: str, entries: Sequence[int]) -> list[int]:
    """The articles there are of entries."""
    return list(Row.objects.using(alias).filter(entry__in=entries).values_list("pk", flat=True))


def _settle(alias: str, row: Pending, reading: ReadEntry) -> None:
    if reading.error is None and reading.again_at is None:
        row.delete(using=alias)
        return
    row.due_at, row.error, row.tries = reading.again_at, reading.error, row.tries + 1
    row.lease = row.leased_until = None
    row.save(using=alias)


def write(alias: str, entry: EntryRow, reading: ReadEntry, stages: str) -> int:
    """Write what reading an entry brought; the number of its article."""
    assert reading.article is not None, "only what was read is written"
    assert reading.analysis is not None, "an article comes with its analysis"
    row = Row.objects.using(alias).filter(entry=entry).first() or Row(entry=entry)
    found = digest(reading.article)
    if row.pk and row.whole and not reading.whole:
        return int(row.pk)  # what the feed gives away never takes the place of the whole article
    if row.pk and row.digest != found and row.whole == reading.whole:
        _keep_version(alias, row, reading.at)
        row.changed_at = reading.at
    row.digest, row.stages, row.whole, row.read_at = found, stages, reading.whole, reading.at
    row.sort_at = entry.sort_at
    rewrite(row, reading.article, reading.analysis)
    row.save(using=alias)
    return int(row.pk)


def digest(article: Article) -> str:
    """Of an article's text, to see whether it was changed."""
    return sha256(article.text.encode("utf-8", "replace")).hexdigest()[:32]


def rewrite(row: Row, article: Article, analysis: Analysis) -> None:
    """Write into the row of an article how it reads now, under the id that its entry gives it."""
    renamed = (article.id, f"e{row.entry_id}")
    row.link, row.outlet, row.title = article.url, article.outlet, article.title
    row.language = analysis.language
    row.body = coding.packed(article, renamed=renamed)
    row.analysis = coding.packed(replace(analysis, vector=None), renamed=renamed)
    row.vector, row.embedder = rounded(analysis.vector)


def _keep_version(alias: str, row: Row, at: datetime) -> None:
    versions = ArticleVersion.objects.using(alias)
    last = versions.filter(article=row).aggregate(last=Max("number"))["last"] or 0
    versions.create(article=row, number=last + 1, until=at, title=row.title, body=bytes(row.body))


def rounded(vector: Vector | None) -> tuple[bytes | None, str | None]:
    """A vector in 255 steps, after the size of a step, and whose it is: grouping keeps no more of it."""
    if vector is None:
        return None, None
    values = np.frombuffer(vector.values, "<f4")
    step = np.float32(np.abs(values).max(initial=0.0) / 127 or 1.0)
    return step.tobytes() + np.round(values / step).astype(np.int8).tobytes(), vector.model


def newest(alias: str, *, most: int, before: Place | None) -> tuple[KeptArticle, ...]:
    """Articles before a place, newest first."""
    return tuple(map(kept, paging.newest(Row.objects.using(alias), before)[:most]))


def earlier(alias: str, number: int) -> tuple[EarlierText, ...]:
    """How an article read before it was changed, the oldest first."""
    found = ArticleVersion.objects.using(alias).filter(article=number).order_by("number")
    return tuple(EarlierText(row.until, coding.unpacked(bytes(row.body), Article)) for row in found)


def quarantine(alias: str, *, most: int) -> tuple[tuple[Listed, str], ...]:
    """Entries that gave no article and are tried no more, newest first, each with its reason."""
    stuck = Pending.objects.using(alias).filter(due_at=None, entry__article=None).select_related("entry")
    return tuple((entries.listed(row.entry), row.error or "") for row in stuck.order_by("-entry")[:most])


def kept(row: Row) -> KeptArticle:
    """A row as the pipeline knows it."""
    found = coding.unpacked(bytes(row.body), Article)
    return KeptArticle(row.pk, row.entry_id, found, _analysis(row), row.sort_at, row.whole, row.changed_at)


def _analysis(row: Row) -> Analysis:
    """The analysis of a row, with its vector."""
    found = coding.unpacked(bytes(row.analysis), Analysis)
    if row.vector is None:
        return found
    step, values = np.frombuffer(bytes(row.vector[:4]), "<f4"), np.frombuffer(bytes(row.vector[4:]), np.int8)
    return replace(found, vector=Vector(row.embedder, (values * step).astype("<f4").tobytes()))


def unplaced(alias: str, *, most: int) -> tuple[KeptArticle, ...]:
    """Articles that stand in no story, in the order they were read."""
    return tuple(map(kept, Row.objects.using(alias).filter(placed=False).order_by("id")[:most]))


def count_unplaced(alias: str) -> int:
    """How many there are."""
    return int(Row.objects.using(alias).filter(placed=False).count())
