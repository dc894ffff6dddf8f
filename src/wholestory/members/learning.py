"""Learning: the log of what a member did, which `rank.taste` learns from, now or again from the start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from wholestory.members import names
from wholestory.members.models import Member, Signal

Kind = Signal.Kind
WISHES = (Kind.MORE, Kind.LESS, Kind.NEVER)


@dataclass(frozen=True, slots=True)
class Noted:
    """What was done, in order of `number`."""

    number: int
    kind: str
    of: str
    at: datetime


def note(member: Member, kind: str, of: str, at: datetime | None = None) -> None:
    """Write down what a member did."""
    Signal.objects.create(member=member, kind=kind, of=of, at=at or datetime.now(UTC))


def wish(member: Member, kind: str, of: str, at: datetime | None = None) -> None:
    """Write down that a member wants more, less or nothing of something: `of` is "person" and a name, a
    story's id, whatever the ranking offered to say it of.
    """
    note(member, Kind(kind), names.subject(of), at)


def replay(member: Member, *, after: int = 0) -> Iterator[Noted]:
    """All that was done since the one of that number, in order."""
    found = Signal.objects.filter(member=member, id__gt=after).order_by("id")
    for each in found.iterator():
        yield Noted(each.id, each.kind, each.of, each.at)


def forget(member: Member) -> None:
    """Let go of the log."""
    Signal.objects.filter(member=member).delete()
