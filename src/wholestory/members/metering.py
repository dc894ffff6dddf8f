"""Metering: how many articles a member without a term has opened in this week, and how many are left."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from wholestory.members.models import Member, Opened
from wholestory.members.standing import Standing


def may_read(standing: Standing, opened_this_week: int, free: int) -> bool:
    """Whether somebody may open one more article."""
    if standing.reads_all:
        return True
    return standing is Standing.EXPIRED and opened_this_week < free


def week(now: datetime) -> date:
    """The Monday of its week, in UTC."""
    day = now.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def opened(member: Member, now: datetime) -> set[str]:
    """What a member has opened in this week, each once."""
    found = Opened.objects.filter(member=member, week=week(now)).values_list("of", flat=True)
    return set(found)


@transaction.atomic
def open(member: Member, of: str, now: datetime) -> bool:
    """Open an article for the rest of this week, if one is left. Whether it is open.

    Counted and written in one transaction that others wait for: no two browsers share the last one.
    """
    found = opened(member, now)
    if of in found:
        return True
    if not may_read(Standing.EXPIRED, len(found), settings.OURS.free_articles):
        return False
    Opened.objects.create(member=member, week=week(now), of=of)
    return True
