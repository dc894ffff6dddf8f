"""A time as feeds print it -> a moment in UTC, or nothing: what could be day or month is not read.

Tried in turn: ISO 8601 and its parts (W3C-DTF), then any order of day, month's name, year and time as
RFC 822 and its many misspellings have it, in the languages we know, then figures alone where they can be
read in one way only.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from wholestory.model import Granularity, Stamp
from wholestory.text import languages

_Found = tuple[datetime, Granularity]
_LONGEST = 100
_EXACT = (Granularity.YEAR, Granularity.MONTH, Granularity.DAY, Granularity.MINUTE)
_ISO = re.compile(
    r"(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?"
    r" ?(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?Z?)?)?)?\Z",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d.])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?!\d)\s*([ap]\.?\s?m\b\.?)?", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:(?<=\s)|\b(?:UTC|GMT)\s?)([+-])(\d\d):?(\d\d)\b", re.IGNORECASE)
_PLACE = re.compile(r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\b")
_NAMED = re.compile(r"\b[A-Z]{1,5}\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª)?(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)")
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?\Z")
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "HKT": 8, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13, "EST": -5, "EDT": -4,
    "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9,
    "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "BRT": -3, "ART": -3, "SAST": 2, "EAT": 3, "WAT": 1,
}  # fmt: skip


def stamp(printed: str | None) -> Stamp | None:
    """The time as printed and as understood; None where nothing is printed."""
    text = (printed or "").strip()
    if not text:
        return None
    return _read(text) if len(text) <= _LONGEST else Stamp(text[:_LONGEST], None)


@lru_cache(maxsize=4096)
def _read(text: str) -> Stamp:
    try:
        found = _iso(text) or _epoch(text) or _loose(text)
        return Stamp(text, found[0].astimezone(UTC), found[1]) if found else Stamp(text, None)
    except (ValueError, OverflowError):
        return Stamp(text, None)


def _iso(text: str) -> _Found | None:
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(g) if g else None for g in found.groups()[:6])
    if year is None:
        return None
    start = datetime(year, month or 1, day or 1, tzinfo=_offset(found[8]))
    exact = sum(part is not None for part in (month, day, hour))
    clock = timedelta(hours=hour or 0, minutes=minute or 0, seconds=min(second or 0, 59))
    return start + clock + timedelta(microseconds=int((found[7] or "")[:6].ljust(6, "0"))), _EXACT[exact]


def _offset(text: str | None) -> tzinfo:
    if not text or not text.startswith(("+", "-")):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    return _shifted(text[0], int(digits[:2]), int(digits[2:]))


def _shifted(sign: str, hours: int, minutes: int) -> tzinfo:
    ahead = timedelta(hours=hours, minutes=minutes)
    if ahead > timedelta(hours=15):
        raise ValueError("no place is so far ahead")
    return timezone(ahead if sign == "+" else -ahead)


def _epoch(text: str) -> _Found | None:
    found = _EPOCH.match(text)
    return (datetime.fromtimestamp(int(found[1]), UTC), Granularity.MINUTE) if found else None


def _loose(text: str) -> _Found | None:
    time = _TIME.search(text)
    rest = f"{text[: time.start()]} {text[time.end() :]}" if time else text
    zone, rest = _zone(rest)
    date = _named_date(rest) or _figures(rest)
    if date is None:
        return None
    year, month, day = date
    start = datetime(year, month, day or 1, tzinfo=zone or UTC)
    if time:
        return start + _clock(time), Granularity.MINUTE
    return start, Granularity.DAY if day else Granularity.MONTH


def _clock(time: re.Match[str]) -> timedelta:
    hour, minute, second = int(time[1]), int(time[2]), min(int(time[3] or 0), 59)
    if hour > 24 or minute > 59:
        raise ValueError("no such time")
    if time[4] and hour <= 12:
        hour = hour % 12 + (12 if time[4].lower().startswith("p") else 0)
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _zone(text: str) -> tuple[tzinfo | None, str]:
    """The zone named, and the text without it."""
    if found := _OFFSET.search(text):
        return _shifted(found[1], int(found[2]), int(found[3])), _without(text, found)
    if found := _PLACE.search(text):
        return _place(found[0]), _without(text, found)
    for found in _NAMED.finditer(text):
        if found[0] in _ZONES:
            return timezone(timedelta(hours=_ZONES[found[0]])), _without(text, found)
    return None, text


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _place(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"no zone is called {name}") from error


def _named_date(text: str) -> tuple[int, int, int] | None:
    words = [word for word in map(_folded, _WORD.findall(text)) if word in _months()]
    if len(words) > 1:
        words = [word for word in words if word not in _weekdays()]
    months = {_months()[word] for word in words}
    if len(months) != 1:
        return None
    figures = _DAY.findall(text)
    years = _YEAR.findall(text)
    if len(years) == 1 and len(figures) <= 1:
        return int(years[0]), months.pop(), int(figures[0]) if figures else 0
    if not years and len(figures) == 2:  # RFC 822: "02 Oct 02"
        return _full(int(figures[1])), months.pop(), int(figures[0])
    return None


def _full(year: int) -> int:
    """A year of two figures, as RFC 2822 §4.3 has it."""
    return year + (2000 if year < 50 else 1900)


def _figures(text: str) -> tuple[int, int, int] | None:
    found = _FIGURES.search(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        return first, second, third
    year = third if len(found[4]) == 4 else _full(third)
    if found[2] == "." or first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 else None


@cache
def _months() -> dict[str, int]:
    """Months by their names in the languages we know; names that mean two months are left out."""
    meant: dict[str, set[int]] = {}
    for code in languages.CODES:
        for number, names in enumerate(languages.load(code, "months")["months"], 1):
            for name in names:
                meant.setdefault(_folded(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in meant.items() if len(numbers) == 1 and len(name) >= 3}


@cache
def _weekdays() -> frozenset[str]:
    tables = [languages.load(code, "months")["weekdays"] for code in languages.CODES]
    return frozenset(_folded(name) for table in tables for names in table for name in names)


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
