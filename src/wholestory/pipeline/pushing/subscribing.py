"""Asking hubs: for what is followed before each lease ends, and for an end of what is no longer needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from wholestory import fetch
from wholestory.fetch import Answer, Kind, Outcome
from wholestory.model import Hub
from wholestory.pipeline.gathering.hands import Hands
from wholestory.pipeline.pushing.keeping import Hubs
from wholestory.text.urls import Url

LEASE = timedelta(days=10)  # what is asked for; the hub decides
ANSWERED = timedelta(hours=1)  # in which a hub has to ask back before it is asked again
_FIRST, _LONGEST = timedelta(hours=1), timedelta(days=7)


async def subscribe(
    archive: Hubs, client: fetch.Client, hands: Hands, *, callback: str, now: datetime, most: int = 500
) -> int:
    """Ask the hubs whose time has come, `callback` being our own address before the token; how many.

    What is asked is noted first: hubs ask back before they answer.
    """
    due = await hands.keep(archive.hubs_due, now, most=most)
    asked = [replace(each, asked_at=now, next_at=now + ANSWERED) for each in due]
    await hands.keep(archive.keep_hubs, asked)
    sent = {id(each): (each, hub) for hub in asked for each in (request(hub, callback=callback),)}
    async for answer in client.each([each for each, _ in sent.values()]):
        if (failed := failure(sent[id(answer.request)][1], answer, now)) is not None:
            await hands.keep(archive.keep_hubs, [failed], asked_at=now)
    return len(due)


def request(hub: Hub, *, callback: str) -> fetch.Request:
    """What is sent to a hub."""
    told = {
        "hub.mode": "subscribe" if hub.is_wanted else "unsubscribe",
        "hub.topic": hub.offer.topic,
        "hub.callback": f"{callback.rstrip('/')}/{hub.token}",
    }
    if hub.is_wanted:
        told |= {"hub.lease_seconds": str(int(LEASE.total_seconds())), "hub.secret": hub.secret}
    return fetch.Request(url=Url(hub.offer.hub), kind=Kind.OTHER, post=urlencode(told).encode())


def failure(hub: Hub, answer: Answer, now: datetime) -> Hub | None:
    """A hub that did not take what it was asked; None where it did, whatever it still has to ask back."""
    if answer.outcome is Outcome.FRESH:
        return None
    failures = hub.failures + 1
    wait = max(_FIRST * 2 ** min(failures - 1, 10), (answer.retry_at or now) - now)
    said = ": ".join(filter(None, (answer.reason or answer.outcome, answer.detail)))
    return replace(hub, asked_at=None, next_at=now + min(wait, _LONGEST), failures=failures, error=said[:300])
