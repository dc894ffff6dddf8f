"""Repair: stories looked at again with all that has come since, merged and split where they should be.

Online assignment decides with what it has; what it got wrong depends on the order of arrival. Repair
takes the stories around everything that came, groups them anew best pair first, and gives the moves from
the stories as they stand to those groups. A small story is looked at article by article, a large one
whenever it has grown by half, in between as a whole: so an article is looked at a few times in its life,
however large its story grows. What a person put together or apart stays so.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np

from wholestory.cluster import candidates, copies, kept, regrouping, surroundings
from wholestory.cluster.mass import Mass
from wholestory.cluster.mending import Mending
from wholestory.cluster.moves import Move, Repaired
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId

SMALL = 8  # articles up to which a story is always looked at one by one
GROWN = 1.5
LARGE = 600  # articles past which a story is never taken apart again by the program
LINKS = 4  # other articles of its story that an article is held against first

Near = Mapping[ArticleId, Sequence[ArticleId]]


def repair(window: Window, *, thorough: bool = False) -> tuple[Move, ...]:
    """The merges, transfers and splits that put right what changed since the last repair.

    `thorough` looks for neighbours again, so that those who came later count too, and looks at all they
    are with one by one: for a collection that is complete, or once in a while.
    """
    near = {article: _near(window, article, found, thorough) for article, found in window.touched.items()}
    own = {window.story_of[a] for a in near}
    stories = own | {window.story_of[a] for found in near.values() for a in found}
    looked = sorted(s for s in (stories if thorough else own) if thorough or _due(window, s))
    if thorough:
        for article in sorted(a for s in stories for a in window.stories[s] if a not in near):
            near[article] = _near(window, article, None, thorough)
    groups = _regroup(window, _units(window, looked, stories), near, None if thorough else looked)
    found, ids = regrouping.moves(window, groups)
    opened = set(looked)
    return (*found, Repaired(tuple(i for i, g in zip(ids, groups, strict=True) if _from(window, g, opened))))


def _from(window: Window, group: Iterable[ArticleId], stories: Container[StoryId]) -> bool:
    return any(window.story_of[article] in stories for article in group)


def _near(
    window: Window, article: ArticleId, known: Sequence[ArticleId] | None, thorough: bool
) -> list[ArticleId]:
    """The articles to hold one against: all that are near, or those that came into question when it came."""
    if thorough:
        return candidates.near(window, window.article(article))
    if known is None:
        return list(candidates.stories(window, window.article(article)).values())
    return [other for other in known if other in window]


def _due(window: Window, story: StoryId) -> bool:
    """Whether a story that changed is to be looked at article by article."""
    size = len(window.stories[story])
    return size <= SMALL or (size <= LARGE and size >= GROWN * window.looked.get(story, 0))


def _units(
    window: Window, looked: Sequence[StoryId], stories: Iterable[StoryId]
) -> list[tuple[ArticleId, ...]]:
    """What is never taken apart in this repair: articles, those a person bound, whole stories."""
    units = [tuple(window.stories[s]) for s in sorted(set(stories) - set(looked))]
    for story in looked:
        members = window.stories[story]
        bound = window.constraints.groups(members)
        units += [tuple(sorted(group)) for group in bound]
        units += _texts(window, [a for a in members if a not in window.constraints.bound])
    return sorted(units)


def _texts(window: Window, articles: Iterable[ArticleId]) -> list[tuple[ArticleId, ...]]:
    """Articles, those with the very same text as one."""
    found: dict[bytes, list[ArticleId]] = {}
    for article in sorted(articles):
        found.setdefault(window.article(article).prints or article.encode(), []).append(article)
    return [tuple(same) for same in found.values()]


def _regroup(
    window: Window, units: Sequence[tuple[ArticleId, ...]], near: Near, looked: Sequence[StoryId] | None
) -> list[list[ArticleId]]:
    place = {article: i for i, unit in enumerate(units) for article in unit}
    marks = [window.constraints.marks(u) for u in units]
    if looked is None:
        run = Mending(_surrounded(window, units, near), marks, settled=True)
    else:
        run = Mending(_masses(window, units), marks)
    for a, b in _copies(window, place, looked):
        run.unite(place[a], place[b])
    run.relate((place[a], place[b]) for a, found in near.items() for b in found if a in place and b in place)
    for story in looked or ():
        run.relate((place[a], place[b]) for a, b in _within(window, story))
    return [[article for i in members for article in units[i]] for members in run.run()]


def _copies(
    window: Window, articles: Collection[ArticleId], looked: Sequence[StoryId] | None
) -> Iterator[tuple[ArticleId, ArticleId]]:
    """Copies of one text: within each story looked at or, where none are named, among all `articles`."""
    for story in looked or ():
        members = window.members(story)
        yield from ((members[a].id, members[b].id) for a, b in copies.within(members))
    for article in articles if looked is None else ():
        yield from ((article, b) for b in copies.all_of(window, window.article(article)) if b in articles)


def _masses(window: Window, units: Sequence[tuple[ArticleId, ...]]) -> list[Mass]:
    single = iter(kept.each([window.article(unit[0]) for unit in units if len(unit) == 1], window.size))
    return [next(single) if len(unit) == 1 else _mass(window, unit) for unit in units]


def _mass(window: Window, unit: Sequence[ArticleId]) -> Mass:
    if len(unit) == len(window.stories[window.story_of[unit[0]]]):
        return window.sums[window.story_of[unit[0]]]
    return kept.together([window.article(a) for a in unit], window.size)


def _surrounded(window: Window, units: Sequence[tuple[ArticleId, ...]], near: Near) -> list[Mass]:
    """The masses of units all of whose articles' neighbours are known, with their surroundings.

    A text counts once, here too: seven equal digests of a day outweigh no event.
    """
    place = {article: i for i, unit in enumerate(units) for article in unit}
    masses = dict(enumerate(_masses(window, units)))
    pairs = ((place[a], place[b]) for a, found in near.items() for b in found if a in place and b in place)
    return list(surroundings.put(masses, pairs).values())


def _within(window: Window, story: StoryId) -> Iterator[tuple[ArticleId, ArticleId]]:
    """The articles of a story that are held against each other first: all, or the most alike of many."""
    members = window.stories[story]
    if len(members) <= SMALL:
        yield from combinations(members, 2)
        return
    block = np.stack([kept.dense_of(window.article(a), window.size) for a in members])
    likeness = block @ block.T
    np.fill_diagonal(likeness, -2)
    for article, best in zip(members, np.argpartition(-likeness, LINKS, 1)[:, :LINKS].tolist(), strict=True):
        yield from ((article, members[i]) for i in best)
    yield from pairwise(members)
