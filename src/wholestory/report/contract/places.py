"""Spans as the contract writes them: in the article's text and in the file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wholestory.model import Article, ArticleId, FileSpan, Span, Telling

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Places:
    """The articles by id, to turn spans into data."""

    articles: Mapping[ArticleId, Article]

    @classmethod
    def of(cls, telling: Telling) -> Places:
        """The places of a telling."""
        return cls({article.id: article for article in telling.articles})

    def bare(self, span: Span | FileSpan) -> Data:
        """`start` and `end`, with `file_start` and `file_end` for text files."""
        if isinstance(span, FileSpan):
            return {"start": None, "end": None, "file_start": span.start, "file_end": span.end}
        place: Data = {"start": span.start, "end": span.end}
        in_file = self.articles[span.article].in_file(span)
        return place | ({"file_start": in_file[0], "file_end": in_file[1]} if in_file else {})

    def named(self, span: Span | FileSpan) -> Data:
        """The place and the article it is in."""
        return {"article": span.article, **self.bare(span)}

    def worded(self, span: Span) -> Data:
        """The place, and the words that stand there."""
        return {**self.bare(span), "text": self.words(span)}

    def words(self, span: Span) -> str:
        """The words that stand there."""
        return self.articles[span.article].quote(span)
