"""A visit to a mailbox: new letters read in a limited process, sorted by list or sender, kept like feeds.

A mailbox is one feed without entries; each list or sender in it is a feed of its own, followed as it turns
up unless somebody has unfollowed it. Where the mailbox was read up to is kept with what it brought.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from wholestory import feeds, fetch
from wholestory.errors import Unreadable, WholestoryError
from wholestory.feeds import Reader
from wholestory.fetch.imap import Post
from wholestory.model import (
    Feed,
    FeedId,
    FollowedFeed,
    Gathered,
    KnownEntry,
    NextCheck,
    PlainText,
    Subscription,
    Validators,
    Visit,
    Waiting,
)
from wholestory.pipeline import mail
from wholestory.pipeline.gathering.hands import Hands
from wholestory.pipeline.gathering.visiting import Moment

EVERY = timedelta(minutes=30)
SOON = timedelta(minutes=5)
_DAY = timedelta(days=1)


class Boxes(Protocol):
    """What a visit asks of whoever keeps things."""

    def adopt(
        self, found: Sequence[Subscription], now: datetime, *, lease: timedelta
    ) -> dict[str, FollowedFeed | None]:
        """Those feeds that are followed, by address, each lent; None where it is lent to somebody else.

        Feeds that were not known are followed first.
        """
        ...

    def known(self, feed: FeedId) -> tuple[KnownEntry, ...]:
        """As `Archive.known`."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """The feeds in a mailbox with their new entries, by address; `mark` is where it was read up to."""

    feeds: dict[str, Feed]
    mark: str
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Visited:
    """A mailbox, or one list or sender in it, with what a visit needs; `parts` of it are lent to us too."""

    archive: Boxes
    client: fetch.Client
    hands: Hands
    box: FollowedFeed
    parts: tuple[FollowedFeed, ...] = ()


def sorted_out(lent: Sequence[FollowedFeed]) -> list[tuple[FollowedFeed, tuple[FollowedFeed, ...]]]:
    """Mailboxes with those of their parts that are lent to us; parts alone where their mailbox is not."""
    urls = {each.url for each in lent}
    alone = [each for each in lent if mail.part(each.url) is None or mail.root(each.url) not in urls]
    return [
        (box, tuple(each for each in lent if each is not box and mail.root(each.url) == box.url))
        for box in alone
    ]


async def gathered(visited: Visited, *, at: Moment, lease: timedelta) -> list[Gathered]:
    """What a visit brought, to be kept as a whole: lists and senders, then the mailbox itself."""
    box, hands, parts = visited.box, visited.hands, visited.parts
    mark = box.validators.etag if box.validators else None
    try:
        found = await visit(visited.client, hands, box.url, mark=mark, now=at.now)
    except WholestoryError as error:
        return [_failed(box, at, f"{error.code}: {error}"), *(_again(each, at) for each in parts)]
    lent = await _lent(visited, found, at, lease)
    brought = [
        _brought(each, found.feeds[url], await hands.keep(visited.archive.known, each.id), at)
        for url, each in lent.items()
        if each is not None and url in found.feeds
    ]
    rest = [_again(each, at) for each in lent.values() if each is not None and each.url not in found.feeds]
    if mail.part(box.url) is not None:
        return [*brought, *rest]
    is_kept_whole = None not in lent.values()
    return [*brought, *rest, _visited(box, found, at) if is_kept_whole else _soon(box, at)]


async def _lent(
    visited: Visited, found: Found, at: Moment, lease: timedelta
) -> dict[str, FollowedFeed | None]:
    """The lists and senders that may be written, by address; None where somebody else has one."""
    if mail.part(visited.box.url) is not None:
        return {visited.box.url: visited.box}
    ours: dict[str, FollowedFeed | None] = {each.url: each for each in visited.parts}
    wanted = [Subscription(url=url, title=feed.title) for url, feed in found.feeds.items() if url not in ours]
    return ours | await visited.hands.keep(visited.archive.adopt, wanted, at.now, lease=lease)


async def visit(client: fetch.Client, hands: Hands, url: str, *, mark: str | None, now: datetime) -> Found:
    """What is new in the mailbox at `url`, or of one list or sender in it. Raises WholestoryError."""
    place = mail.parse(url)
    if isinstance(place, mail.Folder):
        path = place.path
        post = await hands.read(lambda _: mail.read(path, mark))
    else:
        post = await client.letters(place, mark=mark)
    found, failed = await hands.read(lambda reader: _sorted(reader, post, now))
    wanted = mail.part(url)
    chosen = {mail.feed(mail.root(url), key): each for key, each in found.items() if wanted in (None, key)}
    return Found(chosen, post.mark, failed)


def _sorted(reader: Reader, post: Post, now: datetime) -> tuple[dict[str, Feed], int]:
    """The letters by list or sender, and how many could not be read."""
    found: dict[str, list[Feed]] = {}
    failed = post.too_large
    for letter in filter(None, post.letters):
        try:
            read = reader.mail(letter, now=now)
        except Unreadable:
            failed += 1
            continue
        found.setdefault(read.id or "", []).append(read)
    return {key: _joined(each) for key, each in found.items()}, failed


def _joined(found: Iterable[Feed]) -> Feed:
    """One feed of several, the newest first, named as the newest is."""
    newest_first = list(found)[::-1]
    return replace(newest_first[0], entries=tuple(entry for each in newest_first for entry in each.entries))


def _brought(feed: FollowedFeed, found: Feed, known: Sequence[KnownEntry], at: Moment) -> Gathered:
    decision = feeds.decide(known, found, at.now)
    return replace(_again(feed, at), decision=decision, title=PlainText(found.title or feed.url))


def _again(feed: FollowedFeed, at: Moment) -> Gathered:
    """A list or sender is read with its mailbox, and by itself only where that is followed no more."""
    after = NextCheck(at.now + _DAY, Waiting.LEARNED)
    return Gathered(feed=feed.id, lease=feed.lease or "", at=at.now, next=after)


def _visited(box: FollowedFeed, found: Found, at: Moment) -> Gathered:
    return Gathered(
        feed=box.id,
        lease=box.lease or "",
        at=at.now,
        next=NextCheck(at.now + EVERY * (1 + abs(at.jitter) / 10), Waiting.LEARNED),
        validators=Validators(url=box.url, etag=found.mark),
        digest=found.mark,
        parser=feeds.PARSER,
        error=f"{found.unread} letters could not be read" if found.unread else None,
    )


def _soon(box: FollowedFeed, at: Moment) -> Gathered:
    """Read again from where it was: some of its lists or senders could not be written now."""
    return Gathered(
        feed=box.id, lease=box.lease or "", at=at.now, next=NextCheck(at.now + SOON, Waiting.LEARNED)
    )


def _failed(box: FollowedFeed, at: Moment, error: str) -> Gathered:
    visited = Visit(status=None, failures=box.failures + 1)
    after = feeds.next_check(at.now, visit=visited, jitter=at.jitter)
    return Gathered(
        feed=box.id,
        lease=box.lease or "",
        at=at.now,
        next=after,
        failures=box.failures + 1,
        error=error[:300],
    )
