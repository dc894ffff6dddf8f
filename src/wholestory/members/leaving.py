"""Leaving: a member's wish that all that is theirs goes, which can be taken back for seven days."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Q

from wholestory.members.models import Member, Payer

UNDO = timedelta(days=7)


def ask(member: Member, now: datetime) -> datetime:
    """Have it go; when it will. Asked again, the first wish stands."""
    if member.leaving_at is None:
        member.leaving_at = now + UNDO
        member.save(update_fields=["leaving_at"])
    found: datetime = member.leaving_at
    return found


def undo(member: Member) -> None:
    """Stay."""
    member.leaving_at = None
    member.save(update_fields=["leaving_at"])


def purge(now: datetime) -> int:
    """Let go of everyone whose time has come; how many that were."""
    gone = 0
    for member in Member.objects.filter(leaving_at__lte=now):
        _purge(member, now)
        gone += 1
    return gone


@transaction.atomic
def _purge(member: Member, now: datetime) -> None:
    """All rows that hold the member's number or addresses: by their keys, and those that have none."""
    addresses = {member.email, *EmailAddress.objects.filter(user=member).values_list("email", flat=True)}
    theirs = Q(member=member)
    for address in addresses:
        theirs |= Q(email__iexact=address)
    Payer.objects.filter(theirs).delete()
    _end_sessions(member, addresses, now)
    member.delete()
    with connection.cursor() as cursor:  # counts of attempts name members; all of theirs are long over
        cursor.execute(f'DELETE FROM "{settings.CACHES["default"]["LOCATION"]}" WHERE expires < %s', [now])  # noqa: S608


def _end_sessions(member: Member, addresses: set[str], now: datetime) -> None:
    """Sessions keep whose they are inside; each is looked into, and those that are over go too."""
    Session.objects.filter(expire_date__lt=now).delete()
    number = user_pk_to_url_str(member)
    for session in Session.objects.all().iterator():
        told = session.get_decoded()
        begun = told.get("account_login") or {}
        whole = json.dumps(told, default=str)
        is_theirs = told.get("_auth_user_id") == str(member.pk) or begun.get("user_pk") == number
        if is_theirs or any(address in whole for address in addresses):
            session.delete()
