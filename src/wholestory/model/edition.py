"""A ranked selection of stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wholestory.model.card import Section
from wholestory.model.story import Reason, StoryId


@dataclass(frozen=True, slots=True)
class Pick:
    """One place in an edition, with the reasons it has it.

    `rise` is how many places it has risen (or fallen, below 0) since about an hour ago; None where that is
    not known.
    """

    story: StoryId
    reasons: tuple[Reason, ...] = ()
    rise: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The part of an edition that one section has."""

    section: Section
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Stories in the order they are shown: the top, those for its reader, by section, and `rest`, in none.

    No story stands in it twice, and it ends. `at` is when it was made, None for an edition of files.
    """

    picks: tuple[Pick, ...]
    for_you: tuple[Pick, ...] = ()
    parts: tuple[Part, ...] = ()
    at: datetime | None = None
    rest: tuple[Pick, ...] = ()

    @property
    def stories(self) -> tuple[StoryId, ...]:
        """All of its stories, in order."""
        sections = (pick for part in self.parts for pick in part.picks)
        return tuple(pick.story for pick in (*self.picks, *self.for_you, *sections, *self.rest))
