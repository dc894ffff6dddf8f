"""What a list of entries holds, and where it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from wholestory.model.feed import Entry, EntryKey
from wholestory.model.following import FeedId

Place: TypeAlias = tuple[datetime, int]
"""Where a list stopped: the sorting time and number of its last entry."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in a list. `changed_at` is when it last began to read otherwise."""

    number: int
    feed: FeedId
    key: EntryKey
    entry: Entry
    sort_at: datetime
    seen_at: datetime
    changed_at: datetime | None

    @property
    def place(self) -> Place:
        """Where to go on after this entry."""
        return self.sort_at, self.number


@dataclass(frozen=True, slots=True)
class Earlier:
    """How an entry read before, and until when."""

    until: datetime
    entry: Entry
