"""Assignment: a new article joins the likeliest open story, or opens one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from wholestory.cluster import candidates, copies, kept, kernel, odds, reasons, table, weights
from wholestory.cluster import sketch as sketches
from wholestory.cluster.facts import Kind
from wholestory.cluster.kept import Kept
from wholestory.cluster.mass import DATED, DENSE, HIGH, LOW
from wholestory.cluster.moves import Join, Move, Open
from wholestory.cluster.sketch import Sketch
from wholestory.cluster.table import Pairs
from wholestory.cluster.told import NAMES, QUOTES, WORDS
from wholestory.cluster.window import Window
from wholestory.model import Analysis, Article, ArticleId, Reason, StoryId

WORTH = -4.0  # log odds above which a story is looked at again by the next repair


@dataclass(frozen=True, slots=True)
class Rival:
    """A story that an article might join, by its article most like it, and the log odds that it should."""

    story: StoryId
    article: ArticleId
    odds: float
    why: tuple[Reason, ...]


def assign(
    window: Window, article: Article, analysis: Analysis, *, at: str | None = None
) -> tuple[Move, ...]:
    """The moves that put an article into `window`; nothing is changed until they are applied there.

    `at` says when, for the history.
    """
    found = place(window, sketches.of(article, analysis), at=at)
    return tuple(_told(window, move, article, analysis) for move in found)


def _told(window: Window, move: Move, article: Article, analysis: Analysis) -> Move:
    """A move with its reasons as the article prints them."""
    if not isinstance(move, Join):
        return move
    return replace(move, why=reasons.of_join(article, analysis, window.sums[move.story], move.why))


def place(window: Window, sketch: Sketch, *, at: str | None = None) -> tuple[Move, ...]:
    """`assign` for an article already sketched."""
    if sketch.id in window:
        return ()
    article = window.keep(sketch)
    copied = copies.original(window, article)
    if copied is not None:
        why = (Reason("same text", (), (article.id, copied)),)
        return (Join(window.story_of[copied], article, 1.0, (), why, at),)
    found = rivals(window, article)
    if not found or found[0].odds <= 0:
        return (Open(window.fresh(article.id), article, tuple(r.article for r in found), at),)
    best, *others = found
    sure = 1 / (1 + math.exp(-best.odds))
    return (Join(best.story, article, sure, tuple(r.article for r in others), best.why, at),)


def rivals(window: Window, article: Kept) -> list[Rival]:
    """The stories that an article might join, likeliest first."""
    near = candidates.stories(window, article)
    if not near:
        return []
    given = table.against(kept.alone(article, window.size), window.sums.all_of(near))
    found = odds.of(given, weights.learned(), kernel.signs).tolist()
    ranked = sorted(
        (-value, story, place) for place, (story, value) in enumerate(zip(near, found, strict=True))
    )
    return [
        Rival(story, near[story], -against, _why(given, place, near[story]) if against < 0 else ())
        for against, story, place in ranked
        if -against > WORTH
    ]


def _why(given: Pairs, place: int, like: ArticleId) -> tuple[Reason, ...]:
    """What an article shares with the story it joins, and the article of it that is most like it."""
    common, story, article = given.common[place], given.table.lines[place], given.table.lines[-1]
    kinds = [
        ("same quotation", common[QUOTES] > 0),
        ("same names", common[NAMES] > 0),
        ("same figures", common[Kind.FIGURE] > 0),
        ("like words", common[WORDS] > 0),
        ("like content", common[DENSE] > 0),
        (
            "same day",
            bool(story[DATED] and article[DATED]) and story[LOW] - 0.5 <= article[LOW] <= story[HIGH] + 0.5,
        ),
    ]
    return tuple(Reason(kind, (), (like,)) for kind, there in kinds if there)
