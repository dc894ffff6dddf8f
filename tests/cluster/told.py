"""Articles with analyses made by hand, for the tests of grouping."""

import re
from hashlib import sha256

import numpy as np

from making import article as make_article
from wholestory.model import (
    Analysis,
    Article,
    Basis,
    EntityType,
    Granularity,
    Mention,
    MentionKind,
    Published,
    Quotation,
    QuotationKind,
    Referent,
    Span,
    Speaker,
    SpeakerState,
    Vector,
)

QUOTED = re.compile(r'"([^"]{12,})"')


def day(value: str) -> Published:
    return Published(value, value, value, Granularity.DAY, Basis.STATED)


def told(
    *paragraphs: str,
    id: str,
    title: str | None = None,
    published: str | None = None,
    people: tuple[str, ...] = (),
    topic: str | None = None,
    language: str = "en",
) -> tuple[Article, Analysis]:
    article = make_article(*paragraphs, title=title, id=id)
    return article, Analysis(
        article=article.id,
        language=language,
        published=day(published) if published else None,
        referents=tuple(Referent(name, EntityType.PERSON) for name in people),
        mentions=tuple(_mentions(article, people)),
        quotations=tuple(
            Quotation((Span(article.id, *m.span(1)),), QuotationKind.DIRECT, Speaker(SpeakerState.NONE))
            for m in QUOTED.finditer(article.text)
        ),
        vector=vector(topic) if topic else None,
    )


def _mentions(article: Article, people: tuple[str, ...]):
    for index, name in enumerate(people):
        for m in re.finditer(re.escape(name), article.text):
            yield Mention(Span(article.id, *m.span()), MentionKind.NAMED, index)


def vector(topic: str) -> Vector:
    """Unit vectors that are alike as far as the topics' words are."""
    sum = np.zeros(512)
    for word in topic.split():
        seed = int.from_bytes(sha256(word.encode()).digest()[:4])
        sum += np.random.default_rng(seed).normal(size=512)
    return Vector("usem3", (sum / np.linalg.norm(sum)).astype("<f4").tobytes())
