"""Articles as the contract writes them."""

from __future__ import annotations

from collections.abc import Mapping

from wholestory.model import Analysis, Article, ArticleId, Published, Removed, Telling
from wholestory.report.contract.places import Data, Places


def listed(telling: Telling, places: Places) -> list[Data]:
    """Every article of the telling, in its order."""
    analyses = {analysis.article: analysis for analysis in telling.analyses}
    narrowed = {d.article: d.published for c in telling.coverages for d in c.dated}
    return [_article(article, analyses.get(article.id), narrowed, places) for article in telling.articles]


def _article(
    article: Article, analysis: Analysis | None, narrowed: Mapping[ArticleId, Published], places: Places
) -> Data:
    published = narrowed.get(article.id) or (analysis.published if analysis else article.published)
    origin = analysis.origin if analysis else None
    return {
        "id": article.id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "language": analysis.language if analysis else article.language,
        "published": _published(published, places) if published else None,
        "captions": [{"text": c.text, "credit": c.credit} for c in article.captions],
        "removed": [_removed(removed) for removed in article.removed],
        "text": article.text,
        "blocks": [{"role": b.role.value, "start": b.start, "end": b.end} for b in article.blocks],
        "origin": {"kind": origin.kind.value, "agency": origin.agency} if origin else None,
    }


def _published(published: Published, places: Places) -> Data:
    return {
        "value": published.value,
        "earliest": published.earliest,
        "latest": published.latest,
        "granularity": published.granularity.value,
        "basis": published.basis.value,
        "evidence": [places.named(span) for span in published.evidence],
    }


def _removed(removed: Removed) -> Data:
    place: Data = {"text": removed.text, "reason": removed.reason}
    if removed.file_start is not None:
        place |= {"file_start": removed.file_start, "file_end": removed.file_end}
    return place
