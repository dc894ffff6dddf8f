"""The client: every request of the house goes through `get`, and every connection through its guard."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver

from wholestory.errors import Unreadable
from wholestory.fetch import following, imap
from wholestory.fetch.answer import Answer, Outcome, Reason, Unanswered
from wholestory.fetch.exchange import Received, exchange
from wholestory.fetch.following import Chain
from wholestory.fetch.gate import Gate
from wholestory.fetch.guard import Guard
from wholestory.fetch.imap import Account, Post
from wholestory.fetch.lanes import Lanes
from wholestory.fetch.manners import Manners
from wholestory.fetch.request import Kind, Request
from wholestory.fetch.resolver import Resolver
from wholestory.fetch.robots import LARGEST as LARGEST_ROBOTS
from wholestory.fetch.robots import Says
from wholestory.fetch.visits import Visits
from wholestory.text import urls
from wholestory.text.urls import Url

_LINE = 32 << 10  # bytes of one header; policies of real sites pass aiohttp's 8 kB
_HEADERS = 200


def _now() -> datetime:
    return datetime.now(UTC)


class Client:
    """Fetches politely and safely; open it with `async with`.

    `allowed` lists private hosts that may be reached (see `addresses.parse_allowed`); `held` the sites that
    asked an earlier run for a rest. `trusted` replaces the system's certificates.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        allowed: Iterable[str] = (),
        held: Mapping[str, datetime] | None = None,
        trusted: ssl.SSLContext | None = None,
        resolver: AbstractResolver | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._accounts: dict[str, str] = {}
        self.manners = manners or Manners()
        self._guard = Guard(allowed)
        self._gate = Gate(gap=self.manners.gap, held=held or {})
        self._lanes = Lanes(fast=self.manners.at_once, slow=self.manners.slow, patience=self.manners.patience)
        self._visits = Visits(self._get_once, now=now)
        self._trusted, self._resolver, self._now = trusted, resolver, now
        self._agent = self.manners.agent
        self._stack = AsyncExitStack()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = await self._stack.enter_async_context(self._opened())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._session = None
        await self._stack.aclose()

    def _opened(self) -> aiohttp.ClientSession:
        """The only place where a session is made."""
        connector = aiohttp.TCPConnector(
            limit=0,  # lanes and turns do the counting
            use_dns_cache=False,
            resolver=self._resolver or Resolver(),
            ssl=self._trusted or ssl.create_default_context(),
            socket_factory=self._guard.socket,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            auto_decompress=False,
            trust_env=False,
            requote_redirect_url=False,
            max_line_size=_LINE,
            max_field_size=_LINE,
            max_headers=_HEADERS,
        )

    async def get(self, request: Request) -> Answer:
        """What came of one request. Raises nothing but CancelledError."""
        if request.kind is Kind.PAGE:
            says = await self._visits.says(request.url)
            if says is not Says.YES:
                outcome = Outcome.REFUSED if says is Says.NO else Outcome.FAILED
                reason = f"robots.txt {'says no' if says is Says.NO else 'cannot be read now'}"
                return _ended(Chain(request), Unanswered(outcome, Reason.ROBOTS, reason))
        return await self._get_once(request)

    async def sitemaps(self, url: Url) -> tuple[Url, ...]:
        """The sitemaps that the site of `url` names in its robots.txt; none where it cannot be read."""
        return await self._visits.sitemaps(url)

    def entrust(self, accounts: Mapping[str, str]) -> None:
        """Take passwords of mailboxes, by "user@host"."""
        self._accounts.update(accounts)

    async def letters(self, account: Account, *, mark: str | None) -> Post:
        """What came into a mailbox since `mark`, as `imap.letters`. Raises Unreadable.

        The password goes to the account it was given for and to no other.
        """
        password = self._accounts.get(account.name)
        if password is None:
            raise Unreadable(f"no password for {account.name}: set mail_account and mail_password")
        return await asyncio.to_thread(
            imap.letters, account, password, guard=self._guard, trusted=self._trusted, mark=mark
        )

    async def each(self, requests: Iterable[Request]) -> AsyncIterator[Answer]:
        """The answers as they come, sites beside each other, each site's requests in order.

        At most `at_once + slow` answers are under way or wait to be taken: a slow consumer slows the fetching
        down. Leaving early ends what is under way; close the iterator then.
        """
        sites: dict[str, list[Request]] = {}
        for request in requests:
            sites.setdefault(urls.site(request.url), []).append(request)
        taken = asyncio.Semaphore(self.manners.at_once + self.manners.slow)
        answers: asyncio.Queue[Answer] = asyncio.Queue()
        tasks = [asyncio.create_task(self._visit(chain, taken, answers)) for chain in sites.values()]
        try:
            for _ in range(sum(map(len, sites.values()))):
                yield await answers.get()
                taken.release()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _visit(
        self, requests: list[Request], taken: asyncio.Semaphore, answers: asyncio.Queue[Answer]
    ) -> None:
        for request in requests:
            await taken.acquire()
            answers.put_nowait(await self.get(request))

    async def _get_once(self, request: Request) -> Answer:
        chain = Chain(request)
        try:
            return await self._follow(chain)
        except Unanswered as end:
            return _ended(chain, end)
        except Exception as error:  # a batch must survive what nobody foresaw
            return _ended(chain, Unanswered(Outcome.FAILED, Reason.UNEXPECTED, repr(error)[:200]))

    async def _follow(self, chain: Chain) -> Answer:
        while True:
            received = await self._ask(chain)
            retry_at = following.rest(received, now=self._now(), manners=self.manners)
            if retry_at:
                self._gate.hold(chain.site, retry_at)
            if not chain.is_led_on(received):
                return following.answer(chain, received, got=self._now(), retry_at=retry_at)
            chain.go_on(received, most=self.manners.redirects)

    async def _ask(self, chain: Chain) -> Received:
        """One hop, in its turn; only time on the network counts against the deadline."""
        assert self._session is not None, "open the client with `async with` first"
        self._respect_rest(chain.site)  # before queueing for what will be refused
        async with self._gate.turn(chain.site, at_once=chain.is_same_site), self._lanes.place():
            self._respect_rest(chain.site)
            loop = asyncio.get_running_loop()
            began, chain.asked_at = loop.time(), self._now()
            try:
                return await exchange(
                    self._session,
                    chain.request,
                    chain.url,
                    agent=self._agent,
                    largest=LARGEST_ROBOTS if chain.request.kind is Kind.ROBOTS else self.manners.largest,
                    seconds=max(0.0, self.manners.deadline - chain.spent),
                )
            finally:
                chain.spent += loop.time() - began

    def _respect_rest(self, site: str) -> None:
        until = self._gate.held(site, now=self._now())
        if until:
            raise Unanswered(Outcome.HELD, detail=f"{site} asked for a rest", retry_at=until)


def _ended(chain: Chain, end: Unanswered) -> Answer:
    return Answer(
        request=chain.request,
        outcome=end.outcome,
        site=chain.site,
        status=end.status,
        reason=end.reason,
        detail=end.detail,
        moved_to=chain.moved_to,
        retry_at=end.retry_at,
    )
