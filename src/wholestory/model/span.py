"""Where words stand: ranges of an article's text, in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

ArticleId = NewType("ArticleId", str)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of one article's cleaned text; `end` is exclusive."""

    article: ArticleId
    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Whether this range lies wholly inside `other`, of the same article."""
        return self.article == other.article and other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.article == other.article and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class FileSpan:
    """`decoded_file[start:end]`: words that stand in the file but not in the cleaned text."""

    article: ArticleId
    start: int
    end: int
