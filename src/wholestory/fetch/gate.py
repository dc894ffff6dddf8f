"""Whose turn it is: one request at a time for each site, rests between, longer ones where a site asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from weakref import WeakValueDictionary

_REMEMBERED = 4096  # sites, before those that have rested long enough are forgotten


class Gate:
    """One for all requests of a client."""

    def __init__(self, *, gap: float, held: Mapping[str, datetime]) -> None:
        """`gap` in seconds; `held` as an earlier run left it: site to the time it may be asked again."""
        self._gap = gap
        self._held = dict(held)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._left: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, site: str, *, at_once: bool = False) -> AsyncIterator[None]:
        """Wait until `site` is free and rested; `at_once` is for following its own redirect."""
        lock = self._locks.get(site)
        if lock is None:
            lock = self._locks[site] = asyncio.Lock()
        async with lock:
            await asyncio.sleep(0 if at_once else self._rest(site))
            try:
                yield
            finally:
                self._leave(site)

    def hold(self, site: str, until: datetime) -> None:
        """Leave `site` alone until then."""
        self._held[site] = max(until, self._held.get(site, until))

    def held(self, site: str, *, now: datetime) -> datetime | None:
        """Until when `site` is to be left alone; None where it is not."""
        until = self._held.get(site)
        if until is not None and until <= now:
            del self._held[site]
            return None
        return until

    def _rest(self, site: str) -> float:
        left = self._left.get(site)
        return 0 if left is None else max(0.0, left + self._gap - asyncio.get_running_loop().time())

    def _leave(self, site: str) -> None:
        now = asyncio.get_running_loop().time()
        self._left[site] = now
        if len(self._left) > _REMEMBERED:
            self._left = {name: left for name, left in self._left.items() if now - left < self._gap}
