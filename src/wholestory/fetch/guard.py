"""The one gate through which a connection leaves: it sees the address that is really connected to.

Checking a name before connecting is no check: the name may answer differently a moment later, a redirect may
lead elsewhere, and literal addresses pass no resolver. So the check stands where the socket is made.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from wholestory.fetch import addresses

_FAMILIES = (socket.AF_INET, socket.AF_INET6)

AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]


@dataclass(slots=True)
class Attempt:
    """One request's connecting: the host of its URL, and what was refused."""

    host: str
    refused: list[str] = field(default_factory=list)


_attempt: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


@contextmanager
def attempt(host: str) -> Iterator[Attempt]:
    """Connections made inside are for `host`; what the guard refuses is written down."""
    current = Attempt(host)
    token = _attempt.set(current)
    try:
        yield current
    finally:
        _attempt.reset(token)


class Guard:
    """Makes sockets for public addresses, and for the private ones on the administrator's list."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """Entries as `addresses.parse_allowed` reads them; raises ValueError for others."""
        self._allowed = tuple(addresses.parse_allowed(text) for text in allowed)

    def permits(self, address: str, port: int, *, host: str = "") -> bool:
        """Whether a connection to that address and port, reached under the name `host`, may be made."""
        found = addresses.parse(address)
        if found is None:
            return False
        if addresses.is_public(found) and addresses.is_web_port(port):
            return True
        return any(entry.covers(found, port, host) for entry in self._allowed)

    def permits_mail(self, address: str, port: int, *, host: str = "") -> bool:
        """As `permits`, for mailboxes: port 993 of public addresses, and what is on the list."""
        found = addresses.parse(address)
        if found is None:
            return False
        if addresses.is_public(found) and port == addresses.IMAPS:
            return True
        return any(entry.covers(found, port, host) for entry in self._allowed)

    def socket(self, info: AddressInfo) -> socket.socket:
        """A socket for one address that a name resolved to. Raises PermissionError where it is refused."""
        family, kind, protocol, _, place = info
        current = _attempt.get()
        host = current.host if current else ""
        if family not in _FAMILIES or not self.permits(str(place[0]), int(place[1]), host=host):
            refused = f"{place[0]} port {place[1]} is not a public web address"
            if current:
                current.refused.append(refused)
            raise PermissionError(errno.EACCES, refused)
        return socket.socket(family, kind, protocol)
