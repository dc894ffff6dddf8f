"""The order of the top stories, noted from time to time, so that rise and fall are known and not guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from wholestory.model import StoryId
from wholestory.store.models import Ranking

OFTEN = timedelta(minutes=15)
NEAREST, FARTHEST = timedelta(minutes=45), timedelta(minutes=90)  # what counts as an hour ago
KEPT = timedelta(days=2)


def note(alias: str, top: Sequence[StoryId], now: datetime) -> None:
    """Note an order, and let go of old ones, in the transaction of the caller."""
    rows = Ranking.objects.using(alias)
    if not rows.filter(at__gt=now - OFTEN).exists():
        rows.create(at=now, stories=list(top))
        rows.filter(at__lt=now - KEPT).delete()


def about(alias: str, now: datetime) -> tuple[StoryId, ...]:
    """The order that was noted last before about an hour ago."""
    rows = Ranking.objects.using(alias).filter(at__gte=now - FARTHEST, at__lte=now - NEAREST)
    row = rows.order_by("-at").first()
    return tuple(map(StoryId, row.stories)) if row else ()
