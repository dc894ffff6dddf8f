"""What the tests of the store share."""

from datetime import UTC, datetime, timedelta

from wholestory.model import (
    Arrival,
    Decision,
    Entry,
    EntryKey,
    Gathered,
    KnownEntry,
    NextCheck,
    Novelty,
    PlainText,
    Subscription,
    Waiting,
)

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


def arrival(key, title="A title", *, at=NOW, novelty=Novelty.NEW):
    known = KnownEntry(
        key=EntryKey(key), id=key, link=None, title=PlainText(title), digest=f"{title:.32}", sort_at=at
    )
    return Arrival(known, Entry(id=key, title=PlainText(title)), novelty)


def lent(kept, *, now=NOW, most=10):
    return kept.due(now, most=most, lease=HOUR / 4)


def brought(feed, *new, changed=(), at=NOW, **more):
    decision = Decision(new=new, changed=tuple(changed))
    following = NextCheck(at + HOUR, Waiting.LEARNED)
    return Gathered(feed=feed.id, lease=feed.lease, at=at, next=following, decision=decision, **more)


def followed(kept, *urls):
    return kept.follow([Subscription(url=url) for url in urls or ["https://tide.example/rss"]], NOW)
