"""Analyses made by hand, for comparing."""

from making import span
from wholestory.model import (
    Analysis,
    Anchor,
    Article,
    Basis,
    EntityType,
    FileSpan,
    Granularity,
    Mention,
    MentionKind,
    Published,
    Quantity,
    Quotation,
    QuotationKind,
    Referent,
    Role,
    Sentence,
    Shift,
    Span,
    Speaker,
    SpeakerState,
    Statement,
    Status,
    Timing,
)


def day(value: str) -> Published:
    return Published(value, value, value, Granularity.DAY, Basis.STATED, ())


def minute(value: str) -> Published:
    return Published(value, value[:10], value[:10], Granularity.MINUTE, Basis.STATED, ())


def sentences(article: Article) -> tuple[Sentence, ...]:
    return tuple(Sentence(Span(article.id, b.start, b.end), Role.PARAGRAPH) for b in article.blocks)


def named(article: Article, *names: str) -> tuple[tuple[Referent, ...], tuple[Mention, ...]]:
    referents = tuple(Referent(n, EntityType.PERSON) for n in names)
    mentions = tuple(Mention(span(article, n), MentionKind.NAMED, i) for i, n in enumerate(names))
    return referents, mentions


def analysis(article: Article, *names: str, **fields) -> Analysis:
    referents, mentions = named(article, *names)
    fields.setdefault("published", article.published)
    fields.setdefault("language", "en")
    return Analysis(
        article=article.id, sentences=sentences(article), referents=referents, mentions=mentions, **fields
    )


def quotation(article: Article, *parts: str, by: int | None = None, phrase: str | None = None) -> Quotation:
    if by is not None:
        speaker = Speaker(SpeakerState.NAMED, "name", None, by)
    elif phrase:
        speaker = Speaker(SpeakerState.ANONYMOUS, phrase, span(article, phrase))
    else:
        speaker = Speaker(SpeakerState.NONE)
    return Quotation(tuple(span(article, p) for p in parts), QuotationKind.DIRECT, speaker)


def figure(article: Article, words: str, attribute: str, value: int, **fields) -> Statement:
    low, high = fields.pop("low", value), fields.pop("high", value)
    exact = fields.pop("exact", True)
    fields.setdefault("status", Status.ASSERTED)
    place = span(article, words)
    whole = next(
        Span(article.id, b.start, b.end)
        for b in article.blocks
        if b.start <= place.start and place.end <= b.end
    )
    quantity = Quantity(str(value), "", low, high, "unit", exact)
    return Statement(attribute, quantity, place, whole, **fields)


def timing(article: Article, words: str, value: str | None, shift: Shift | None = None) -> Timing:
    return Timing(span(article, words), value, value, value, Granularity.DAY, Anchor.PUBLICATION, shift=shift)


__all__ = ["FileSpan", "analysis", "day", "figure", "minute", "quotation", "timing"]
