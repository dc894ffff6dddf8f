"""Sentences as they are compared: what each says, in stems, names, numbers and days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from wholestory.model import (
    Analysis,
    Article,
    EntityType,
    Granularity,
    Mention,
    MentionKind,
    QuotationKind,
    Role,
    Sentence,
    Span,
    Statement,
    Timing,
)
from wholestory.text.words import content, forms, romanised

NUMBER = re.compile(r"\d{1,2}\s?h\s?\d{2}(?!\d)|\d+(?:[.,:’' \u00a0\u202f]\d+)*")
GROUPED = re.compile(r"\d{1,3}(?:[.,’' \u00a0\u202f]\d{3})+")
MOST = 1_000  # sentences of an article: no news article has more
LEAST_NAME = 3  # letters of a word of a name
DATED = {Granularity.DAY, Granularity.MINUTE}

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: its romanised words of three letters and more, and what it names."""

    words: tuple[str, ...]
    type: EntityType


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as it is compared.

    `words` folded; `stems` of its content in its own language, of which `named` belong to names and `said`
    stand in quotation marks; `cast` the names in order; `numbers` plain figures; `days` ISO days.
    """

    span: Span
    role: Role
    language: str | None
    text: str
    words: tuple[str, ...]
    stems: frozenset[str]
    named: frozenset[str]
    said: frozenset[str]
    cast: tuple[Named, ...]
    numbers: frozenset[str]
    days: frozenset[str]
    statements: tuple[Statement, ...]

    @property
    def names(self) -> frozenset[str]:
        """The words of all names."""
        return frozenset(word for named in self.cast for word in named.words)

    @property
    def anchors(self) -> frozenset[str]:
        """What can be checked across languages: names, numbers, days."""
        return self.names | self.numbers | self.days


class _Row(Generic[Item]):
    """Things in the order in which they stand, looked up by sentence."""

    def __init__(self, items: Iterable[Item], span: Callable[[Item], Span]) -> None:
        self._items = sorted(items, key=lambda item: (span(item).start, span(item).end))
        self._starts = [span(item).start for item in self._items]

    def within(self, sentence: Span) -> list[Item]:
        """Those that begin inside the sentence."""
        first = bisect_left(self._starts, sentence.start)
        return self._items[first : bisect_left(self._starts, sentence.end)]


def read(articles: Sequence[Article], analyses: Sequence[Analysis]) -> list[Line]:
    """Every sentence of the articles that has a word of content, article by article."""
    return [
        line
        for article, analysis in zip(articles, analyses, strict=True)
        for line in _lines(article, analysis)
        if line.stems
    ]


def _lines(article: Article, analysis: Analysis) -> Iterator[Line]:
    named = (m for m in analysis.mentions if m.kind is MentionKind.NAMED)
    parts = (p for q in analysis.quotations if q.kind is not QuotationKind.INDIRECT for p in q.parts)
    names, spoken = _Row(named, lambda mention: mention.span), _Row(parts, lambda span: span)
    figures = _Row(analysis.statements, lambda statement: statement.span)
    times = _Row(analysis.timings, lambda timing: timing.span)
    for sentence in analysis.sentences[:MOST]:
        span = sentence.span
        yield _line(
            article,
            sentence,
            analysis.language,
            cast=[(article.quote(m.span), _type(m, analysis)) for m in names.within(span)],
            spoken=[article.text[part.start : min(part.end, span.end)] for part in spoken.within(span)],
            stated=figures.within(span),
            timed=times.within(span),
        )


def _line(  # noqa: PLR0913
    article: Article,
    sentence: Sentence,
    language: str | None,
    *,
    cast: Sequence[tuple[str, EntityType]],
    spoken: Sequence[str],
    stated: Sequence[Statement],
    timed: Sequence[Timing],
) -> Line:
    text = article.quote(sentence.span)
    return Line(
        span=sentence.span,
        role=sentence.role,
        language=language,
        text=text,
        words=tuple(forms(text)),
        stems=frozenset(content(text, language)),
        named=frozenset(content(" ".join(name for name, _ in cast), language)),
        said=frozenset(content(" ".join(spoken), language)),
        cast=tuple(
            Named(tuple(romanised(w) for w in forms(name) if len(w) >= LEAST_NAME), type)
            for name, type in cast
        ),
        numbers=_numbers(text, sentence.span.start, stated, timed),
        days=frozenset(t.value[:10] for t in timed if t.value and t.granularity in DATED),
        statements=tuple(stated),
    )


def _type(mention: Mention, analysis: Analysis) -> EntityType:
    return EntityType.OTHER if mention.referent is None else analysis.referents[mention.referent].type


def _numbers(text: str, offset: int, stated: Sequence[Statement], timed: Sequence[Timing]) -> frozenset[str]:
    """The figures of a sentence: those read from its words, and its digits but those of months and days."""
    dates = [t.span for t in timed if t.value and t.granularity in {Granularity.MONTH, Granularity.DAY}]
    digits = {
        plain(match.group())
        for match in NUMBER.finditer(text)
        if not any(d.start <= offset + match.start() < d.end for d in dates)
    }
    exact = (s.quantity for s in stated if s.quantity.low is not None and s.quantity.low == s.quantity.high)
    return frozenset(digits | {f"{quantity.low:g}" for quantity in exact if quantity.unit != "date"})


def plain(number: str) -> str:
    """Digits as one figure: thousands joined, any other mark a point ("1.240" 1240, "17:52" 17.52)."""
    if GROUPED.fullmatch(number):
        return re.sub(r"\D", "", number)
    return re.sub(r"\D+", ".", number)
