"""Tastes: what was learnt of a member, as bytes whose meaning `rank.taste` knows."""

from __future__ import annotations

from datetime import UTC, datetime

from wholestory.members import learning
from wholestory.members.models import Member, Taste


def load(member: Member) -> bytes | None:
    """What was learnt; None where nothing was."""
    found = Taste.objects.filter(member=member).values_list("body", flat=True).first()
    return None if found is None else bytes(found)


def keep(member: Member, body: bytes) -> None:
    """Put it in the place of what was learnt before."""
    told = {"body": body, "changed_at": datetime.now(UTC)}
    Taste.objects.update_or_create(member=member, defaults=told)


def reset(member: Member) -> None:
    """Let go of it, and of what it was learnt from: the next thing learnt is the first."""
    Taste.objects.filter(member=member).delete()
    learning.forget(member)
