"""How often a feed asks to be read: RSS's ttl, skipHours and skipDays, the syndication module's period."""

from __future__ import annotations

from datetime import timedelta

from wholestory.feeds.parts import number
from wholestory.feeds.tree import Node
from wholestory.model import Pace

_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = timedelta(days=365)


def asked(channel: Node) -> Pace:
    """What the channel asks for; what it says wrongly is left out."""
    every = [each for each in (_ttl(channel), _period(channel)) if each]
    hours = [number(each.text) for holder in channel.all("skiphours") for each in holder.all("hour")]
    days = [each.text.lower() for holder in channel.all("skipdays") for each in holder.all("day")]
    return Pace(
        every=min(max(every), _LONGEST) if every else None,
        skip_hours=frozenset(hour % 24 for hour in hours if hour is not None and hour <= 24),
        skip_days=frozenset(_DAYS.index(day) for day in days if day in _DAYS),
    )


def _ttl(channel: Node) -> timedelta | None:
    found = channel.first("ttl")
    minutes = number(found.text) if found else None
    return timedelta(minutes=min(minutes, 525_600)) if minutes else None


def _period(channel: Node) -> timedelta | None:
    period, frequency = channel.first("sy:updateperiod"), channel.first("sy:updatefrequency")
    every = _PERIODS.get(period.text.lower()) if period else None
    times = number(frequency.text) if frequency else 1
    return every / times if every and times else None
