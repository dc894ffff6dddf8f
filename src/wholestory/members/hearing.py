"""What follows from what allauth does: an address that is proved begins the trial and brings what was paid
for; a new password ends all tokens.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import (
    email_confirmed,
    password_changed,
    password_reset,
    password_set,
    user_signed_up,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import pre_delete
from django.http import HttpRequest

from wholestory.members import payments, speaking, terms, tokens
from wholestory.members.models import Member
from wholestory.members.push import devices


def listen() -> None:
    """Do so from now on; twice is as once."""
    email_confirmed.connect(_proved, dispatch_uid="members.proved")
    user_signed_up.connect(_signed_up, dispatch_uid="members.signed_up")
    user_logged_out.connect(_signed_out, dispatch_uid="members.signed_out")
    for signal in (password_changed, password_reset, password_set):
        signal.connect(_renewed, dispatch_uid="members.renewed")
    pre_delete.connect(_ended, sender=UserSession, dispatch_uid="members.session_ended")


def _proved(email_address: EmailAddress, **_: Any) -> None:
    _welcome(email_address.user, email_address.email)


def _signed_up(user: Member, **_: Any) -> None:
    """Whoever comes through another server may bring a proved address along."""
    speaking.learn(user)
    for address in EmailAddress.objects.filter(user=user, verified=True):
        _welcome(user, address.email)


def _signed_out(request: HttpRequest, **_: Any) -> None:
    devices.signed_out(request.session.session_key)


def _renewed(user: Member, **_: Any) -> None:
    tokens.end_all(user)


def _ended(instance: UserSession, **_: Any) -> None:
    devices.signed_out(instance.session_key)


def _welcome(member: Member, email: str) -> None:
    terms.begin_trial(member, datetime.now(UTC))
    payments.link(member, email)
