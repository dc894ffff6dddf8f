"""Regrouping: the moves that lead from stories as they stand to groups as they should be."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from wholestory.cluster import identity
from wholestory.cluster.moves import Merge, Move, Split, Transfer
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId


@dataclass(frozen=True, slots=True)
class Part:
    """What a group holds of a story; `rank` orders parts by their claim to the story's id."""

    rank: tuple[int, int, float, Sequence[ArticleId]]
    story: StoryId
    group: int
    articles: tuple[ArticleId, ...]


def moves(window: Window, groups: Sequence[Sequence[ArticleId]]) -> tuple[list[Move], list[StoryId]]:
    """The moves, and the story that each group then is.

    A story's id stays with one of its parts; where several such meet, with the one of the best claim.
    What else a group holds is transferred to it; a group without any such part becomes a new story.
    """
    parts = _parts(window, groups)
    heads: dict[int, list[Part]] = defaultdict(list)
    rest: dict[int, list[Part]] = defaultdict(list)
    for story in sorted(parts):
        first, *others = sorted(parts[story], key=lambda part: part.rank)
        heads[first.group].append(first)
        for part in others:
            rest[part.group].append(part)
    leaving: list[Move] = []
    merges: list[Move] = []
    ids: list[StoryId] = []
    for number in range(len(groups)):
        ranked = sorted(heads[number], key=lambda part: part.rank)
        coming = sorted(rest[number], key=lambda part: part.rank)
        if ranked:
            id = ranked[0].story
        else:
            part, *coming = coming
            id = window.fresh(part.articles[0], ids)
            leaving.append(Split(part.story, id, part.articles))
        leaving += [Transfer(part.story, id, part.articles) for part in coming]
        merges += [Merge(id, part.story) for part in ranked[1:]]
        ids.append(id)
    return [*leaving, *merges], ids


def _parts(window: Window, groups: Sequence[Sequence[ArticleId]]) -> dict[StoryId, list[Part]]:
    parts: dict[StoryId, list[Part]] = defaultdict(list)
    for number, group in enumerate(groups):
        by_story: dict[StoryId, list[ArticleId]] = defaultdict(list)
        for article in group:
            by_story[window.story_of[article]].append(article)
        for story, articles in by_story.items():
            first = min((window.article(a).low or math.inf for a in articles), default=math.inf)
            rank = identity.rank(sorted(articles), story, window.constraints.pinned, first)
            parts[story].append(Part(rank, story, number, tuple(sorted(articles))))
    return parts
