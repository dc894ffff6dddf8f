"""One cycle over 10,000 feeds of which 5 % hang, 5 % give a byte a second, 5 % fail, 1 % are bombs.

All on loopback, served by another process, each under an address of its own (127.1.1.1, 127.1.2.1, …): so
manners hold as they are: one connection to a site, a second between two. First the healthy feeds alone, then
all: the difference is what the bad ones cost. Memory is of all processes of ours. `--feeds N` for fewer.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

FEEDS = 10_000
ITEMS = 10
HANGING, DRIPPING, FAILING, BOMBS = range(5), range(5, 10), range(10, 15), range(15, 16)  # of a hundred
BARS = {"cycle": 900.0, "delay": 60.0, "memory": 700.0}


def document(feed: int) -> bytes:
    """A healthy feed."""
    items = "".join(
        f"<item><guid>{feed}-{n}</guid><title>Report {feed}-{n}</title>"
        f"<link>https://tide{feed}.example/{n}</link>"
        f"<description>{_words(feed * 7919 + n * 104_729)}</description></item>"
        for n in range(ITEMS)
    )
    return f"<rss version='2.0'><channel><title>Tide {feed}</title>{items}</channel></rss>".encode()


def _words(seed: int) -> str:
    return " ".join(f"{(seed + k * 7) % 99_991:x}" for k in range(60))


async def serve() -> None:
    """Serve until standard input ends; the port is the first line printed."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    bomb = gzip.compress(bytes(64 << 20))

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            asked = await reader.readuntil(b"\r\n\r\n")
            await _answered(int(asked.split(b" ", 2)[1][1:]), writer, bomb)
        writer.close()

    listening = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=2048)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


async def _answered(feed: int, writer: asyncio.StreamWriter, bomb: bytes) -> None:
    kind = feed % 100
    if kind in HANGING:
        await asyncio.sleep(3600)
    elif kind in DRIPPING:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        for letter in document(feed):
            writer.write(bytes((letter,)))
            await writer.drain()
            await asyncio.sleep(1)
    elif kind in FAILING:
        writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n" if kind % 2 else b"")
    elif kind in BOMBS:
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
        writer.write(head.encode() + bomb)
    else:
        body = document(feed)
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()


def is_healthy(feed: int) -> bool:
    """Whether a feed answers as it should."""
    return feed % 100 not in {*HANGING, *DRIPPING, *FAILING, *BOMBS}


def cycle(port: int, feeds: list[int]) -> dict[str, float]:
    """All feeds followed and asked once, in this process."""
    from wholestory.fetch import Manners
    from wholestory.model import Subscription
    from wholestory.newsroom import opened

    with tempfile.TemporaryDirectory() as folder:
        newsroom = opened(f"sqlite:///{folder}/news.db", manners=Manners(), allowed=["127.0.0.0/8"])
        newsroom.follow_all(
            Subscription(url=f"http://127.{1 + n // 250}.{1 + n % 250}.1:{port}/{n}") for n in feeds
        )
        watch = Watch()
        began, cpu = time.time(), time.process_time()
        found = newsroom.gather(most=len(feeds))
        wall, cpu = time.time() - began, time.process_time() - cpu
        peak = watch.end()
        with closing(sqlite3.connect(newsroom.store.path)) as raw:
            rows = raw.execute("SELECT url, checked_at FROM store_feed").fetchall()
        newsroom.close()
    times = sorted(
        datetime.fromisoformat(f"{at}+00:00").timestamp() - began
        for url, at in rows
        if is_healthy(int(url.rpartition("/")[2]))
    )
    healthy = sum(map(is_healthy, feeds))
    assert found.asked == len(feeds)
    assert found.new == ITEMS * healthy, (found.new, found.errors[:3])
    return {"wall": wall, "cpu": cpu, "peak": peak, "last": times[-1], "median": times[len(times) // 2]}


class Watch:
    """The most memory that this process and those it started hold together, in MB."""

    def __init__(self) -> None:
        self.peak, self.ended = 0.0, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        while not self.ended.wait(0.5):
            self.peak = max(self.peak, sum(_resident(process) for process in Path("/proc").glob("[0-9]*")))

    def end(self) -> float:
        """Stop looking."""
        self.ended.set()
        self.thread.join()
        return self.peak


def _resident(process: Path) -> float:
    """MB of a process, if it is ours; shared pages count in each."""
    with suppress(OSError):
        parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        if os.getpid() in (parent, int(process.name)):
            return int((process / "statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=FEEDS)
    parser.add_argument("--serve", action="store_true")
    parser.add_argument("--cycle", nargs=2, metavar=("PORT", "WHICH"))
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve())
    elif given.cycle:
        port, which = given.cycle
        print(
            json.dumps(cycle(int(port), [n for n in range(given.feeds) if which == "all" or is_healthy(n)]))
        )
    else:
        compare(given.feeds)


def compare(feeds: int) -> None:
    """Both cycles, each in a fresh process."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {feeds} feeds")
    with subprocess.Popen(
        [sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        print(f"{'':24}{'cycle':>10}{'CPU':>10}{'last healthy':>14}{'median':>10}{'memory':>10}", flush=True)
        found = {}
        for which in ("healthy", "all"):
            command = [sys.executable, __file__, "--feeds", str(feeds), "--cycle", port, which]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.exit(done.stderr)
            each = found[which] = eval(done.stdout)
            label = "healthy alone" if which == "healthy" else "with the bad ones"
            told = (
                f"{each['wall']:>8.1f} s{each['cpu']:>8.1f} s{each['last']:>12.1f} s{each['median']:>8.1f} s"
            )
            print(f"{label:24}{told}{each['peak']:>7.0f} MB", flush=True)
        server.stdin.close()
    delay = max(0.0, found["all"]["last"] - found["healthy"]["last"])
    shown = {"cycle": found["all"]["wall"], "delay": delay, "memory": found["all"]["peak"]}
    for name, figure in shown.items():
        print(
            f"{name:24}{figure:>8.1f}   bar {BARS[name]:.0f}: {'held' if figure <= BARS[name] else 'MISSED'}"
        )


if __name__ == "__main__":
    main()
