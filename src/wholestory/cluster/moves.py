"""Moves: what grouping did, as frozen values. Replaying them on an empty window rebuilds it.

`by` is `PROGRAM` or the name of the person who did it, `at` when, as the caller says it: grouping has no
clock. What a person did binds every later pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from wholestory.cluster.kept import Kept
from wholestory.model import ArticleId, Reason, StoryId

PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Open:
    """An article opens a story. `near` are articles of other stories that it might have joined."""

    story: StoryId
    article: Kept
    near: tuple[ArticleId, ...] | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """An article joins a story; `sure` is the probability that it tells of the same event."""

    story: StoryId
    article: Kept
    sure: float
    near: tuple[ArticleId, ...] | None = None
    why: tuple[Reason, ...] = ()
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Story `gone` becomes part of `story`, and its id leads there."""

    story: StoryId
    gone: StoryId
    by: str = PROGRAM
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """`articles` leave `story` and become `fresh`."""

    story: StoryId
    fresh: StoryId
    articles: tuple[ArticleId, ...]
    by: str = PROGRAM
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """`articles` leave `story`, which others stay in, and join `to`."""

    story: StoryId
    to: StoryId
    articles: tuple[ArticleId, ...]
    by: str = PROGRAM
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Bind:
    """A person says: these articles are of one story with `others`; of `story`, where one is named."""

    articles: tuple[ArticleId, ...]
    others: tuple[ArticleId, ...]
    by: str
    story: StoryId | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A person says: none of these articles is of one story with any of `others`."""

    articles: tuple[ArticleId, ...]
    others: tuple[ArticleId, ...]
    by: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Repaired:
    """All that had come was looked over, the stories in `looked` article by article."""

    looked: tuple[StoryId, ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """Stories leave the window: what comes from now on is not held against them."""

    stories: tuple[StoryId, ...]
    at: str | None = None


Move: TypeAlias = Open | Join | Merge | Split | Transfer | Bind | Bar | Repaired | Close
