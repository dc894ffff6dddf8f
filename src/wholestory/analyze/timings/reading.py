"""What one matched time expression says: its parts, and how far it lies from its anchor."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from text_to_num import text2num

from wholestory.analyze.timings.grammar import Grammar
from wholestory.model import Shift
from wholestory.text import calendar, languages

_SPAN = {"hour": 0, "day": 1, "week": 7, "weekend": 7, "month": 30}
_SLACK = {"hour": 1, "day": 0, "week": 3, "weekend": 3, "month": 15}


@dataclass(frozen=True, slots=True)
class Parts:
    """The stated parts of a time; `until` is the last year of a season."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    until: int | None = None
    shift: Shift | None = None
    future: bool | None = None
    textual: bool = False


def read(section: str, match: re.Match[str], grammar: Grammar, language: str | None) -> Parts | None:
    """The parts of an expression that a pattern of `section` matched; None where it is no time after all."""
    groups = match.groupdict()
    if section == "numeric":
        return _numeric(groups, grammar)
    if section == "days":
        phrase = " ".join(match.group().casefold().split())
        shift = grammar.days.get(phrase, 0)
        return Parts(shift=Shift("day", shift, shift), future=shift > 0)
    parts = _stated(groups, grammar)
    if parts is None or section in _PLAIN:
        return parts
    number = _number(groups.get("number"), language)
    unit = grammar.units.get(_plain(groups.get("unit")))
    return _RELATIVE[section](parts, unit, number)


def _plain(words: str | None) -> str:
    return " ".join((words or "").casefold().split())


def _stated(groups: Mapping[str, str | None], grammar: Grammar) -> Parts | None:
    year, day = groups.get("year"), groups.get("day")
    month = grammar.months.get(_plain(groups.get("month")))
    weekday = grammar.weekdays.get(_plain(groups.get("weekday")))
    parts = Parts(
        year=int(year) if year else None,
        month=int(groups.get("mon") or 0) or (None if month is None else month + 1),
        day=int(day) if day else None,
        weekday=weekday,
        until=_season(groups.get("until"), year),
    )
    if parts.day and parts.month and not calendar.day(parts.year or 2000, parts.month, parts.day):
        return None
    return _ranged(parts, groups.get("end"))


def _season(until: str | None, year: str | None) -> int | None:
    if not until or not year:
        return None
    last = int(until) if len(until) == 4 else int(year[:2] + until)
    return last if 0 < last - int(year) <= 10 else -1


def _ranged(parts: Parts, end: str | None) -> Parts | None:
    if parts.until == -1 or (end and int(end) <= (parts.day or 0)):
        return None
    return replace(parts, shift=Shift("day", 0, int(end) - (parts.day or 0))) if end else parts


def _numeric(groups: Mapping[str, str | None], grammar: Grammar) -> Parts | None:
    """3/4/2024 is a date only where the language says which of the two is the month, or the figures do."""
    one, two, year = (int(groups.get(g) or 0) for g in ("one", "two", "year"))
    year = year or 2000 + int(groups.get("short") or 0)
    if grammar.table.get("numeric") == "ambiguous" and one <= 12:
        if two <= 12 and one != two:
            return None
        one, two = two, one
    day = calendar.day(year, two, one) if two <= 12 else None
    return Parts(year=year, month=two, day=one) if day else None


def _number(words: str | None, language: str | None) -> tuple[int, int] | None:
    """Between which numbers the words lie; one number twice where they say exactly one."""
    if not words:
        return None
    plain = _plain(words)
    table = languages.load(language or "", "figures")
    if plain in table.get("few", {}):
        low, high = table["few"][plain]
        return int(low), int(high)
    if plain in table.get("number_articles", ()):
        return 1, 1
    try:
        value = int(plain) if plain.isdecimal() else text2num(plain, language)
    except ValueError:
        return None
    return (value, value) if 0 < value < 10_000 else None


def _elapsed(unit: str, low: int, high: int) -> Shift:
    """`low` to `high` units, as loosely as they are said: "two weeks ago" is 11 to 17 days."""
    if unit in ("year", "decade"):
        months = 12 if unit == "year" else 120
        return Shift("month", low * months - months // 2, high * months + months // 2)
    return Shift("day", low * _SPAN[unit] - _SLACK[unit], high * _SPAN[unit] + _SLACK[unit])


def _flipped(shift: Shift) -> Shift:
    low, high = shift.high, shift.low
    return Shift(shift.unit, None if low is None else -low, None if high is None else -high)


_Number = tuple[int, int] | None
_Reader = Callable[[Parts, str | None, _Number], Parts | None]


def _ago(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    return replace(parts, shift=_flipped(_elapsed(unit, *number)), future=False) if unit and number else None


def _ago_under(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    """Nearly ten years ago: at most ten, more than nine (a unit less)."""
    if not unit or not number or number[0] != number[1]:
        return None
    whole, less = _elapsed(unit, *number), _elapsed(unit, number[0] - 1, number[0] - 1)
    return replace(parts, shift=_flipped(Shift(whole.unit, less.low, _exact(unit, number[0]))), future=False)


def _ago_over(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    if not unit or not number:
        return None
    return replace(
        parts, shift=Shift(_elapsed(unit, 1, 1).unit, None, -_exact(unit, number[0])), future=False
    )


def _ago_about(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    if not unit or not number:
        return None
    shift, more = _elapsed(unit, *number), max(1, _exact(unit, number[1]) // 4)
    low, high = (shift.low or 0) - more, (shift.high or 0) + more
    return replace(parts, shift=_flipped(Shift(shift.unit, max(low, 0), high)), future=False)


def _exact(unit: str, number: int) -> int:
    """So many units in those of `_elapsed`."""
    return number * ({"year": 12, "decade": 120} | _SPAN)[unit]


def _ahead(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    return replace(parts, shift=_elapsed(unit, *number), future=True) if unit and number else None


def _until(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    return _ahead(parts, unit, number)


def _until_under(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    """Less than one week until: one to six days from now."""
    if not unit or not number or unit == "hour":
        return None
    inner = Shift(_elapsed(unit, 1, 1).unit, 1, max(1, _exact(unit, number[0]) - 1))
    return replace(parts, shift=inner, future=True)


def _later(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    if not unit:
        return None
    shift = _elapsed(unit, *number) if number else Shift(unit, 1, 1)
    return replace(parts, shift=shift, textual=True)


def _earlier(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
    later = _later(parts, unit, number)
    return replace(later, shift=_flipped(later.shift)) if later and later.shift else None


def _calendar(low: int, high: int, *, future: bool | None, whole: str | None = None) -> _Reader:
    """A reader of "last …", "this …", "next …": calendar units, or a weekday or month in one."""

    def reader(parts: Parts, unit: str | None, number: _Number) -> Parts | None:
        if unit == "hour":
            return None
        if parts.weekday is not None and not parts.month and whole is None:
            days = {-1: Shift("day", -7, -1), 0: None, 1: Shift("day", 1, 14)}[low]
            return replace(parts, shift=days, future=future)
        span = whole or unit or ("year" if parts.month is not None else "weekend")
        wide = unit is None and whole is None and span == "year"
        reach = Shift(span, low - (1 if wide and low > 0 else 0), high + (1 if wide and high < 0 else 0))
        return replace(parts, shift=reach, future=future)

    return reader


_PLAIN = frozenset({"iso", "dates", "year", "years", "month", "weekday"})
_RELATIVE: dict[str, _Reader] = {
    "last": _calendar(-1, -1, future=False),
    "next": _calendar(1, 1, future=True),
    "this": _calendar(0, 0, future=None),
    "week_before": _calendar(-1, -1, future=False, whole="week"),
    "week_ahead": _calendar(1, 1, future=True, whole="week"),
    "year_before": _calendar(-1, -1, future=False, whole="year"),
    "year_ahead": _calendar(1, 1, future=True, whole="year"),
    "ago": _ago,
    "ago_under": _ago_under,
    "ago_over": _ago_over,
    "ago_about": _ago_about,
    "ahead": _ahead,
    "later": _later,
    "earlier": _earlier,
    "until": _until,
    "until_under": _until_under,
}
