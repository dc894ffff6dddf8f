"""Hubs: which offer to tell of a feed's news, and how our subscriptions stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.db.models import Exists, OuterRef, Q

from wholestory.model import FeedId, Offer
from wholestory.model import Hub as Held
from wholestory.store.models import Feed, Follow, Hub


def offer(alias: str, feed: Feed, offers: Sequence[Offer], now: datetime) -> None:
    """Note what a whole document of a feed names: a new hub is to be asked, one that went no more.

    The row of the feed is the caller's to save.
    """
    rows = Hub.objects.using(alias).filter(feed=feed)
    row = rows.first()
    offered = offers[0] if offers else None
    if offered is None:
        rows.update(next_at=None)
    elif row is None or (row.url, row.topic) != (offered.hub, offered.topic):
        rows.delete()
        secret, token = token_urlsafe(32), token_urlsafe(24)
        Hub.objects.using(alias).create(
            feed=feed, url=offered.hub, topic=offered.topic, token=token, secret=secret, next_at=now
        )
        feed.pushed_until = None
    elif row.next_at is None:
        rows.update(next_at=now)


def due(alias: str, now: datetime, *, most: int) -> tuple[Held, ...]:
    """Those to be asked: what is followed before its lease ends, what is held and followed no more."""
    new = Q(asked_at__isnull=True, failures=0)
    given_up = Q(followed=False, until__gt=now) & (new | Q(next_at__lte=now))
    found = _hubs(alias).filter(Q(followed=True, next_at__lte=now) | given_up)
    return tuple(map(_held, found.order_by("next_at", "feed")[:most]))


def named(alias: str, token: str) -> Held | None:
    """The one that knows a token."""
    row = _hubs(alias).filter(token=token).first() if token else None
    return None if row is None else _held(row)


def keep(alias: str, hubs: Sequence[Held], *, asked_at: datetime | None) -> None:
    """Write how subscriptions stand, in the transaction of the caller; those replaced meanwhile stay."""
    for each in hubs:
        rows = Hub.objects.using(alias).filter(token=each.token)
        rows = rows if asked_at is None else rows.filter(asked_at=asked_at)
        held = rows.update(
            asked_at=each.asked_at,
            until=each.until,
            next_at=each.next_at,
            failures=each.failures,
            error=each.error,
        )
        if held:
            Feed.objects.using(alias).filter(pk=each.feed).update(pushed_until=each.until)


def _hubs(alias: str) -> Any:
    followed = Follow.objects.using(alias).filter(feed=OuterRef("feed"))
    return Hub.objects.using(alias).annotate(followed=Exists(followed))


def _held(row: Hub) -> Held:
    return Held(
        feed=FeedId(row.feed_id),
        offer=Offer(row.url, row.topic),
        token=row.token,
        secret=row.secret,
        asked_at=row.asked_at,
        until=row.until,
        next_at=row.next_at,
        failures=row.failures,
        error=row.error,
        is_wanted=row.followed,
    )
