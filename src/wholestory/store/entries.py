"""Entries as they are listed, and how they read before."""

from __future__ import annotations

from wholestory.model import Earlier, Entry, EntryKey, FeedId, Listed, Place
from wholestory.store import coding, paging
from wholestory.store.models import Entry as Row
from wholestory.store.models import Version as OldRow


def newest(alias: str, *, most: int, before: Place | None, feed: FeedId | None) -> tuple[Listed, ...]:
    """Entries before a place, newest first, of one feed where one is named."""
    found = Row.objects.using(alias)
    found = found if feed is None else found.filter(feed=feed)
    return tuple(map(listed, paging.newest(found, before)[:most]))


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
