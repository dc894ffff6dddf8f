"""All articles of a telling at hand, with what was understood of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from wholestory.model import Analysis, Article, ArticleId, Coverage, Published, Role, Span, Telling
from wholestory.report import sigla
from wholestory.report.labels import PLACES, UNNAMED_OUTLET


@dataclass(frozen=True, slots=True)
class Library:
    """Articles, analyses and days by article; entity names by id; sigla by article; coverages by subject."""

    articles: Mapping[ArticleId, Article]
    analyses: Mapping[ArticleId, Analysis]
    published: Mapping[ArticleId, Published]
    names: Mapping[str, str]
    sigla: Mapping[ArticleId, str]
    coverages: Mapping[str, Coverage]

    @classmethod
    def of(cls, telling: Telling) -> Library:
        """The library of a telling; days narrowed by other articles stand in place of the wider ones."""
        published = {a.article: a.published for a in telling.analyses if a.published}
        narrowed = {d.article: d.published for c in telling.coverages for d in c.dated}
        return cls(
            articles={a.id: a for a in telling.articles},
            analyses={a.article: a for a in telling.analyses},
            published=published | narrowed,
            names={e.id: e.name for c in telling.coverages for e in c.entities},
            sigla=_sigla(telling),
            coverages={c.of: c for c in telling.coverages},
        )

    def quote(self, span: Span) -> str:
        """The words of `span`."""
        return self.articles[span.article].quote(span)

    def sentence(self, span: Span) -> Span:
        """The whole sentence or sentences that `span` stands in."""
        sentences = [s.span for s in self.analyses[span.article].sentences]
        place = max(bisect_right([s.start for s in sentences], span.start) - 1, 0)
        within = [s for s in sentences[place:] if s.overlaps(span)]
        return Span(span.article, within[0].start, within[-1].end) if within else span

    def paragraph(self, span: Span) -> tuple[str, int]:
        """Where in its article `span` stands: ("headline", 0), ("paragraph", 4), ("caption", 0)."""
        blocks = self.articles[span.article].blocks
        here = next((b for b in blocks if b.start <= span.start < b.end), None)
        if here is None or here.role is Role.PARAGRAPH:
            before = [b for b in blocks if b.role is Role.PARAGRAPH and b.start <= span.start]
            return "paragraph", len(before)
        return PLACES[here.role], 0

    def language(self, article: ArticleId) -> str | None:
        """The article's language."""
        analysis = self.analyses.get(article)
        return analysis.language if analysis else self.articles[article].language

    def outlet(self, article: ArticleId) -> str:
        """The outlet as printed; where the article names none, the file or site it came from."""
        found = self.articles[article]
        return found.outlet or place_of(found)


def place_of(article: Article) -> str:
    """The file's name, or the site of a page."""
    if article.path:
        return PurePath(article.path).name
    try:
        return urlsplit(article.url or "").hostname or UNNAMED_OUTLET
    except ValueError:
        return UNNAMED_OUTLET


def _sigla(telling: Telling) -> dict[ArticleId, str]:
    named = sigla.assigned(a.outlet for a in telling.articles if a.outlet)
    unnamed = sigla.numbered((a.id for a in telling.articles if not a.outlet), named.values())
    return {a.id: named[a.outlet] if a.outlet else unnamed[a.id] for a in telling.articles}
