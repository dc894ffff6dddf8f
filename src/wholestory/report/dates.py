"""Times of publication in words, as exactly as they are known and no more."""

from __future__ import annotations

from datetime import UTC, date, datetime

from wholestory.model import Basis, Granularity, Lag, Published
from wholestory.report.labels import MONTHS, UNDATED

_LAST = "9999"


def words(published: Published | None) -> str:
    """ "21 November 2025, 18:21 UTC"; "November 2025"; "from 21 to 24 November 2025"; "undated"."""
    if published is None:
        return UNDATED
    return moment(published.value) if published.value else _bounds(published.earliest, published.latest)


def short(published: Published | None) -> str:
    """The same, as short as a line of sigla needs it: "21 Nov 2025 18:21 UTC"."""
    if published is None or not published.value:
        return words(published)
    day, clock = _split(published.value)
    return f"{compact(day)} {clock}" if clock else compact(day)


def worked_out(published: Published | None) -> bool:
    """Whether the day is inferred rather than printed, and so shown as a machine's."""
    return published is not None and published.basis in {Basis.INFERRED, Basis.OTHER_ARTICLE}


def moment(value: str) -> str:
    """An ISO prefix in words."""
    day, clock = _split(value)
    parts = day.split("-")
    named = [_month(parts[1])] if len(parts) > 1 else []
    numbered = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*numbered, *named, parts[0]]) + (f", {clock}" if clock else "")


def compact(day: str) -> str:
    """A day, month or year, short: "21 Nov 2025"."""
    parts = day.split("-")
    named = [_month(parts[1])[:3]] if len(parts) > 1 else []
    numbered = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*numbered, *named, parts[0]])


def order(published: Published | None) -> tuple[str, str]:
    """A key that puts the earliest first and the undated last."""
    if published is None:
        return _LAST, _LAST
    day, clock = _split(published.value) if published.value else ("", "")
    known = published.earliest or published.latest or _LAST
    return (day if len(day) == 10 else known), clock or "~"


def gap(first: Published | None, later: Published | None) -> str | None:
    """How long after `first` the `later` came: "+6 min", "+3 h", "+2 days"; None where dates do not tell."""
    found = lag(first, later)
    if found is None:
        return None
    if found.unit is Granularity.DAY:
        return f"+{found.amount} day{'s' * (found.amount != 1)}" if found.amount else "same day"
    return _minutes(found.amount)


def since(first: Published | None, later: Published | None) -> str:
    """The same, or when it was where dates do not tell how long that is."""
    return gap(first, later) or short(later)


def lag(first: Published | None, later: Published | None) -> Lag | None:
    """The same as data."""
    if not (first and later and first.value and later.value):
        return None
    if Granularity.MINUTE == first.granularity == later.granularity:
        one, other = _instant(first.value), _instant(later.value)
        if (one.tzinfo is None) != (other.tzinfo is None) or other < one:
            return None
        return Lag(int((other - one).total_seconds() // 60), Granularity.MINUTE)
    if {first.granularity, later.granularity} <= {Granularity.DAY, Granularity.MINUTE}:
        days = (_day(later.value) - _day(first.value)).days
        return Lag(days, Granularity.DAY) if days >= 0 else None
    return None


def day_of(value: str) -> str:
    """The day, or what is known of it, of an ISO value, as it stands in UTC where an offset is stated."""
    return _split(value)[0]


def clock_of(value: str) -> str | None:
    """The time of day of an ISO value, None where it has none."""
    return _split(value)[1]


def _minutes(minutes: int) -> str:
    if minutes < 120:
        return f"+{minutes} min"
    return f"+{minutes // 60} h" if minutes < 48 * 60 else f"+{minutes // 1440} days"


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _day(value: str) -> date:
    return date.fromisoformat(_split(value)[0])


def _split(value: str) -> tuple[str, str | None]:
    """Day and clock of an ISO value; a stated offset is brought to UTC and said so."""
    if "T" not in value:
        return value, None
    try:
        instant = _instant(value)
    except ValueError:
        return value.partition("T")[0], None
    if instant.tzinfo is None:
        return value[:10], instant.strftime("%H:%M")
    instant = instant.astimezone(UTC)
    return instant.date().isoformat(), instant.strftime("%H:%M UTC")


def _bounds(earliest: str | None, latest: str | None) -> str:
    if earliest and latest:
        return moment(earliest) if earliest == latest else f"{moment(earliest)} to {moment(latest)}"
    if earliest or latest:
        return f"{'from' if earliest else 'by'} {moment(earliest or latest or '')}"
    return UNDATED


def _month(number: str) -> str:
    return MONTHS[int(number) - 1]
