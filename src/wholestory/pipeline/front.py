"""The front page: which stories an edition is made of, and what is noted of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from wholestory import rank
from wholestory.model import Brief, Card, Edition, Reader, Section, StoryId

CANDIDATES = 100  # of the hottest stories an edition is made
NOTED = 50  # places whose order is noted
EACH = 12  # candidates of a section that a reader wants


class Front(Protocol):
    """What is asked of whoever keeps stories."""

    def hottest(self, *, most: int, section: Section | None = None) -> tuple[Brief, ...]:
        """Stories by heat, of a section or of all."""
        ...

    def cards(self, stories: Sequence[StoryId]) -> tuple[Card, ...]:
        """The cards of stories, in the order given."""
        ...

    def noted(self, now: datetime) -> tuple[StoryId, ...]:
        """The top stories in their order of about an hour ago; empty where that is not known."""
        ...

    def note(self, top: Sequence[StoryId], now: datetime) -> None:
        """Note the order of the top stories, unless that was done lately."""
        ...


def edition(front: Front, reader: Reader | None, now: datetime) -> Edition:
    """The edition of a reader, or of nobody in particular, as of now."""
    found = list(front.hottest(most=CANDIDATES))
    for section in reader.sections if reader else ():
        found += front.hottest(most=EACH, section=section)
    cards = front.cards([brief.id for brief in found])
    return rank.front.edition(cards, reader, now, earlier=front.noted(now))


def note(front: Front, now: datetime) -> None:
    """Note how the top stories stand."""
    cards = front.cards([brief.id for brief in front.hottest(most=CANDIDATES)])
    top = rank.prominence.top(cards, now, most=NOTED)
    if top:
        front.note([pick.story for pick in top], now)
