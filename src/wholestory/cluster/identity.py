"""Identity: which story keeps its id when stories grow, merge and split.

A merged story's id leads on to the one that it became part of. Of a story that falls apart the id stays
with the part that a person named it for, else with the largest, else with the oldest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wholestory.cluster.moves import Merge, Move
from wholestory.model import ArticleId, StoryId


def follow(redirects: Mapping[StoryId, StoryId], story: StoryId) -> StoryId:
    """The story that an id leads to now: itself, unless it was merged."""
    while story in redirects:
        story = redirects[story]
    return story


def redirects(moves: Iterable[Move]) -> dict[StoryId, StoryId]:
    """Where the ids of merged stories lead, from all moves ever made."""
    return {move.gone: move.story for move in moves if isinstance(move, Merge)}


def rank(
    part: Sequence[ArticleId], story: StoryId, pinned: Mapping[ArticleId, StoryId], first: float
) -> tuple[int, int, float, Sequence[ArticleId]]:
    """For ordering: parts with the best claim to a story's id come first; `first` is a part's first day."""
    named = sum(pinned.get(article) == story for article in part) if pinned else 0
    return -named, -len(part), first, part
