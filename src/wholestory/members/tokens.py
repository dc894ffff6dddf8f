"""Tokens: what a member's own programs sign in with, at the API alone. Shown once; the hash is kept."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from django.db import OperationalError, transaction

from wholestory.errors import BadMember
from wholestory.members import acts, names
from wholestory.members.models import Member, Role, Token

Scope = Token.Scope
MOST = 50  # of one member
LONGEST_NAME = 80
LONGEST = 36_500  # days
BYTES = 32
SEEN = timedelta(hours=1)  # between two notes of when it was used
_MARK = "ws"  # by which programs that look for lost secrets know one


@dataclass(frozen=True, slots=True)
class Made:
    """A new token; `secret` is told once and never again."""

    token: Token
    secret: str


@transaction.atomic
def make(member: Member, *, name: str, scope: str, days: int | None, now: datetime) -> Made:
    """A token that is taken for so many days, or until it is ended. Raises `BadMember`."""
    if scope not in Scope.values:
        raise BadMember("a token may read, or read and write")
    if days is not None and not 0 < days <= LONGEST:
        raise BadMember(f"a token is taken for 1 to {LONGEST:,} days, not {days}")
    if Token.objects.filter(member=member).count() >= MOST:
        raise BadMember(f"{MOST} tokens are there already: end some first")
    prefix = f"{_MARK}_{secrets.token_hex(4)}"
    secret = f"{prefix}_{secrets.token_urlsafe(BYTES)}"
    token = Token.objects.create(
        member=member,
        name=names.subject(name)[:LONGEST_NAME],
        prefix=prefix,
        hash=_hash(secret),
        scope=scope,
        made_at=now,
        until=now + timedelta(days=days) if days is not None else None,
    )
    _note(member, "made a token", prefix)
    return Made(token, secret)


def of(secret: str, now: datetime) -> Token | None:
    """The token of that secret, with its member; None where it is not known, over, or its member may not in.

    Looked up by the hash: how long that takes says nothing of the secret.
    """
    hash = _hash(secret)
    found: Token | None = Token.objects.select_related("member").filter(hash=hash).first()
    if found is None or not compare_digest(found.hash, hash) or not found.member.is_active:
        return None
    if found.until is not None and found.until <= now:
        return None
    _seen(found, now)
    return found


def listed(member: Member) -> list[Token]:
    """All of a member, the latest first."""
    return list(Token.objects.filter(member=member).order_by("-made_at", "-id"))


@transaction.atomic
def end(member: Member, number: int) -> bool:
    """End one of a member's, at once. Whether there was one of that number."""
    found = Token.objects.filter(member=member, id=number).first()
    if found is None:
        return False
    found.delete()
    _note(member, "ended a token", found.prefix)
    return True


def end_all(member: Member) -> None:
    """End all of a member's: whoever has a new password may have lost the old one to somebody."""
    Token.objects.filter(member=member).delete()


def _seen(token: Token, now: datetime) -> None:
    """Note when it was used, not each time; where the file is busy, the next time does."""
    if token.used_at is None or now - token.used_at >= SEEN:
        with suppress(OperationalError):
            Token.objects.filter(id=token.id).update(used_at=now)


def _note(member: Member, what: str, prefix: str) -> None:
    if member.role != Role.READER:
        acts.note(member, what, prefix)


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
