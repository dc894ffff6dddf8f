"""Threads: stories of one saga, linked by who acts in them, what they quote and when they return.

A thread is grown like a story, best link first and weighed over all pairs of its stories, so that one
story with a little of everything does not tie two sagas together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from wholestory.cluster import mass
from wholestory.cluster.mass import Mass, product, unit
from wholestory.cluster.window import Window
from wholestory.model import ArticleId, StoryId

YEAR = 365.25
AROUND = 15.0  # days by which an anniversary may miss its day
LINKED = 0.45
ACTORS, SUBJECT, QUOTED, RETURNS = 1.0, 0.35, 0.6, 0.15  # what each sign adds, at most
ENOUGH_ACTORS = 0.12  # a subject in common is no saga without somebody in common


def find(window: Window, actors: Mapping[ArticleId, Mapping[str, float]]) -> list[list[StoryId]]:
    """Groups of two or more stories, each group and its stories in order of id.

    `actors` gives for each article the weights of those who act in it.
    """
    stories = sorted(window.stories)
    casts = {s: _cast([actors[a] for a in window.stories[s]], window) for s in stories}
    links = {
        (i, j): score
        for i, a in enumerate(stories)
        for j in _meeting(i, stories, casts)
        if (score := strength(window.sums[a], window.sums[stories[j]], casts[a], casts[stories[j]])) > 0
    }
    return [[stories[i] for i in group] for group in _grown(len(stories), links) if len(group) > 1]


def _cast(members: Sequence[Mapping[str, float]], window: Window) -> dict[str, float]:
    """Who acts in a story: the mean over its articles, rare names counting for more."""
    total: dict[str, float] = {}
    for member in members:
        for name, weight in unit(member).items():
            total[name] = total.get(name, 0.0) + weight * window.rarity(name)
    return unit(total)


def _meeting(i: int, stories: Sequence[StoryId], casts: Mapping[StoryId, Mapping[str, float]]) -> list[int]:
    mine = casts[stories[i]].keys()
    return [j for j in range(i + 1, len(stories)) if not mine.isdisjoint(casts[stories[j]])]


def strength(a: Mass, b: Mass, cast_a: Mapping[str, float], cast_b: Mapping[str, float]) -> float:
    """How firmly two stories are linked; `LINKED` and more makes a thread."""
    common = mass.touch(a, b)
    cast = product(cast_a, cast_b)
    if cast < ENOUGH_ACTORS and not common.quotes:
        return 0.0
    dense = common.dense / math.sqrt(a.own.dense * b.own.dense) if common.dense else 0.0
    quoted = min(1.0, common.quotes / (a.quoting * b.quoting) * 10) if common.quotes else 0.0
    return (
        ACTORS * cast + SUBJECT * max(0.0, dense) + QUOTED * quoted + (RETURNS if anniversary(a, b) else 0.0)
    )


def anniversary(a: Mass, b: Mass) -> bool:
    """Whether two dated groups lie a whole number of years apart, give or take two weeks."""
    if not a.dated or not b.dated:
        return False
    apart = abs(a.middle / a.dated - b.middle / b.dated)
    years = round(apart / YEAR)
    return years > 0 and abs(apart - years * YEAR) <= AROUND


def _grown(count: int, links: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Groups whose links, averaged over all pairs, stay firm; a missing link counts as none."""
    sums: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), score in links.items():
        sums[i][j] = sums[j][i] = score
    groups = {i: [i] for i in range(count)}
    while best := max(_averages(sums, groups), default=None):
        _, i, j = best
        if best[0] < LINKED:
            break
        groups[-i] += groups.pop(-j)
        for other, score in sums.pop(-j).items():
            del sums[other][-j]
            if other != -i:
                sums[other][-i] = sums[-i][other] = sums[-i].get(other, 0.0) + score
    return [sorted(group) for group in groups.values()]


def _averages(
    sums: Mapping[int, Mapping[int, float]], groups: Mapping[int, Sequence[int]]
) -> list[tuple[float, int, int]]:
    """Every linked pair of groups with its mean link; the indices negative, so that ties go to the first."""
    return [
        (score / (len(groups[i]) * len(groups[j])), -i, -j)
        for i, linked in sums.items()
        for j, score in linked.items()
        if i < j
    ]
