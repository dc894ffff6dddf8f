"""Sums: the masses of stories, kept while they are asked for and made again from their articles."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from wholestory.cluster import kept, mass
from wholestory.cluster.kept import Kept
from wholestory.cluster.mass import Mass
from wholestory.model import StoryId

ENTRIES = 200_000  # words and quoted runs held in all, some 100 bytes each


class Sums:
    """The mass of any open story; those asked for last are held."""

    def __init__(self, members: Callable[[StoryId], Sequence[Kept]], size: int) -> None:
        self._members, self._size = members, size
        self._held: OrderedDict[StoryId, Mass] = OrderedDict()
        self._entries = 0

    def __getitem__(self, story: StoryId) -> Mass:
        found = self._held.get(story)
        if found is not None:
            self._held.move_to_end(story)
            return found
        found = kept.together(self._members(story), self._size)
        if found.size > 1:
            self._hold(story, found)
        return found

    def join(self, story: StoryId, article: Kept) -> None:
        """Note that an article joins a story."""
        found = self._held.get(story)
        if found is not None:
            self.drop(story)
            one = kept.alone(article, self._size)
            self._hold(story, mass.plus(found, one, mass.touch(found, one)))

    def drop(self, *stories: StoryId) -> None:
        """Forget the masses of stories that have changed."""
        for story in stories:
            found = self._held.pop(story, None)
            if found is not None:
                self._entries -= _entries(found)

    def _hold(self, story: StoryId, found: Mass) -> None:
        self._held[story] = found
        self._entries += _entries(found)
        while self._entries > ENTRIES and len(self._held) > 1:
            self.drop(next(iter(self._held)))


def _entries(found: Mass) -> int:
    return len(found.words) + len(found.names) + len(found.quotes)
