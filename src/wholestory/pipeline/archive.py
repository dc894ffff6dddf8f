"""Archive: what the pipeline asks of whoever keeps things. The store implements it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from wholestory.model import FeedId, FollowedFeed, Gathered, KnownEntry, ReadEntry, Subscription, Unread


class Archive(Protocol):
    """Every method is one transaction: all of it is kept or nothing."""

    def due(self, now: datetime, *, most: int, lease: timedelta) -> tuple[FollowedFeed, ...]:
        """The feeds whose time has come, longest overdue first, lent to the caller for `lease`.

        Nobody else is given them meanwhile; after it they are due again.
        """
        ...

    def known(self, feed: FeedId) -> tuple[KnownEntry, ...]:
        """All entries of a feed, as they are known again."""
        ...

    def times(self, feed: FeedId) -> tuple[datetime, ...]:
        """When the latest twenty entries of a feed appeared, newest first."""
        ...

    def adopt(
        self, found: Sequence[Subscription], now: datetime, *, lease: timedelta
    ) -> dict[str, FollowedFeed | None]:
        """Those feeds that are followed, by address, each lent; None where it is lent to somebody else.

        Feeds that were not known are followed first.
        """
        ...

    def keep(self, gathered: Sequence[Gathered]) -> frozenset[FeedId]:
        """Store what feeds brought; gives the feeds whose lease still held. The others change nothing."""
        ...

    def unread(self, now: datetime, *, most: int, lease: timedelta) -> tuple[Unread, ...]:
        """The entries whose articles are due to be read, newest first, lent to the caller for `lease`."""
        ...

    def keep_read(self, readings: Sequence[ReadEntry]) -> frozenset[int]:
        """Store what reading entries brought; gives the entries whose lease still held."""
        ...

    def rests(self, now: datetime) -> Mapping[str, datetime]:
        """The sites that asked for a rest, and until when."""
        ...

    def rest(self, until: Iterable[tuple[str, datetime]]) -> None:
        """Note sites that asked for a rest."""
        ...
