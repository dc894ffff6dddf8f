"""Corrections: what a person says of the grouping, of open and of closed stories. Kept for good."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from wholestory.cluster import Move, Window, corrections
from wholestory.errors import NotThere
from wholestory.model import ArticleId, StoryId
from wholestory.pipeline.archive import Archive
from wholestory.pipeline.grouping import Grouper


class Corrections:
    """No later pass undoes what is said here; a later correction overrules an earlier one it contradicts.

    An id of a merged story stands for the one that it leads to. All raise `NotThere` for stories that nobody
    knows, and for articles that do not stand in them.
    """

    def __init__(self, grouper: Grouper, archive: Archive, *, now: Callable[[], datetime]) -> None:
        self._grouper, self._archive, self._now = grouper, archive, now

    def wrong(self, article: ArticleId, *, by: str) -> None:
        """`article` does not belong to its story: it stands alone until it finds a better one."""
        story = self._story_of(article)
        self._say([story], lambda window, at: corrections.wrong(window, article, by=by, at=at))

    def belongs(self, article: ArticleId, story: StoryId, *, by: str) -> None:
        """`article` belongs to `story`, and not to those it stands with now."""
        known = [self._story_of(article), into := self._current(story)]
        self._say(known, lambda window, at: corrections.belongs(window, article, into, by=by, at=at))

    def merge(self, story: StoryId, gone: StoryId, *, by: str) -> None:
        """Two stories are one; the id `gone` leads to `story` then."""
        one, other = self._current(story), self._current(gone)
        self._say([one, other], lambda window, at: corrections.merge(window, one, other, by=by, at=at))

    def split(self, story: StoryId, articles: Collection[ArticleId], *, by: str) -> None:
        """`articles` are another story than the others of `story`."""
        one = self._current(story)
        self._say([one], lambda window, at: corrections.split(window, one, articles, by=by, at=at))

    def _say(self, stories: list[StoryId], work: Callable[[Window, str], Sequence[Move]]) -> None:
        now = self._now()
        said = now.isoformat(timespec="seconds")
        self._grouper.correct(stories, lambda window: work(window, said), at=now)

    def _story_of(self, article: ArticleId) -> StoryId:
        story = self._archive.story_of(article)
        if story is None:
            raise NotThere(f"there is no article {article!r} in any story")
        return story

    def _current(self, story: StoryId) -> StoryId:
        found = self._archive.current(story)
        if found is None:
            raise NotThere(f"there is no story {story!r}")
        return found
