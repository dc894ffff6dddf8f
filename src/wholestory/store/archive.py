"""Store: one newsroom's file, as the pipeline and the newsroom use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connections, transaction

from wholestory.model import (
    Earlier,
    EarlierText,
    FeedId,
    FollowedFeed,
    Gathered,
    Hub,
    KeptArticle,
    KnownEntry,
    Listed,
    Place,
    ReadEntry,
    Subscription,
    Unread,
)
from wholestory.pipeline.stages import READ
from wholestory.store import articles, entries, feeds, follows, hubs, opening
from wholestory.store.models import Rest

STAGES = " ".join(f"{stage.name}/{stage.version}" for stage in READ)
"""What reads articles now, kept beside each."""


class Store:
    """Open it with a path; each method is one transaction. Any thread may call it, several processes may.

    Raises `DatabaseUnusable` and what stands below it, in words a person understands.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._alias = opening.ready(self.path)

    def close(self) -> None:
        """Close this thread's connection."""
        connections[self._alias].close()

    def due(self, now: datetime, *, most: int, lease: timedelta) -> tuple[FollowedFeed, ...]:
        """As `Archive.due`."""
        with self._writing():
            return feeds.lend(self._alias, now, most=most, lease=lease)

    def lend(self, feed: FeedId, now: datetime, *, lease: timedelta) -> FollowedFeed | None:
        """As `Pushed.lend`."""
        with self._writing():
            return feeds.lend_one(self._alias, feed, now, lease=lease)

    def adopt(
        self, found: Sequence[Subscription], now: datetime, *, lease: timedelta
    ) -> dict[str, FollowedFeed | None]:
        """As `Archive.adopt`."""
        with self._writing():
            ids = follows.adopt(self._alias, found, now)
            return {url: feeds.lend_one(self._alias, id, now, lease=lease) for url, id in ids.items()}

    def hasten(self, feed: FeedId, now: datetime) -> None:
        """As `Pushed.hasten`."""
        with self._writing():
            feeds.hasten(self._alias, feed, now)

    def hubs_due(self, now: datetime, *, most: int) -> tuple[Hub, ...]:
        """As `Hubs.hubs_due`."""
        with self._reading():
            return hubs.due(self._alias, now, most=most)

    def hub(self, token: str) -> Hub | None:
        """The hub that knows a token."""
        with self._reading():
            return hubs.named(self._alias, token)

    def keep_hubs(self, found: Sequence[Hub], *, asked_at: datetime | None = None) -> None:
        """As `Hubs.keep_hubs`."""
        with self._writing():
            hubs.keep(self._alias, found, asked_at=asked_at)

    def known(self, feed: FeedId) -> tuple[KnownEntry, ...]:
        """As `Archive.known`."""
        with self._reading():
            return feeds.known(self._alias, feed)

    def times(self, feed: FeedId) -> tuple[datetime, ...]:
        """As `Archive.times`."""
        with self._reading():
            return feeds.times(self._alias, feed)

    def keep(self, gathered: Sequence[Gathered]) -> frozenset[FeedId]:
        """As `Archive.keep`."""
        with self._writing():
            return feeds.keep(self._alias, gathered)

    def unread(self, now: datetime, *, most: int, lease: timedelta) -> tuple[Unread, ...]:
        """As `Archive.unread`."""
        with self._writing():
            return articles.lend(self._alias, now, most=most, lease=lease)

    def keep_read(self, readings: Sequence[ReadEntry]) -> frozenset[int]:
        """As `Archive.keep_read`."""
        with self._writing():
            return articles.keep(self._alias, readings, stages=STAGES)

    def articles(self, *, most: int, before: Place | None = None) -> tuple[KeptArticle, ...]:
        """Articles, newest first, after the place where an earlier answer ended."""
        with self._reading():
            return articles.newest(self._alias, most=most, before=before)

    def earlier_texts(self, number: int) -> tuple[EarlierText, ...]:
        """How an article read before it was changed, the oldest first."""
        with self._reading():
            return articles.earlier(self._alias, number)

    def quarantine(self, *, most: int) -> tuple[tuple[Listed, str], ...]:
        """Entries that gave no article and are tried no more, each with its reason."""
        with self._reading():
            return articles.quarantine(self._alias, most=most)

    def rests(self, now: datetime) -> Mapping[str, datetime]:
        """As `Archive.rests`."""
        with self._reading():
            return dict(Rest.objects.using(self._alias).filter(until__gt=now).values_list("site", "until"))

    def rest(self, until: Iterable[tuple[str, datetime]]) -> None:
        """As `Archive.rest`."""
        given = [Rest(site=site, until=at) for site, at in dict(until).items()]
        with self._writing():
            Rest.objects.using(self._alias).bulk_create(
                given, update_conflicts=True, unique_fields=["site"], update_fields=["until"]
            )

    def follow(
        self, wanted: Iterable[Subscription], now: datetime, *, reader: str = ""
    ) -> tuple[FeedId, ...]:
        """Follow feeds; those that are followed already stay as they are. Their ids, in order."""
        with self._writing():
            return follows.add(self._alias, reader, wanted, now)

    def unfollow(self, feed: FeedId, *, reader: str = "") -> bool:
        """Follow a feed no more; what came from it stays. Whether it was followed."""
        with self._writing():
            return follows.drop(self._alias, reader, feed)

    def followed(self, *, reader: str = "") -> tuple[tuple[Subscription, FollowedFeed], ...]:
        """What is followed, and how each feed stands."""
        with self._reading():
            return follows.of(self._alias, reader)

    def newest(
        self, *, most: int, before: Place | None = None, feed: FeedId | None = None
    ) -> tuple[Listed, ...]:
        """Entries, newest first, after the place where an earlier answer ended."""
        with self._reading():
            return entries.newest(self._alias, most=most, before=before, feed=feed)

    def earlier(self, number: int) -> tuple[Earlier, ...]:
        """How an entry read before it was changed, the oldest first."""
        with self._reading():
            return entries.earlier(self._alias, number)

    def backup(self, to: Path) -> None:
        """A whole, consistent copy, while others go on writing."""
        with opening.spoken_plainly(to):
            opening.copy(self.path, to)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with opening.spoken_plainly(self.path), transaction.atomic(using=self._alias):
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with opening.spoken_plainly(self.path):
            yield
