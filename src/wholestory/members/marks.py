"""Marks: what a member read, saved and hid. Set and unset as often as one likes; each is there once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q

from wholestory.members import learning, names, numbers
from wholestory.members.models import Mark, Member

Kind = Mark.Kind
MOST = 50


@dataclass(frozen=True, slots=True)
class Marked:
    """One mark; `of` is a story's id or an article's ("e" and its number)."""

    of: str
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some marks, the latest first, and where the next page begins (None: it was the last)."""

    marks: tuple[Marked, ...]
    next: str | None


@transaction.atomic
def set(member: Member, kind: str, of: str, at: datetime | None = None) -> bool:
    """Mark it. Whether it was not marked yet. Raises `BadMember`."""
    at = at or datetime.now(UTC)
    is_new: bool = Mark.objects.get_or_create(
        member=member, kind=Kind(kind), of=names.item(of), defaults={"at": at}
    )[1]
    if is_new:
        learning.note(member, kind, of, at)
    return is_new


@transaction.atomic
def unset(member: Member, kind: str, of: str) -> bool:
    """Take the mark away. Whether there was one."""
    gone = Mark.objects.filter(member=member, kind=Kind(kind), of=of).delete()[0]
    if gone:
        learning.note(member, learning.Kind.UNDONE, f"{kind} {of}")
    return bool(gone)


def among(member: Member, kind: str, of: list[str]) -> frozenset[str]:
    """Which of these are marked so: one question for a whole page."""
    found = Mark.objects.filter(member=member, kind=Kind(kind), of__in=of).values_list("of", flat=True)
    return frozenset(found)


def latest(member: Member, kind: str, *, before: str | None = None, most: int = MOST) -> Page:
    """A page of marks; `before` is where the page before it ended. An unknown place is the first page."""
    found = Mark.objects.filter(member=member, kind=Kind(kind)).order_by("-at", "-id")
    if found_at := _place(before):
        at, number = found_at
        found = found.filter(Q(at__lt=at) | Q(at=at, id__lt=number))
    rows = [Marked(each.of, each.at, each.id) for each in found[: most + 1]]
    return Page(tuple(rows[:most]), place(rows[most - 1]) if len(rows) > most else None)


def place(mark: Marked) -> str:
    """A mark's place in the list: where the next page begins after it."""
    return f"{int(mark.at.timestamp() * 1_000_000)}-{mark.number}"


def _place(before: str | None) -> tuple[datetime, int] | None:
    given, _, which = (before or "").partition("-")
    moment, number = numbers.read(given, digits=17), numbers.read(which)
    if moment is None or number is None:
        return None
    seconds, micro = divmod(moment, 1_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro), number
    except (OverflowError, ValueError, OSError):
        return None
