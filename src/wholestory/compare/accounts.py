"""Each outlet's telling of the story: whose words it carries, how it opens, what it alone has."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory.compare import copies, sequence
from wholestory.compare.alignment import Alignment
from wholestory.model import Account, Analysis, Article, Role, Span
from wholestory.text.words import WORD

ENOUGH = 140  # characters: a lead of this length needs no second sentence
DATELINE = 6  # words, at most


def tell(
    articles: Sequence[Article], analyses: Sequence[Analysis], alignment: Alignment
) -> tuple[Account, ...]:
    """One account an article: own reports first, then copies, each in order of appearance."""
    copied = copies.find(articles, analyses)
    rank = sequence.ranks(analyses)
    told = [
        Account(
            article=article.id,
            copy_of=copied.get(article.id),
            lead=lead(article, analysis),
            alone=alignment.alone.get(article.id, ()),
        )
        for article, analysis in zip(articles, analyses, strict=True)
    ]
    return tuple(sorted(told, key=lambda a: (a.copy_of is not None, rank[a.article])))


def lead(article: Article, analysis: Analysis) -> tuple[Span, ...]:
    """The first sentence of the body, and the second where the first is short; no bare dateline."""
    body = [s.span for s in analysis.sentences if s.role is Role.PARAGRAPH]
    start = next((i for i, span in enumerate(body) if not _dateline(article.quote(span))), 0)
    first = body[start : start + 1]
    short = first and first[0].end - first[0].start < ENOUGH
    return tuple(body[start : start + 2] if short else first)


def _dateline(sentence: str) -> bool:
    """Whether it only says where, when or from whom: "PORT AVERIL (Agency) –", "ROMA, 3 nov. –"."""
    found = WORD.findall(sentence)
    if not found or len(found) > DATELINE or sentence.endswith(("!", "?")):
        return not found
    return (len(found[0]) > 1 and found[0].isupper()) or not any(word[0].islower() for word in found)
