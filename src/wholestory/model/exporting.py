"""An article with all that is kept of it, on its way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wholestory.model.article import Article
from wholestory.model.listing import Earlier, Listed
from wholestory.model.unread import EarlierText


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """An article, the entry it came by, and how both read before, the oldest first."""

    number: int
    article: Article
    language: str | None
    sort_at: datetime
    read_at: datetime
    whole: bool
    listed: Listed
    feed: str
    texts: tuple[EarlierText, ...] = ()
    entries: tuple[Earlier, ...] = ()
