"""The wall: who reads an article whole, and what everybody else may see of it."""

from __future__ import annotations

from django.http import HttpRequest

from wholestory.members import reading
from wholestory.model import Analysis, Article, ArticleId, Role
from wholestory.report import shown

SENTENCES, LETTERS = 2, 500


def access(request: HttpRequest, article: ArticleId) -> bool:
    """Whether who asks may read `article` whole."""
    return reading.open(request, article).full


def left(request: HttpRequest, article: ArticleId) -> int:
    """How many articles who asks may still open; 0 where none, and for visitors."""
    return reading.open(request, article).left or 0


def opening(article: Article, analysis: Analysis) -> str:
    """The first two sentences, and never more than half of the text."""
    spans = [s.span for s in analysis.sentences if s.role is Role.PARAGRAPH][:SENTENCES]
    words = " ".join(article.quote(span) for span in spans)
    paragraphs = sum(b.end - b.start for b in article.blocks if b.role is Role.PARAGRAPH)
    return shown.clipped(words, min(LETTERS, paragraphs // 2)) if words and paragraphs > 1 else ""
