"""A hub asks whether it was really us who subscribed; only what we asked for is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from wholestory.model import Hub, Reply

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=30)
USUAL = timedelta(days=10)  # where a hub does not say
PATIENCE = timedelta(days=1)  # from asking to being asked back
REFUSED = timedelta(days=7)  # until one that said no is asked again
_CHALLENGE = 4096
_UNKNOWN = Reply(404, "nothing was asked for under this address")


def verify(hub: Hub | None, query: Mapping[str, str], now: datetime) -> tuple[Reply, Hub | None]:
    """The reply, and how the subscription stands then; None where nothing changes.

    `hub` is the one whose token the address carried. A subscription is confirmed only if we asked for this
    topic within a day, its end only if nobody follows the feed any more.
    """
    mode, topic = query.get("hub.mode", ""), query.get("hub.topic")
    if hub is None or topic != hub.offer.topic:
        return _UNKNOWN, None
    if mode == "denied":
        said = f"refused by the hub: {query.get('hub.reason', 'no reason given')[:200]}"
        failures = hub.failures + 1
        return Reply(200), replace(
            hub, asked_at=None, until=None, next_at=now + REFUSED, failures=failures, error=said
        )
    challenge = query.get("hub.challenge", "")
    is_asked = hub.asked_at is not None and now - hub.asked_at <= PATIENCE
    if not is_asked or not 0 < len(challenge) <= _CHALLENGE:
        return _UNKNOWN, None
    if mode == "subscribe" and hub.is_wanted:
        lease = _lease(query.get("hub.lease_seconds", ""))
        return Reply(200, challenge), replace(
            hub, asked_at=None, until=now + lease, next_at=now + lease * 0.8, failures=0, error=None
        )
    if mode == "unsubscribe" and not hub.is_wanted:
        return Reply(200, challenge), replace(hub, asked_at=None, until=None, next_at=None)
    return _UNKNOWN, None


def _lease(printed: str) -> timedelta:
    if not (printed.isascii() and printed.isdecimal() and len(printed) < 12):
        return USUAL
    return min(max(timedelta(seconds=int(printed)), SHORTEST), LONGEST)
