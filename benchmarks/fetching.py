"""How many feeds a second of processor time: ours beside httpx and plain aiohttp, in one run.

500 feeds of 250 kB, packed, 50 at a time, from a server in another process on loopback (ours: each under a
host name of its own); each client in a fresh process, after a run that warms it; then all unchanged (304).
Medians of RUNS, taken in turn.
Prints the machine, then the figures; asserts nothing.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import platform
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable

FEEDS = 500
AT_ONCE = 50
SIZE = 250_000
RUNS = 5

Fetch = Callable[[int], Awaitable[int]]


def feed() -> bytes:
    """A feed of about SIZE bytes, no two items alike."""
    items = ["<rss><channel><title>Tide</title>"]
    size = n = 0
    while size < SIZE:
        n += 1
        words = " ".join(f"{(n * 7919 + k * 104_729) % 99_991:x}" for k in range(24))
        items.append(
            f"<item><guid>{n}</guid><title>Report {n}</title><description>{words}</description></item>"
        )
        size += len(items[-1])
    return "".join([*items, "</channel></rss>"]).encode()


async def serve() -> None:
    """Serve until standard input ends; the port is the first line printed."""
    body = gzip.compress(feed())
    head = f'Content-Type: text/xml\r\nContent-Encoding: gzip\r\nETag: "1"\r\nContent-Length: {len(body)}'
    whole = f"HTTP/1.1 200 OK\r\n{head}\r\nConnection: close\r\n\r\n".encode() + body
    same = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nConnection: close\r\n\r\n'

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = await reader.readuntil(b"\r\n\r\n")
            writer.write(same if b"if-none-match" in asked.lower() else whole)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    listening.close()


async def with_ours(port: int, *, unchanged: bool) -> int:
    """All feeds by `wholestory.fetch`, with its guard, turns and bounds; the bytes that came."""
    from aiohttp.abc import AbstractResolver, ResolveResult

    from wholestory import fetch
    from wholestory.model import Validators
    from wholestory.text.urls import Url

    class Local(AbstractResolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            return [
                ResolveResult(
                    hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0
                )
            ]

        async def close(self) -> None:
            pass

    requests = []
    for n in range(FEEDS):
        url = Url(f"http://feed{n}.test:{port}/rss")
        given = Validators(url, etag='"1"') if unchanged else None
        requests.append(fetch.Request(url=url, validators=given))
    async with fetch.Client(allowed=["127.0.0.1"], resolver=Local()) as client:
        return sum([len(a.capture.body) async for a in client.each(requests) if a.capture])


async def with_aiohttp(port: int, *, unchanged: bool) -> int:
    """All feeds by aiohttp, read and decoded by itself, without bound."""
    import aiohttp

    headers = {"If-None-Match": '"1"'} if unchanged else {}
    async with aiohttp.ClientSession() as session:

        async def get(n: int) -> int:
            async with session.get(f"http://127.0.0.1:{port}/{n}", headers=headers) as response:
                return len(await response.read())

        return await _all(get)


async def with_httpx(port: int, *, unchanged: bool) -> int:
    """All feeds by httpx, read and decoded by itself, without bound."""
    import httpx

    headers = {"If-None-Match": '"1"'} if unchanged else {}
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=AT_ONCE)) as client:

        async def get(n: int) -> int:
            return len((await client.get(f"http://127.0.0.1:{port}/{n}", headers=headers)).content)

        return await _all(get)


async def _all(get: Fetch) -> int:
    free = asyncio.Semaphore(AT_ONCE)

    async def one(n: int) -> int:
        async with free:
            return await get(n)

    return sum(await asyncio.gather(*map(one, range(FEEDS))))


CLIENTS = {"wholestory.fetch": with_ours, "aiohttp, plain": with_aiohttp, "httpx": with_httpx}


def measured(name: str, port: int, *, unchanged: bool) -> dict[str, float]:
    """One client's run in this process, warmed by a run before."""
    asyncio.run(CLIENTS[name](port, unchanged=unchanged))
    wall, cpu = time.perf_counter(), time.process_time()
    size = asyncio.run(CLIENTS[name](port, unchanged=unchanged))
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "megabytes": size / 1e6,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _run(name: str, port: int, *, unchanged: bool) -> dict[str, float]:
    command = [sys.executable, __file__, "--client", name, str(port), str(int(unchanged))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def compare(port: int, *, unchanged: bool) -> None:
    """Print a line for each client."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in CLIENTS}
    for _ in range(RUNS):
        for name in CLIENTS:
            runs[name].append(_run(name, port, unchanged=unchanged))
    for name, found in runs.items():
        cpu, wall, peak = (statistics.median(run[key] for run in found) for key in ("cpu", "wall", "peak"))
        print(f"{name:18}{cpu:>9.2f} s{FEEDS / cpu:>14.0f}{wall:>11.2f} s{peak:>11.0f} MB")


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        port = int(server.stdout.readline())
        for unchanged in (False, True):
            what = "unchanged (304)" if unchanged else f"of {len(feed()) / 1e3:.0f} kB"
            print(f"\n{FEEDS} feeds {what}, median of {RUNS}")
            print(f"{'client':18}{'CPU':>11}{'feeds/CPU s':>14}{'wall':>13}{'peak':>14}")
            compare(port, unchanged=unchanged)
    finally:
        server.stdin.close()
        server.wait()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--serve"]:
            asyncio.run(serve())
        case ["--client", name, port, unchanged]:
            print(json.dumps(measured(name, int(port), unchanged=unchanged == "1")))
        case _:
            main()
