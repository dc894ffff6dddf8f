"""Hubs: who tells of a feed's news at once (WebSub), and how our subscription there stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wholestory.model.following import FeedId, Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Our subscription to one feed. All times are aware and in UTC.

    `token` is the part of our address that only this hub knows, `secret` what it signs with. `asked_at` is
    when we asked and were not answered yet, `until` when what was granted ends; None where there is neither.
    `next_at` is when to ask (again), `failures` counts those in a row, `error` says what the last one was.
    `is_wanted` is False once nobody follows the feed: what is held is then given up.
    """

    feed: FeedId
    offer: Offer
    token: str
    secret: str
    asked_at: datetime | None = None
    until: datetime | None = None
    next_at: datetime | None = None
    failures: int = 0
    error: str | None = None
    is_wanted: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer a hub with: a status and plain text, never to be shown as anything else."""

    status: int
    text: str = ""
