"""Store: one newsroom's file, as the pipeline and the newsroom use it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connections, transaction

from wholestory.cluster.history import Event
from wholestory.cluster.standing import Standing
from wholestory.model import (
    Analysis,
    ArticleId,
    Brief,
    Coverage,
    Due,
    Earlier,
    EarlierText,
    EntryKey,
    Exported,
    FeedId,
    FollowedFeed,
    Found,
    Gathered,
    Hub,
    Imported,
    Imports,
    KeptArticle,
    KnownEntry,
    Listed,
    Place,
    Query,
    ReadEntry,
    StoryId,
    Subscription,
    Thread,
    ThreadId,
    Told,
    Unread,
    Untold,
    WholeStory,
    WholeThread,
)
from wholestory.pipeline.grouping import Regrouped
from wholestory.pipeline.linking import Around
from wholestory.pipeline.retaining import Retention
from wholestory.pipeline.stages import READ
from wholestory.store import (
    articles,
    briefs,
    entries,
    exporting,
    feeds,
    follows,
    hubs,
    importing,
    linking,
    opening,
    regrouping,
    renewing,
    rests,
    tellings,
    tidying,
    waiting,
)
from wholestory.store.closeup import Closeup
from wholestory.store.front import Front
from wholestory.store.search import finding

STAGES = " ".join(f"{stage.name}/{stage.version}" for stage in READ)  # what reads articles now


class Store:
    """Open it with a path; each method is one transaction. Any thread or process may call it.

    `front` is what front pages ask, `closeup` what those of one article do.

    Raises `DatabaseUnusable` and what stands below it, in words a person understands.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._alias = opening.ready(self.path)
        self.front = Front(self._alias, self.path)
        self.closeup = Closeup(self._alias, self.path)

    def close(self) -> None:
        """Close this thread's connection."""
        connections[self._alias].close()

    def due(self, now: datetime, *, most: int, lease: timedelta) -> tuple[FollowedFeed, ...]:
        """As `Archive.due`."""
        with self._writing():
            return feeds.lend(self._alias, now, most=most, lease=lease)

    def waiting(self, now: datetime) -> Due:
        """What can be done now."""
        with self._reading():
            return waiting.due(self._alias, now)

    def count_followed(self) -> int:
        """How many feeds are followed."""
        with self._reading():
            return waiting.followed(self._alias)

    def lend(self, feed: FeedId, now: datetime, *, lease: timedelta) -> FollowedFeed | None:
        """As `Pushed.lend`."""
        with self._writing():
            return feeds.lend_one(self._alias, feed, now, lease=lease)

    def adopt(
        self, found: Sequence[Subscription], now: datetime, *, lease: timedelta
    ) -> dict[str, FollowedFeed | None]:
        """As `Archive.adopt`."""
        with self._writing():
            ids = follows.adopt(self._alias, found, now)
            return {url: feeds.lend_one(self._alias, id, now, lease=lease) for url, id in ids.items()}

    def hasten(self, feed: FeedId, now: datetime) -> None:
        """As `Pushed.hasten`."""
        with self._writing():
            feeds.hasten(self._alias, feed, now)

    def hubs_due(self, now: datetime, *, most: int) -> tuple[Hub, ...]:
        """As `Hubs.hubs_due`."""
        with self._reading():
            return hubs.due(self._alias, now, most=most)

    def hub(self, token: str) -> Hub | None:
        """The hub that knows a token."""
        with self._reading():
            return hubs.named(self._alias, token)

    def keep_hubs(self, found: Sequence[Hub], *, asked_at: datetime | None = None) -> None:
        """As `Hubs.keep_hubs`."""
        with self._writing():
            hubs.keep(self._alias, found, asked_at=asked_at)

    def known(self, feed: FeedId) -> tuple[KnownEntry, ...]:
        """As `Archive.known`."""
        with self._reading():
            return feeds.known(self._alias, feed)

    def times(self, feed: FeedId) -> tuple[datetime, ...]:
        """As `Archive.times`."""
        with self._reading():
            return feeds.times(self._alias, feed)

    def keep(self, gathered: Sequence[Gathered]) -> frozenset[FeedId]:
        """As `Archive.keep`."""
        with self._writing():
            return feeds.keep(self._alias, gathered)

    def unread(self, now: datetime, *, most: int, lease: timedelta) -> tuple[Unread, ...]:
        """As `Archive.unread`."""
        with self._writing():
            return articles.lend(self._alias, now, most=most, lease=lease)

    def keep_read(self, readings: Sequence[ReadEntry]) -> frozenset[int]:
        """As `Archive.keep_read`."""
        with self._writing():
            return articles.keep(self._alias, readings, stages=STAGES)

    def imported(self, keys: Collection[EntryKey]) -> frozenset[EntryKey]:
        """As `Shelf.imported`."""
        with self._reading():
            return importing.known(self._alias, keys)

    def keep_imported(self, given: Sequence[Imported]) -> Imports:
        """As `Shelf.keep_imported`."""
        with self._writing():
            return importing.keep(self._alias, given, stages=STAGES)

    def articles(self, *, most: int, before: Place | None = None) -> tuple[KeptArticle, ...]:
        """Articles, newest first, after the place where an earlier answer ended."""
        with self._reading():
            return articles.newest(self._alias, most=most, before=before)

    def search(self, query: Query, *, most: int, before: Place | None = None) -> Found:
        """Articles that a query asks for, newest first, after the place where an earlier answer ended."""
        with self._reading():
            return finding.found(self._alias, query, most=most, before=before)

    def exported(self, after: int, *, most: int) -> tuple[Exported, ...]:
        """Articles with all that is kept of them, in the order they were kept, from a number on."""
        with self._reading():
            return exporting.after(self._alias, after, most=most)

    def tidy(self, rule: Retention, now: datetime, *, after: Place | None) -> tuple[int, Place | None]:
        """Let go a few old articles after a place, the oldest first; how many went, and where to go on."""
        with self._writing():
            return tidying.articles(self._alias, rule, now, after=after)

    def tidy_quarantine(self, rule: Retention, now: datetime) -> int:
        """Empty a few old entries that gave no article; how many."""
        with self._writing():
            return tidying.quarantine(self._alias, rule, now)

    def earlier_texts(self, number: int) -> tuple[EarlierText, ...]:
        """How an article read before it was changed, the oldest first."""
        with self._reading():
            return articles.earlier(self._alias, number)

    def quarantine(self, *, most: int) -> tuple[tuple[Listed, str], ...]:
        """Entries that gave no article and are tried no more, each with its reason."""
        with self._reading():
            return articles.quarantine(self._alias, most=most)

    def outdated(self, *, most: int) -> tuple[KeptArticle, ...]:
        """As `Archive.outdated`."""
        with self._reading():
            return renewing.outdated(self._alias, stages=STAGES, most=most)

    def keep_renewed(self, made: Sequence[tuple[int, Analysis]]) -> None:
        """As `Archive.keep_renewed`."""
        with self._writing():
            renewing.keep(self._alias, dict(made), stages=STAGES, now=datetime.now(UTC))

    def unplaced(self, *, most: int) -> tuple[KeptArticle, ...]:
        """As `Archive.unplaced`."""
        with self._reading():
            return articles.unplaced(self._alias, most=most)

    def count_unplaced(self) -> int:
        """As `Archive.count_unplaced`."""
        with self._reading():
            return articles.count_unplaced(self._alias)

    def moved(self) -> int:
        """As `Archive.moved`."""
        with self._reading():
            return regrouping.moved(self._alias)

    def standing(self) -> tuple[int, Standing]:
        """As `Archive.standing`."""
        with self._writing():  # one moment for all that is read
            return regrouping.moved(self._alias), regrouping.standing(self._alias)

    def keep_moves(self, made: Regrouped) -> int | None:
        """As `Archive.keep_moves`."""
        with self._writing():
            return regrouping.keep(self._alias, made)

    def given(self, articles: Sequence[ArticleId]) -> frozenset[StoryId]:
        """As `Archive.given`."""
        with self._reading():
            return regrouping.given(self._alias, articles)

    def story_of(self, article: ArticleId) -> StoryId | None:
        """As `Archive.story_of`."""
        with self._reading():
            return regrouping.story_of(self._alias, article)

    def old(self, before: datetime) -> tuple[StoryId, ...]:
        """As `Archive.old`."""
        with self._reading():
            return briefs.old(self._alias, before)

    def due_stories(self, *, most: int) -> tuple[StoryId, ...]:
        """As `Archive.due_stories`."""
        with self._reading():
            return tellings.due(self._alias, most=most)

    def count_untold(self) -> int:
        """As `Archive.count_untold`."""
        with self._reading():
            return tellings.count_untold(self._alias)

    def again(self, stories: Sequence[StoryId]) -> Mapping[StoryId, Untold]:
        """As `Archive.again`."""
        with self._reading():
            return tellings.again(self._alias, stories)

    def threads(self, stories: Sequence[StoryId]) -> Mapping[StoryId, Thread]:
        """As `Archive.threads`."""
        with self._reading():
            return tellings.threads(self._alias, stories)

    def keep_sagas(self, told: Sequence[Coverage]) -> None:
        """As `Archive.keep_sagas`."""
        with self._writing():
            tellings.keep_sagas(self._alias, told)

    def keep_told(self, told: Sequence[Told]) -> None:
        """As `Archive.keep_told`."""
        with self._writing():
            tellings.keep(self._alias, told)

    def keep_chapters(self, given: Mapping[StoryId, tuple[bytes, Mapping[int, float]]]) -> None:
        """As `Archive.keep_chapters`."""
        with self._writing():
            linking.keep_chapters(self._alias, given)

    def acquainted(self, story: StoryId, names: Mapping[int, float]) -> Mapping[StoryId, bytes]:
        """As `Archive.acquainted`."""
        with self._reading():
            return linking.acquainted(self._alias, story, names)

    def keep_links(self, given: Mapping[StoryId, Mapping[StoryId, float]]) -> None:
        """As `Archive.keep_links`."""
        with self._writing():
            linking.keep_links(self._alias, given)

    def around(self, story: StoryId, *, most: int) -> Around:
        """As `Archive.around`."""
        with self._reading():
            return linking.around(self._alias, story, most=most)

    def first_articles(self, stories: Sequence[StoryId]) -> Mapping[StoryId, KeptArticle]:
        """As `Archive.first_articles`."""
        with self._reading():
            return linking.first_articles(self._alias, stories)

    def keep_threads(self, looked: Sequence[StoryId], threads: Sequence[Thread]) -> None:
        """As `Archive.keep_threads`."""
        with self._writing():
            linking.keep_threads(self._alias, looked, threads)

    def latest(
        self, *, most: int, before: tuple[datetime, StoryId] | None = None, since: datetime | None = None
    ) -> tuple[Brief, ...]:
        """Stories by their latest article, after the place where an earlier answer ended."""
        with self._reading():
            return briefs.newest(self._alias, most=most, before=before, since=since)

    def story(self, story: StoryId) -> WholeStory | None:
        """A story with all that is told of it."""
        with self._reading():
            return tellings.whole(self._alias, story)

    def current(self, story: StoryId) -> StoryId | None:
        """The id of the story that an id leads to now; None for one that was never given."""
        with self._reading():
            return tellings.current(self._alias, story)

    def thread(self, thread: ThreadId) -> WholeThread | None:
        """A thread with its stories, in order of time."""
        with self._reading():
            return tellings.thread(self._alias, thread)

    def history(self, story: StoryId) -> tuple[Event, ...]:
        """What happened to a story, in order, under its own id."""
        with self._reading():
            return tellings.history(self._alias, story)

    def rests(self, now: datetime) -> Mapping[str, datetime]:
        """As `Archive.rests`."""
        with self._reading():
            return rests.of(self._alias, now)

    def rest(self, until: Iterable[tuple[str, datetime]]) -> None:
        """As `Archive.rest`."""
        with self._writing():
            rests.keep(self._alias, until)

    def follow(
        self, wanted: Iterable[Subscription], now: datetime, *, reader: str = ""
    ) -> tuple[FeedId, ...]:
        """Follow feeds; those that are followed already stay as they are. Their ids, in order."""
        with self._writing():
            return follows.add(self._alias, reader, wanted, now)

    def unfollow(self, feed: FeedId, *, reader: str = "") -> bool:
        """Follow a feed no more; what came from it stays. Whether it was followed."""
        with self._writing():
            return follows.drop(self._alias, reader, feed)

    def followed(self, *, reader: str = "") -> tuple[tuple[Subscription, FollowedFeed], ...]:
        """What is followed, and how each feed stands."""
        with self._reading():
            return follows.of(self._alias, reader)

    def newest(
        self, *, most: int, before: Place | None = None, feed: FeedId | None = None
    ) -> tuple[Listed, ...]:
        """Entries, newest first, after the place where an earlier answer ended."""
        with self._reading():
            return entries.newest(self._alias, most=most, before=before, feed=feed)

    def earlier(self, number: int) -> tuple[Earlier, ...]:
        """How an entry read before it was changed, the oldest first."""
        with self._reading():
            return entries.earlier(self._alias, number)

    def backup(self, to: Path) -> None:
        """A whole, consistent copy, of the members' file too, while others go on writing."""
        with opening.spoken_plainly(to):
            opening.copy_all(self.path, to)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._reading(), transaction.atomic(using=self._alias):
            yield

    def _reading(self) -> AbstractContextManager[None]:
        return opening.spoken_plainly(self.path)
