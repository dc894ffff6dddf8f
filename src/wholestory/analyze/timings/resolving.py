"""Time expressions resolved against the day of publication, or against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wholestory.model import Anchor, Granularity, Published, Shift, Timing
from wholestory.text import calendar
from wholestory.text.calendar import Days

_NEAR = 300  # code points within which "a month later" can still mean the time named before
# How many days ago a date without year or tense may lie to be taken for the last one; else it may be meant
# for next year, unless it is as near ahead as _SOON.
_RECENT = {Granularity.DAY: 45, Granularity.MONTH: 150, Granularity.YEAR: 150, Granularity.MINUTE: 45}
_SOON = 31


def resolve(timings: Sequence[Timing], published: Published | None) -> tuple[Timing, ...]:
    """The same timings, those without a year resolved against the publication day as far as it is known.

    A date without a year is the nearest in the direction of its tense; where no tense tells, the last one if
    that is recent, the next one if that is near. Where the publication day is only bounded, a value is given
    if all its days lead to the same one, else bounds. Without a publication day they stay open.
    """
    window = _window(published)
    done: list[Timing] = []
    for timing in timings:
        if timing.value is not None or timing.earliest or timing.latest:
            done.append(timing)
        elif timing.anchor is Anchor.TEXT:
            done.append(_from_text(timing, done))
        else:
            done.append(_from_publication(timing, window))
    return tuple(done)


def _window(published: Published | None) -> Days:
    if published is None:
        return calendar.EVER
    stated = calendar.spanned(published.value)
    return stated or calendar.between(published.earliest, published.latest)


def _from_publication(timing: Timing, window: Days) -> Timing:
    first = _days(timing, window.first) if window.first else None
    last = _days(timing, window.last) if window.last else None
    if window.single:
        return _filled(timing, first) if first else timing
    earliest = first.first if first else None
    latest = last.last if last else None
    if first and last and first == last:
        return _filled(timing, first)
    return replace(timing, earliest=_iso(earliest), latest=_iso(latest))


def _filled(timing: Timing, days: Days) -> Timing:
    """The timing with those days; its value only where they are exactly one day, month or year."""
    value = _prefix(days)
    return replace(timing, value=value, earliest=_iso(days.first), latest=_iso(days.last))


def _prefix(days: Days) -> str | None:
    if days.first is None or days.last is None:
        return None
    iso = days.first.isoformat()
    return next((iso[:n] for n in (10, 7, 4) if calendar.spanned(iso[:n]) == days), None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days(timing: Timing, day: date) -> Days | None:
    """The days that the expression means in an article of `day`."""
    if timing.month is not None:
        return _month_day(timing, day)
    if timing.day is not None:
        return _numbered_weekday(timing, day)
    if timing.weekday is not None:
        return _weekday(timing, day)
    if timing.shift and timing.shift.unit == "weekend":
        return _weekend(timing, timing.shift, day)
    return _moved(day, timing.shift) if timing.shift else None


def _weekend(timing: Timing, shift: Shift, day: date) -> Days | None:
    """ "Over the weekend" is the last one or the coming one by its tense; on a weekend it may be either."""
    low, high = shift.low or 0, shift.high or 0
    if low == high == 0 and not timing.future:
        low, high = -1, -1 if timing.past and day.weekday() < 5 else 0
    return _moved(day, Shift("weekend", low, high))


def _month_day(timing: Timing, day: date) -> Days | None:
    named = timing.shift if timing.shift and timing.shift.unit == "year" else None
    low, high = (named.low or 0, named.high or 0) if named else (-1, 1)
    years = range(day.year + low, day.year + high + 1)
    found = [c for year in years if (c := _in_year(timing, year))]
    if not found:  # a wrong weekday is the likelier slip: day and month stand
        found = [c for year in years if (c := _in_year(replace(timing, weekday=None), year))]
    return _nearest(timing, found, day, forced=named is not None)


def _in_year(timing: Timing, year: int) -> Days | None:
    iso = f"{year:04}-{timing.month:02}" + (f"-{timing.day:02}" if timing.day else "")
    days = calendar.spanned(iso)
    if days is None or days.first is None:
        return None
    if timing.day and timing.weekday is not None and days.first.weekday() != timing.weekday:
        return None
    if timing.shift and timing.shift.unit == "day":
        return Days(days.first, calendar.moved(days.first, timing.shift.high or 0, "day"))
    return days


def _nearest(timing: Timing, found: Sequence[Days], day: date, *, forced: bool) -> Days | None:
    if len(found) == 1:
        return found[0]
    past = [d for d in found if d.first and d.first <= day]
    ahead = [d for d in found if d.last and d.last >= day]
    if timing.future:
        return ahead[0] if ahead else None
    if not past:
        return ahead[0] if ahead and not timing.past else None
    if timing.past or forced or _days_since(past[-1], day) <= _RECENT[timing.granularity]:
        return past[-1]
    return ahead[0] if ahead and not timing.past and _days_until(ahead[0], day) <= _SOON else None


def _days_since(days: Days, day: date) -> int:
    return (day - days.last).days if days.last else 0


def _days_until(days: Days, day: date) -> int:
    return (days.first - day).days if days.first else 0


def _numbered_weekday(timing: Timing, day: date) -> Days | None:
    """ "Wednesday (30)": the nearest such day of a month, within two months."""
    months = ((day.year * 12 + day.month - 1 + m) for m in (-2, -1, 0, 1, 2))
    days = [calendar.day(m // 12, m % 12 + 1, timing.day or 0) for m in months]
    found = [Days(d, d) for d in days if d and d.weekday() == timing.weekday]
    return _nearest(timing, found, day, forced=True)


def _weekday(timing: Timing, day: date) -> Days | None:
    weekday, shift = timing.weekday or 0, timing.shift
    if shift is None:
        found = calendar.weekday_on(day, weekday, forward=timing.future)
    elif shift.unit == "week":
        found = calendar.moved(_unit_of(day, "week"), 7 * (shift.low or 0) + weekday, "day")
    elif (shift.low or 0) > 0:
        # Whether "next Friday" is the coming one or that of the week after differs from writer to writer.
        start = calendar.moved(day, 1, "day")
        coming = calendar.weekday_on(start, weekday, forward=True) if start else None
        return Days(coming, calendar.moved(coming, 7, "day")) if coming else None
    else:
        start = calendar.moved(day, -1, "day")
        found = calendar.weekday_on(start, weekday) if start else None
    return Days(found, found) if found else None


def _moved(day: date, shift: Shift) -> Days | None:
    """The days a relative expression means, reckoned from `day`."""
    if shift.unit == "day" or (shift.unit == "month" and shift.low != shift.high):
        first = None if shift.low is None else calendar.moved(day, shift.low, shift.unit)
        last = None if shift.high is None else calendar.moved(day, shift.high, shift.unit)
        return Days(first, last)
    low, high = shift.low or 0, shift.high or 0
    start = _unit_of(day, shift.unit)
    step = "week" if shift.unit == "weekend" else shift.unit
    first, last = calendar.moved(start, low, step), calendar.moved(start, high, step)
    if first is None or last is None:
        return None
    return Days(first, _end_of(last, shift.unit))


def _unit_of(day: date, unit: str) -> date:
    """The first day of the week, weekend, month, year or decade of `day`."""
    if unit == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if unit == "weekend":
        away = (day.weekday() - 5) % 7
        return date.fromordinal(max(1, day.toordinal() - away + (7 if away > 1 else 0)))
    if unit == "decade":
        return date(max(1, day.year // 10 * 10), 1, 1)
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _end_of(start: date, unit: str) -> date | None:
    """The last day of the unit that begins on `start`."""
    if unit in ("week", "weekend"):
        return calendar.moved(start, 6 if unit == "week" else 1, "day")
    following = calendar.moved(start, 1, unit)
    return calendar.moved(following, -1, "day") if following else None


def _from_text(timing: Timing, before: Sequence[Timing]) -> Timing:
    """Reckoned from the time named just before, where there is one and it has a value."""
    near = [t for t in before if not t.caption and timing.span.start - t.span.end <= _NEAR]
    anchor = near[-1] if near else None
    days = calendar.spanned(anchor.value) if anchor else None
    if not anchor or not days or not days.first or not days.last or timing.shift is None:
        return timing
    first, last = _moved(days.first, timing.shift), _moved(days.last, timing.shift)
    if not first or not last:
        return timing
    reckoned = Days(first.first, last.last)
    if anchor.granularity is Granularity.YEAR and timing.granularity is not Granularity.YEAR:
        return replace(timing, earliest=_iso(reckoned.first), latest=_iso(reckoned.last))
    return _filled(timing, reckoned)
