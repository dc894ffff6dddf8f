"""A refresh of 200 feeds with 20 new items each, then of the same feeds unchanged: ours beside `reader`.

Both in warm processes of their own, `reader` with its search brought up to date, ours up to kept entries (the
reading of pages and articles is left out; what `update` does for searching is in). The feeds are served by
another process, each under an address of its own (127.0.0.1 to 127.0.200.1), as manners ask for. Medians of 5
rounds taken in turn in one run; processor time with that of all processes a program has started.
"""

from __future__ import annotations

import asyncio
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

FEEDS = 200
ITEMS = 20
ROUNDS = 5
WORKERS = 8  # threads in which `reader` fetches; faster for it than its default of one


def document(feed: int, round: int) -> bytes:
    """A feed as it stands in a round: ITEMS items, none of which it gave before."""
    items = []
    for n in range(ITEMS):
        name = f"{feed}-{round}-{n}"
        words = " ".join(
            f"{(feed * 7919 + round * 331 + n * 104_729 + k * 15_485_863) % 99_991:x}" for k in range(120)
        )
        items.append(
            f"<item><guid isPermaLink='false'>{name}</guid><title>Report {name} of the harbour board</title>"
            f"<link>https://tide{feed}.example/{name}</link>"
            f"<pubDate>Sun, 22 Nov 2026 0{round % 10}:00:00 GMT</pubDate>"
            f"<description>&lt;p&gt;{words[:300]}&lt;/p&gt;&lt;p&gt;{words[300:]}&lt;/p&gt;</description></item>"
        )
    head = (
        f"<title>Tide {feed}</title><link>https://tide{feed}.example/</link><description>News</description>"
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{''.join(items)}</channel></rss>".encode()


async def serve() -> None:
    """Serve until standard input ends; the port is the first line printed. `/round/N` turns the page."""
    round = 0
    kept: dict[tuple[int, int], bytes] = {}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal round
        try:
            while asked := await reader.readuntil(b"\r\n\r\n"):
                path = asked.split(b" ", 2)[1].decode()
                if path.startswith("/round/"):
                    round = int(path.rpartition("/")[2])
                    kept.update({(n, round): document(n, round) for n in range(FEEDS)})
                    writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
                elif f'if-none-match: "{round}"'.encode() in asked.lower():
                    writer.write(f'HTTP/1.1 304 Not Modified\r\nETag: "{round}"\r\n\r\n'.encode())
                else:
                    body = kept[int(path[1:]), round]
                    head = (
                        f'ETag: "{round}"\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(body)}'
                    )
                    writer.write(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=512)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    listening.close()


def addresses(port: int) -> list[str]:
    return [f"http://127.0.{n + 1}.1:{port}/{n}" for n in range(FEEDS)]


def ours(folder: Path, port: int) -> tuple[Callable[[], None], Callable[[], int]]:
    """What makes all feeds due, and what refreshes them and counts the entries."""
    from wholestory.fetch import Manners
    from wholestory.model import Subscription
    from wholestory.newsroom import opened

    newsroom = opened(f"sqlite:///{folder}/ours.db", manners=Manners(), allowed=["127.0.0.0/8"])
    newsroom.follow_all(Subscription(url=url) for url in addresses(port))

    def due() -> None:
        with sqlite3.connect(newsroom.store.path) as raw:
            raw.execute("UPDATE store_feed SET next_check_at = '2000-01-01 00:00:00'")
        raw.close()

    def refresh() -> int:
        found = newsroom.gather()
        assert found.failed == 0, found.errors[:3]
        return found.new

    return due, refresh


def theirs(folder: Path, port: int) -> tuple[Callable[[], None], Callable[[], int]]:
    """The same of `reader`."""
    from reader import UpdatedFeed, make_reader

    reader = make_reader(f"{folder}/theirs.db")
    reader.enable_search()
    for url in addresses(port):
        reader.add_feed(url)

    def refresh() -> int:
        found = list(reader.update_feeds_iter(workers=WORKERS, scheduled=False))
        reader.update_search()
        return sum(each.value.new for each in found if isinstance(each.value, UpdatedFeed))

    return lambda: None, refresh


def spent() -> float:
    """Seconds of processor time of this process and of all it has started."""
    total = sum(
        resource.getrusage(who)[0] + resource.getrusage(who)[1] for who in (0, resource.RUSAGE_CHILDREN)
    )
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it may have ended meanwhile
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid():
                total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def play(name: str, port: int) -> None:
    """One program's process: warmed, then a round for every line of standard input, its figures printed."""
    with tempfile.TemporaryDirectory() as folder:
        due, refresh = (ours if name == "ours" else theirs)(Path(folder), port)
        refresh()
        print("ready", flush=True)
        for _ in sys.stdin:
            due()
            cpu, wall = spent(), time.perf_counter()
            new = refresh()
            print(new, time.perf_counter() - wall, spent() - cpu, flush=True)


class Player:
    """A program in its process."""

    def __init__(self, name: str, port: int) -> None:
        command = [sys.executable, __file__, "--play", name, str(port)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.hear()

    def hear(self) -> str:
        """The next line it prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def round(self) -> tuple[int, float, float]:
        """One refresh: new entries, seconds, seconds of processor time."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        new, wall, cpu = self.hear().split()
        return int(new), float(wall), float(cpu)


def compare(port: int) -> None:
    turn(port, 0)
    players = {name: Player(name, port) for name in ("ours", "reader")}
    for what in ("new", "unchanged"):
        figures: dict[str, list[tuple[int, float, float]]] = {label: [] for label in players}
        for round in range(1, ROUNDS + 1):
            if what == "new":
                turn(port, round)
            for label, player in players.items():
                figures[label].append(player.round())
        told = f"{ITEMS} new items each" if what == "new" else "all unchanged"
        print(f"\n{FEEDS} feeds, {told}, median of {ROUNDS}\n{'':20}{'wall':>10}{'CPU':>10}{'new':>8}")
        for label, found in figures.items():
            new, wall, cpu = (statistics.median(each[n] for each in found) for n in range(3))
            print(f"{label:20}{wall:>8.2f} s{cpu:>8.2f} s{new:>8.0f}")


def turn(port: int, round: int) -> None:
    """Have the server give the next items."""
    from urllib.request import urlopen

    urlopen(f"http://127.0.0.1:{port}/round/{round}").close()


def main() -> None:
    reader = version("reader")
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, reader {reader}"
    )
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        compare(int(server.stdout.readline()))
    finally:
        server.stdin.close()
        server.wait()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--serve"]:
            asyncio.run(serve())
        case ["--play", name, port]:
            play(name, int(port))
        case _:
            main()
