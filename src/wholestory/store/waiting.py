"""What can be done now, found by the indexes of what is due alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from wholestory.model import Due, FeedState
from wholestory.store import hubs
from wholestory.store.models import Article, Feed, Follow, Pending, Story

_MOST = 10_000


def due(alias: str, now: datetime) -> Due:
    """How much there is of each kind."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    feeds = Feed.objects.using(alias).filter(state=FeedState.ACTIVE, next_check_at__lte=now)
    return Due(
        feeds=_count(feeds.filter(free)),
        entries=_count(Pending.objects.using(alias).filter(due_at__lte=now).filter(free)),
        articles=_count(Article.objects.using(alias).filter(placed=False)),
        stories=_count(Story.objects.using(alias).filter(due_at__isnull=False)),
        hubs=len(hubs.due(alias, now, most=1)),
    )


def followed(alias: str) -> int:
    """How many feeds are followed, by whomever."""
    return int(Follow.objects.using(alias).values("feed").distinct().count())


def _count(found: Any) -> int:
    return int(found[:_MOST].count())
