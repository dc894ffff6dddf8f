"""Entries as they are listed: newest first, page by page, never by counting from the start."""

from __future__ import annotations

from django.db.models import Q

from wholestory.model import Earlier, Entry, EntryKey, FeedId, Listed, Place
from wholestory.store import coding
from wholestory.store.models import Entry as Row
from wholestory.store.models import Version as OldRow


def newest(alias: str, *, most: int, before: Place | None, feed: FeedId | None) -> tuple[Listed, ...]:
    """Entries before a place, newest first; the clock may go back, since equal times are told apart."""
    found = Row.objects.using(alias).order_by("-sort_at", "-id")
    if feed is not None:
        found = found.filter(feed=feed)
    if before is not None:
        at, number = before
        found = found.filter(sort_at__lte=at).exclude(Q(sort_at=at) & Q(id__gte=number))
    return tuple(map(listed, found[:most]))


def earlier(alias: str, number: int) -> tuple[Earlier, ...]:
    """How an entry read before it was changed, the oldest first."""
    found = OldRow.objects.using(alias).filter(entry=number).order_by("number")
    return tuple(Earlier(row.until, coding.unpacked(bytes(row.body), Entry)) for row in found)


def listed(row: Row) -> Listed:
    """A row as it stands in a list."""
    return Listed(
        row.pk,
        FeedId(row.feed_id),
        EntryKey(row.key),
        coding.unpacked(bytes(row.body), Entry),
        row.sort_at,
        row.seen_at,
        row.changed_at,
    )
