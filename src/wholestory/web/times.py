"""Times of publication in the reader’s language, as exactly as they are known; English: `report.dates`."""

from __future__ import annotations

from datetime import date

from wholestory.members.words import gettext as _
from wholestory.model import Published
from wholestory.report import dates
from wholestory.report.labels import UNDATED
from wholestory.web import wording

worked_out = dates.worked_out
_DAY = 3  # parts of a whole date
_LONG = {1: "y", 2: "yMMMM", 3: "yMMMMd"}
_SHORT = {1: "y", 2: "yMMM", 3: "yMMMd"}


def words(published: Published | None) -> str:
    """As `report.dates.words`."""
    if published is None:
        return _(UNDATED)
    return moment(published.value) if published.value else _bounds(published.earliest, published.latest)


def short(published: Published | None) -> str:
    """As `report.dates.short`."""
    if published is None or not published.value:
        return words(published)
    return _timed(published.value, _SHORT, " ")


def since(first: Published | None, later: Published | None) -> str:
    """As `report.dates.since`."""
    return wording.lag(dates.lag(first, later)) or short(later)


def moment(value: str) -> str:
    """As `report.dates.moment`."""
    return _timed(value, _LONG, ", ")


def compact(day: str) -> str:
    """As `report.dates.compact`."""
    return _day(day, _SHORT)


def _timed(value: str, forms: dict[int, str], between: str) -> str:
    clock = dates.clock_of(value)
    day = _day(dates.day_of(value), forms)
    return f"{day}{between}{clock}" if clock else day


def _day(day: str, forms: dict[int, str]) -> str:
    try:
        parts = [int(part) for part in day.split("-")]
        found = date(*[*parts, 1, 1][:3])
    except ValueError:
        return day
    if len(parts) not in forms:
        return day
    return wording.dated(found, forms[len(parts)])


def _bounds(earliest: str | None, latest: str | None) -> str:
    if earliest and latest:
        if earliest == latest:
            return moment(earliest)
        return _("{0} to {1}").format(moment(earliest), moment(latest))
    if earliest:
        return _("from {0}").format(moment(earliest))
    return _("by {0}").format(moment(latest)) if latest else _(UNDATED)
