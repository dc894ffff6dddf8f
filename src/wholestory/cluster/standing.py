"""Standing: what has to be kept of a window so that it can be opened again as it was after a repair."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from wholestory.cluster import identity
from wholestory.cluster.kept import Kept
from wholestory.cluster.moves import Bar, Bind, Join, Move, Open, Repaired
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId


@dataclass(frozen=True, slots=True)
class Standing:
    """`articles` holds the open ones with their stories, in the order they came.

    `looked` is how large each story was when it was last looked at article by article, `redirects` where ids
    of merged stories lead, `spent` ids of closed stories that must not be given again, `said` what people
    said, in order, and `unsettled` the articles that no thorough repair has seen.
    """

    articles: tuple[tuple[StoryId, Kept], ...] = ()
    looked: Mapping[StoryId, int] = field(default_factory=dict)
    redirects: Mapping[StoryId, StoryId] = field(default_factory=dict)
    spent: frozenset[StoryId] = frozenset()
    said: tuple[Bind | Bar, ...] = ()
    unsettled: frozenset[ArticleId] = frozenset()


def window(standing: Standing) -> Window:
    """The window that stands so: its articles are those that came, weighed as they were then."""
    found = Window()
    found.apply([*_came(standing), Repaired()])
    found.resume(standing.redirects, standing.spent, standing.looked)
    found.apply(_said(standing, found.story_of))
    return found


def _came(standing: Standing) -> Iterator[Move]:
    known: set[StoryId] = set()
    for story, article in standing.articles:
        yield Join(story, article, 1.0, ()) if story in known else Open(story, article, ())
        known.add(story)


def _said(standing: Standing, there: Collection[ArticleId]) -> Iterator[Move]:
    """What people said of articles that are open still, of the stories that theirs have become."""
    for one in standing.said:
        articles, others = (tuple(a for a in side if a in there) for side in (one.articles, one.others))
        if not articles or not (others or isinstance(one, Bind)):
            continue
        if isinstance(one, Bind) and one.story is not None:
            one = replace(one, story=identity.follow(standing.redirects, one.story))
        yield replace(one, articles=articles, others=others)
