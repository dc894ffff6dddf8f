"""Feeds that are followed: what is kept of each between two readings, and what one reading of it brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from wholestory.model.capture import Validators
from wholestory.model.feed import Decision, NextCheck, Pace, Subscription

FeedId = NewType("FeedId", int)


class FeedState(StrEnum):
    """Whether a feed is asked."""

    ACTIVE = "active"
    GONE = "gone"  # said to be gone for good, or missing ten times: asked no more until a person says so
    MERGED = "merged"  # moved to an address that is followed already
    FILE = "file"  # no feed: articles imported from files


@dataclass(frozen=True, slots=True)
class Move:
    """A permanent redirect that has been answered `times` times in a row since `since`."""

    url: str
    times: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """That a feed's news is told by a hub, under the name `topic`; both are addresses."""

    hub: str
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedFeed:
    """One feed as it stands. All times are aware and in UTC.

    `digest` is of the last body that was read and `parser` names what read it, `failures` counts those in a
    row, `error` says in words what the last one was. `lease` proves that whoever was given the feed may still
    store what it brought. Until `pushed_until` its hub tells of news.
    """

    id: FeedId
    url: str
    title: str | None = None
    site: str | None = None
    outlet: str | None = None
    state: FeedState = FeedState.ACTIVE
    validators: Validators | None = None
    digest: str | None = None
    parser: str | None = None
    failures: int = 0
    status: int | None = None
    error: str | None = None
    moved: Move | None = None
    pace: Pace = Pace()  # noqa: RUF009 - frozen
    checked_at: datetime | None = None
    answered_at: datetime | None = None
    next_check_at: datetime | None = None
    lease: str | None = None
    pushed_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What asking for one feed brought: stored as a whole or not at all.

    `decision` is None where nothing was read (not modified, the same bytes, a failure); `digest`, `parser`
    and `validators` are of a body that was read, and replace those kept before. `title` and `site` are the
    feed's own words for itself; `url` is its new address once a move has proved lasting. `hubs` are those a
    whole document named; None where none was read.
    """

    feed: FeedId
    lease: str
    at: datetime
    next: NextCheck
    decision: Decision | None = None
    title: str | None = None
    site: str | None = None
    pace: Pace | None = None
    url: str | None = None
    validators: Validators | None = None
    digest: str | None = None
    parser: str | None = None
    failures: int = 0
    status: int | None = None
    error: str | None = None
    moved: Move | None = None
    hubs: tuple[Offer, ...] | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed, under the name and in the folders that its reader gave it."""

    subscription: Subscription
    feed: FollowedFeed
