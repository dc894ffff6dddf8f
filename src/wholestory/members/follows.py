"""Follows: what a member wants to hear of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from wholestory.errors import BadMember
from wholestory.members import learning, names
from wholestory.members.models import Follow, Member

Kind = Follow.Kind
MOST = 1000


@dataclass(frozen=True, slots=True)
class Followed:
    """One of them."""

    kind: str
    of: str
    at: datetime


@transaction.atomic
def set(member: Member, kind: str, of: str, at: datetime | None = None) -> bool:
    """Follow it. Whether it was not followed yet. Raises `BadMember`, also where it would be too many."""
    subject, at = names.subject(of), at or datetime.now(UTC)
    mine = Follow.objects.filter(member=member)
    if mine.filter(kind=Kind(kind), of=subject).exists():
        return False
    if mine.count() >= MOST:
        raise BadMember(f"{MOST:,} are followed already: let go of some first")
    Follow.objects.create(member=member, kind=Kind(kind), of=subject, at=at)
    learning.note(member, learning.Kind.FOLLOWED, f"{kind} {subject}", at)
    return True


@transaction.atomic
def unset(member: Member, kind: str, of: str) -> bool:
    """Follow it no more. Whether it was followed."""
    subject = names.subject(of)
    gone = Follow.objects.filter(member=member, kind=Kind(kind), of=subject).delete()[0]
    if gone:
        learning.note(member, learning.Kind.UNDONE, f"followed {kind} {subject}")
    return bool(gone)


def is_set(member: Member, kind: str, of: str) -> bool:
    """Whether it is followed."""
    return bool(Follow.objects.filter(member=member, kind=Kind(kind), of=of).exists())


def latest(member: Member, kind: str | None = None) -> tuple[Followed, ...]:
    """All that is followed, or all of a kind, the latest first; they are never more than `MOST`."""
    found = Follow.objects.filter(member=member).order_by("-at", "-id")
    if kind is not None:
        found = found.filter(kind=Kind(kind))
    return tuple(Followed(each.kind, each.of, each.at) for each in found)


def followers(kind: str, of: str) -> tuple[int, ...]:
    """The members who follow it, for whoever sends them word."""
    return tuple(Follow.objects.filter(kind=Kind(kind), of=of).values_list("member_id", flat=True))
