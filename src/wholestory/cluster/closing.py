"""Closing: stories leave the window by age, so that it stays as large as the news of some weeks."""

from __future__ import annotations

import math

from wholestory.cluster.moves import Close, Move
from wholestory.cluster.window import Window
from wholestory.model import StoryId


def old(window: Window, *, before: float, at: str | None = None) -> tuple[Move, ...]:
    """The move that closes all stories of which nothing was published since `before` (a day's ordinal).

    An article without a day is taken to be as old as the last dated one that came before it.
    """
    last: dict[StoryId, float] = {}
    came = -math.inf
    for article in window.index.articles():
        day = came = article.days[1] if article.dated else came
        story = window.story_of[article.id]
        last[story] = max(last.get(story, -math.inf), day)
    found = tuple(sorted(story for story, day in last.items() if -math.inf < day < before))
    return (Close(found, at),) if found else ()
