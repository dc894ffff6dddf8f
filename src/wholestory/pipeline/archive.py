"""Archive: what the pipeline asks of whoever keeps things. The store implements it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from wholestory.model import (
    Analysis,
    ArticleId,
    Coverage,
    FeedId,
    FollowedFeed,
    Gathered,
    KeptArticle,
    KnownEntry,
    ReadEntry,
    StoryId,
    Subscription,
    Thread,
    Told,
    Unread,
    Untold,
)

if TYPE_CHECKING:
    from wholestory.cluster.standing import Standing
    from wholestory.pipeline.grouping import Regrouped
    from wholestory.pipeline.linking import Around


class Archive(Protocol):
    """Every method is one transaction: all of it is kept or nothing."""

    def due(self, now: datetime, *, most: int, lease: timedelta) -> tuple[FollowedFeed, ...]:
        """The feeds whose time has come, longest overdue first, lent to the caller for `lease`.

        Nobody else is given them meanwhile; after it they are due again.
        """
        ...

    def known(self, feed: FeedId) -> tuple[KnownEntry, ...]:
        """All entries of a feed, as they are known again."""
        ...

    def times(self, feed: FeedId) -> tuple[datetime, ...]:
        """When the latest twenty entries of a feed appeared, newest first."""
        ...

    def adopt(
        self, found: Sequence[Subscription], now: datetime, *, lease: timedelta
    ) -> dict[str, FollowedFeed | None]:
        """Those feeds that are followed, by address, each lent; None where it is lent to somebody else.

        Feeds that were not known are followed first.
        """
        ...

    def keep(self, gathered: Sequence[Gathered]) -> frozenset[FeedId]:
        """Store what feeds brought; gives the feeds whose lease still held. The others change nothing."""
        ...

    def unread(self, now: datetime, *, most: int, lease: timedelta) -> tuple[Unread, ...]:
        """The entries whose articles are due to be read, newest first, lent to the caller for `lease`."""
        ...

    def keep_read(self, readings: Sequence[ReadEntry]) -> frozenset[int]:
        """Store what reading entries brought; gives the entries whose lease still held."""
        ...

    def rests(self, now: datetime) -> Mapping[str, datetime]:
        """The sites that asked for a rest, and until when."""
        ...

    def rest(self, until: Iterable[tuple[str, datetime]]) -> None:
        """Note sites that asked for a rest."""
        ...

    def unplaced(self, *, most: int) -> tuple[KeptArticle, ...]:
        """Articles that stand in no story, in the order they were read."""
        ...

    def count_unplaced(self) -> int:
        """How many there are."""
        ...

    def moved(self) -> int:
        """A number that grows with every move that is kept."""
        ...

    def standing(self) -> tuple[int, Standing]:
        """That number, and what was open then."""
        ...

    def keep_moves(self, made: Regrouped) -> int | None:
        """Store moves and what they mean; gives the new number, None if others moved meanwhile."""
        ...

    def given(self, articles: Sequence[ArticleId]) -> frozenset[StoryId]:
        """The ids of stories that were ever named after one of these articles."""
        ...

    def story_of(self, article: ArticleId) -> StoryId | None:
        """The story in which an article stands."""
        ...

    def current(self, story: StoryId) -> StoryId | None:
        """The id of the story that an id leads to; None for one that was never given."""
        ...

    def old(self, before: datetime) -> tuple[StoryId, ...]:
        """Open stories that nothing came to since, nor is any of their news younger."""
        ...

    def due_stories(self, *, most: int) -> tuple[StoryId, ...]:
        """Stories whose telling is older than their articles, the hottest first."""
        ...

    def count_untold(self) -> int:
        """How many there are."""
        ...

    def again(self, stories: Sequence[StoryId]) -> Mapping[StoryId, Untold]:
        """Stories with their articles, to be told anew."""
        ...

    def threads(self, stories: Sequence[StoryId]) -> Mapping[StoryId, Thread]:
        """The threads in which these stories stand, of those that stand in any."""
        ...

    def keep_sagas(self, told: Sequence[Coverage]) -> None:
        """Store what only threads as a whole show."""
        ...

    def keep_told(self, told: Sequence[Told]) -> None:
        """Store what is told of stories; those that changed meanwhile stay due."""
        ...

    def keep_chapters(self, given: Mapping[StoryId, tuple[bytes, Mapping[int, float]]]) -> None:
        """Store what links stories to others, and the names by which they are found."""
        ...

    def acquainted(self, story: StoryId, names: Mapping[int, float]) -> Mapping[StoryId, bytes]:
        """The chapters of stories with the most of these names in common, the latest of them."""
        ...

    def keep_links(self, given: Mapping[StoryId, Mapping[StoryId, float]]) -> None:
        """Store how firmly stories are linked, in place of all that was stored of them."""
        ...

    def around(self, story: StoryId, *, most: int) -> Around:
        """What links lead to from a story, step by step, until about `most` stories are found."""
        ...

    def first_articles(self, stories: Sequence[StoryId]) -> Mapping[StoryId, KeptArticle]:
        """The first article of each story."""
        ...

    def keep_threads(self, looked: Sequence[StoryId], threads: Sequence[Thread]) -> None:
        """Store the threads in which the stories that were looked at stand now: in these or in none."""
        ...

    def outdated(self, *, most: int) -> tuple[KeptArticle, ...]:
        """Articles that were read by other versions of the stages than those of today."""
        ...

    def keep_renewed(self, made: Sequence[tuple[int, Analysis]]) -> None:
        """Store analyses made anew, by the numbers of their articles; their stories are due then."""
        ...
