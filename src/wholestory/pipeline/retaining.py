"""What is kept and for how long, as a rule without clock or store."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """Keep what is newer than so many `days`, and the articles of these numbers whatever their age.

    `keep` is for what readers saved and what stands in stories they follow. 0 days keeps everything.
    """

    days: int
    keep: Collection[int] = frozenset()

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("an article cannot be kept for less than no time")

    def until(self, now: datetime) -> datetime | None:
        """What last changed before this moment goes; None where nothing does."""
        try:
            return now - timedelta(days=self.days) if self.days else None
        except OverflowError:
            return None

    def lets_go(self, number: int, latest: datetime, now: datetime) -> bool:
        """Whether an article goes that was published, came or was changed at `latest`."""
        until = self.until(now)
        return until is not None and latest < until and number not in self.keep
