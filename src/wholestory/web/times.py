"""Times of publication in words of the reader's language, as exactly as they are known and no more.

What `report.dates` says in English, under the same names, so that a report's templates need not know.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from wholestory.members.words import gettext as _
from wholestory.model import Published
from wholestory.report import dates
from wholestory.web import wording

worked_out = dates.worked_out
LONG = {1: "y", 2: "yMMMM", 3: "yMMMMd"}
SHORT = {1: "y", 2: "yMMM", 3: "yMMMd"}


def words(published: Published | None) -> str:
    """ "21 November 2025, 18:21 UTC"; "November 2025"; "from November 2025"; "undated"."""
    if published is None:
        return _("undated")
    return moment(published.value) if published.value else _bounds(published.earliest, published.latest)


def short(published: Published | None) -> str:
    """The same, as short as a line of sigla needs it: "21 Nov 2025 18:21 UTC"."""
    if published is None or not published.value:
        return words(published)
    day, clock = _split(published.value)
    return f"{compact(day)} {clock}" if clock else compact(day)


def moment(value: str) -> str:
    """An ISO prefix in words."""
    day, clock = _split(value)
    return f"{_day(day, LONG)}, {clock}" if clock else _day(day, LONG)


def compact(day: str) -> str:
    """A day, month or year, short: "21 Nov 2025"."""
    return _day(day, SHORT)


def since(first: Published | None, later: Published | None) -> str:
    """How long after `first` the `later` came, or when where dates do not tell."""
    return wording.lag(dates.lag(first, later)) or short(later)


def _bounds(earliest: str | None, latest: str | None) -> str:
    if earliest and latest and earliest != latest:
        return _("%(earliest)s to %(latest)s") % {"earliest": moment(earliest), "latest": moment(latest)}
    if earliest and latest:
        return moment(earliest)
    if earliest:
        return _("from %(day)s") % {"day": moment(earliest)}
    return _("by %(day)s") % {"day": moment(latest)} if latest else _("undated")


def _split(value: str) -> tuple[str, str | None]:
    """Day and clock of an ISO value; a stated offset is brought to UTC and said so."""
    try:
        instant = datetime.fromisoformat(value) if "T" in value else None
    except ValueError:
        return value.partition("T")[0], None
    if instant is None:
        return value, None
    if instant.tzinfo is None:
        return instant.date().isoformat(), instant.strftime("%H:%M")
    instant = instant.astimezone(UTC)
    return instant.date().isoformat(), instant.strftime("%H:%M UTC")


def _day(value: str, skeletons: dict[int, str]) -> str:
    parts = [int(part) for part in value.split("-")]
    return wording.dated(date(*[*parts, 1, 1][:3]), skeletons[len(parts)])
