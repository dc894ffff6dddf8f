"""Front: what front pages ask of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from wholestory.model import Brief, Card, Section, StoryId
from wholestory.store import briefs, cards, opening, sections


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

    def cards(self, stories: Sequence[StoryId]) -> tuple[Card, ...]:
        """The cards of stories, in the order given; merged and unknown ones are left out."""
        with opening.spoken_plainly(self._path):
            return cards.found(self._alias, stories)
