"""A server of few pages on this machine: each page is plain data, and all else is not found."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from socketserver import TCPServer
from typing import Any, Protocol

from wholestory.errors import BadSetting

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PLAIN = "text/plain; charset=utf-8"
LARGEST_HEAD = 64 << 10  # bytes of a request's line and headers
SILENCE = 10.0  # seconds between two bytes of a client
DEADLINE = 30.0  # seconds for a whole request and its answer
AT_ONCE = 32
PORTS = 20  # tried from the one that is wanted on
_BOTH_WAYS = 2


@dataclass(frozen=True, slots=True)
class Given:
    """An answer."""

    status: int
    body: bytes
    type: str = PLAIN


NOT_FOUND = Given(404, b"not found\n")


class Pages(Protocol):
    """Who answers."""

    def answer(self, path: str) -> Given:
        """The page at a path. Called in a thread of the request's own."""
        ...


class Nobody:
    """Pages of nobody: all is not found."""

    def answer(self, path: str) -> Given:
        """As `Pages.answer`."""
        return NOT_FOUND


class Server(ThreadingHTTPServer):
    """Listens at `host` and `port`; requests beyond `AT_ONCE`, and those that take too long, are cut off."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, host: str, port: int, pages: Pages) -> None:
        self.pages = pages
        self._open: dict[Any, float] = {}
        self._lock = threading.Lock()
        super().__init__((host, port), _Exchange)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self.server_address[0]!s}:{self.server_port}"

    def server_bind(self) -> None:
        """Bind, without asking the network for this machine's name."""
        TCPServer.server_bind(self)
        host, port = self.server_address[:2]
        self.server_name, self.server_port = str(host), int(port)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Whether there is room for one more."""
        with self._lock:
            if len(self._open) >= AT_ONCE:
                return False
            self._open[request] = time.monotonic() + DEADLINE
        return True

    def service_actions(self) -> None:
        """Cut off whoever has taken too long; called twice a second."""
        now = time.monotonic()
        with self._lock:
            late = [request for request, end in self._open.items() if end < now]
        for request in late:
            with suppress(OSError):
                request.shutdown(_BOTH_WAYS)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        with self._lock:
            self._open.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is none of our trouble; whatever else was answered already."""


class _Head:
    """A stream that gives no more lines than a request's head may have."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream, self._left, self.is_overlong = stream, LARGEST_HEAD, False

    def readline(self, size: int = -1) -> bytes:
        """The next line; nothing once they are too many."""
        if self.is_overlong:
            return b""
        line = self._stream.readline(self._left + 1 if size < 0 else min(size, self._left + 1))
        self._left -= len(line)
        self.is_overlong = self._left < 0
        return line

    def read(self, size: int) -> bytes:
        """The next bytes, as many or until the end."""
        return self._stream.read(size)

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return self._stream.closed


class _Exchange(BaseHTTPRequestHandler):
    """One request and its answer; the connection is closed after it."""

    timeout = SILENCE
    server: Server

    def setup(self) -> None:
        super().setup()
        self._head = _Head(self.rfile)
        self.rfile = self._head  # type: ignore[assignment]

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        if self._head.is_overlong:
            self._give(Given(431, b"the head of the request is too large\n"))
            return False
        if self.request_version == "HTTP/0.9":
            self._give(Given(400, b"not HTTP/1\n"))
            return False
        return True

    def do_GET(self) -> None:
        """Answer."""
        try:
            given = self.server.pages.answer(self.path.partition("?")[0])
        except Exception:  # never a word of it to whoever asked
            given = Given(500, b"this went wrong here\n")
        self._give(given)

    do_HEAD = do_GET

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say that a request is not one we take, as plain text."""
        self._give(NOT_FOUND if code == 501 else Given(code, b"this is no request we take\n"))

    def _give(self, given: Given) -> None:
        if self.request_version == "HTTP/0.9":
            self.request_version = "HTTP/1.0"  # which has headers
        self.close_connection = True
        with suppress(OSError):
            self.send_response(given.status)
            told = {"Content-Type": given.type, "Content-Length": str(len(given.body)), "Connection": "close"}
            for name, value in {**HEADERS, **told}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(given.body)

    def version_string(self) -> str:
        """What runs here, and no more of it."""
        return "Wholestory"

    def log_message(self, format: str, *arguments: Any) -> None:
        """Addresses of ours hold secrets, and theirs are nobody's business: nothing is logged."""


def listen(host: str, port: int, pages: Pages, *, ports: int = PORTS) -> Server:
    """A server at `port`, or the next free one of so many. Raises `BadSetting`."""
    last = min(port + ports, 65536) if port else 1
    for tried in range(port, last):
        try:
            return Server(host, tried, pages)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise BadSetting(
                    f"cannot listen at {host} port {tried}: {error.strerror or error}"
                ) from error
    taken = f"port {port} is" if ports == 1 else f"ports {port} to {last - 1} are all"
    raise BadSetting(f"{taken} taken at {host}: another program listens there")


def free(host: str, port: int) -> int:
    """A port where nobody listens: `port`, or the next free one of so many. Raises `BadSetting`."""
    server = listen(host, port, Nobody())
    server.server_close()
    return server.server_port


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server at work in a thread of its own, until the block ends."""
    thread = threading.Thread(target=server.serve_forever, daemon=True, name="serving")
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
