"""Hands: the threads that do what must not hold the network up, reading documents and keeping them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import ParamSpec, TypeVar

from wholestory import feeds

P = ParamSpec("P")
T = TypeVar("T")


class Hands:
    """One thread keeps, so that a database has one connection of ours; as many as there are cores read.

    Both end with `stack`; `ended` is called by the thread that keeps, as its last.
    """

    def __init__(self, stack: ExitStack, *, ended: Callable[[], None]) -> None:
        self.count = min(4, os.cpu_count() or 1)
        self._keeping = stack.enter_context(ThreadPoolExecutor(1, "keeping"))
        stack.callback(lambda: self._keeping.submit(ended).result())
        self._reading = stack.enter_context(ThreadPoolExecutor(self.count, "reading"))
        self._free: asyncio.Queue[feeds.Reader] = asyncio.Queue()
        for _ in range(self.count):
            self._free.put_nowait(stack.enter_context(feeds.reader()))

    async def keep(self, work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """What `work` gives, done by the thread that keeps."""
        return await self._in(self._keeping, partial(work, *args, **options))

    async def read(self, work: Callable[[feeds.Reader], T]) -> T:
        """What `work` gives, done with a reader of its own. Raises `Unreadable` as `feeds.reader` does."""
        reader = await self._free.get()
        try:
            return await self._in(self._reading, partial(work, reader))
        finally:
            self._free.put_nowait(reader)

    async def _in(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)
