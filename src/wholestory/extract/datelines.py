"""Lines that say when an article appeared: a date in any of six languages, a time, labels and counters.

A day and month that can be read in two orders give both as bounds, unless the text shows which order it uses.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from wholestory.extract import dates, forms, furniture
from wholestory.model import Granularity
from wholestory.text import languages

_LONGEST = 160
_ZONES = {
    "z": "+00:00", "gmt": "+00:00", "utc": "+00:00", "wet": "+00:00", "bst": "+01:00", "cet": "+01:00",
    "mez": "+01:00", "west": "+01:00", "cest": "+02:00", "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00",
    "msk": "+03:00", "edt": "-04:00", "est": "-05:00", "cdt": "-05:00", "mdt": "-06:00", "pdt": "-07:00",
    "pst": "-08:00", "brt": "-03:00", "et": None, "pt": None,
}  # fmt: skip
_SEPARATORS = re.compile(r"\s*[|·•,;/()\[\]\n\t]\s*|\s+[-–—]+\s+|\s*[–—]\s*|\s{2,}")
_CLOCK = (
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-4])(?:(?:[:.]|\s?h\s?|\s?Uhr\s?|時)(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"|(?=\s?(?:Uhr|[ap]\.?\s?m\b|h\b)))(?:\s?(?:Uhr|hrs?|h)\b)?分?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s*(?P<zone>[+-]\d\d:?\d\d\b|(?:GMT|UTC)[+-]\d{1,2}(?::?\d\d)?\b|[A-Z]{1,4}\b))?"
)
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_DATED = re.compile(r"\d{4}|\d[./]\d")
_DIGIT = re.compile(r"[^\D0-9]")  # of other scripts, one for one


@dataclass(frozen=True, slots=True)
class Stated:
    """A date in a line: ISO `value`, or bounds where its order cannot be told; offsets into the line."""

    value: str | None
    earliest: str
    latest: str
    granularity: Granularity
    start: int
    end: int
    updated: bool


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds a date and nothing but what stands beside one; `names` are offsets of the rest."""

    dates: tuple[Stated, ...]
    names: tuple[tuple[int, int], ...]


def read(text: str, *, english: bool = False) -> DateLine | None:
    """The line as a date line; None where it says anything else. `english`: the file's prose is."""
    if len(text) > _LONGEST or not _DATED.search(text):
        return None
    text = text if text.isascii() else _DIGIT.sub(lambda m: str(unicodedata.decimal(m[0])), text)
    days = dates.find(text, english=english)
    times = [
        m for m in _TIME.finditer(text) if not any(d.start < m.end() and m.start() < d.end for d in days)
    ]
    if not days:
        return None
    holes = sorted([(d.start, d.end) for d in days] + [m.span() for m in times])
    names = _names(text, holes)
    if names is None:
        return None
    return DateLine(tuple(_stated(text, d, times) for d in days), names)


def is_time(text: str) -> bool:
    """Whether the line is a time of day alone, as live reports print above an entry, or after a label."""
    found = _TIME.search(text) if len(text) < 48 else None
    return found is not None and _is_filler(furniture.normal(text[: found.start()] + text[found.end() :]))


def is_ago(text: str) -> bool:
    """Whether the line says how long ago, which tells no date."""
    if len(text) > 60:
        return False
    plain = furniture.normal(text)
    return plain in furniture.table("ago") or _without_labels(plain) in furniture.table("ago")


def _without_labels(plain: str) -> str:
    tokens = plain.split()
    while tokens and tokens[0] in _labels():
        tokens.pop(0)
    return " ".join(tokens)


def _stated(text: str, day: dates.Day, times: list[re.Match[str]]) -> Stated:
    near = [m for m in times if _adjoins(text, day, m)]
    start, end = day.start, day.end
    clock = _clock(near[0]) if near and day.granularity is Granularity.DAY else None
    if clock:
        start, end = min(start, near[0].start()), max(end, near[0].end())
    first, last = min(day.days), max(day.days)
    sure = len(set(day.days)) == 1
    granularity = Granularity.MINUTE if clock and sure else day.granularity
    bounds = _bounds(first, last, granularity)
    value = _iso(first, granularity) + (f"T{clock}" if clock else "") if sure else None
    return Stated(value, *bounds, granularity, start, end, _is_update(text[: day.start]))


def _adjoins(text: str, day: dates.Day, match: re.Match[str]) -> bool:
    between = text[day.end : match.start()] if match.start() >= day.end else text[match.end() : day.start]
    return len(between) < 24 and all(t in _fillers() for t in forms.words(between))


def _iso(day: date, granularity: Granularity) -> str:
    return day.isoformat()[: {Granularity.YEAR: 4, Granularity.MONTH: 7}.get(granularity, 10)]


def _bounds(first: date, last: date, granularity: Granularity) -> tuple[str, str]:
    if granularity is Granularity.YEAR:
        return f"{first.year:04}-01-01", f"{last.year:04}-12-31"
    if granularity is Granularity.MONTH:
        following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
        return first.replace(day=1).isoformat(), date.fromordinal(following.toordinal() - 1).isoformat()
    return first.isoformat(), last.isoformat()


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}{_offset(match['zone'])}" if hour < 24 else None


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    numeric = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?", zone, re.IGNORECASE)
    if numeric:
        return f"{numeric[1]}{int(numeric[2]):02}:{numeric[3] or '00'}"
    return _ZONES.get(zone.lower()) or ""


def _is_update(before: str) -> bool:
    """Whether the label just before a date says it is a later version's."""
    updated, published = _label_words("updated"), _label_words("published")
    telling = [w for w in forms.words(before)[-5:] if (w in updated) != (w in published)]
    return bool(telling) and telling[-1] in updated


def _names(text: str, holes: list[tuple[int, int]]) -> tuple[tuple[int, int], ...] | None:
    """What is left beside dates and times: names of people, outlets, places; None if it is anything else."""
    names = []
    for start, end in _pieces(text, holes):
        plain = furniture.normal(text[start:end])
        if not plain or _is_filler(plain) or furniture.find(text[start:end]) or is_ago(text[start:end]):
            continue
        if (
            plain in furniture.table("sections")
            or _has_byline(plain)
            or _stands_apart(text, start, end, holes)
        ):
            names.append((start, end))
        else:
            return None
    return tuple(names)


def _stands_apart(text: str, start: int, end: int, holes: list[tuple[int, int]]) -> bool:
    """A name, and either short or parted from the date by more than a space, as no headline is."""
    joined = any(not text[end:s].strip() and s >= end for s, _ in holes)
    return forms.is_name(text[start:end], most=2 if joined else 6)


def _has_byline(plain: str) -> bool:
    return len(plain.split()) <= 8 and plain.split()[0] in _label_words("bylines")


def _pieces(text: str, holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces, at = [], 0
    for start, end in [*holes, (len(text), len(text))]:
        inner = at
        for m in _SEPARATORS.finditer(text, at, start):
            pieces.append((inner, m.start()))
            inner = m.end()
        pieces.append((inner, start))
        at = end
    return [_stripped(text, s, e) for s, e in pieces if text[s:e].strip()]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    edge = " :.,-–—"
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip(edge))
    return start, max(start, end - (len(raw) - len(raw.rstrip(edge))))


def _is_filler(plain: str) -> bool:
    return all(word == "#" or word in _fillers() for word in plain.split())


@cache
def _label_words(key: str) -> frozenset[str]:
    return frozenset(w for phrase in furniture.table(key) for w in phrase.split())


@cache
def _labels() -> frozenset[str]:
    return _label_words("published") | _label_words("updated")


@cache
def _fillers() -> frozenset[str]:
    days = {
        w for code in languages.CODES for names in languages.load(code, "months")["weekdays"] for w in names
    }
    spoken = {token for day in days for token in forms.words(day)}
    units = {
        "uhr",
        "h",
        "hrs",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "ore",
        "o",
        "clock",
        "th",
        "st",
        "nd",
        "rd",
        "local",
        "time",
    }
    return frozenset(spoken | _labels() | _label_words("times") | units | set(_ZONES))
