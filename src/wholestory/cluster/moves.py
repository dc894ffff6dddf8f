"""Moves: what grouping did, as frozen values. Replaying them on an empty window rebuilds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from wholestory.cluster.sketch import Sketch
from wholestory.model import ArticleId, Reason, StoryId


@dataclass(frozen=True, slots=True)
class Open:
    """An article opens a story."""

    story: StoryId
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Join:
    """An article joins a story; `sure` is the probability that it tells of the same event."""

    story: StoryId
    sketch: Sketch
    sure: float
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Story `gone` becomes part of `story`."""

    story: StoryId
    gone: StoryId


@dataclass(frozen=True, slots=True)
class Split:
    """`articles` leave `story` and become `fresh`."""

    story: StoryId
    fresh: StoryId
    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """All that had come was looked over again; what comes next is looked over next time."""


Move: TypeAlias = Open | Join | Merge | Split | Repaired
