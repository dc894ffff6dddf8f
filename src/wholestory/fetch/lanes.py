"""How many requests run at a time, so that those which hang do not keep the others waiting.

With one limit for all, a thousand hanging hosts at twenty seconds each hold fifty places for seven minutes.
So a request that has run for a while gives its place back and goes on in a second, wider lane: it costs a
socket and hardly any traffic.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


class Lanes:
    """`fast` places, given back after `patience` seconds while one of `slow` places is free."""

    def __init__(self, *, fast: int, slow: int, patience: float) -> None:
        self._fast = asyncio.Semaphore(fast)
        self._slow_left = slow
        self._patience = patience

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place for as long as the request runs."""
        await self._fast.acquire()
        place = _Place()
        self._look_again(place)
        try:
            yield
        finally:
            self._leave(place)

    def _look_again(self, place: _Place) -> None:
        place.timer = asyncio.get_running_loop().call_later(self._patience, self._give_way, place)

    def _give_way(self, place: _Place) -> None:
        if self._slow_left == 0:
            self._look_again(place)
            return
        self._slow_left -= 1
        place.is_slow = True
        self._fast.release()

    def _leave(self, place: _Place) -> None:
        if place.timer:
            place.timer.cancel()
        if place.is_slow:
            self._slow_left += 1
        else:
            self._fast.release()


@dataclass(slots=True)
class _Place:
    is_slow: bool = False
    timer: asyncio.TimerHandle | None = None
