"""Repair: stories looked at again with all that has come since, merged and split where they should be.

Online assignment decides with what it has; what it got wrong depends on the order of arrival. Repair
takes the articles around everything that changed, groups them anew best pair first, and gives the
moves from the stories as they stand to those groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wholestory.cluster import candidates, copies, weights
from wholestory.cluster.agglomerate import Agglomeration
from wholestory.cluster.moves import Merge, Move, Repaired, Split
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId


def repair(window: Window) -> tuple[Move, ...]:
    """The merges and splits that put right what changed since the last repair."""
    near = {article: _near(window, article) for article in sorted(window.touched)}
    stories = {window.story_of[a] for article, found in near.items() for a in (article, *found)}
    articles = sorted(a for story in stories for a in window.stories[story])
    for article in articles:
        if article not in near:
            near[article] = _near(window, article)
    return (*_moves(window, _regroup(window, articles, near)), Repaired())


def _near(window: Window, article: ArticleId) -> list[ArticleId]:
    return candidates.near(window, window.sketches[article], window.masses[article])


def _regroup(
    window: Window, articles: Sequence[ArticleId], near: Mapping[ArticleId, Sequence[ArticleId]]
) -> list[list[ArticleId]]:
    index = {article: i for i, article in enumerate(articles)}
    run = Agglomeration([window.masses[a] for a in articles], weights.learned())
    at = list(range(len(articles)))
    for article, i in index.items():
        for other in copies.all_of(window, article):
            if other in index:
                _join(run, at, i, index[other])
    for article, i in index.items():
        run.link((_root(at, i), _root(at, index[a])) for a in near[article] if a in index)
    return [[articles[i] for i in members] for members in run.run()]


def _join(run: Agglomeration, at: list[int], a: int, b: int) -> None:
    a, b = _root(at, a), _root(at, b)
    if a != b:
        kept = run.join(a, b)
        at[b if kept == a else a] = kept


def _root(at: list[int], i: int) -> int:
    while at[i] != i:
        i = at[i]
    return i


def _moves(window: Window, groups: list[list[ArticleId]]) -> Iterable[Move]:
    """Split off what left a story, then merge what met; a story keeps its id with its largest part."""
    parts: dict[StoryId, list[tuple[int, list[ArticleId]]]] = defaultdict(list)
    for number, group in enumerate(groups):
        by_story: dict[StoryId, list[ArticleId]] = defaultdict(list)
        for article in group:
            by_story[window.story_of[article]].append(article)
        for story, part in by_story.items():
            parts[story].append((number, part))
    met: dict[int, list[tuple[int, StoryId]]] = defaultdict(list)
    taken: set[StoryId] = set()
    for story, pieces in sorted(parts.items()):
        pieces.sort(key=lambda piece: (-len(piece[1]), piece[1]))
        met[pieces[0][0]].append((-len(pieces[0][1]), story))
        for number, part in pieces[1:]:
            fresh = window.fresh(part[0], taken)
            taken.add(fresh)
            met[number].append((-len(part), fresh))
            yield Split(story, fresh, tuple(part))
    for stories in met.values():
        kept, *gone = (story for _, story in sorted(stories))
        yield from (Merge(kept, story) for story in gone)
