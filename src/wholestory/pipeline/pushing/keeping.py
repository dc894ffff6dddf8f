"""What pushing asks of whoever keeps things. The store implements it; every method is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from wholestory.model import FeedId, FollowedFeed, Gathered, Hub, KnownEntry


class Hubs(Protocol):
    """Keeps subscriptions."""

    def hubs_due(self, now: datetime, *, most: int) -> tuple[Hub, ...]:
        """The hubs to be asked: for what is followed, and to end what is not any more."""
        ...

    def keep_hubs(self, found: Sequence[Hub], *, asked_at: datetime | None = None) -> None:
        """Write how subscriptions stand; with `asked_at` only those that still wait for that answer."""
        ...


class Pushed(Protocol):
    """Keeps what hubs deliver."""

    def lend(self, feed: FeedId, now: datetime, *, lease: timedelta) -> FollowedFeed | None:
        """One feed, due or not, lent as `Archive.due` lends; None while it is lent to somebody else."""
        ...

    def hasten(self, feed: FeedId, now: datetime) -> None:
        """Make a feed due at once."""
        ...

    def known(self, feed: FeedId) -> tuple[KnownEntry, ...]:
        """As `Archive.known`."""
        ...

    def keep(self, gathered: Sequence[Gathered]) -> frozenset[FeedId]:
        """As `Archive.keep`."""
        ...
