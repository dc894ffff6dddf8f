"""Retry-After in both its forms (RFC 9110 §10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime


def until(value: str | None, *, now: datetime, longest: timedelta) -> datetime | None:
    """When to ask again: seconds from `now`, or a date; at most `longest` away.

    None where the header is missing, means nothing, or lies in the past.
    """
    text = (value or "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        seconds = int(text[:10])  # more digits than that are longer than any rest we grant
        return now + min(timedelta(seconds=seconds), longest) if seconds else None
    date = moment(text)
    return min(date, now + longest) if date and date > now else None


def moment(value: str | None) -> datetime | None:
    """A date of HTTP, aware and in UTC; None for what is none."""
    try:
        date = parsedate_to_datetime((value or "").strip())
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
