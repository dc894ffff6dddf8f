"""Sums: the masses of stories, held while they are asked for and made again from their articles.

A story of many articles is weighed by its first and its latest ones, so that one more costs the same
however large it grows. Which ones these are depends on its articles alone, not on what is held.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

from wholestory.cluster import kept, mass
from wholestory.cluster.kept import Kept
from wholestory.cluster.mass import Mass
from wholestory.model import ArticleId, StoryId

BLOCK = 64  # a story is weighed by its first block of articles and by the last one or two
HELD, HELD_EACH = 8_000_000, 800  # bytes of masses held: at least, and for each article
ENTRY, BARE = 16, 2_000  # bytes an entry, and of a mass besides


class Sums:
    """The mass of any open story, for as long as no move is applied."""

    def __init__(
        self,
        stories: Mapping[StoryId, Sequence[ArticleId]],
        articles: Mapping[ArticleId, object],
        article: Callable[[ArticleId], Kept],
        size: int,
    ) -> None:
        self._stories, self._articles, self._article, self._size = stories, articles, article, size
        self._held: OrderedDict[StoryId, Mass] = OrderedDict()
        self._bytes = 0

    def __getitem__(self, story: StoryId) -> Mass:
        found = self._held.get(story)
        if found is not None:
            self._held.move_to_end(story)
            return found
        speaking = spokesmen(self._stories[story])
        found = kept.together([self._article(article) for article in speaking], self._size)
        if len(speaking) > 1:
            self._hold(story, found)
        return found

    def all_of(self, stories: Iterable[StoryId]) -> list[Mass]:
        """The masses of several stories."""
        asked = list(stories)
        single = [story for story in asked if len(self._stories[story]) == 1]
        articles = [self._article(self._stories[story][0]) for story in single]
        made = dict(zip(single, kept.each(articles, self._size), strict=True)) if single else {}
        return [made[story] if story in made else self[story] for story in asked]

    def join(self, story: StoryId, article: Kept) -> None:
        """Note that an article is about to join a story."""
        found = self._held.get(story)
        if found is None:
            return
        self.drop(story)
        if (len(self._stories[story]) + 1) % BLOCK and not self._copied(story, article):
            one = kept.alone(article, self._size)
            line = mass.combined([found.line, one.line])
            self._hold(story, mass.of(line, found.told.plus(one.told), found.dense + one.dense))

    def _copied(self, story: StoryId, article: Kept) -> bool:
        """Whether a story weighed by its texts has this one already."""
        others = (self._article(a).prints for a in spokesmen(self._stories[story]))
        return bool(article.prints) and article.prints in others

    def drop(self, *stories: StoryId) -> None:
        """Forget the masses of stories that have changed."""
        for story in stories:
            found = self._held.pop(story, None)
            self._bytes -= _bytes(found) if found is not None else 0

    def _hold(self, story: StoryId, found: Mass) -> None:
        self._held[story] = found
        self._bytes += _bytes(found)
        while self._bytes > max(HELD, HELD_EACH * len(self._articles)) and len(self._held) > 1:
            self._bytes -= _bytes(self._held.popitem(last=False)[1])


def spokesmen(articles: Sequence[ArticleId]) -> Sequence[ArticleId]:
    """The articles by which a story is weighed: all but those between the first and the latest."""
    start = (len(articles) // BLOCK - 1) * BLOCK
    return articles if start <= BLOCK else [*articles[:BLOCK], *articles[start:]]


def _bytes(found: Mass) -> int:
    return BARE + ENTRY * len(found.told.said.keys)
