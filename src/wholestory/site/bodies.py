"""What requests bring is bounded before it is read, and who brings it slowly holds up nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from wholestory.site.kept.door import Application, Environ, Start

LARGEST = 10 << 20  # bytes, as hubs may bring; forms are held to less by Django
PLAIN = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
    ("Cache-Control", "no-store"),
]


class Busy(OSError):
    """Too many bring something at the same time."""


class Body:
    """What a request brings, read only while there is room: each that is being read holds a thread."""

    def __init__(self, stream: Any, room: threading.BoundedSemaphore) -> None:
        self._stream, self._room = stream, room
        self._has_room = self.was_refused = False

    def read(self, size: int = -1) -> bytes:
        """As a file's. Raises `Busy`."""
        self._enter()
        return bytes(self._stream.read(size))

    def readline(self, size: int = -1) -> bytes:
        """As a file's. Raises `Busy`."""
        self._enter()
        return bytes(self._stream.readline(size))

    def _enter(self) -> None:
        if self._has_room:
            return
        if not self._room.acquire(blocking=False):
            self.was_refused = True
            raise Busy("too many bodies at once")
        self._has_room = True

    def leave(self) -> None:
        """Make room."""
        if self._has_room:
            self._room.release()
            self._has_room = False


class Bounded:
    """A WSGI application around another; `at_once` bodies are read at the same time."""

    def __init__(self, application: Application, *, at_once: int) -> None:
        self._application = application
        self._room = threading.BoundedSemaphore(at_once)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer."""
        if "HTTP_TRANSFER_ENCODING" in environ:
            return _refused(start, "411 Length Required", "say the Content-Length")
        length = environ.get("CONTENT_LENGTH")
        if not length:
            return self._application(environ, start)
        if not (length.isascii() and length.isdecimal()):
            return _refused(start, "400 Bad Request", "this Content-Length is no number")
        if len(length) > 12 or int(length) > LARGEST:
            return _refused(start, "413 Content Too Large", "more than this takes")
        return self._read(environ, start)

    def _read(self, environ: Environ, start: Start) -> Iterable[bytes]:
        body = environ["wsgi.input"] = Body(environ["wsgi.input"], self._room)
        told: list[tuple[Any, ...]] = []
        found: Iterable[bytes] = ()
        try:
            found = self._application(environ, lambda *given: told.append(given))
        except Busy:
            pass
        finally:
            body.leave()
        if body.was_refused:
            with suppress(AttributeError):
                found.close()  # type: ignore[attr-defined]
            return _refused(start, "503 Service Unavailable", "busy; please come again")
        start(*told[-1])
        return found


def _refused(start: Start, status: str, words: str) -> list[bytes]:
    body = f"{words}\n".encode()
    start(status, [*PLAIN, ("Content-Length", str(len(body)))])
    return [body]
