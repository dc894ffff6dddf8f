"""Sending: notices on their way to push services, through the house's one client and its guard.

A notice is taken before it is sent: one of two who send at the same time has it, and after a crash it is
gone rather than doubled. What a service answers decides whether it goes out again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import F, Q

from wholestory import fetch
from wholestory.fetch import Answer, Kind, Outcome, Request
from wholestory.members.models import Device, Notice
from wholestory.members.push import devices, keys, sealing, vouching
from wholestory.text import urls
from wholestory.text.urls import Url

AT_ONCE = 200
WAIT = timedelta(minutes=1)  # after the first failure; twice as long after each other one
TRIES, FAILURES = 6, 20  # of a notice, of a device in a row
KEPT = timedelta(days=7)
HOLDS = timedelta(days=1)  # what a device did not hear within a day is no news
NOT_THERE = 404
DEADLINE = 20.0  # seconds

_log = logging.getLogger(__name__)


def client() -> fetch.Client:
    """What sends: a service gets one message after the other, without a pause."""
    return fetch.Client(fetch.Manners(gap=0.0, deadline=DEADLINE), allowed=settings.OURS.allowed_hosts)


def deliver(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> int:
    """Send what is due; how many services took it."""
    made = [(notice, asked) for notice in _taken(now()) if (asked := _sealed(notice, now()))]
    if not made:
        return 0
    answers = asyncio.run(send(client(), [asked for _, asked in made]))
    for (notice, _), answer in zip(made, answers, strict=True):
        _settle(notice, answer, now())
    return sum(answer.outcome is Outcome.FRESH for answer in answers)


def tidy(now: datetime) -> None:
    """Let go of notices that are old, sent or not."""
    Notice.objects.filter(Q(made_at__lt=now - KEPT) | Q(sent_at=None, made_at__lt=now - HOLDS)).delete()


async def send(through: fetch.Client, requests: Sequence[Request]) -> list[Answer]:
    """What came of each, in order."""
    async with through:
        return list(await asyncio.gather(*(through.get(each) for each in requests)))


def request(notice: Notice, now: datetime) -> Request:
    """A notice, sealed for its device."""
    device = notice.device
    url = Url(device.endpoint)
    key = keys.private(settings.PUSH_KEY)
    body = sealing.sealed(notice.body.encode(), device=keys.data(device.key), secret=keys.data(device.secret))
    left = max(0, int((notice.made_at + HOLDS - now).total_seconds()))
    headers = (
        ("Authorization", vouching.vouched(_origin(url), key=key, contact=_contact(), now=now)),
        ("Content-Encoding", "aes128gcm"),
        ("TTL", str(left)),
        ("Urgency", "normal"),
        ("Topic", keys.text(sha256(notice.tag.encode()).digest()[:24])),  # a later one takes its place
    )
    return Request(
        url=url, kind=Kind.OTHER, post=body, post_type="application/octet-stream", post_headers=headers
    )


def _sealed(notice: Notice, now: datetime) -> Request | None:
    """A notice on its way; None for one that cannot be sealed, which holds up none of the others."""
    try:
        return request(notice, now)
    except ValueError as error:
        _log.error("a notice could not be sealed: %s", error)
        return None


def _taken(now: datetime) -> list[Notice]:
    awake = Q(device__rests_until=None) | Q(device__rests_until__lte=now)
    due = Notice.objects.filter(awake, sent_at=None, due_at__lte=now, made_at__gt=now - HOLDS)
    found = list(due.select_related("device").order_by("due_at", "id")[:AT_ONCE])
    return [each for each in found if Notice.objects.filter(id=each.id, sent_at=None).update(sent_at=now)]


def _settle(notice: Notice, answer: Answer, now: datetime) -> None:
    """What follows from an answer."""
    device = notice.device
    if answer.outcome is Outcome.FRESH:
        Device.objects.filter(id=device.id).update(failures=0)
    elif answer.outcome in (Outcome.GONE, Outcome.REFUSED) or answer.status == NOT_THERE:
        _drop(device)
    elif answer.retry_at is not None:
        Device.objects.filter(host=device.host).update(rests_until=answer.retry_at)
        Notice.objects.filter(id=notice.id).update(sent_at=None, due_at=answer.retry_at)
    else:
        _try_again(notice, now)


def _try_again(notice: Notice, now: datetime) -> None:
    Device.objects.filter(id=notice.device_id).update(failures=F("failures") + 1)
    if notice.device.failures + 1 >= FAILURES:
        _drop(notice.device)
    elif notice.tries + 1 < TRIES:
        later = now + WAIT * 2**notice.tries
        Notice.objects.filter(id=notice.id).update(sent_at=None, due_at=later, tries=F("tries") + 1)


def _drop(device: Device) -> None:
    Device.objects.filter(id=device.id).delete()
    devices.forget_unheard(device.member_id)


def _origin(url: Url) -> str:
    return str(urls.origin(url)).rstrip("/")


def _contact() -> str:
    """Whom a push service may write to, as an address it takes."""
    ours = settings.OURS
    if ours.contact:
        return f"mailto:{ours.contact}" if "@" in ours.contact and ":" not in ours.contact else ours.contact
    named = urls.host(Url(ours.public)) if ours.public else "localhost"
    return f"mailto:wholestory@{named}"
