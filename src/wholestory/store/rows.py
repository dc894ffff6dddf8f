"""Rows <-> the frozen values of the model."""

from __future__ import annotations

from datetime import datetime

from wholestory.model import (
    Arrival,
    EntryKey,
    FeedId,
    FeedState,
    FollowedFeed,
    Gathered,
    KnownEntry,
    Move,
    Pace,
    PlainText,
    Validators,
)
from wholestory.store import coding
from wholestory.store.models import Entry, Feed


def followed(row: Feed) -> FollowedFeed:
    """A feed as the pipeline knows it."""
    moved = Move(row.moved_to, row.moved_times, row.moved_since) if row.moved_to else None
    return FollowedFeed(
        id=FeedId(row.pk),
        url=row.url,
        title=row.title,
        site=row.site,
        outlet=row.outlet,
        state=FeedState(row.state),
        validators=Validators(row.validated, row.etag, row.last_modified) if row.validated else None,
        digest=row.digest,
        parser=row.parser,
        failures=row.failures,
        status=row.status,
        error=row.error,
        moved=moved,
        pace=coding.structured(row.pace, Pace),
        checked_at=row.checked_at,
        answered_at=row.answered_at,
        next_check_at=row.next_check_at,
        lease=row.lease,
        pushed_until=row.pushed_until,
    )


def known(
    key: str, guid: str | None, link: str | None, title: str | None, digest: str, sort_at: datetime
) -> KnownEntry:
    """An entry as it is known again."""
    return KnownEntry(
        key=EntryKey(key),
        id=guid,
        link=link,
        title=None if title is None else PlainText(title),
        digest=digest,
        sort_at=sort_at,
    )


def visited(row: Feed, found: Gathered) -> None:
    """Write into the row of a feed how asking for it went."""
    row.title, row.site = found.title or row.title, found.site or row.site
    if found.pace is not None:
        row.pace = coding.plain(found.pace)
    row.failures, row.status, row.error = found.failures, found.status, found.error
    row.checked_at, row.next_check_at, row.because = found.at, found.next.at, found.next.because
    row.answered_at = row.answered_at if found.failures else found.at
    row.lease = row.leased_until = None
    if found.next.at is None:
        row.state = FeedState.GONE
    if found.digest is not None:
        given = found.validators
        row.digest, row.parser = found.digest, found.parser
        row.validated, row.etag, row.last_modified = (
            (given.url, given.etag, given.last_modified) if given else (None, None, None)
        )
    moved = found.moved
    row.moved_to = moved.url if moved else None
    row.moved_times, row.moved_since = (moved.times, moved.since) if moved else (0, None)


def entry(feed: FeedId, arrival: Arrival, seen_at: datetime) -> Entry:
    """The row of an entry that is new."""
    row = Entry(feed_id=feed, key=arrival.known.key, seen_at=seen_at, sort_at=arrival.known.sort_at)
    rewrite(row, arrival)
    return row


def rewrite(row: Entry, arrival: Arrival) -> None:
    """Write into the row of an entry how it reads now."""
    row.guid, row.link, row.title = arrival.known.id, arrival.known.link, arrival.known.title
    row.digest, row.novelty = arrival.known.digest, arrival.novelty
    row.body = coding.packed(arrival.entry)
