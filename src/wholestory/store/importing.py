"""Articles from files: entries of a feed of their own, which is never asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from wholestory.model import (
    Arrival,
    Entry,
    EntryKey,
    FeedId,
    FeedState,
    Imported,
    Imports,
    Novelty,
    Person,
    PlainText,
    ReadEntry,
)
from wholestory.store import articles, feeds, inserting, rows
from wholestory.store.models import Article as ArticleRow
from wholestory.store.models import Entry as Row
from wholestory.store.models import Feed
from wholestory.store.search import building

ADDRESS = "file:"


def known(alias: str, keys: Collection[EntryKey]) -> frozenset[EntryKey]:
    """Which of these keys are kept with their articles."""
    found = Row.objects.using(alias).filter(feed__url=ADDRESS, article__isnull=False, key__in=list(keys))
    return frozenset(map(EntryKey, found.values_list("key", flat=True)))


def keep(alias: str, given: Sequence[Imported], *, stages: str) -> Imports:
    """Keep articles, in the transaction of the caller."""
    if not given:
        return Imports()
    feed = _feed(alias, given[0].at)
    links = [each.known.link for each in given]
    found = Row.objects.using(alias).filter(link__in=links).order_by("-id")
    by_link = {row.link: row for row in found}
    by_link |= {row.link: row for row in found if row.feed_id == feed}  # what is ours goes before
    numbers = ArticleRow.objects.using(alias).filter(entry__in=by_link.values()).values_list("entry", "pk")
    there = dict(numbers)
    total = Imports()
    with building.renewed(alias, list(there.values())) as written:
        for each in given:
            row = by_link.get(each.known.link)
            count = _counted(row, each, feed, there)
            total += count
            if count.same:
                continue
            row = _entry(alias, row, each, feed)
            by_link[row.link] = row
            there[row.pk] = articles.write(alias, row, _reading(row, each), stages)
            written.append(there[row.pk])
    return total


def _counted(row: Row | None, each: Imported, feed: FeedId, there: Collection[int]) -> Imports:
    if row is None or row.pk not in there:
        return Imports(new=1)
    return Imports(same=1) if row.feed_id != feed or row.digest == each.known.digest else Imports(changed=1)


def _entry(alias: str, row: Row | None, each: Imported, feed: FeedId) -> Row:
    """The entry of an article; how it read before is kept as a version."""
    arrival = Arrival(each.known, _told(each), Novelty.NEW)
    if row is None:
        row = rows.entry(feed, arrival, each.at)
    elif row.feed_id == feed:
        feeds.keep_version(alias, row, each.at)
        row.changed_at = each.at
        rows.rewrite(row, arrival)
    row.save(using=alias)
    return row


def _told(each: Imported) -> Entry:
    article = each.article
    authors = (Person(name=PlainText(article.byline)),) if article.byline else ()
    return Entry(title=each.known.title, link=article.url, authors=authors, language=article.language)


def _reading(row: Row, each: Imported) -> ReadEntry:
    return ReadEntry(
        number=row.pk, lease="", at=each.at, article=each.article, analysis=each.analysis, whole=True
    )


def _feed(alias: str, now: datetime) -> FeedId:
    given = [Feed(url=ADDRESS, state=FeedState.FILE, added_at=now)]
    inserting.absent(Feed.objects.using(alias), given, unique=("url",))
    return FeedId(Feed.objects.using(alias).values_list("pk", flat=True).get(url=ADDRESS))
