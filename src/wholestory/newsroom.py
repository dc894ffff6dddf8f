"""Newsroom: the one door to everything that is kept; what pages, commands and programs call."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import unquote

from wholestory import feeds, fetch, outlets, store, telling
from wholestory.errors import BadAddress, NotFollowable, Unreadable
from wholestory.feeds import opml
from wholestory.fetch import Manners
from wholestory.model import (
    Earlier,
    EarlierText,
    FeedId,
    FollowedFeed,
    KeptArticle,
    Listed,
    Outlet,
    OutletId,
    Place,
    PlainText,
    Reply,
    Subscription,
    SubscriptionList,
    Telling,
    Topic,
)
from wholestory.pipeline import folders, mail, pushing
from wholestory.pipeline.batch import Progress as Told
from wholestory.pipeline.batch import Read
from wholestory.pipeline.batch import silent as unheard
from wholestory.pipeline.gathering import Gathering, Moment, boxes, find, gather
from wholestory.pipeline.gathering.hands import Hands
from wholestory.pipeline.reading import Progress, read

SQLITE = "sqlite:///"
LARGEST_LIST = 10 << 20  # bytes of a file of feeds

Done = Callable[[int, int], None]
"""Hears how many of how many are done."""
T = TypeVar("T")


def silent(done: int, of: int) -> None:
    """Report no progress."""


def opened(
    url: str,
    *,
    manners: Manners | None = None,
    allowed: Iterable[str] = (),
    public: str | None = None,
    accounts: Mapping[str, str] | None = None,
) -> Newsroom:
    """The newsroom at `url`, "sqlite:///news.db" (relative) or "sqlite:////var/news.db".

    `allowed` lists private hosts that feeds may come from, `public` is where its server is reached from the
    web: with it, hubs are asked to tell of news. `accounts` are passwords of mailboxes, by
    "user@host". Raises `BadAddress` for any other kind of address
    and what `store.open` raises.
    """
    if not url.startswith(SQLITE) or not url.removeprefix(SQLITE):
        raise BadAddress(f"{url!r} is no newsroom's address; write {SQLITE}news.db")
    return Newsroom(
        Path(url.removeprefix(SQLITE)), manners=manners, allowed=allowed, public=public, accounts=accounts
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed, under the name and in the folders that its reader gave it."""

    subscription: Subscription
    feed: FollowedFeed


class Newsroom:
    """Open it with `wholestory.open`, use it in a `with` block or close it. Any thread may use it."""

    def __init__(
        self,
        path: Path,
        *,
        manners: Manners | None = None,
        allowed: Iterable[str] = (),
        public: str | None = None,
        accounts: Mapping[str, str] | None = None,
    ) -> None:
        self.store = store.open(path)
        self._accounts = dict(accounts or {})
        self._manners, self._allowed = manners, tuple(allowed)
        self._public = public.rstrip("/") if public else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def follow(self, wanted: str | Path) -> tuple[FeedId, ...]:
        """Follow what `wanted` means: a feed, a page that names one, a list of feeds (OPML) or a file of one,
        a mailbox ("mailbox:PATH", "imaps://user@host/folder").

        What is followed already stays as it is. Raises `NotFollowable`, saying what was there instead, and
        for a file `Unreadable`.
        """
        if isinstance(wanted, str) and mail.is_one(wanted):
            return self._follow_mailbox(wanted)
        path = Path(wanted)
        if isinstance(wanted, Path) or (path.suffix.lower() in (".opml", ".xml") and path.is_file()):
            return self.follow_all(self.listed(path).subscriptions)
        return self.follow_all(self._abroad(lambda client, hands: find(client, hands, str(wanted))))

    def _follow_mailbox(self, typed: str) -> tuple[FeedId, ...]:
        url = mail.address(mail.parse(typed))
        try:
            self._abroad(lambda client, hands: boxes.visit(client, hands, url, mark=None, now=_now()))
        except Unreadable as error:
            raise NotFollowable(str(error)) from error
        return self.follow_all([Subscription(url=url, title=PlainText(f"Mailbox {unquote(url)}"[:300]))])

    def follow_all(self, wanted: Iterable[Subscription]) -> tuple[FeedId, ...]:
        """Follow feeds whose addresses are known, in the order given."""
        return self.store.follow(wanted, _now())

    def follow_outlets(
        self, found: Iterable[Outlet], *, most: int, topic: Topic | None = None, language: str | None = None
    ) -> tuple[Outlet, ...]:
        """Follow one feed each of the first `most` outlets that have one on `topic` and in `language`."""
        chosen: dict[OutletId, tuple[Outlet, Subscription]] = {}
        for outlet in found:
            if len(chosen) == most:
                break
            if found_feeds := outlets.feeds(outlet, topic=topic, language=language):
                name = None if outlet.name in outlet.domains else PlainText(outlet.name)
                extra = (("outlet", str(outlet.id)),)
                chosen[outlet.id] = outlet, Subscription(url=found_feeds[0].url, title=name, extra=extra)
        self.follow_all(subscription for _, subscription in chosen.values())
        return tuple(outlet for outlet, _ in chosen.values())

    def listed(self, path: Path) -> SubscriptionList:
        """The feeds of a file of feeds (OPML). Raises `Unreadable`."""
        data = folders.whole(path, most=LARGEST_LIST)
        with feeds.reader() as reader:
            return reader.opml(data)

    def unfollow(self, wanted: str | FeedId) -> bool:
        """Follow a feed, by its id or address, no more; what came from it stays. Whether it was followed."""
        if isinstance(wanted, str) and mail.is_one(wanted) and mail.part(wanted) is None:
            wanted = mail.address(mail.parse(wanted))
        followed = self.followed()
        named = {each.feed.url for each in followed if wanted in (each.feed.id, each.feed.url)}
        found = [each for each in followed if {each.feed.url, mail.root(each.feed.url)} & named]
        return bool([each for each in found if self.store.unfollow(each.feed.id)])

    def followed(self) -> tuple[Followed, ...]:
        """What is followed, in the order it was followed."""
        return tuple(Followed(subscription, feed) for subscription, feed in self.store.followed())

    def update(self, *, most: int = 10_000, told: Done = silent) -> Gathering:
        """Ask the feeds whose time has come, and keep what is new; ask hubs to tell us, where we can be told.

        Ended at any moment, nothing is lost and nothing doubled: what was not kept yet is due again.
        """

        async def work(client: fetch.Client, hands: Hands) -> Gathering:
            found = await gather(self.store, client, hands, moment=_moment, most=most, told=told)
            if self._public is not None:
                await pushing.subscribe(self.store, client, hands, callback=f"{self._public}/hub", now=_now())
            return found

        return self._abroad(work)

    def verified(self, token: str, query: Mapping[str, str]) -> Reply:
        """What to answer a hub that asks, at our address with `token`, whether it was us who subscribed."""
        reply, hub = pushing.verify(self.store.hub(token), query, _now())
        if hub is not None:
            self.store.keep_hubs([hub])
        return reply

    def pushed(self, token: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Keep what a hub delivers at our address with `token`, if it signed it; what to answer it."""
        with feeds.reader() as reader:
            hub = self.store.hub(token)
            return pushing.receive(self.store, reader, hub, headers=headers, body=body, now=_now())

    def read(self, *, most: int = 100_000, told: Done = silent) -> Progress:
        """Read the articles of new entries: from their pages where the feed holds back and robots.txt allows.

        Ended at any moment, nothing is lost and nothing doubled.
        """
        return self._abroad(
            lambda client, hands: read(self.store, client, hands, moment=_moment, most=most, told=told)
        )

    def tell(self, *, days: float = 2, most: int = 2000, told: Told = unheard) -> Telling:
        """The articles of the last days, `most` at most, grouped, compared and ranked anew.

        `told` hears what is being done and how far it is.
        """
        since = _now() - timedelta(days=days)
        found = [each for each in self._newest(most) if each.sort_at >= since]
        read = Read(tuple(each.article for each in found), tuple(each.analysis for each in found))
        return telling.of(read, progress=told)

    def _newest(self, most: int) -> Iterator[KeptArticle]:
        place: Place | None = None
        while most > 0 and (page := self.store.articles(most=min(most, 500), before=place)):
            yield from page
            place, most = page[-1].place, most - len(page)

    def articles(self, *, most: int = 50, before: Place | None = None) -> tuple[KeptArticle, ...]:
        """Articles, newest first; `before` is the place where an earlier answer ended."""
        return self.store.articles(most=max(1, min(most, 1000)), before=before)

    def earlier_texts(self, number: int) -> tuple[EarlierText, ...]:
        """How an article read before its outlet changed it, the oldest first."""
        return self.store.earlier_texts(number)

    def quarantine(self, *, most: int = 50) -> tuple[tuple[Listed, str], ...]:
        """Entries that gave no article and are tried no more, newest first, each with its reason."""
        return self.store.quarantine(most=max(1, min(most, 1000)))

    def entries(
        self, *, most: int = 50, before: Place | None = None, feed: FeedId | None = None
    ) -> tuple[Listed, ...]:
        """What feeds brought, newest first; `before` is the place where an earlier answer ended."""
        return self.store.newest(most=max(1, min(most, 1000)), before=before, feed=feed)

    def earlier(self, number: int) -> tuple[Earlier, ...]:
        """How an entry read before its outlet changed it, the oldest first."""
        return self.store.earlier(number)

    def opml(self) -> bytes:
        """All that is followed as a list that other programs read."""
        listed = tuple(each.subscription for each in self.followed())
        return opml.write(SubscriptionList(title=PlainText("Wholestory"), subscriptions=listed))

    def backup(self, to: Path) -> None:
        """A whole copy of the file, made while others go on writing; all of it or nothing."""
        self.store.backup(to)

    def _abroad(self, work: Callable[[fetch.Client, Hands], Awaitable[T]]) -> T:
        """Do what needs the network, from any thread that runs no event loop of its own."""

        held = self.store.rests(_now())
        client = fetch.Client(self._manners, allowed=self._allowed, held=held)
        client.entrust(self._accounts)

        async def visit() -> T:
            with ExitStack() as stack:
                async with client:
                    return await work(client, Hands(stack, ended=self.store.close))

        return asyncio.run(visit())


def _now() -> datetime:
    return datetime.now(UTC)


def _moment() -> Moment:
    return Moment(_now(), random.uniform(-1, 1))  # noqa: S311 - it only spreads the load
