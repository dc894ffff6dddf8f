"""When a page says it appeared, as exactly as it says and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from wholestory.extract.html_hints import of as hints_of
from wholestory.extract.html_meta import Meta, text_of
from wholestory.model import Basis, Granularity, Published

if TYPE_CHECKING:
    from lxml.etree import _Element

_ISO = re.compile(
    r"\s*(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?\s*$",
    re.I,
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_NAMES = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "displaydate",
    "originalpublicationdate",
)
_CHANGED = re.compile(r"modif|updat|edited|aggiorn|aktualis|actualiz|mis-a-jour", re.I)


def published(root: _Element, meta: Meta) -> Published | None:
    """The page's own publication time: JSON-LD, meta and time elements, else what htmldate finds."""
    stated = next((found for found in map(parse, _stated(root, meta)) if found), None)
    return stated or _guessed(root)


def parse(stated: str) -> Published | None:
    """An ISO 8601 or RFC 5322 time; midnight sharp is a day, not a minute. None for anything else."""
    iso = _ISO.match(stated)
    try:
        if iso:
            year, month, day = (int(group) for group in iso.groups()[:3])
            return _of(date(year, month, day), iso.group(4), iso.group(5), iso.group(6), iso.group(7))
        when = parsedate_to_datetime(stated[:100]) if re.search(r"\d{1,2}:\d\d", stated[:100]) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _of_time(when) if when else None


def _of(
    day: date, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> Published | None:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return None
    sharp = {hour, minute, second or "00"} == {"00"} and zone in (None, "Z", "z", "+00:00", "+0000")
    if hour is None or minute is None or sharp:
        return _published(day.isoformat(), day, Granularity.DAY)
    if int(hour) > 23 or int(minute) > 59:
        return None
    return _published(f"{day.isoformat()}T{hour}:{minute}{_offset(zone)}", day, Granularity.MINUTE)


def _of_time(when: datetime) -> Published | None:
    zone = when.strftime("%z") or None
    return _of(when.date(), f"{when.hour:02}", f"{when.minute:02}", f"{when.second:02}", zone)


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    delta = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    timezone(delta)  # raises ValueError where there is no such offset
    return f"{zone[0]}{hours:02}:{minutes:02}"


def _published(value: str, day: date, granularity: Granularity) -> Published:
    iso = day.isoformat()
    return Published(value, iso, iso, granularity, Basis.METADATA)


def _stated(root: _Element, meta: Meta) -> Iterator[str]:
    for found in meta.articles:
        yield text_of(found.get("datePublished")) or ""
    for name in _NAMES:
        yield meta.names.get(name, "")
    for found in meta.articles:
        yield text_of(found.get("dateCreated")) or ""
    yield from _marked_up(root)


def _marked_up(root: _Element) -> Iterator[str]:
    """Elements that say they hold the publication time, then the only time on the page."""
    for element in root.iter():
        if "datepublished" in element.get("itemprop", "").lower().split():
            yield element.get("datetime") or element.get("content") or ""
    times = [element for element in root.iter("time") if element.get("datetime")]
    for element in times:
        named = " ".join(element.get(name, "") for name in ("class", "itemprop", "id"))
        dated = element.get("pubdate") is not None or "date" in hints_of(element)
        if dated and not _CHANGED.search(named):
            yield element.get("datetime") or ""
    if len({element.get("datetime") for element in times}) == 1:
        yield times[0].get("datetime") or ""


def _guessed(root: _Element) -> Published | None:
    """Barbaresi 2020, "htmldate". Its bounds are given, so that the answer depends on the page alone."""
    from copy import deepcopy

    from htmldate import find_date

    try:
        found = find_date(
            deepcopy(root),
            extensive_search=False,
            original_date=True,
            min_date=f"{_FIRST_YEAR}-01-01",
            max_date=f"{_LAST_YEAR}-12-31",
        )
    except Exception:  # a library that stumbles over a page knows no date of it
        return None
    return parse(found) if found else None
