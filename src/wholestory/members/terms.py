"""Terms: how a member comes to read without limit, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from wholestory.errors import BadMember
from wholestory.members import standing
from wholestory.members.models import Member, Membership, Role
from wholestory.members.standing import Standing
from wholestory.members.words import gettext as _

LONGEST = 36_500  # days


@dataclass(frozen=True, slots=True)
class State:
    """What a member is, and until when; without `until` for ever, or, where expired, since ever."""

    standing: Standing
    until: datetime | None


def begin_trial(member: Member, now: datetime) -> bool:
    """Begin the trial, if there is one and the member never had it. Whether it began."""
    days = settings.OURS.trial_days
    if not days:
        return False
    term = {"since": now, "until": now + timedelta(days=days)}
    return bool(Membership.objects.get_or_create(member=member, kind=Membership.Kind.TRIAL, defaults=term)[1])


def grant(member: Member, *, days: int | None, by: str, now: datetime | None = None) -> Membership:
    """Give a term, from now on; for ever where no number of days is given. Raises `BadMember`."""
    now = now or datetime.now(UTC)
    made: Membership = Membership.objects.create(
        member=member, kind=Membership.Kind.GRANTED, since=now, until=end(days, now), reference=by[:200]
    )
    return made


def end(days: int | None, now: datetime) -> datetime | None:
    """When a term of so many days ends. Raises `BadMember`."""
    if days is None:
        return None
    if not 0 < days <= LONGEST:
        raise BadMember(
            _("A term has from 1 to %(most)s days, not %(days)s.") % {"most": LONGEST, "days": days}
        )
    return now + timedelta(days=days)


def revoke(member: Member, now: datetime | None = None) -> int:
    """End what was granted or came by a code, at once; how many terms that were."""
    now = now or datetime.now(UTC)
    given = (Membership.Kind.GRANTED, Membership.Kind.INVITED)
    running = Membership.objects.filter(standing.running(now), member=member, kind__in=given)
    ended: int = running.update(until=now)
    return ended


def state(member: Member, now: datetime) -> State:
    """What a member is, and until when."""
    found = standing.of(member, now)
    if found.edits:
        return State(found, None)
    terms = Membership.objects.filter(member=member, since__lte=now)
    if found is Standing.EXPIRED:
        return State(
            found, terms.exclude(until=None).order_by("-until").values_list("until", flat=True).first()
        )
    ends = list(terms.filter(standing.running(now)).values_list("until", flat=True))
    return State(found, None if None in ends else max(ends))


@transaction.atomic
def add(email: str, *, role: str = Role.READER, days: int | None = None, by: str) -> Member:
    """Make a member, whose address the admin vouches for; one who is there already gets the role or the term.

    They choose their password by asking for a new one. Raises `BadMember`.
    """
    address = checked(email)
    found = Member.objects.filter(email__iexact=address).first()
    member = found or Member(email=address)
    if found is None:
        member.set_unusable_password()
    member.role = role if role != Role.READER else member.role
    member.save()
    if found is None:
        EmailAddress.objects.create(user=member, email=address, primary=True, verified=True)
    if role == Role.READER:
        grant(member, days=days, by=by)
    return member


def checked(email: str) -> str:
    """An address as it is kept. Raises `BadMember`."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadMember(_("“%(email)s” is no e-mail address.") % {"email": email}) from error
    return address
