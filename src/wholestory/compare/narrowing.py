"""An undated article's day, narrowed by another that dates the same happening.

A person's n-th birthday happens once: where one article of the thread says on which day it fell, another
that tells of the same birthday cannot be older, and what it says of the distance ("over the weekend")
bounds it from the other side. Both spans stand as evidence. Grouping never sees these dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wholestory.compare.linking import Linked
from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    Basis,
    EntityId,
    Granularity,
    Published,
    Shift,
    Span,
    Statement,
    Timing,
)
from wholestory.text.words import forms

VAGUE = timedelta(days=31)  # bounds farther apart than this are worth narrowing
DAYS = {"day": 1, "week": 7, "weekend": 7, "month": 31}

Happening = tuple[EntityId, str]  # whose birthday, the how-manieth


@dataclass(frozen=True, slots=True)
class _Told:
    """One article's telling of a happening; `day` where it dates it, with the span that does."""

    article: ArticleId
    span: Span
    shift: Shift | None
    day: date | None
    dated_by: Span | None


def find(
    articles: Sequence[Article], analyses: Sequence[Analysis], linked: Linked
) -> Mapping[ArticleId, Published]:
    """The narrowed publication times of articles whose own text leaves them open."""
    told: dict[Happening, list[_Told]] = {}
    for article, analysis in zip(articles, analyses, strict=True):
        for happening, one in _happenings(article, analysis, linked):
            told.setdefault(happening, []).append(one)
    open_ended = {a.article: a.published for a in analyses if _is_vague(a.published)}
    narrowed: dict[ArticleId, Published] = {}
    for tellings in told.values():
        dated = next((t for t in tellings if t.day), None)
        for one in tellings:
            if dated and one.article in open_ended and one.article != dated.article:
                narrowed[one.article] = _narrow(open_ended[one.article], one, dated)
    return narrowed


def _is_vague(published: Published | None) -> bool:
    if published is None or not published.earliest or not published.latest:
        return True
    return date.fromisoformat(published.latest) - date.fromisoformat(published.earliest) > VAGUE


def _happenings(article: Article, analysis: Analysis, linked: Linked) -> Iterator[tuple[Happening, _Told]]:
    birthdays = [s for s in analysis.statements if s.attribute == "birthday" and s.subject is not None]
    undated = [s for s in birthdays if _day(analysis, s.at) is None]
    for statement in birthdays:
        entity = linked.of.get((analysis.article, statement.subject or 0))
        if entity is None:
            continue
        timing = analysis.timings[statement.at] if statement.at is not None else None
        if _day(analysis, statement.at) is None and len({s.subject for s in undated}) == 1:
            dating = _dating(article, analysis, statement, birthdays)
        else:
            dating = timing
        day = date.fromisoformat(dating.value) if dating and _is_day(dating) and dating.value else None
        shift = timing.shift if timing else None
        span = dating.span if dating and day else None
        yield (
            (entity, statement.quantity.value),
            _Told(analysis.article, statement.span, shift, day, span),
        )


def _is_day(timing: Timing) -> bool:
    return timing.granularity is Granularity.DAY and timing.value is not None and not timing.caption


def _day(analysis: Analysis, at: int | None) -> Timing | None:
    return analysis.timings[at] if at is not None and _is_day(analysis.timings[at]) else None


def _dating(
    article: Article, analysis: Analysis, statement: Statement, birthdays: Sequence[Statement]
) -> Timing | None:
    """The one day named in another sentence on this birthday, where the article leaves no choice."""
    noun = forms(article.quote(statement.span))[-1]
    taken = {s.sentence for s in birthdays if s.subject != statement.subject}
    about = [
        s.span for s in analysis.sentences if s.span not in taken and noun in forms(article.quote(s.span))
    ]
    days = {t.value: t for t in analysis.timings if _is_day(t) and any(t.span.within(s) for s in about)}
    return next(iter(days.values())) if len(days) == 1 else None


def _narrow(known: Published | None, one: _Told, dated: _Told) -> Published:
    day = dated.day or date.min
    latest = None
    if one.shift and one.shift.unit in DAYS and (one.shift.low or 0) <= 0:
        latest = (day + timedelta(days=DAYS[one.shift.unit] * max(1, -(one.shift.low or 0)))).isoformat()
    bounds = [b for b in (known.latest if known else None, latest) if b]
    return Published(
        value=None,
        earliest=max(filter(None, (known.earliest if known else None, day.isoformat()))),
        latest=min(bounds) if bounds else None,
        granularity=Granularity.DAY,
        basis=Basis.OTHER_ARTICLE,
        evidence=tuple(s for s in (one.span, dated.dated_by) if s),
    )
