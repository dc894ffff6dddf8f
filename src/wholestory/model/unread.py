"""Entries on their way to articles: what is to be read, and what reading one brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wholestory.model.analysis import Analysis
from wholestory.model.article import Article
from wholestory.model.feed import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An entry whose article is to be read. `outlet` is what its feed calls itself; `tries` were made before.

    `lease` proves that whoever was given the entry may still store what reading it brought.
    """

    number: int
    lease: str
    entry: Entry
    seen_at: datetime
    outlet: str | None = None
    language: str | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """What reading an entry brought: an article with its analysis, or why there is none.

    `whole` where the text is the outlet's page or a feed that carries all of it; else it is what the feed
    gives away. `again_at` is when to try once more; None where nothing is to be expected from it.
    """

    number: int
    lease: str
    at: datetime
    article: Article | None = None
    analysis: Analysis | None = None
    whole: bool = False
    error: str | None = None
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as it is kept, with its analysis; the number of its entry leads to its feed."""

    number: int
    entry: int
    article: Article
    analysis: Analysis
    sort_at: datetime
    whole: bool
    changed_at: datetime | None

    @property
    def confidence(self) -> float | None:
        """How far other readings of the article's page give the same text, 0 to 1; None where none did."""
        return self.article.agreement

    @property
    def place(self) -> tuple[datetime, int]:
        """Where to go on after this article."""
        return self.sort_at, self.number


@dataclass(frozen=True, slots=True)
class EarlierText:
    """How an article read before, and until when."""

    until: datetime
    article: Article
