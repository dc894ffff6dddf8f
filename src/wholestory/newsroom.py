"""Newsroom: the one door to everything that is kept; what pages, commands and programs call."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import unquote

from wholestory import feeds, fetch, outlets, store
from wholestory import telling as tellings
from wholestory.cluster.history import Event
from wholestory.errors import NotFollowable, Unreadable
from wholestory.feeds import opml
from wholestory.fetch import Manners
from wholestory.model import (
    Brief,
    Card,
    Coverage,
    Due,
    Earlier,
    EarlierText,
    Edition,
    FeedId,
    Followed,
    Found,
    Imports,
    KeptArticle,
    Listed,
    Outlet,
    Place,
    PlainText,
    Reader,
    Section,
    StoryId,
    Subscription,
    SubscriptionList,
    Telling,
    ThreadId,
    Topic,
    WholeStory,
    WholeThread,
)
from wholestory.pipeline import exporting, folders, front, importing, mail, pushing, renewing, telling
from wholestory.pipeline.abroad import Abroad
from wholestory.pipeline.correcting import Corrections
from wholestory.pipeline.exporting import Kind
from wholestory.pipeline.gathering import Gathering, Moment, boxes, find, gather
from wholestory.pipeline.gathering.hands import Hands
from wholestory.pipeline.grouping import Grouper
from wholestory.pipeline.pictures import Pictures
from wholestory.pipeline.reading import Progress, read
from wholestory.pipeline.retaining import Retention, tidy
from wholestory.pipeline.updating import Done, Heard, Updated, silent, unheard
from wholestory.settings import file
from wholestory.text import queries

LIST = ".opml"
LARGEST_LIST = 10 << 20  # bytes of a file of feeds


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
    web: with it, hubs are asked to tell of news. `accounts` are passwords of mailboxes, by "user@host".
    Raises `BadAddress` for any other kind of address and what `store.open` raises.
    """
    return Newsroom(file(url), manners=manners, allowed=allowed, public=public, accounts=accounts)


def restore(backup: Path, to: Path, *, force: bool = False) -> Path | None:
    """Put a backup in the place of the newsroom at `to`, which no one has open; where the old one is kept.

    Raises `AlreadyThere` where one is there and `force` is not given, `Missing`, and what `opened` raises.
    """
    return store.restore(backup, to, force=force, now=_now())


class Newsroom:
    """Open it with `wholestory.open`, use it in a `with` block or close it. Any thread may use it.

    `corrections` takes what people say of the grouping: `wrong`, `belongs`, `merge`, `split`;
    `hubs` says what to answer those who tell of news, `pictures` brings images; `article`, `briefs`,
    `related`, `state`, `kept`, `titled` and `origins` are those of `store.closeup`.
    """

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
        self._grouper = Grouper(self.store)
        self.corrections = Corrections(self._grouper, self.store, now=_now)
        self.hubs = pushing.Answers(self.store, now=_now)
        self._abroad = Abroad(self.store, _now, manners=manners, allowed=allowed, accounts=accounts or {})
        self.pictures = Pictures(self._abroad)
        near = self.store.closeup
        self.article, self.related, self.state = near.article, near.related, near.state
        self.briefs, self.kept, self.titled, self.origins = near.briefs, near.kept, near.titled, near.origins
        self._public = public.rstrip("/") if public else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
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
        return self.follow_all(self._abroad.do(lambda client, hands: find(client, hands, str(wanted))))

    def _follow_mailbox(self, typed: str) -> tuple[FeedId, ...]:
        url = mail.address(mail.parse(typed))
        try:
            self._abroad.do(lambda client, hands: boxes.visit(client, hands, url, mark=None, now=_now()))
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
        chosen = outlets.subscriptions(found, most=most, topic=topic, language=language)
        self.follow_all(subscription for _, subscription in chosen)
        return tuple(outlet for outlet, _ in chosen)

    def listed(self, path: Path) -> SubscriptionList:
        """The feeds of a file of feeds (OPML). Raises `Unreadable`."""
        data = folders.whole(path, most=LARGEST_LIST)
        with feeds.reader() as reader:
            return reader.opml(data)

    def import_(self, paths: Iterable[str | Path], *, told: Done = silent) -> Imports:
        """Keep the articles of files and folders, and follow the feeds of lists of feeds (OPML).

        Importing the same twice adds nothing; an article that reads otherwise keeps its earlier text. `told`
        hears how many bytes of how many are through. Ended at any moment, importing again completes it. What
        cannot be read is counted and named, and never raised.
        """
        given = [Path(path) for path in paths]
        lists = [path for path in given if path.suffix.lower() == LIST]
        total = sum(map(self._import_list, lists), Imports())
        rest = [path for path in given if path.suffix.lower() != LIST]
        return total + importing.bring(self.store, rest, now=_now, told=told)

    def _import_list(self, path: Path) -> Imports:
        try:
            return Imports(followed=len(self.follow(path)))
        except Unreadable as error:
            return Imports(failed=1, failures=(folders.failure(path, error),))

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

    def update(self, *, told: Heard = unheard) -> Updated:
        """Bring everything up to date: ask the feeds whose time has come, read what is new, tell its stories.

        Stories can be seen from the first articles on. `told` hears what is being done, how many are done and
        of how many. Ended at any moment, nothing is lost and nothing doubled.
        """
        gathered = self.gather(told=partial(told, "asking"))
        placed = 0

        def along(done: int, of: int) -> None:
            nonlocal placed
            told("reading", done, of)
            placed += self._grouper.place(moment=_now)

        articles = self.read(along=along)
        self.renew(told=partial(told, "reading anew"))
        placed += self.group(told=partial(told, "grouping"))
        return Updated(gathered, articles, placed, self.tell(told=partial(told, "comparing")))

    def due(self) -> Due:
        """What `update` can do now."""
        found = self.store.waiting(_now())
        return found if self._public is not None else replace(found, hubs=0)

    def gather(self, *, most: int = 10_000, told: Done = silent) -> Gathering:
        """Ask the feeds whose time has come, and keep what is new; ask hubs to tell us, where we can be told.

        Ended at any moment, nothing is lost and nothing doubled: what was not kept yet is due again.
        """

        async def work(client: fetch.Client, hands: Hands) -> Gathering:
            found = await gather(self.store, client, hands, moment=_moment, most=most, told=told)
            if self._public is not None:
                await pushing.subscribe(self.store, client, hands, callback=f"{self._public}/hub", now=_now())
            return found

        return self._abroad.do(work)

    def read(self, *, most: int = 100_000, along: Done = silent) -> Progress:
        """Read the articles of new entries: from their pages where the feed holds back and robots.txt allows.

        `along` hears how many are done and of how many, and may work with what is read already, in another
        thread. Ended at any moment, nothing is lost and nothing doubled.
        """
        return self._abroad.do(
            lambda client, hands: read(self.store, client, hands, moment=_moment, most=most, along=along)
        )

    def group(self, *, most: int = 1_000_000, told: Done = silent) -> int:
        """Put what has been read into stories; how many articles that were."""
        return self._grouper.group(moment=_now, told=told, most=most)

    def renew(self, *, told: Done = silent) -> int:
        """Understand anew, from their kept texts, articles that an earlier program analysed; how many."""
        return renewing.renew(self.store, told=told)

    def tell(self, *, told: Done = silent) -> int:
        """Compare the accounts of stories that have changed, the hottest first; how many stories.

        Ended at any moment, the rest is told the next time.
        """
        done = telling.tell(self.store, self._grouper.window(), told=told)
        front.note(self.store.front, _now())
        return done

    def stories(
        self,
        *,
        most: int = 50,
        before: Brief | None = None,
        latest: bool = False,
        since: datetime | None = None,
        section: Section | None = None,
    ) -> tuple[Brief, ...]:
        """Stories, hottest first (by independent outlets and age) or by their latest article.

        `before` is the story where an earlier answer ended; `since` leaves out those without news since then.
        Those of a `section` come hottest first.
        """
        count = max(1, min(most, 1000))
        if latest and section is None:
            return self.store.latest(most=count, before=before.latest if before else None, since=since)
        place = before.hottest if before else None
        return self.store.front.hottest(most=count, before=place, since=since, section=section)

    def cards(self, stories: Iterable[StoryId]) -> tuple[Card, ...]:
        """What a front page shows of stories, in the order given; merged and unknown ones are left out."""
        return self.store.front.cards(tuple(stories))

    def edition(self, reader: Reader | None = None) -> Edition:
        """A finite selection: top stories, then those for its reader, then by section, each with reasons.

        It is drawn from the hottest stories; `cards(edition.stories)` gives what a page shows of them.
        """
        return front.edition(self.store.front, reader, _now())

    def sections(self) -> tuple[Section, ...]:
        """All sections that stories stand in."""
        return self.store.front.sections()

    def fresh(self, since: datetime, *, most: int = 100) -> int:
        """How many stories have changed since, counted up to `most`."""
        return self.store.front.fresh(since, most=most)

    def story(self, story: StoryId) -> WholeStory | None:
        """A story with its articles and accounts; an id that was merged leads to the story it is part of."""
        return self.store.story(story)

    def thread(self, thread: ThreadId) -> WholeThread | None:
        """A saga: its stories in order of time, why they are one, and what only all of them together show."""
        return self.store.thread(thread)

    def telling(self, *stories: StoryId, most: int = 50, since: datetime | None = None) -> Telling:
        """`stories`, or else the hottest, with all that a report needs.

        Those whose accounts are still to be compared are left out, and so are threads that lead beyond.
        """
        ids = stories or tuple(brief.id for brief in self.stories(most=most, since=since))
        found = [whole for id in ids if (whole := self.store.story(id))]
        threads = dict.fromkeys(whole.thread.id for whole in found if whole.thread)
        return tellings.kept(found, [saga for id in threads if (saga := self.store.thread(id))])

    def coverage(self, story: StoryId) -> Coverage | None:
        """The accounts of a story, compared. None where there is no such story or it is not told yet."""
        return found.coverage if (found := self.store.story(story)) else None

    def history(self, story: StoryId) -> tuple[Event, ...]:
        """What happened to a story, in order and in words: which article joined when and why."""
        return self.store.history(story)

    def articles(self, *, most: int = 50, before: Place | None = None) -> tuple[KeptArticle, ...]:
        """Articles, newest first; `before` is the place where an earlier answer ended."""
        return self.store.articles(most=max(1, min(most, 1000)), before=before)

    def search(self, words: str, *, most: int = 50, before: Place | None = None) -> Found:
        """Articles that `words` ask for, in the language of `text.queries`, newest first.

        `before` is where an earlier answer ended.
        """
        return self.store.search(queries.parse(words), most=max(1, min(most, 1000)), before=before)

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

    def export(self, to: Path | BinaryIO, kind: Kind) -> None:
        """Write all articles, in the order they were kept: to a file, whole or not at all, or to a stream.

        JSON holds all that is kept of them but their analyses. Raises `NotWritten` and `NeedsMore`.
        """
        if isinstance(to, Path):
            exporting.to_file(exporting.every(self.store), to, kind, at=_now())
        else:
            exporting.write(exporting.every(self.store), to, kind, at=_now())

    def tidy(self, *, days: int, keep: Collection[int] = frozenset()) -> int:
        """Let go of articles that were not published, did not come, did not change in so many days; how many.

        Those of the numbers `keep` stay, and 0 days keep everything. What entries are known by stays, so that
        none of them is new once more.
        """
        return tidy(self.store, Retention(days, keep), _now())

    def backup(self, to: Path) -> None:
        """A whole copy of the file, and of its members' beside it, while others go on writing."""
        self.store.backup(to)


def _now() -> datetime:
    return datetime.now(UTC)


def _moment() -> Moment:
    return Moment(_now(), random.uniform(-1, 1))  # noqa: S311 - it only spreads the load
