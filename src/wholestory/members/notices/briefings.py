"""Briefings: a member's edition of the day, which ends; on a page, and by letter at the hour they choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from allauth.account.models import EmailAddress
from django.core import signing

from wholestory.errors import BadMember
from wholestory.jobs import own
from wholestory.members import readers
from wholestory.members.models import Briefing, Member
from wholestory.model import Card, Pick, Section

TOP, YOURS, PARTS, EACH = 8, 5, 6, 2
UTC_ZONE = "UTC"
_SALT = "wholestory.members.briefing"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a briefing; `section` is None for the top stories and for those for its reader."""

    section: Section | None
    is_yours: bool
    told: tuple[tuple[Card, Pick], ...]


def parts(member: Member) -> list[Part]:
    """The edition of this moment: no story twice, and it ends."""
    edition = own.newsroom().edition(readers.as_member(member))
    wanted = [
        (None, False, edition.picks[:TOP]),
        (None, True, edition.for_you[:YOURS]),
        *((part.section, False, part.picks[:EACH]) for part in edition.parts[:PARTS]),
    ]
    ids = [pick.story for *_, picks in wanted for pick in picks]
    cards = {card.brief.id: card for card in own.newsroom().cards(ids)}
    found = []
    for section, is_yours, picks in wanted:
        told = tuple((cards[pick.story], pick) for pick in picks if pick.story in cards)
        found += [Part(section, is_yours, told)] if told else []
    return found


@cache
def zones() -> tuple[str, ...]:
    """The time zones there are, by the places they are named after."""
    regions = (
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
    named = sorted(each for each in available_timezones() if each.partition("/")[0] in regions)
    return (UTC_ZONE, *named)


def place(zone: str) -> ZoneInfo:
    """A time zone; UTC for one that is known no more."""
    return ZoneInfo(zone if zone in zones() else UTC_ZONE)


def of(member: Member) -> Briefing | None:
    """When they want it; None who do not."""
    found: Briefing | None = Briefing.objects.filter(member=member).first()
    return found


def want(member: Member, *, hour: int, zone: str, now: datetime) -> None:
    """Send it each day from that hour on, in that time zone. Raises `BadMember`."""
    if not 0 <= hour < 24 or zone not in zones():
        raise BadMember("an hour from 0 to 23, and a time zone as “Europe/Rome”")
    before = of(member)
    last = before.sent_on if before else None
    told = {"hour": hour, "zone": zone, "due_at": upcoming(now, hour, zone, after=last)}
    Briefing.objects.update_or_create(member=member, defaults=told)


def stop(member: Member | int) -> bool:
    """Send it no more. Whether it was sent."""
    number = member if isinstance(member, int) else member.pk
    return bool(Briefing.objects.filter(member=number).delete()[0])


def upcoming(now: datetime, hour: int, zone: str, *, after: date | None = None) -> datetime:
    """The next time that it is so late there, on a day later than `after`."""
    there = place(zone)
    day = now.astimezone(there).date()
    if after is not None and day <= after:
        day = after + timedelta(days=1)
    found = datetime.combine(day, time(hour), there).astimezone(UTC)
    return (
        found if found > now else datetime.combine(day + timedelta(days=1), time(hour), there).astimezone(UTC)
    )


def is_verified(member: Member) -> bool:
    """Whether their address is proved to be theirs."""
    return bool(EmailAddress.objects.filter(user=member, email__iexact=member.email, verified=True).exists())


def token(member: Member) -> str:
    """What a letter's link to end it is signed with."""
    return str(signing.dumps(member.pk, salt=_SALT))


def named(token: str) -> int | None:
    """The number of the member whom a token was made for; None for one that is none of ours."""
    try:
        return int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
