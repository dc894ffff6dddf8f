"""Sums: the masses of stories, held while they are asked for and made again from their articles.

A story of many articles is weighed by its first and its latest ones, so that one more costs the same
however large it grows. Which ones these are depends on its articles alone, not on what is held.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from wholestory.cluster import kept, mass
from wholestory.cluster.kept import Kept
from wholestory.cluster.mass import Mass
from wholestory.model import ArticleId, StoryId

BLOCK = 64  # a story is weighed by its first block of articles and by the last one or two
OPEN, OPEN_EACH = 60_000, 5  # entries held as mappings, some 100 bytes each: at least, and for each article
ENTRY = 12  # bytes
SHUT, SHUT_EACH = 200_000, 30  # entries held as bytes

Shut: TypeAlias = tuple[Mass, tuple[bytes, ...]]


class Sums:
    """The mass of any open story, for as long as no move is applied: then it may change in place."""

    def __init__(
        self,
        stories: Mapping[StoryId, Sequence[ArticleId]],
        articles: Mapping[ArticleId, object],
        article: Callable[[ArticleId], Kept],
        size: int,
    ) -> None:
        self._stories, self._articles, self._article, self._size = stories, articles, article, size
        self._open: OrderedDict[StoryId, Mass] = OrderedDict()
        self._shut: OrderedDict[StoryId, Shut] = OrderedDict()
        self._entries = 0
        self._bytes = 0

    def __getitem__(self, story: StoryId) -> Mass:
        found = self._open.get(story)
        if found is not None:
            self._open.move_to_end(story)
            return found
        shut = self._shut.get(story)
        if shut is not None:
            self._shut.move_to_end(story)
            found = _opened(shut)
        else:
            speaking = spokesmen(self._stories[story])
            found = kept.together([self._article(article) for article in speaking], self._size)
        if found.size > 1:
            self._hold(story, found)
        return found

    def join(self, story: StoryId, article: Kept) -> None:
        """Note that an article is about to join a story."""
        if story not in self._open and story not in self._shut:
            return
        found = self[story]
        self.drop(story)
        if (len(self._stories[story]) + 1) % BLOCK and not self._copied(story, article):
            self._hold(story, _added(found, kept.alone(article, self._size)))

    def _copied(self, story: StoryId, article: Kept) -> bool:
        """Whether a story weighed by its texts has this one already."""
        others = (self._article(a).prints for a in spokesmen(self._stories[story]))
        return bool(article.prints) and article.prints in others

    def drop(self, *stories: StoryId) -> None:
        """Forget the masses of stories that have changed."""
        for story in stories:
            found = self._open.pop(story, None)
            self._entries -= _entries(found) if found is not None else 0
            self._forget(story)

    def _hold(self, story: StoryId, found: Mass) -> None:
        self._open[story] = found
        self._entries += _entries(found)
        while self._entries > max(OPEN, OPEN_EACH * len(self._articles)) and len(self._open) > 1:
            other, left = self._open.popitem(last=False)
            self._entries -= _entries(left)
            if other not in self._shut:
                self._put_away(other, left)

    def _put_away(self, story: StoryId, found: Mass) -> None:
        shut = self._shut[story] = _shut(found)
        self._bytes += _bytes(shut)
        while self._bytes > ENTRY * max(SHUT, SHUT_EACH * len(self._articles)):
            self._forget(next(iter(self._shut)))

    def _forget(self, story: StoryId) -> None:
        shut = self._shut.pop(story, None)
        self._bytes -= _bytes(shut) if shut is not None else 0


def spokesmen(articles: Sequence[ArticleId]) -> Sequence[ArticleId]:
    """The articles by which a story is weighed: all but those between the first and the latest."""
    start = (len(articles) // BLOCK - 1) * BLOCK
    return articles if start <= BLOCK else [*articles[:BLOCK], *articles[start:]]


def _shut(found: Mass) -> Shut:
    """A mass with its mappings as bytes: keys, then weights."""
    parts = []
    for part in (found.words, found.names, found.quotes):
        parts.append(bytes(np.fromiter(part.keys(), np.uint32, len(part))))
        parts.append(bytes(np.fromiter(part.values(), np.float64, len(part))))
    return replace(found, words={}, names={}, quotes={}), tuple(parts)


def _opened(shut: Shut) -> Mass:
    bare, parts = shut
    words, names, quotes = (
        dict(zip(np.frombuffer(keys, np.uint32).tolist(), np.frombuffer(values).tolist(), strict=True))
        for keys, values in zip(parts[::2], parts[1::2], strict=True)
    )
    return replace(bare, words=words, names=names, quotes=quotes)


def _added(found: Mass, one: Mass) -> Mass:
    """The mass with one article more; its mappings are changed, not copied."""
    common = mass.touch(found, one)
    old, new = (replace(each, words={}, names={}, quotes={}) for each in (found, one))
    words, names, quotes = (
        _grown(dict(part) if not isinstance(part, dict) else part, more)
        for part, more in ((found.words, one.words), (found.names, one.names), (found.quotes, one.quotes))
    )
    return replace(mass.plus(old, new, common), words=words, names=names, quotes=quotes)


def _grown(part: dict[int, float], more: Mapping[int, float]) -> dict[int, float]:
    for key, value in more.items():
        part[key] = part.get(key, 0.0) + value
    return part


def _entries(found: Mass) -> int:
    return len(found.words) + len(found.names) + len(found.quotes)


def _bytes(shut: Shut) -> int:
    return sum(len(part) for part in shut[1])
