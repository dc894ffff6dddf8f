"""Articles with their analyses, made by hand: what the tests of accounts and alignment share."""

import re
from collections.abc import Sequence

import numpy as np

from making import article, span
from wholestory.model import (
    Analysis,
    Article,
    Basis,
    EntityType,
    Granularity,
    Mention,
    MentionKind,
    Origin,
    Published,
    Quotation,
    QuotationKind,
    Referent,
    Sentence,
    Span,
    Speaker,
    SpeakerState,
)

SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[”\"»]*")


def told(
    id: str,
    *paragraphs: str,
    at: str | None = None,
    names: Sequence[str] = (),
    quotes: Sequence[str] = (),
    origin: Origin | None = None,
    language: str = "en",
    outlet: str | None = None,
    title: str | None = None,
) -> tuple[Article, Analysis]:
    """An article and its analysis; `names` are people, wherever they stand."""
    made = article(*paragraphs, title=title, id=id, outlet=outlet, language=language)
    published = None
    if at:
        grain = Granularity.MINUTE if "T" in at else Granularity.DAY
        published = Published(at, at[:10], at[:10], grain, Basis.STATED)
    return made, Analysis(
        article=made.id,
        language=language,
        published=published,
        sentences=tuple(_sentences(made)),
        referents=tuple(Referent(name, EntityType.PERSON) for name in names),
        mentions=tuple(_mentions(made, names)),
        quotations=tuple(
            Quotation((span(made, q),), QuotationKind.DIRECT, Speaker(SpeakerState.NONE)) for q in quotes
        ),
        origin=origin or Analysis(article=made.id, language=None, published=None).origin,
    )


def _sentences(made: Article):
    for block in made.blocks:
        for match in SENTENCE.finditer(made.text, block.start, block.end):
            lead = len(match.group()) - len(match.group().lstrip())
            if match.group().strip():
                yield Sentence(Span(made.id, match.start() + lead, match.end()), block.role)


def _mentions(made: Article, names: Sequence[str]):
    for number, name in enumerate(names):
        for match in re.finditer(re.escape(name), made.text):
            yield Mention(Span(made.id, match.start(), match.end()), MentionKind.NAMED, number)


def apart(*pairs: tuple[Article, Analysis]) -> tuple[list[Article], list[Analysis]]:
    """Articles and analyses, parallel."""
    return [a for a, _ in pairs], [b for _, b in pairs]


def quoted(articles: Sequence[Article], span: Span) -> str:
    """The words of a span."""
    return next(a for a in articles if a.id == span.article).quote(span)


def embedding(*alike: Sequence[str]):
    """Vectors that are equal for texts holding a word of one group, and orthogonal otherwise."""

    def embed(texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), len(alike) + len(texts)), dtype=np.float32)
        for row, text in enumerate(texts):
            group = next((n for n, words in enumerate(alike) if any(w in text for w in words)), None)
            vectors[row, len(alike) + row if group is None else group] = 1.0
        return vectors

    return embed
