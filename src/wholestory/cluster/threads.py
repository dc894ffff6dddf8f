"""Threads: stories of one saga, linked by who acts in them, what they quote and when they return.

A thread is grown like a story, best link first and weighed over all pairs of its stories, so that one
story with a little of everything does not tie two sagas together. Only stories whose casts can agree
enough, or that quote the same words, are held against each other.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster.mass import DATED, DENSE, MIDDLE, QUOTING, Mass
from wholestory.cluster.sketch import Array
from wholestory.cluster.sparse import Key, product, unit
from wholestory.cluster.told import QUOTES
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId

YEAR = 365.25
AROUND = 15.0  # days by which an anniversary may miss its day
LINKED = 0.45
ACTORS, SUBJECT, QUOTED, RETURNS = 1.0, 0.35, 0.6, 0.15  # what each sign adds, at most
ENOUGH_ACTORS = 0.12  # a subject in common is no saga without somebody in common
ROUNDING = 1e-9

Cast = Mapping[Any, float]
"""Who acts: a unit vector over the terms of names, or over their hashes."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What links a story to others: who acts in it, and of its mass the vector, quotations and days."""

    cast: Cast
    dense: Array
    length: float
    quotes: Mapping[int, float]
    quoting: int
    day: float | None


def find(window: Window, actors: Mapping[ArticleId, Mapping[str, float]]) -> list[list[StoryId]]:
    """Groups of two or more stories, each group and its stories in order of id.

    `actors` gives for each article the weights of those who act in it.
    """
    stories = sorted(window.stories)
    chapters = [
        chapter(window.sums[s], cast_of([actors[a] for a in window.stories[s]], window)) for s in stories
    ]
    links = {
        (i, j): score for i, j in _meeting(chapters) if (score := strength(chapters[i], chapters[j])) > 0
    }
    return [[stories[i] for i in group] for group in grown(len(stories), links) if len(group) > 1]


def cast_of(members: Sequence[Mapping[str, float]], window: Window) -> Cast:
    """Who acts in a story: the mean over its articles, rare names counting for more."""
    total: dict[str, float] = {}
    for member in members:
        for name, weight in unit(member).items():
            total[name] = total.get(name, 0.0) + weight * window.rarity(name)
    return unit(total)


def chapter(story: Mass, cast: Cast) -> Chapter:
    """What links a story, the sum of its articles, to others."""
    quotes, length = story.told.part(QUOTES), float(story.own[DENSE])
    return Chapter(cast, story.dense, length, quotes, int(story[QUOTING]), day(story))


def _meeting(chapters: Sequence[Chapter]) -> Iterator[tuple[int, int]]:
    """Pairs whose casts have enough in common, or who have anybody and a quotation in common."""
    acting, quoting = _holders(c.cast for c in chapters), _holders(c.quotes for c in chapters)
    for i, chapter in enumerate(chapters):
        met = [acting[name] for name in chapter.cast]
        if not met:
            continue
        found, place = np.unique(np.concatenate([who for who, _ in met]), return_inverse=True)
        shares = np.concatenate(
            [w * weights for w, (_, weights) in zip(chapter.cast.values(), met, strict=True)]
        )
        enough = np.bincount(place, shares) >= ENOUGH_ACTORS - ROUNDING
        if chapter.quotes:
            enough |= np.isin(found, np.concatenate([quoting[quote][0] for quote in chapter.quotes]))
        yield from ((i, j) for j in found[enough & (found > i)].tolist())


def _holders(
    vectors: Iterable[Mapping[Key, float]],
) -> Mapping[Key, tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """For each key the places of those who hold it, and with what weight."""
    found: dict[Key, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for place, vector in enumerate(vectors):
        for key, weight in vector.items():
            places, weights = found[key]
            places.append(place)
            weights.append(weight)
    return {key: (np.array(places), np.array(weights)) for key, (places, weights) in found.items()}


def strength(a: Chapter, b: Chapter) -> float:
    """How firmly two stories are linked; `LINKED` and more makes a thread."""
    cast = product(a.cast, b.cast)
    quotes = product(a.quotes, b.quotes) if a.quotes and b.quotes else 0.0
    if cast < ENOUGH_ACTORS and not quotes:
        return 0.0
    dense = float(np.dot(a.dense, b.dense))
    subject = max(0.0, dense / math.sqrt(a.length * b.length)) if dense else 0.0
    quoted = min(1.0, quotes / (a.quoting * b.quoting) * 10) if quotes else 0.0
    return ACTORS * cast + SUBJECT * subject + QUOTED * quoted + (RETURNS if returns(a.day, b.day) else 0.0)


def day(story: Mass) -> float | None:
    """The day around which the articles of a group appeared; None where none is dated."""
    return story[MIDDLE] / story[DATED] if story[DATED] else None


def returns(one: float | None, other: float | None) -> bool:
    """Whether two days lie a whole number of years apart, give or take two weeks."""
    if one is None or other is None:
        return False
    years = round(abs(one - other) / YEAR)
    return years > 0 and abs(abs(one - other) - years * YEAR) <= AROUND


def grown(count: int, links: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Groups whose links, averaged over all pairs, stay firm; a missing link counts as none.

    The firmest pair comes first, of equals the one that begins first.
    """
    sums: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), score in links.items():
        sums[i][j] = sums[j][i] = score
    groups = {i: [i] for i in range(count)}
    queue = [(-score, i, j) for (i, j), score in links.items() if score >= LINKED]
    heapq.heapify(queue)
    while queue:
        against, i, j = heapq.heappop(queue)
        if j not in sums.get(i, ()) or _average(i, j, sums, groups) != -against:
            continue
        groups[i] += groups.pop(j)
        for other, score in sums.pop(j).items():
            del sums[other][j]
            if other != i:
                sums[other][i] = sums[i][other] = sums[i].get(other, 0.0) + score
        for other in sums[i]:
            one, two = min(i, other), max(i, other)
            if (firm := _average(one, two, sums, groups)) >= LINKED:
                heapq.heappush(queue, (-firm, one, two))
    return [sorted(group) for group in groups.values()]


def _average(
    i: int, j: int, sums: Mapping[int, Mapping[int, float]], groups: Mapping[int, Sequence[int]]
) -> float:
    return sums[i][j] / (len(groups[i]) * len(groups[j]))
