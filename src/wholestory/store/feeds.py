"""Feeds: which are due, what is known of them, and what asking for them brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import starmap

from django.db.models import Max

from wholestory.model import Arrival, FeedId, FeedState, FollowedFeed, Gathered, KnownEntry
from wholestory.store import articles, hubs, inserting, leasing, rows, updating
from wholestory.store.models import Entry, Feed, Follow, Version

_LATEST = 20
_KNOWN = ("key", "guid", "link", "title", "digest", "sort_at")


def lend(alias: str, now: datetime, *, most: int, lease: timedelta) -> tuple[FollowedFeed, ...]:
    """The feeds that are due, marked as lent; to be called within a transaction."""
    due = Feed.objects.using(alias).filter(state=FeedState.ACTIVE, next_check_at__lte=now)
    found = leasing.lend(due.order_by("next_check_at", "id"), now, most=most, lease=lease)
    return tuple(map(rows.followed, found))


def lend_one(alias: str, feed: FeedId, now: datetime, *, lease: timedelta) -> FollowedFeed | None:
    """One feed, due or not, marked as lent; None while it is lent to somebody else."""
    asked = Feed.objects.using(alias).filter(pk=feed, state=FeedState.ACTIVE)
    return next(map(rows.followed, leasing.lend(asked, now, most=1, lease=lease)), None)


def hasten(alias: str, feed: FeedId, now: datetime) -> None:
    """Make a feed due at once, unless it is asked no more."""
    later = Feed.objects.using(alias).filter(pk=feed, state=FeedState.ACTIVE, next_check_at__gt=now)
    later.update(next_check_at=now)


def known(alias: str, feed: FeedId) -> tuple[KnownEntry, ...]:
    """All entries of a feed, as they are known again."""
    found = Entry.objects.using(alias).filter(feed=feed).values_list(*_KNOWN)
    return tuple(starmap(rows.known, found.iterator()))


def times(alias: str, feed: FeedId) -> tuple[datetime, ...]:
    """When the latest entries of a feed appeared."""
    found = Entry.objects.using(alias).filter(feed=feed).order_by("-sort_at", "-id")
    return tuple(found.values_list("sort_at", flat=True)[:_LATEST])


def keep(alias: str, gathered: Sequence[Gathered]) -> frozenset[FeedId]:
    """Store what feeds brought, in the transaction of the caller; the feeds whose lease still held."""
    found = Feed.objects.using(alias).in_bulk([each.feed for each in gathered])
    held = [each for each in gathered if each.feed in found and found[each.feed].lease == each.lease]
    for each in held:
        row = found[each.feed]
        if each.decision is not None:
            _write(alias, each.feed, each.decision.new, each.at)
            _rewrite(alias, each.feed, each.decision.changed, each.at)
        rows.visited(row, each)
        if each.hubs is not None:
            hubs.offer(alias, row, each.hubs, each.at)
        if each.url is not None:
            _move(alias, row, each.url)
            row.save(using=alias)  # at once: another feed of these may move to the same address
    updating.rows(alias, [found[each.feed] for each in held])
    return frozenset(each.feed for each in held)


def _write(alias: str, feed: FeedId, arrivals: Sequence[Arrival], at: datetime) -> None:
    new = [rows.entry(feed, each, at) for each in arrivals]
    inserting.absent(Entry.objects.using(alias), new, unique=("feed", "key"))
    keys = [each.known.key for each in arrivals]
    for start in range(0, len(keys), inserting.SOME):
        some = Entry.objects.using(alias).filter(feed=feed, key__in=keys[start : start + inserting.SOME])
        articles.mark(alias, list(some.values_list("pk", flat=True)), at)


def _rewrite(alias: str, feed: FeedId, arrivals: Sequence[Arrival], at: datetime) -> None:
    """Entries that read otherwise now: how they read before is kept as a version."""
    for each in arrivals:
        row = Entry.objects.using(alias).get(feed=feed, key=each.known.key)
        if row.digest != each.known.digest:
            keep_version(alias, row, at)
            row.changed_at = at
            articles.mark(alias, [row.pk], at)
        rows.rewrite(row, each)
        row.save(using=alias)


def keep_version(alias: str, row: Entry, at: datetime) -> None:
    """Keep how an entry reads, before it is changed."""
    versions = Version.objects.using(alias)
    last = versions.filter(entry=row).aggregate(last=Max("number"))["last"] or 0
    versions.create(
        entry=row, number=last + 1, until=at, title=row.title, digest=row.digest, body=bytes(row.body)
    )


def _move(alias: str, row: Feed, url: str) -> None:
    """A feed that moved takes its new address, or joins the feed that is there already: `follow` knows it."""
    other = Feed.objects.using(alias).filter(url=url).exclude(pk=row.pk).first()
    Feed.objects.using(alias).filter(state=FeedState.MERGED, moved_to=row.url).update(moved_to=url)
    if other is None:
        row.url = url
        return
    followed = set(Follow.objects.using(alias).filter(feed=other).values_list("reader", flat=True))
    Follow.objects.using(alias).filter(feed=row).exclude(reader__in=followed).update(feed=other)
    Follow.objects.using(alias).filter(feed=row).delete()
    row.state, row.next_check_at, row.moved_to = FeedState.MERGED, None, url
