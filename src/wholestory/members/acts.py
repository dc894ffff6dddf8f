"""Acts: the log of what editors and admins did; written in the same breath, never changed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from wholestory.members.models import Act, Member

LONGEST = 440


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done."""

    number: int
    by: str
    what: str
    of: str
    at: datetime


def note(by: Member, what: str, of: str) -> None:
    """Write down that a member did something."""
    line = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in of)[:LONGEST]
    Act.objects.create(by=by, signed=by.name or by.email, what=what, of=line, at=datetime.now(UTC))


def latest(*, before: int | None = None, most: int = 100) -> tuple[Done, ...]:
    """What was done, the latest first; `before` is the number where an earlier answer ended."""
    found = Act.objects.order_by("-id")
    rows = (found if before is None else found.filter(id__lt=before))[:most]
    return tuple(Done(row.id, row.signed, row.what, row.of, row.at) for row in rows)
