"""Top stories right now: how many tell a story in their own words, how fast it grows, how old it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from wholestory.model import Card, Pick, Reason, StoryId
from wholestory.rank import heat

GROWTH = 0.5  # doublings that doubling the articles of the last hour counts for
HOUR = timedelta(hours=1)
GROWN = 2  # articles in an hour that are worth saying


def of(card: Card, now: datetime) -> float:
    """How prominent a story is, in doublings of independent accounts; 6 hours take one away.

    Growth counts up to the number of independent accounts, so that many copies at once lift nothing.
    """
    voices = card.brief.voices
    newest = min(card.brief.newest_at, now)
    return heat.of(voices, newest) - heat.of(2, now) + GROWTH * math.log2(1 + min(grown(card, now), voices))


def grown(card: Card, now: datetime) -> int:
    """How many of its articles appeared within the last hour, as far as is known."""
    return sum(now - HOUR <= at <= now for at in card.pace)


def top(
    cards: Sequence[Card], now: datetime, *, most: int, earlier: Sequence[StoryId] = ()
) -> tuple[Pick, ...]:
    """The most prominent stories, each with its reasons; `earlier` is their order of about an hour ago.

    A story of one outlet alone stands behind all others, and never first: of such stories alone no list is
    made.
    """
    ordered = sorted(cards, key=lambda card: (card.brief.voices > 1, of(card, now), card.brief.id))[::-1]
    if not ordered or ordered[0].brief.voices < 2:
        return ()
    places = {story: place for place, story in enumerate(earlier)}
    return tuple(
        Pick(
            card.brief.id,
            reasons(card, now),
            places[card.brief.id] - place if card.brief.id in places else None,
        )
        for place, card in enumerate(ordered[:most])
    )


def reasons(card: Card, now: datetime) -> tuple[Reason, ...]:
    """Why a story stands where it does: counts, as `wording` puts them in words."""
    hours = max(1, math.ceil((card.brief.newest_at - card.began_at) / HOUR))
    found = [Reason("accounts", (str(card.brief.voices), str(hours)))]
    if card.told and card.face.counts.copies:
        found.append(Reason("copies", (str(card.face.counts.copies),)))
    if (count := grown(card, now)) >= GROWN and count < card.brief.articles:
        found.append(Reason("grew", (str(count), "1")))
    return tuple(found)
