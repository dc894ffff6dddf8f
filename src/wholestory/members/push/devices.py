"""Devices: the browsers that a member lets us push to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from wholestory.errors import BadMember
from wholestory.members.models import Device, Member, Watch
from wholestory.members.push import keys, sealing
from wholestory.text import urls
from wholestory.text.urls import RawUrl

MOST = 20
LONGEST = 4000  # letters of what a browser gives
POINT = 65  # bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What a browser gives who is to push to it."""

    endpoint: str
    host: str
    key: str
    secret: str


def read(given: str) -> Given:
    """A subscription as browsers write it (JSON). Raises `BadMember`."""
    try:
        found = json.loads(given[:LONGEST])
        endpoint = urls.parse(RawUrl(str(found["endpoint"])))
        key, secret = keys.data(str(found["keys"]["p256dh"])), keys.data(str(found["keys"]["auth"]))
        keys.point(key)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadMember("this is no subscription of a browser") from error
    if endpoint is None or not urls.is_secure(endpoint) or len(endpoint) > _longest():
        raise BadMember("messages are pushed to https addresses alone")
    if len(key) != POINT or len(secret) != sealing.SECRET:
        raise BadMember("this subscription has no such keys")
    return Given(endpoint, urls.host(endpoint), keys.text(key), keys.text(secret))


@transaction.atomic
def add(member: Member, given: Given, *, name: str, session: str | None, now: datetime) -> Device:
    """Push to it from now on; a browser that was another's is this member's now. Raises `BadMember`."""
    if Device.objects.filter(member=member).exclude(endpoint=given.endpoint).count() >= MOST:
        raise BadMember(f"there are {MOST} devices already: let go of one first")
    told = {
        "member": member,
        "host": given.host,
        "key": given.key,
        "secret": given.secret,
        "name": " ".join(name.split())[:80],
        "session": _hidden(session),
        "since": now,
        "failures": 0,
        "rests_until": None,
    }
    Device.objects.filter(endpoint=given.endpoint).exclude(member=member).delete()  # with its messages
    made: Device = Device.objects.update_or_create(endpoint=given.endpoint, defaults=told)[0]
    return made


def remove(member: Member, number: int) -> bool:
    """Push to it no more. Whether it was there."""
    gone = Device.objects.filter(member=member, id=number).delete()[0]
    forget_unheard(member.pk)
    return bool(gone)


def signed_out(session: str | None) -> None:
    """Who signed out of a browser, or was signed out of it, hears nothing there any more."""
    if session:
        found = Device.objects.filter(session=_hidden(session))
        members = list(found.values_list("member_id", flat=True))
        found.delete()
        for member in members:
            forget_unheard(member)


def forget_unheard(member: int) -> None:
    """Where nothing is heard any more, what was told last is let go of: who comes back begins anew."""
    if not Device.objects.filter(member=member).exists():
        Watch.objects.filter(follow__member=member).delete()


def of(member: Member) -> list[Any]:
    """A member's devices, the latest first."""
    return list(Device.objects.filter(member=member).order_by("-since", "-id"))


def _hidden(session: str | None) -> str:
    """A session's key is what its browser holds: none of it is kept here."""
    return sha256(f"device of {session}".encode()).hexdigest() if session else ""


def _longest() -> int:
    return Device._meta.get_field("endpoint").max_length or LONGEST
