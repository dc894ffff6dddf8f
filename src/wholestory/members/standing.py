"""Standing: what somebody is, as of this moment; asked anew for each request, so that an end acts at once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from wholestory.members.models import Member, Membership, Role


class Standing(StrEnum):
    """Who asks."""

    ANONYMOUS = "anonymous"
    TRIAL = "trial"
    EXPIRED = "expired"  # signed in, and no term runs
    MEMBER = "member"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def is_signed_in(self) -> bool:
        """Whether we know who it is."""
        return self is not Standing.ANONYMOUS

    @property
    def reads_all(self) -> bool:
        """Whether nothing is counted."""
        return self in (Standing.TRIAL, Standing.MEMBER, Standing.EDITOR, Standing.ADMIN)

    @property
    def edits(self) -> bool:
        """Whether the desk is open."""
        return self in (Standing.EDITOR, Standing.ADMIN)


def of(user: Member | AnonymousUser, now: datetime) -> Standing:
    """What `user` is at `now`."""
    if not isinstance(user, Member):
        return Standing.ANONYMOUS
    if user.role != Role.READER:
        return Standing(user.role)
    kinds = set(Membership.objects.filter(running(now), member=user).values_list("kind", flat=True))
    if not kinds:
        return Standing.EXPIRED
    return Standing.TRIAL if kinds == {Membership.Kind.TRIAL} else Standing.MEMBER


def running(now: datetime) -> Q:
    """The terms that run at `now`."""
    return Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))
