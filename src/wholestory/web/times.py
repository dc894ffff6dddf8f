"""Times of publication in the reader’s language, as exactly as they are known; English: `report.dates`."""

from __future__ import annotations

from collections.abc import Mapping

from wholestory.members.words import gettext as _
from wholestory.model import Published
from wholestory.report import dates
from wholestory.report.labels import UNDATED
from wholestory.web import wording

worked_out = dates.worked_out


def words(published: Published | None) -> str:
    """As `report.dates.words`."""
    if published is None:
        return _(UNDATED)
    return moment(published.value) if published.value else _bounds(published.earliest, published.latest)


def short(published: Published | None) -> str:
    """As `report.dates.short`."""
    if published is None or not published.value:
        return words(published)
    return _timed(published.value, wording.SHORT, " ")


def since(first: Published | None, later: Published | None) -> str:
    """As `report.dates.since`."""
    return wording.lag(dates.lag(first, later)) or short(later)


def moment(value: str) -> str:
    """As `report.dates.moment`."""
    return _timed(value, wording.LONG, wording.comma())


def compact(day: str) -> str:
    """As `report.dates.compact`."""
    return wording.day(day)


def _timed(value: str, forms: Mapping[int, str], between: str) -> str:
    clock = dates.clock_of(value)
    day = wording.day(dates.day_of(value), forms)
    return f"{day}{between}{clock}" if clock else day


def _bounds(earliest: str | None, latest: str | None) -> str:
    if earliest and latest:
        if earliest == latest:
            return moment(earliest)
        return _("{0} to {1}").format(moment(earliest), moment(latest))
    if earliest:
        return _("from {0}").format(moment(earliest))
    return _("by {0}").format(moment(latest)) if latest else _(UNDATED)
