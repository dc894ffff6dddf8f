"""What the tests of this room share: a client that may reach loopback and does not dawdle."""

import asyncio
import contextlib

from wholestory import fetch
from wholestory.fetch import Kind, Manners, Request
from wholestory.text import urls
from wholestory.text.urls import RawUrl

QUICK = Manners(gap=0.0, deadline=5.0)
LOOPBACK = ("127.0.0.0/8", "::1")


def request(url, **options):
    found = urls.parse(RawUrl(url))
    assert found, url
    return Request(url=found, **options)


@contextlib.asynccontextmanager
async def client(manners=QUICK, *, allowed=LOOPBACK, **options):
    async with fetch.Client(manners, allowed=allowed, **options) as opened:
        yield opened


def get(url, manners=QUICK, *, kind=Kind.FEED, validators=None, post=None, **options):
    """One answer, for tests whose server runs elsewhere."""

    async def ask():
        async with client(manners, **options) as opened:
            return await opened.get(request(url, kind=kind, validators=validators, post=post))

    return asyncio.run(ask())
