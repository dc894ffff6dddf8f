"""Who follows which feed, under which name and in which folders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from wholestory.model import FeedId, FeedState, FollowedFeed, PlainText, Subscription
from wholestory.store import inserting, rows
from wholestory.store.models import Feed, Follow

_SOME = 500  # rows a statement; SQLite takes no more than some thousand values


def add(alias: str, reader: str, wanted: Iterable[Subscription], now: datetime) -> tuple[FeedId, ...]:
    """Follow feeds, each due at once where it was not known; those already followed keep their names.

    A feed that was given up as gone is asked again, since somebody says that it is there.
    """
    subscriptions = list(wanted)
    known: dict[str, FeedId] = {}
    for start in range(0, len(subscriptions), _SOME):
        known |= _add(alias, reader, subscriptions[start : start + _SOME], now)
    return tuple(known[each.url] for each in subscriptions)


def adopt(alias: str, found: Sequence[Subscription], now: datetime) -> dict[str, FeedId]:
    """Follow feeds that nobody knew; those that are followed, by address. What was unfollowed stays so."""
    urls = [each.url for each in found]
    known = set(Feed.objects.using(alias).filter(url__in=urls).values_list("url", flat=True))
    add(alias, "", [each for each in found if each.url not in known], now)
    rows = Feed.objects.using(alias).filter(url__in=urls, follows__isnull=False).distinct()
    return {url: FeedId(pk) for url, pk in rows.values_list("url", "pk")}


def _add(alias: str, reader: str, wanted: list[Subscription], now: datetime) -> dict[str, FeedId]:
    """Follow a few; their ids by address."""
    feeds = Feed.objects.using(alias)
    given = [
        Feed(
            url=s.url,
            site=s.site,
            title=s.title,
            outlet=dict(s.extra).get("outlet"),
            added_at=now,
            next_check_at=now,
        )
        for s in wanted
    ]
    inserting.absent(feeds, given, unique=("url",))
    ids = _ids(feeds, [each.url for each in wanted])
    feeds.filter(pk__in=ids.values(), state__in=(FeedState.GONE, FeedState.MERGED)).update(
        state=FeedState.ACTIVE, failures=0, next_check_at=now
    )
    feeds.filter(pk__in=ids.values(), state=FeedState.ACTIVE, next_check_at=None).update(next_check_at=now)
    follows = [
        Follow(
            reader=reader,
            feed_id=ids[s.url],
            title=s.title,
            folders=[list(folder) for folder in s.folders if folder],
            tags=list(s.tags),
            extra=[list(pair) for pair in s.extra],
            since=now,
        )
        for s in wanted
    ]
    inserting.absent(Follow.objects.using(alias), follows, unique=("reader", "feed"))
    return ids


def _ids(feeds: Any, addresses: list[str]) -> dict[str, FeedId]:
    """The feed of each address, which is another's where it has moved to one that is followed already."""
    found = list(feeds.filter(url__in=addresses).values_list("url", "pk", "state", "moved_to"))
    targets = {to for _, _, state, to in found if state == FeedState.MERGED and to}
    moved = dict(feeds.filter(url__in=targets).exclude(state=FeedState.MERGED).values_list("url", "pk"))
    return {
        url: FeedId(moved.get(to, pk) if state == FeedState.MERGED else pk) for url, pk, state, to in found
    }


def drop(alias: str, reader: str, feed: FeedId) -> bool:
    """Follow a feed no more; nothing that came from it is deleted. Whether it was followed.

    A feed that nobody follows is asked no more until somebody does.
    """
    gone, _ = Follow.objects.using(alias).filter(reader=reader, feed=feed).delete()
    if gone and not Follow.objects.using(alias).filter(feed=feed).exists():
        Feed.objects.using(alias).filter(pk=feed).update(next_check_at=None)
    return bool(gone)


def of(alias: str, reader: str) -> tuple[tuple[Subscription, FollowedFeed], ...]:
    """What a reader follows, in the order it was followed, and how each feed stands."""
    found = Follow.objects.using(alias).filter(reader=reader).select_related("feed").order_by("id")
    return tuple((_subscription(row), rows.followed(row.feed)) for row in found)


def _subscription(row: Follow) -> Subscription:
    return Subscription(
        url=row.feed.url,
        title=None if (name := row.title or row.feed.title) is None else PlainText(name),
        site=row.feed.site,
        folders=tuple(tuple(folder) for folder in row.folders) or ((),),
        tags=tuple(row.tags),
        extra=tuple((name, value) for name, value in row.extra),
    )
