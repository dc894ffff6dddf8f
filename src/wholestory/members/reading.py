"""Reading: how much of an article somebody is shown. Asking writes nothing; the form that opens it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest

from wholestory.members import metering
from wholestory.members.standing import Standing
from wholestory.model import Analysis, Article, Role
from wholestory.report import shown

SENTENCES, LETTERS = 2, 500


@dataclass(frozen=True, slots=True)
class Access:
    """Whether all of it is shown, and how many articles may still be opened in this week (None: any number).

    Where not all is shown and some are left, the page offers a form that opens it (`POST /open`); where none
    are, and to visitors (`left` is 0), the wall.
    """

    full: bool
    left: int | None


def open(request: HttpRequest, article: str) -> Access:
    """What whoever asks is shown of an article, named as marks name it ("e" and its number)."""
    standing: Standing = request.standing
    if standing.reads_all:
        return Access(True, None)
    if standing is Standing.ANONYMOUS:
        return Access(False, 0)
    opened = metering.opened(request.user, datetime.now(UTC))
    free = settings.OURS.free_articles
    return Access(article in opened, max(0, free - len(opened)))


def whole(request: HttpRequest, articles: Iterable[str]) -> frozenset[str]:
    """Which of these are shown whole to whoever asks: one question for a whole story."""
    standing: Standing = request.standing
    if standing.reads_all:
        return frozenset(articles)
    if standing is Standing.ANONYMOUS:
        return frozenset()
    return frozenset(metering.opened(request.user, datetime.now(UTC)) & {*articles})


def opening(article: Article, analysis: Analysis) -> str:
    """What everybody may see: the first two sentences, and never more than half of the text."""
    spans = [s.span for s in analysis.sentences if s.role is Role.PARAGRAPH][:SENTENCES]
    words = " ".join(article.quote(span) for span in spans)
    paragraphs = sum(b.end - b.start for b in article.blocks if b.role is Role.PARAGRAPH)
    return shown.clipped(words, min(LETTERS, paragraphs // 2)) if words and paragraphs > 1 else ""
