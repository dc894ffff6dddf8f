"""The order in which an article is understood."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory.analyze import (
    dating,
    language,
    names,
    origin,
    quotations,
    sentences,
    statements,
    timings,
)
from wholestory.model import Analysis, Article


def article(article: Article, *, languages: Sequence[str] | None = None) -> Analysis:
    """Everything but the vector, which is made for many articles at once (`vectors.embed_all`).

    `languages` (ISO 639-1) limits what language detection may answer; None allows all.
    """
    spoken = language.of(article, languages)
    told = sentences.split(article, spoken)
    named = names.find(article, spoken, told)
    said = quotations.find(article, spoken, told, named)
    unresolved = timings.find(article, spoken, told)
    published = dating.published(article, unresolved)
    when = timings.resolve(unresolved, published)
    return Analysis(
        article=article.id,
        language=spoken,
        published=published,
        sentences=told,
        referents=named.referents,
        mentions=named.mentions,
        quotations=said,
        timings=when,
        statements=statements.find(article, spoken, told, named, said, when),
        origin=origin.find(article, spoken, told),
    )
