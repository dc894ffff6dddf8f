"""Corrections: what a person says of the grouping, as moves that bind every later pass.

Each gives the moves to be applied; nothing is changed before. An id of a story that was merged stands for
the story it leads to. A later correction overrules an earlier one that it contradicts.
"""

from __future__ import annotations

from collections.abc import Collection

from wholestory.cluster.moves import Bar, Bind, Merge, Move, Split, Transfer
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId


def wrong(window: Window, article: ArticleId, *, by: str, at: str | None = None) -> tuple[Move, ...]:
    """`article` does not belong to its story: it stands alone until it finds a better one.

    No moves if it stands alone already. Raises KeyError if it is not in the window.
    """
    return split(window, window.story_of[article], (article,), by=by, at=at)


def belongs(
    window: Window, article: ArticleId, story: StoryId, *, by: str, at: str | None = None
) -> tuple[Move, ...]:
    """`article` belongs to `story`, and not to those it stands with now.

    Raises KeyError if either is not in the window.
    """
    old, new = window.story_of[article], window.follow(story)
    others = tuple(a for a in window.stories[new] if a != article)
    bound = Bind((article,), others[:1], by, new, at)
    if old == new:
        return (bound,)
    left = tuple(a for a in window.stories[old] if a != article)
    if not left:
        return Merge(new, old, by, at), bound
    return Transfer(old, new, (article,), by, at), Bar((article,), left, by, at), bound


def merge(
    window: Window, story: StoryId, gone: StoryId, *, by: str, at: str | None = None
) -> tuple[Move, ...]:
    """Two stories are one, and stay it. No moves if they are. Raises KeyError if one is not there."""
    story, gone = window.follow(story), window.follow(gone)
    if story == gone:
        return ()
    return (
        Merge(story, gone, by, at),
        Bind(tuple(window.stories[gone]), tuple(window.stories[story]), by, None, at),
    )


def split(
    window: Window, story: StoryId, articles: Collection[ArticleId], *, by: str, at: str | None = None
) -> tuple[Move, ...]:
    """`articles` are another story than the others of `story`.

    No moves if none or all of the story's are named. Raises KeyError for an unknown story, ValueError
    for articles that do not stand in it.
    """
    story = window.follow(story)
    leaving = tuple(a for a in window.stories[story] if a in articles)
    if len(leaving) < len(set(articles)):
        raise ValueError(f"not all of these articles stand in {story}")
    left = tuple(a for a in window.stories[story] if a not in articles)
    if not leaving or not left:
        return ()
    fresh = window.fresh(leaving[0])
    return Split(story, fresh, leaving, by, at), Bar(leaving, left, by, at)
