"""Assignment: a new article joins the likeliest open story, or opens one."""

from __future__ import annotations

import math

from wholestory.cluster import candidates, copies, kernel, mass, vetoes, weights
from wholestory.cluster import sketch as sketches
from wholestory.cluster.mass import Mass
from wholestory.cluster.moves import Join, Move, Open
from wholestory.cluster.sketch import Sketch
from wholestory.cluster.window import Window
from wholestory.model import Analysis, Article, Reason, StoryId


def assign(window: Window, article: Article, analysis: Analysis) -> tuple[Move, ...]:
    """The moves that put an article into `window`; nothing is changed until they are applied there."""
    return place(window, sketches.of(article, analysis))


def place(window: Window, sketch: Sketch) -> tuple[Move, ...]:
    """`assign` for an article already sketched."""
    if sketch.id in window.sketches:
        return ()
    weighed = window.weigh(sketch)
    copied = copies.original(window, sketch, weighed)
    if copied is not None:
        return (Join(window.story_of[copied], sketch, 1.0, (Reason("same text", (), (sketch.id, copied)),)),)
    best = _best(window, sketch, weighed)
    if best is None or best[1] <= 0:
        return (Open(window.fresh(sketch.id), sketch),)
    return (Join(best[0], sketch, 1 / (1 + math.exp(-best[1]))),)


def _best(window: Window, sketch: Sketch, weighed: Mass) -> tuple[StoryId, float] | None:
    """The story that ranks first among the candidates, and its log odds."""
    near = dict.fromkeys(window.story_of[a] for a in candidates.near(window, sketch, weighed))
    ranked: list[tuple[float, StoryId]] = []
    learned = weights.learned()
    for story in near:
        group = window.sums[story]
        if vetoes.far_in_time(group, weighed):
            continue
        common = mass.touch(group, weighed)
        odds = learned.odds(kernel.signs(group, weighed, common)) - kernel.doubt(group, weighed, common)
        ranked.append((odds, story))
    if not ranked:
        return None
    odds, story = max(ranked)
    return story, odds
