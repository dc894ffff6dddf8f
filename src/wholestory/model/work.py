"""Work: what a newsroom has still to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What can be done now, each counted up to 10,000 and left out while somebody else is at it.

    `feeds` to be asked, `entries` to be read, `articles` to be put into stories, `stories` to be told,
    `hubs` to be subscribed to.
    """

    feeds: int = 0
    entries: int = 0
    articles: int = 0
    stories: int = 0
    hubs: int = 0

    def __bool__(self) -> bool:
        return bool(self.feeds or self.entries or self.articles or self.stories or self.hubs)
