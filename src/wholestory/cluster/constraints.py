"""Constraints: which articles a person has put together or apart. The latest word counts.

Articles put together are bound into one group. Articles put apart carry marks: each correction gives one
mark to its one side and the opposite to its other, and opposite marks never meet in a story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wholestory.model import ArticleId, StoryId

Marks = frozenset[int]
NONE: Marks = frozenset()


class Constraints:
    """Mutable; changed by the window that owns it."""

    def __init__(self) -> None:
        self.bound: dict[ArticleId, frozenset[ArticleId]] = {}
        self.pinned: dict[ArticleId, StoryId] = {}
        self._marks: dict[ArticleId, Marks] = {}
        self._bars = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constraints) and vars(self) == vars(other)

    def __hash__(self) -> int:
        raise TypeError("constraints change")

    def marks(self, articles: Iterable[ArticleId]) -> Marks:
        """The marks of a group of articles."""
        if not self._marks:
            return NONE
        return NONE.union(*(self._marks[a] for a in articles if a in self._marks))

    def groups(self, articles: Iterable[ArticleId]) -> list[frozenset[ArticleId]]:
        """The bound groups that any of `articles` stands in, each once."""
        return list(dict.fromkeys(self.bound[a] for a in articles if a in self.bound)) if self.bound else []

    def bind(self, articles: Sequence[ArticleId], others: Sequence[ArticleId], story: StoryId | None) -> None:
        """Put `articles` together with `others`; what set them apart before is taken back."""
        mine = self._group(articles)
        theirs = self._group(others)
        against = {mark ^ 1 for mark in self.marks(theirs)}
        for article in mine:
            self._set(article, self.marks([article]) - against)
        for article in mine | theirs:
            self._bound(article, mine | theirs)
        if story is not None:
            self.pinned.update((article, story) for article in articles)

    def bar(self, articles: Sequence[ArticleId], others: Sequence[ArticleId]) -> None:
        """Put `articles` apart from `others`; what bound them before is taken back."""
        leaving, mark = frozenset(articles), 2 * self._bars
        self._bars += 1
        for group in self.groups(articles):
            for part in (group & leaving, group - leaving):
                for article in part:
                    self._bound(article, part)
        for article in articles:
            self.pinned.pop(article, None)
            self._set(article, self.marks([article]) | {mark})
        for article in others:
            self._set(article, self.marks([article]) | {mark + 1})

    def rename(self, old: StoryId, new: StoryId) -> None:
        """Let what belongs to one story belong to the one it became part of."""
        for article, story in self.pinned.items():
            if story == old:
                self.pinned[article] = new

    def forget(self, articles: Iterable[ArticleId]) -> None:
        """Let go of articles that have left the window."""
        for article in articles:
            for table in (self.bound, self.pinned, self._marks):
                table.pop(article, None)

    def _group(self, articles: Iterable[ArticleId]) -> frozenset[ArticleId]:
        given = frozenset(articles)
        return given.union(*self.groups(given))

    def _bound(self, article: ArticleId, group: frozenset[ArticleId]) -> None:
        if len(group) > 1:
            self.bound[article] = group
        else:
            self.bound.pop(article, None)

    def _set(self, article: ArticleId, marks: Marks) -> None:
        if marks:
            self._marks[article] = marks
        else:
            self._marks.pop(article, None)


def opposed(a: Marks, b: Marks) -> bool:
    """Whether two groups with these marks must stay apart."""
    return bool(a and b) and any(mark ^ 1 in b for mark in a)
