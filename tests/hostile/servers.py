"""Servers on loopback that misbehave in one way each; ports are the system's choice, and all is closed."""

import asyncio
import contextlib
import socket
import struct
from collections import Counter
from dataclasses import dataclass, field

from aiohttp.abc import AbstractResolver


def answer(status="200 OK", headers=(), body=b"", length=None, version="1.1"):
    """The bytes of one HTTP answer; `length` may lie."""
    head = [f"HTTP/{version} {status}", *(f"{name}: {value}" for name, value in headers)]
    size = len(body) if length is None else length
    if size is not False:
        head.append(f"Content-Length: {size}")
    return ("\r\n".join([*head, "Connection: close", "", ""])).encode("latin-1") + body


def chunked(*chunks, headers=(), end=b"0\r\n\r\n"):
    """The same in chunks; without `end` the body is cut."""
    head = ["HTTP/1.1 200 OK", *(f"{n}: {v}" for n, v in headers), "Transfer-Encoding: chunked", "", ""]
    return "\r\n".join(head).encode() + b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in chunks) + end


@dataclass
class Asked:
    """One request as it came."""

    line: str
    headers: dict[str, str]
    raw: bytes
    body: bytes = b""

    @property
    def path(self):
        return self.line.split(" ")[1]


@dataclass
class Server:
    """Answers with what `respond` says: bytes, or an async function of the connection's streams."""

    respond: object
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0

    def url(self, path="/", host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    async def serve(self, reader, writer):
        self.connections += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            asked = await self._read(reader)
            said = self.respond(asked) if callable(self.respond) else self.respond
            if isinstance(said, bytes):
                writer.write(said)
                await writer.drain()
            else:
                await said(writer)
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            pass
        finally:
            self.at_once -= 1
            writer.close()

    async def _read(self, reader):
        raw = await reader.readuntil(b"\r\n\r\n")
        line, *rest = raw.decode("latin-1").strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in rest)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.asked.append(Asked(line, headers, raw, body))
        return self.asked[-1]


@contextlib.asynccontextmanager
async def serving(respond, *, host="127.0.0.1", port=0, tls=None):
    """A server for the time of the block."""
    server = Server(respond)
    tasks = set()

    async def handle(reader, writer):
        task = asyncio.current_task()
        tasks.add(task)
        try:
            await server.serve(reader, writer)
        finally:
            tasks.discard(task)

    listening = await asyncio.start_server(handle, host, port, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listening.wait_closed()


def by_path(pages):
    """Answer by path; 404 for the others."""
    return lambda asked: pages.get(asked.path, answer("404 Not Found"))


def dripping(head, piece=b"x", seconds=0.02):
    """`head`, then `piece` for ever, a little at a time."""

    async def respond(writer):
        writer.write(head)
        while True:
            await writer.drain()
            await asyncio.sleep(seconds)
            writer.write(piece)

    return lambda asked: respond


def flooding(head, piece):
    """`head`, then `piece` for ever, as fast as it is taken."""

    async def respond(writer):
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)  # `drain` alone lets nobody else run

    return lambda asked: respond


def silent():
    """Takes the request and says nothing."""

    async def respond(writer):
        await asyncio.sleep(3600)

    return lambda asked: respond


def resetting(head=b""):
    """Sends `head` and resets the connection."""

    async def respond(writer):
        writer.write(head)
        await writer.drain()
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return lambda asked: respond


class Names(AbstractResolver):
    """A resolver of a test's own: each name's answers in turn, the last for ever; no other name exists."""

    def __init__(self, names):
        self.names = {name: list(answers) for name, answers in names.items()}
        self.asked = Counter()

    async def resolve(self, host, port=0, family=socket.AF_UNSPEC):
        if host not in self.names:
            raise OSError(f"no such name: {host}")
        answers = self.names[host]
        now = answers[min(self.asked[host], len(answers) - 1)]
        self.asked[host] += 1
        return [
            {
                "hostname": host,
                "host": address,
                "port": port,
                "family": socket.AF_INET6 if ":" in address else socket.AF_INET,
                "proto": 0,
                "flags": 0,
            }
            for address in (now if isinstance(now, tuple) else (now,))
        ]

    async def close(self):
        pass


class Anywhere(Names):
    """Every name stands for 127.0.0.1."""

    def __init__(self):
        super().__init__({})

    async def resolve(self, host, port=0, family=socket.AF_UNSPEC):
        self.names.setdefault(host, ["127.0.0.1"])
        return await super().resolve(host, port, family)


@contextlib.contextmanager
def canary():
    """A port on every address of this machine, and a function that says at which ones it was reached."""
    seen = []
    listeners = [_listening("0.0.0.0", 0, socket.AF_INET)]
    port = listeners[0].getsockname()[1]
    with contextlib.suppress(OSError):  # no IPv6 here
        listeners.append(_listening("::", port, socket.AF_INET6))

    def look():
        for listener in listeners:
            with contextlib.suppress(BlockingIOError):
                while True:
                    connection, _ = listener.accept()
                    seen.append(connection.getsockname()[0])
                    connection.close()
        return seen

    try:
        yield port, look
    finally:
        for listener in listeners:
            listener.close()


def _listening(host, port, family):
    listener = socket.socket(family, socket.SOCK_STREAM)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.bind((host, port))
    listener.listen(256)
    listener.setblocking(False)
    return listener
