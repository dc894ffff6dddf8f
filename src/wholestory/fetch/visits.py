"""robots.txt files as they are read and remembered, one for each origin."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from wholestory.fetch.answer import Answer, Outcome, Reason
from wholestory.fetch.manners import PRODUCT
from wholestory.fetch.request import Kind, Request
from wholestory.fetch.robots import Rules, Says
from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url

_KEPT = timedelta(hours=24)  # RFC 9309 §2.4: no longer than that
_KEPT_UNKNOWN = timedelta(hours=1)
_REMEMBERED = 2048  # origins
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class _Known:
    verdict: Rules | Says
    until: datetime


class Visits:
    """Asks an origin's robots.txt before its pages."""

    def __init__(self, get: Callable[[Request], Awaitable[Answer]], *, now: Callable[[], datetime]) -> None:
        self._get = get
        self._now = now
        self._known: dict[Url, _Known] = {}
        self._locks: WeakValueDictionary[Url, asyncio.Lock] = WeakValueDictionary()

    async def says(self, url: Url) -> Says:
        """What the site says of `url`; its robots.txt is fetched where it is not known."""
        verdict = await self._of(urls.origin(url))
        if isinstance(verdict, Says):
            return verdict
        return Says.YES if verdict.allow(url) else Says.NO

    async def sitemaps(self, url: Url) -> tuple[Url, ...]:
        """The sitemaps that the site of `url` names in its robots.txt."""
        origin = urls.origin(url)
        verdict = await self._of(origin)
        if isinstance(verdict, Says):
            return ()
        found = (urls.parse(RawUrl(each), base=origin) for each in verdict.sitemaps)
        return tuple(dict.fromkeys(each for each in found if each))

    async def _of(self, origin: Url) -> Rules | Says:
        lock = self._locks.get(origin)
        if lock is None:
            lock = self._locks[origin] = asyncio.Lock()
        async with lock:
            return await self._verdict(origin)

    async def _verdict(self, origin: Url) -> Rules | Says:
        known = self._known.pop(origin, None)
        if known is None or known.until <= self._now():
            known = await self._read(origin)
        self._known[origin] = known  # the newest last
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return known.verdict

    async def _read(self, origin: Url) -> _Known:
        robots = urls.parse(RawUrl("/robots.txt"), base=origin)
        assert robots is not None
        verdict = judge(await self._get(Request(url=robots, kind=Kind.ROBOTS)))
        return _Known(verdict, self._now() + (_KEPT_UNKNOWN if verdict is Says.UNKNOWN else _KEPT))


def judge(answer: Answer) -> Rules | Says:
    """RFC 9309 §2.3.1: a 4xx, or too many redirects, is no rule at all; a 5xx or no answer a no for now.

    429 counts among the latter, as with most crawlers: a site that is out of breath is left alone.
    """
    if answer.outcome is Outcome.FRESH and answer.capture:
        return Rules(answer.capture.body, agent=PRODUCT)
    if answer.outcome is Outcome.GONE or answer.reason is Reason.REDIRECTS:
        return Says.YES
    if answer.status is not None and 400 <= answer.status < 500 and answer.status != _TOO_MANY_REQUESTS:
        return Says.YES
    return Says.UNKNOWN
