"""Abroad: what needs the network, done from any thread, with the manners and guards of one newsroom."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import datetime
from typing import Protocol, TypeVar

from wholestory import fetch
from wholestory.fetch import Manners
from wholestory.pipeline.gathering.hands import Hands

T = TypeVar("T")


class Home(Protocol):
    """What is asked of whoever keeps things."""

    def rests(self, now: datetime) -> Mapping[str, datetime]:
        """The sites that asked for a rest, and until when."""
        ...

    def close(self) -> None:
        """Let go of the file, in the thread that calls."""
        ...


class Abroad:
    """`allowed` lists private hosts that may be asked, `accounts` the passwords of mailboxes."""

    def __init__(
        self,
        home: Home,
        now: Callable[[], datetime],
        *,
        manners: Manners | None,
        allowed: Iterable[str],
        accounts: Mapping[str, str],
    ) -> None:
        self._home, self._now, self._manners = home, now, manners
        self._allowed, self._accounts = tuple(allowed), dict(accounts)

    def do(self, work: Callable[[fetch.Client, Hands], Awaitable[T]]) -> T:
        """What `work` gives; to be called from a thread that runs no event loop of its own."""
        client = self._client()
        client.entrust(self._accounts)

        async def visit() -> T:
            with ExitStack() as stack:
                async with client:
                    return await work(client, Hands(stack, ended=self._home.close))

        return asyncio.run(visit())

    def ask(self, request: fetch.Request) -> fetch.Answer:
        """What came of one request; to be called as `do`."""
        client = self._client()

        async def visit() -> fetch.Answer:
            async with client:
                return await client.get(request)

        return asyncio.run(visit())

    def _client(self) -> fetch.Client:
        return fetch.Client(self._manners, allowed=self._allowed, held=self._home.rests(self._now()))
