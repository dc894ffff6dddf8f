"""Events and sagas: stories that many outlets tell, threads that link them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from wholestory.model.span import ArticleId

StoryId = NewType("StoryId", str)
ThreadId = NewType("ThreadId", str)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two or more articles or stories stand together, or apart.

    `kind` is from a fixed list ("same quotation", "same actors", "same figures", "same day",
    "years apart", …); `detail` holds what they share, as printed; `ids` those concerned.
    """

    kind: str
    detail: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """An outlet's own headline, and whose."""

    text: str
    article: ArticleId


@dataclass(frozen=True, slots=True)
class Story:
    """One event, all outlets, all languages. `articles` in order of appearance, undated ones last.

    `first` is the earliest dated article, None where dates do not tell. `headline` is None where no
    article has one.
    """

    id: StoryId
    articles: tuple[ArticleId, ...]
    headline: Headline | None
    first: ArticleId | None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A running saga: stories linked over days or years, in order of time, with the evidence."""

    id: ThreadId
    stories: tuple[StoryId, ...]
    why: tuple[Reason, ...] = ()
