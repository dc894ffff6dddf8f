"""Dates in a line: the forms in which six languages write them, and month names of fifty more.

A name that means two months in two languages ("listopad") gives the year only, as does one we do not know;
a day and month that can be read in two orders give both readings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from wholestory.model import Granularity
from wholestory.text import languages

_OTHERS = """
ru uk be bg sr hr bs sl cs sk pl nl sv da nb nn fi et lv lt hu ro tr az el sq mk ca gl eu ga cy id ms vi sw af
ar he fa ur hi bn ta te th ko ja zh ka hy kk is
"""


@dataclass(frozen=True, slots=True)
class Day:
    """A date at `text[start:end]`; several `days` where it can be read in several ways."""

    days: tuple[date, ...]
    granularity: Granularity
    start: int
    end: int


def find(text: str, *, english: bool) -> list[Day]:
    """The dates that stand in `text`, in order; `english`: a day may follow its month in 1/2/2025."""
    found: list[Day] = []
    for kind, pattern in _patterns():
        for m in pattern.finditer(text):
            if any(d.start < m.end() and m.start() < d.end for d in found):
                continue
            granularity = Granularity(kind) if kind in ("month", "year") else Granularity.DAY
            if kind == "year" and foreign_month(m["word"]):
                granularity = Granularity.DAY
            found.append(Day(_readings(kind, m, english=english), granularity, m.start(), m.end()))
    return sorted((d for d in found if d.days), key=lambda d: d.start)


@cache
def calendar_words() -> frozenset[str]:
    """Full names of months and weekdays, in all our languages."""
    tables = [languages.load(code, "months") for code in languages.CODES]
    listed = [names[0] for t in tables for key in ("months", "weekdays") for names in t[key]]
    return frozenset(name.casefold() for name in listed)


@cache
def _other_months() -> dict[str, int | None]:
    """Month names of other languages, of Unicode's locale data; None for one that means two months."""
    found: dict[str, set[int]] = {}
    for code in _OTHERS.split():
        for names in (Locale.parse(code).months[form]["wide"] for form in ("format", "stand-alone")):
            for number, name in names.items():
                found.setdefault(name.casefold(), set()).add(number)
    return {name: min(numbers) if len(numbers) == 1 else None for name, numbers in found.items()}


def foreign_month(word: str) -> int | None:
    """The month that a word names in a language without tables of ours."""
    return _other_months().get(word.casefold())


@cache
def _months() -> dict[str, int]:
    return {
        name.casefold(): number
        for code in languages.CODES
        for number, names in enumerate(languages.load(code, "months")["months"], 1)
        for name in names
    }


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    month = "(?P<month>" + "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)) + r")\b\.?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    day = r"(?<![\d.,])(?P<day>\d{1,2})"
    mark = r"(?:\.|er|º|ª|°|o|st|nd|rd|th)?"
    forms_ = (
        ("day", rf"(?<!\d){year}-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)(?:T(?=\d))?"),
        ("day", rf"(?<!\d){year}\s?[年년]\s?(?P<number>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]"),
        ("day", rf"{day}{mark}[\s-]+(?:(?:of|de|di)\s+)?{month}[,\s-]*(?:(?:de|del|of)\s+)?{year}"),
        ("day", rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}"),
        ("day", rf"(?<!\d){year}([./])(?P<number>\d{{1,2}})\2(?P<day>\d{{1,2}})(?!\d)"),
        ("pair", rf"(?<![\d.])(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})(?P=mark){year}"),
        (
            "pair",
            r"(?<![\d.])(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<short>\d\d)(?![\d.])",
        ),
        ("month", rf"\b{month}\s+(?:(?:de|del|of)\s+)?{year}"),
        ("year", rf"{day}{mark}\s+(?P<word>[^\W\d_]{{3,14}})\.?,?\s+{year}"),
    )
    return tuple((kind, re.compile(p, re.IGNORECASE)) for kind, p in forms_)


def _readings(kind: str, match: re.Match[str], *, english: bool) -> tuple[date, ...]:
    groups = match.groupdict()
    if kind == "pair":
        return _orders(groups, english=english)
    year = int(groups["year"])
    if kind == "year":
        month = foreign_month(groups["word"])
        return _dates((year, month, int(groups["day"]))) if month else (date(year, 1, 1),)
    month = int(groups["number"]) if groups.get("number") else _months()[groups["month"].casefold()]
    return _dates((year, month, 1 if kind == "month" else int(groups["day"])))


def _orders(groups: dict[str, str], *, english: bool) -> tuple[date, ...]:
    year = int(groups.get("year") or 2000 + int(groups["short"]))
    first, second = int(groups["first"]), int(groups["second"])
    day_first, month_first = _dates((year, second, first)), _dates((year, first, second))
    if groups["mark"] == "/" and english and day_first:
        return day_first + month_first
    return day_first or month_first


def _dates(*parts: tuple[int, int, int]) -> tuple[date, ...]:
    found = []
    for part in parts:
        try:
            found.append(date(*part))
        except ValueError:
            continue
    return tuple(found)
