"""Front: what front pages ask of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from wholestory.model import Brief, Card, Section, StoryId
from wholestory.store import briefs, cards, opening, rankings, sections


class Front:
    """One newsroom's stories as lists show them. Raises as `Store` does."""

    def __init__(self, alias: str, path: Path) -> None:
        self._alias, self._path = alias, path

    def hottest(
        self,
        *,
        most: int,
        before: tuple[float, StoryId] | None = None,
        since: datetime | None = None,
        section: Section | None = None,
    ) -> tuple[Brief, ...]:
        """Stories by heat, of a section or of all, after the place where an earlier answer ended."""
        with opening.spoken_plainly(self._path):
            if section is None:
                return briefs.hottest(self._alias, most=most, before=before, since=since)
            return sections.hottest(self._alias, section, most=most, before=before, since=since)

    def sections(self) -> tuple[Section, ...]:
        """All sections that stories stand in."""
        with opening.spoken_plainly(self._path):
            return sections.names(self._alias)

    def noted(self, now: datetime) -> tuple[StoryId, ...]:
        """The top stories in their order of about an hour ago; empty where that is not known."""
        with opening.spoken_plainly(self._path):
            return rankings.about(self._alias, now)

    def note(self, top: Sequence[StoryId], now: datetime) -> None:
        """Note the order of the top stories, unless that was done lately."""
        with opening.spoken_plainly(self._path), transaction.atomic(using=self._alias):
            rankings.note(self._alias, top, now)

    def fresh(self, since: datetime, *, most: int) -> int:
        """How many stories have changed since, counted up to `most`."""
        with opening.spoken_plainly(self._path):
            return briefs.fresh(self._alias, since, most=most)

    def cards(self, stories: Sequence[StoryId]) -> tuple[Card, ...]:
        """The cards of stories, in the order given; merged and unknown ones are left out."""
        with opening.spoken_plainly(self._path):
            return cards.found(self._alias, stories)
