"""The day an article appeared, as far as its own text tells.

Each clear time expression bounds it: what has been cannot lie after it, what lies ahead cannot lie before.
Words in quotation marks and captions bound nothing, nor do years that only name something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wholestory.analyze.timings import marks
from wholestory.model import Anchor, Article, Basis, Granularity, Published, Span, Timing
from wholestory.text import calendar
from wholestory.text.calendar import Days

_OPENING = 600  # code points in which an article names its own time rather than its background's
_COUNTDOWN = 160  # code points between "less than a week until" and the day it counts down to


@dataclass(frozen=True, slots=True)
class _Bound:
    days: Days
    evidence: tuple[Span, ...]


def published(article: Article, timings: Sequence[Timing]) -> Published | None:
    """The article's own date where it has one, else the days that its time expressions leave open.

    An inferred date has bounds and evidence, and a value only where a single day is left. None where nothing
    bounds it, and where expressions contradict each other.
    """
    stated = article.published
    if stated is not None and stated.value is not None:
        return stated
    said = _telling(article, timings)
    bounds = [*_past(said), *_dated(said)]
    if stated is not None:
        bounds.append(_Bound(calendar.between(stated.earliest, stated.latest), ()))
    days = calendar.intersect(*(b.days for b in bounds)) if bounds else None
    if days is None or days == calendar.EVER:
        return stated
    return _inferred(days, _evidence(bounds, days))


def _telling(article: Article, timings: Sequence[Timing]) -> list[Timing]:
    """The timings that can date an article: neither quoted nor of a caption."""
    quoted = marks.ranges(article.text)
    return [t for t in timings if not t.caption and not marks.inside(quoted, t.span.start)]


def _past(said: Sequence[Timing]) -> Iterator[_Bound]:
    """What has been, with its year, has been before the article."""
    for timing in said:
        if timing.past and timing.anchor is Anchor.ABSOLUTE and timing.earliest:
            yield _Bound(Days(calendar.parse(timing.earliest), None), (timing.span,))


def _dated(said: Sequence[Timing]) -> Iterator[_Bound]:
    """Bounds from dates without a year, once the text has made their year certain."""
    found = _year(said)
    if found is None:
        return
    year, evidence = found
    for at, timing in enumerate(said):
        day = _day_in(timing, year)
        if day is None or not (timing.past or timing.future):
            continue
        if timing.past:
            yield _Bound(Days(day.first, None), (timing.span, *evidence))
        else:
            yield _Bound(Days(None, day.last), (timing.span, *evidence))
            yield from _counted_down(said[:at], timing, day)


def _year(said: Sequence[Timing]) -> tuple[int, tuple[Span, ...]] | None:
    """The one year that the text names and in which all its weekdays with dates fit; not before its past."""
    named = {
        int(t.earliest[:4]): t.span for t in reversed(said) if t.anchor is Anchor.ABSOLUTE and t.earliest
    }
    past = [t.earliest for t in said if t.past and t.anchor is Anchor.ABSOLUTE and t.earliest]
    floor = max((int(iso[:4]) for iso in past), default=0)
    return None if not named else _fitting(said, named, floor)


def _fitting(
    said: Sequence[Timing], named: dict[int, Span], floor: int
) -> tuple[int, tuple[Span, ...]] | None:
    dated = [
        t for t in said if t.weekday is not None and t.month and t.day and t.anchor is not Anchor.ABSOLUTE
    ]
    if not dated:
        return None
    years = range(max(floor, 1), max(named) + 2)
    fits = [set(calendar.years_with(t.weekday or 0, t.month or 0, t.day or 0, years)) for t in dated]
    left = set.intersection(*fits) & set(named)
    if not left:  # a wrong weekday is the likelier slip: day and month stand, the opening tells the year
        past = {t.span for t in said if t.past}
        left = {y for y, s in named.items() if y >= floor and s.start < _OPENING and s not in past}
    if len(left) != 1:
        return None
    year = left.pop()
    return year, (*(t.span for t in dated), named[year])


def _day_in(timing: Timing, year: int) -> Days | None:
    """The days of a date without a year, in that year."""
    if timing.month is None or timing.anchor is Anchor.ABSOLUTE:
        return None
    moved = timing.shift.low or 0 if timing.shift and timing.shift.unit == "year" else 0
    iso = f"{year + moved:04}-{timing.month:02}" + (f"-{timing.day:02}" if timing.day else "")
    return calendar.spanned(iso)


def _counted_down(before: Sequence[Timing], target: Timing, day: Days) -> Iterator[_Bound]:
    """ "Less than one week until" a day that is known: the article appeared within the week before it."""
    if not before or not day.first or not day.last:
        return
    count = before[-1]
    if not count.future or not count.shift or count.month or target.span.start - count.span.end > _COUNTDOWN:
        return
    low, high = count.shift.low or 0, count.shift.high or 0
    earliest = calendar.moved(day.first, -high, count.shift.unit)
    latest = calendar.moved(day.last, -low, count.shift.unit)
    yield _Bound(Days(earliest, latest), (count.span, target.span))


def _evidence(bounds: Sequence[_Bound], days: Days) -> tuple[Span, ...]:
    """The spans of those bounds that the result rests on."""
    binding = [b for b in bounds if _binds(b.days.first, days.first) or _binds(b.days.last, days.last)]
    return tuple(dict.fromkeys(sorted(span for bound in binding for span in bound.evidence)))


def _binds(bound: date | None, result: date | None) -> bool:
    return bound is not None and bound == result


def _inferred(days: Days, evidence: tuple[Span, ...]) -> Published:
    single = days.single
    return Published(
        value=single.isoformat() if single else None,
        earliest=days.first.isoformat() if days.first else None,
        latest=days.last.isoformat() if days.last else None,
        granularity=_granularity(days),
        basis=Basis.INFERRED,
        evidence=evidence,
    )


def _granularity(days: Days) -> Granularity:
    """How closely the bounds lie."""
    if days.first is None or days.last is None:
        return Granularity.YEAR
    width = (days.last - days.first).days
    return Granularity.DAY if width < 31 else Granularity.MONTH if width < 366 else Granularity.YEAR
