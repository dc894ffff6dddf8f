"""What is kept and for how long, as a rule without clock or store."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from wholestory.model import Place


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


class Shelf(Protocol):
    """What is asked of whoever keeps articles; every method is one transaction."""

    def tidy(self, rule: Retention, now: datetime, *, after: Place | None) -> tuple[int, Place | None]:
        """Let go a few old articles after a place, the oldest first; how many went, and where to go on."""
        ...

    def tidy_quarantine(self, rule: Retention, now: datetime) -> int:
        """Empty a few old entries that gave no article; how many."""
        ...


def tidy(shelf: Shelf, rule: Retention, now: datetime) -> int:
    """Let go of all that the rule lets go of; how many articles."""
    total, place = shelf.tidy(rule, now, after=None)
    while place is not None:
        gone, place = shelf.tidy(rule, now, after=place)
        total += gone
    while shelf.tidy_quarantine(rule, now):
        pass
    return total
