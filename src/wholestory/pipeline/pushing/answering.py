"""Answering hubs, at the address that they know of us."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from wholestory import feeds
from wholestory.model import Hub, Reply
from wholestory.pipeline.pushing.keeping import Hubs, Pushed
from wholestory.pipeline.pushing.receiving import receive
from wholestory.pipeline.pushing.verifying import verify


class Subscribed(Hubs, Pushed, Protocol):
    """Keeps what hubs have agreed to, and what they deliver."""

    def hub(self, token: str) -> Hub | None:
        """The hub that knows a token."""
        ...


class Answers:
    """What to say to a hub that comes to our address with a token."""

    def __init__(self, archive: Subscribed, *, now: Callable[[], datetime]) -> None:
        self._archive, self._now = archive, now

    def expects(self, token: str) -> bool:
        """Whether a hub knows our address with `token`."""
        return self._archive.hub(token) is not None

    def verified(self, token: str, query: Mapping[str, str]) -> Reply:
        """What to answer a hub that asks, at our address with `token`, whether it was us who subscribed."""
        reply, hub = verify(self._archive.hub(token), query, self._now())
        if hub is not None:
            self._archive.keep_hubs([hub])
        return reply

    def pushed(self, token: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Keep what a hub delivers at our address with `token`, if it signed it; what to answer it."""
        with feeds.reader() as reader:
            hub = self._archive.hub(token)
            return receive(self._archive, reader, hub, headers=headers, body=body, now=self._now())
