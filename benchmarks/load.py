"""Load: readers that ask a server over connections that stay open, and how long they wait.

As a program it takes a plan as JSON on standard input and prints what it found as JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import asdict, dataclass, field

PATIENCE = 20.0  # seconds for one answer


@dataclass(frozen=True)
class Plan:
    """What to ask: each of `cookies` is a reader who asks for one of `paths` after the other."""

    port: int
    paths: list[str]
    seconds: float
    readers: int = 1
    cookies: list[str] = field(default_factory=list)
    pause: float = 0.0  # seconds between an answer and the next question, about
    fresh: bool = False  # each address with a number of its own, so that none is kept
    once: bool = False  # every path once, in order, by each reader
    gzip: bool = True


@dataclass
class Result:
    """Milliseconds waited, in order; answers by status ("0": none came), bytes."""

    waited: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    bytes: int = 0
    seconds: float = 0.0

    def at(self, share: float) -> float:
        """The wait that so many of a hundred stay below."""
        return self.waited[min(len(self.waited) - 1, int(len(self.waited) * share / 100))]

    @property
    def rate(self) -> float:
        """Right answers a second."""
        return self.statuses.get(200, 0) / self.seconds

    @property
    def errors(self) -> int:
        """Answers that were none, or not right; one that leads on, to the story another became, is right."""
        return sum(n for status, n in self.statuses.items() if not 200 <= status < 400)


class Reader(asyncio.Protocol):
    """One connection: a question, its answer, the next question."""

    def __init__(self) -> None:
        self._data, self._needs = bytearray(), -1
        self._answered: asyncio.Future[int] | None = None
        self._transport: asyncio.Transport | None = None
        self._status = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed, which is no answer."""
        self._end(0)

    def data_received(self, data: bytes) -> None:
        """More of the answer."""
        self._data += data
        if self._needs < 0:
            end = self._data.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._data[:end]).lower()
            self._status = int(head[9:12])
            _, _, length = head.partition(b"\r\ncontent-length:")
            self._needs = end + 4 + int(length.partition(b"\r\n")[0] or 0)
        if len(self._data) >= self._needs:
            self._end(self._status)

    async def ask(self, question: bytes) -> tuple[int, int]:
        """The status and size of the answer; 0 where none comes."""
        assert self._transport is not None
        self._data.clear()
        self._needs = -1
        self._answered = asyncio.get_running_loop().create_future()
        if self._transport.is_closing():
            return 0, 0
        self._transport.write(question)
        return await self._answered, len(self._data)

    def _end(self, status: int) -> None:
        if self._answered and not self._answered.done():
            self._answered.set_result(status)

    def close(self) -> None:
        """Let go."""
        if self._transport:
            self._transport.close()


def run(plan: Plan) -> Result:
    """Carry it out."""
    return asyncio.run(_run(plan))


async def _run(plan: Plan) -> Result:
    found, began = Result(), time.perf_counter()
    end = began + plan.seconds
    cookies = plan.cookies or [""] * plan.readers
    async with asyncio.TaskGroup() as group:
        for number, cookie in enumerate(cookies):
            group.create_task(_read(plan, found, random.Random(number), cookie, end))
    found.seconds = time.perf_counter() - began
    found.waited.sort()
    return found


async def _read(plan: Plan, found: Result, drawn: random.Random, cookie: str, end: float) -> None:
    reader: Reader | None = None
    base = drawn.randrange(10**12)
    turn = iter(plan.paths if plan.once else iter(lambda: drawn.choice(plan.paths), None))
    await asyncio.sleep(drawn.random() * plan.pause)
    while (now := time.perf_counter()) < end:
        path = next(turn, None)
        if path is None:
            break
        base += 1
        if reader is None:
            _, reader = await asyncio.get_running_loop().create_connection(Reader, "127.0.0.1", plan.port)
        question = _question(plan, path, cookie, base)
        try:
            status, size = await asyncio.wait_for(reader.ask(question), PATIENCE)
        except TimeoutError:
            status, size = 0, 0
        found.waited.append((time.perf_counter() - now) * 1000)
        found.statuses[status] = found.statuses.get(status, 0) + 1
        found.bytes += size
        if not status:
            reader.close()
            reader = None
        if plan.pause:
            await asyncio.sleep(plan.pause * (0.5 + drawn.random()))
    if reader:
        reader.close()


def _question(plan: Plan, path: str, cookie: str, number: int) -> bytes:
    if plan.fresh:
        path += f"{'&' if '?' in path else '?'}fresh={number}"
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Language: en"]
    lines += ["Accept-Encoding: gzip"] if plan.gzip else []
    lines += [f"Cookie: {cookie}"] if cookie else []
    return "\r\n".join([*lines, "", ""]).encode()


if __name__ == "__main__":
    print(json.dumps(asdict(run(Plan(**json.load(sys.stdin))))))
