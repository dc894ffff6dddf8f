"""Days, and ranges of days, on the proleptic Gregorian calendar.

ISO prefixes ("2024", "2024-10", "2024-10-22", "2024-10-22T18:21") are how the model writes a time; `Days`
is what can be reckoned with. All functions are pure; a day outside the years 1 to 9999 is None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both included; None is an open end."""

    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def single(self) -> date | None:
        """The day, where it is only one."""
        return self.first if self.first == self.last else None


EVER = Days(None, None)


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def parse(iso: str | None) -> date | None:
    """The first day of an ISO prefix; None for None or anything else."""
    days = spanned(iso)
    return days.first if days else None


def spanned(iso: str | None) -> Days | None:
    """All days that an ISO prefix covers: "2024-02" is 1 to 29 February. None where it is no ISO prefix."""
    found = _ISO.match(iso) if iso else None
    if not found:
        return None
    year, month, number = (int(g) if g else None for g in found.groups())
    if year is None or not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if number is None:
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    exact = day(year, month, number)
    return Days(exact, exact) if exact else None


def between(earliest: str | None, latest: str | None) -> Days:
    """The days from the first day of `earliest` to the last of `latest`, ISO prefixes or None."""
    first, last = spanned(earliest), spanned(latest)
    return Days(first.first if first else None, last.last if last else None)


def intersect(*ranges: Days) -> Days | None:
    """The days common to all; None where there are none."""
    firsts = [r.first for r in ranges if r.first is not None]
    lasts = [r.last for r in ranges if r.last is not None]
    common = Days(max(firsts, default=None), min(lasts, default=None))
    if common.first and common.last and common.first > common.last:
        return None
    return common


def moved(start: date, number: int, unit: str) -> date | None:
    """`start` moved by so many days, weeks, months, years or decades; a day past a month's end is its end."""
    try:
        if unit in ("day", "week"):
            return start + timedelta(days=number * (7 if unit == "week" else 1))
        months = start.year * 12 + start.month - 1 + number * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def weekday_on(start: date, weekday: int, *, forward: bool = False) -> date | None:
    """The nearest such weekday (Monday 0) on or before `start`, or on or after it."""
    away = (weekday - start.weekday()) % 7 if forward else -((start.weekday() - weekday) % 7)
    return moved(start, away, "day")


def years_with(weekday: int, month: int, number: int, years: range) -> tuple[int, ...]:
    """The years among `years` in which that day of the month falls on `weekday`."""
    days = ((year, day(year, month, number)) for year in years)
    return tuple(year for year, found in days if found and found.weekday() == weekday)
