"""What a hub delivers: checked, read in a limited process, decided and kept as if we had asked for it."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.message import Message

from wholestory import feeds
from wholestory.errors import Unreadable
from wholestory.feeds import Reader
from wholestory.model import Feed, Hub, Reply
from wholestory.pipeline.gathering import visiting
from wholestory.pipeline.pushing.keeping import Pushed

LARGEST = 10 << 20  # bytes of one delivery, as of a feed
LEASE = timedelta(minutes=5)
_HASHES = ("sha256", "sha384", "sha512")  # SHA-1 is not believed any more


def receive(
    archive: Pushed,
    reader: Reader,
    hub: Hub | None,
    *,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
) -> Reply:
    """Keep what a hub delivers, and answer it.

    Without a valid signature nothing is read, and the hub is not told so, as the standard has it. What is
    no feed only makes the feed due to be asked. 503 asks the hub to come again: the feed is just being read.
    """
    if hub is None or hub.until is None or hub.until <= now:
        return Reply(404, "nothing is subscribed under this address")
    if len(body) > LARGEST:
        return Reply(413, "more than a feed can hold")
    given = {name.lower(): value for name, value in headers.items()}
    if not is_signed(hub.secret, given.get("x-hub-signature", ""), body):
        return Reply(202)
    try:
        parsed = reader.feed(body, url=hub.offer.topic, charset=_charset(given.get("content-type")))
    except Unreadable:
        archive.hasten(hub.feed, now)
        return Reply(202)
    return _kept(archive, hub, parsed, now)


def _kept(archive: Pushed, hub: Hub, parsed: Feed, now: datetime) -> Reply:
    feed = archive.lend(hub.feed, now, lease=LEASE)
    if feed is None:
        return Reply(503, "this feed is being read; please come again")
    found = visiting.pushed(feed, feeds.decide(archive.known(feed.id), parsed, now), now)
    archive.keep([found])
    return Reply(202)


def is_signed(secret: str, signature: str, body: bytes) -> bool:
    """Whether `signature` ("sha256=…") is of `body` under our secret; compared in constant time."""
    method, _, printed = signature.strip().partition("=")
    if method.lower() not in _HASHES:
        return False
    made = hmac.new(secret.encode(), body, method.lower()).hexdigest()
    return hmac.compare_digest(made.encode(), printed.strip().lower().encode("utf-8", "replace"))


def _charset(type: str | None) -> str | None:
    if not type:
        return None
    typed = Message()
    typed["content-type"] = type[:1000].replace("\r", " ").replace("\n", " ")
    return typed.get_content_charset()
