"""Invitations: codes that give a term to whoever enters them. A code is shown once; its hash is kept."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from wholestory.errors import BadMember
from wholestory.members import terms
from wholestory.members.models import Invitation, Member, Membership
from wholestory.members.words import gettext as _

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is taken for another
GROUPS, LENGTH = 5, 4  # 30 ** 20 codes: nobody guesses one
MOST_USES = 100_000


def make(
    *,
    by: Member | None,
    days: int | None = None,
    uses: int = 1,
    until: datetime | None = None,
    note: str = "",
) -> str:
    """A new code, to be told once and never again. Raises `BadMember`."""
    now = datetime.now(UTC)
    terms.end(days, now)
    if not 0 < uses <= MOST_USES:
        raise BadMember(
            _("A code is used from 1 to %(most)s times, not %(uses)s.") % {"most": MOST_USES, "uses": uses}
        )
    code = "-".join("".join(secrets.choice(LETTERS) for letter in range(LENGTH)) for group in range(GROUPS))
    Invitation.objects.create(
        hash=_hash(code), note=note[:80], days=days, uses=uses, until=until, by=by, at=now
    )
    return code


@transaction.atomic
def enter(member: Member, code: str, now: datetime) -> Membership | None:
    """The term that the code gives; None where it is unknown, used up, too old or entered by them before.

    A term that runs already is not lost: the new one begins where it ends.
    """
    found = Invitation.objects.filter(hash=_hash(code), uses__gt=0).first()
    if found is None or (found.until is not None and found.until <= now):
        return None
    if Membership.objects.filter(member=member, kind="invited", reference=found.hash).exists():
        return None
    Invitation.objects.filter(id=found.id).update(uses=found.uses - 1)
    since = _after(member, now) if found.days is not None else now
    until = None if found.days is None else since + timedelta(days=found.days)
    made: Membership = Membership.objects.create(
        member=member, kind=Membership.Kind.INVITED, since=now, until=until, reference=found.hash
    )
    return made


def _after(member: Member, now: datetime) -> datetime:
    return max(now, terms.state(member, now).until or now)


def _hash(code: str) -> str:
    """Of the letters alone, however they were typed."""
    return sha256("".join(filter(str.isalnum, code.upper())).encode("utf-8", "replace")).hexdigest()
