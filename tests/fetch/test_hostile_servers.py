"""Servers that drip, flood, hang, lie and break off: each ends in an outcome, in bounded time and memory."""

import asyncio
import gzip

import brotli
import pytest

from fetching import client, request
from hostile.servers import answer, chunked, dripping, flooding, resetting, serving, silent
from wholestory.fetch import Manners, Outcome, Reason
from wholestory.fetch.decoding import zstd

SHORT = Manners(gap=0, deadline=0.25)
SMALL = Manners(gap=0, deadline=10, largest=100_000)
PATIENT = Manners(gap=0, deadline=10)
HEAD = b"HTTP/1.1 200 OK\r\n"
OPEN = HEAD + b"Content-Type: text/xml\r\n\r\n"
TEXT = b"<item>all of it</item>" * 200


def get(respond, manners=PATIENT):
    async def scenario():
        async with serving(respond) as server, client(manners) as opened:
            return await opened.get(request(server.url()))

    return asyncio.run(scenario())


@pytest.mark.parametrize(
    "respond",
    [
        silent(),
        dripping(b"", b"H"),
        dripping(HEAD, b"X: y\r\n"),
        dripping(OPEN, b"<"),
        dripping(HEAD + b"Content-Length: 99999\r\n\r\n", b"<"),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n<\r\n"),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;", b"x"),
        dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        dripping(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(TEXT)[:20], b""),
    ],
)
def test_what_drips_or_hangs_is_ended_by_the_deadline(respond):
    found = get(respond, SHORT)
    assert found.outcome is Outcome.FAILED
    assert found.reason in (Reason.TIMEOUT, Reason.PROTOCOL)
    assert found.capture is None


def test_the_deadline_covers_all_redirects_together():
    async def slowly(writer):
        await asyncio.sleep(0.1)
        writer.write(answer("302 On", [("Location", "/on")]))

    assert get(lambda asked: slowly, SHORT).reason is Reason.TIMEOUT


@pytest.mark.parametrize(
    "respond",
    [
        flooding(OPEN, b"x" * 65536),
        flooding(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        answer(body=b"x" * 100_001),
        answer(body=b"", length=10**12),
        flooding(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(bytes(1 << 20))),
        flooding(HEAD + b"Content-Encoding: br\r\n\r\n" + brotli.compress(bytes(1 << 24)), b""),
        answer(headers=[("Content-Encoding", "zstd")], body=zstd.compress(bytes(1 << 24))),
    ],
)
def test_what_has_no_end_is_too_large(respond):
    assert get(respond, SMALL).outcome is Outcome.TOO_LARGE


@pytest.mark.parametrize(
    "respond",
    [
        answer(body=TEXT, length=len(TEXT) + 1),
        answer(body=b"", length=5),
        chunked(TEXT, end=b""),
        chunked(TEXT, end=b"0\r\n"),
        chunked(TEXT, end=b"5\r\nab"),
        *(
            answer(headers=[("Content-Encoding", coding)], body=encode(TEXT)[:-4])
            for coding, encode in (("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress))
        ),
        chunked(gzip.compress(TEXT)[:-1], headers=[("Content-Encoding", "gzip")]),
        answer(headers=[("Content-Encoding", "gzip")], body=gzip.compress(TEXT)[:-9], length=False),
    ],
)
def test_a_body_cut_short_is_noticed(respond):
    found = get(respond)
    assert (found.outcome, found.capture) == (Outcome.TRUNCATED, None)


@pytest.mark.parametrize(
    "respond",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"\x00" * 1000,
        b"<html>no headers</html>",
        b"HTTP/9.9 abc\r\n\r\n",
        b"HTTP/1.1 99999 Odd\r\n\r\n",
        HEAD + b"No colon here\r\n\r\n",
        HEAD + b"X: " + b"y" * (20 << 20) + b"\r\n\r\n",
        HEAD + b"X: y\r\n" * 500_000 + b"\r\n",
        HEAD + b"Content-Length: five\r\n\r\n",
        HEAD + b"Content-Length: -5\r\n\r\n",
        HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        HEAD + b"X: a\x00b\r\n\r\n",
        resetting(),
        resetting(HEAD),
        resetting(HEAD + b"Content-Length: 50\r\n\r\nhalf"),
        answer(headers=[("Content-Encoding", "gzip")], body=TEXT),
        answer(headers=[("Content-Encoding", "gzip, gzip")], body=gzip.compress(gzip.compress(TEXT))),
        answer(headers=[("Content-Encoding", "lzma")], body=TEXT),
    ],
)
def test_what_is_not_http_is_a_clean_failure(respond):
    found = get(respond)
    assert found.outcome in (Outcome.FAILED, Outcome.TRUNCATED), found
    assert found.reason is not Reason.UNEXPECTED, found
    assert found.capture is None


def test_a_host_that_breaks_off_leaves_the_next_one_unharmed():
    async def scenario():
        async with (
            serving(resetting(HEAD)) as bad,
            serving(answer(body=b"fine")) as good,
            client() as opened,
        ):
            return [a async for a in opened.each(request(s.url()) for s in (bad, good, bad, good))]

    assert [a.outcome for a in asyncio.run(scenario())].count(Outcome.FRESH) == 2


def test_long_but_honest_headers_are_fine():
    policy = "default-src 'self' " + "https://cdn.example " * 700
    found = get(answer(headers=[("Content-Security-Policy", policy)], body=b"ok"))
    assert found.capture.body == b"ok"


def test_no_connection_or_task_is_left_behind():
    async def scenario():
        async with serving(silent()) as hanging, serving(answer(body=b"ok")) as good:
            async with client(SHORT) as opened:
                await asyncio.gather(*(opened.get(request(s.url())) for s in (hanging, good)))
            await asyncio.sleep(0.05)
            return hanging.at_once, good.at_once

    assert asyncio.run(scenario())[1] == 0
