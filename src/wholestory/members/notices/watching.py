"""Watching what members follow: what is new since they were told becomes notices for their devices."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from wholestory.members.models import Device, Follow, Member, Notice, Watch
from wholestory.members.notices import searches, stories
from wholestory.members.notices.message import Message

Known = Mapping[str, Any]
Look = Callable[[str, Known], tuple[Known, Message | None]]
LOOKS: dict[str, Look] = {Follow.Kind.STORY: stories.look, Follow.Kind.SEARCH: searches.look}
EVERY = timedelta(minutes=1)  # what is followed is looked at
QUIET = timedelta(hours=1)  # between two messages on one thing
AT_ONCE = 200  # follows; the others come the next time, the longest waiting first


def look(now: datetime) -> int:
    """Look at what is followed, new follows and then those not looked at for longest; how many notices."""
    for follow in _new():
        known, _ = _seen(follow, {})
        Watch.objects.get_or_create(
            follow=follow, defaults={"known": json.dumps(known), "looked_at": now, "told_at": None}
        )
    due = Watch.objects.filter(looked_at__lte=now - EVERY, follow__kind__in=LOOKS)
    told = due.filter(follow__member__is_active=True, follow__member__leaving_at=None)
    found = list(told.select_related("follow__member").order_by("looked_at")[:AT_ONCE])
    done = sum(_watch(each, now) for each in found)
    Watch.objects.filter(pk__in=[each.pk for each in found]).update(looked_at=now)
    return done


def _new() -> list[Follow]:
    """What is followed by who hears of it somewhere, and was not looked at yet."""
    heard = Device.objects.values("member")
    found = Follow.objects.filter(kind__in=LOOKS, watch=None, member__in=heard)
    return list(found.select_related("member")[:AT_ONCE])


def _watch(watch: Watch, now: datetime) -> int:
    if watch.told_at is not None and now - watch.told_at < QUIET:
        return 0
    known, message = _seen(watch.follow, json.loads(watch.known))
    written = json.dumps(known)
    if written == watch.known:
        return 0
    with transaction.atomic():
        mine = Watch.objects.filter(pk=watch.pk, known=watch.known)  # whoever looks at the same time does not
        if not mine.update(known=written, **({"told_at": now} if message else {})) or message is None:
            return 0
        return notify(watch.follow.member, message, now)


def _seen(follow: Follow, known: Known) -> tuple[Known, Message | None]:
    with translation.override(follow.member.language or settings.LANGUAGE_CODE):
        return LOOKS[follow.kind](follow.of, known)


def notify(member: Member, message: Message, now: datetime) -> int:
    """Have a message sent to all devices of a member, in the place of an earlier one that is still here."""
    devices = list(Device.objects.filter(member=member))
    Notice.objects.filter(device__in=devices, tag=message.tag, sent_at=None).delete()
    told = {"tag": message.tag, "body": message.written(), "made_at": now, "due_at": now}
    Notice.objects.bulk_create([Notice(device=device, **told) for device in devices])
    return len(devices)
