"""Letters from a mailbox over IMAP, read and left as they are: EXAMINE and BODY.PEEK, nothing else.

The library makes its own connection, so the guard stands where its socket is made, as everywhere: each
address that a name gives is judged, and connected to as it was judged.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from wholestory.errors import Unreadable
from wholestory.fetch.guard import Guard

PORT = 993
SECONDS = 20.0  # for one step
DEADLINE = 120.0  # for all of a visit
LARGEST = 10 << 20
_FIRST = 200  # letters of a mailbox that is new to us
_MOST = 500  # at one visit
_MARK = re.compile(r"(\d{1,20})/(\d{1,20})")
_FETCHED = re.compile(rb"UID (\d+)|RFC822\.SIZE (\d+)")


@dataclass(frozen=True, slots=True)
class Account:
    """Where a mailbox is. The password is never part of it."""

    user: str
    host: str
    folder: str = "INBOX"
    port: int = PORT

    @property
    def name(self) -> str:
        """What passwords are kept under."""
        return f"{self.user}@{self.host}"


@dataclass(frozen=True, slots=True)
class Post:
    """New letters, oldest first, and `mark`, to be given back next time; `too_large` were left out."""

    letters: tuple[bytes, ...]
    mark: str
    too_large: int = 0


def letters(
    account: Account, password: str, *, guard: Guard, trusted: ssl.SSLContext | None, mark: str | None
) -> Post:
    """What came into a mailbox since `mark`; of a new one the latest 200. Blocks; changes nothing there.

    Raises Unreadable, in words that never hold the password.
    """
    try:
        with _opened(account, guard, trusted or ssl.create_default_context()) as server:
            _done(server.login(account.user, password), "the mailbox does not take this name and password")
            return _new(server, account, mark)
    except PermissionError as error:
        raise Unreadable(f"refused: {error.strerror}") from None
    except imaplib.IMAP4.error as error:
        raise Unreadable(f"{account.host}: {_said(error, password)}") from None
    except (OSError, EOFError, ValueError) as error:
        raise Unreadable(f"{account.host}: {type(error).__name__}: {_said(error, password)}") from None


def _said(error: Exception, password: str) -> str:
    said = str(error)
    return said.replace(password, "…")[:200] if password else said[:200]


@contextmanager
def _opened(account: Account, guard: Guard, context: ssl.SSLContext) -> Iterator[imaplib.IMAP4]:
    server = _Guarded(account, guard, context)
    alarm = threading.Timer(DEADLINE, _cut, [server])
    alarm.daemon = True
    alarm.start()
    try:
        yield server
    finally:
        alarm.cancel()
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


def _cut(server: imaplib.IMAP4) -> None:
    with suppress(OSError):
        server.sock.shutdown(socket.SHUT_RDWR)


class _Guarded(imaplib.IMAP4_SSL):
    def __init__(self, account: Account, guard: Guard, context: ssl.SSLContext) -> None:
        self._guard = guard
        super().__init__(account.host, account.port, ssl_context=context, timeout=SECONDS)

    def _create_socket(self, timeout: float | None) -> ssl.SSLSocket:
        raw = connected(self.host, self.port, self._guard, timeout)
        try:
            context: ssl.SSLContext = self.ssl_context
            return context.wrap_socket(raw, server_hostname=self.host)
        except BaseException:
            raw.close()
            raise


def connected(host: str, port: int, guard: Guard, timeout: float | None) -> socket.socket:
    """A connection to the first address of a name that the guard permits and that answers."""
    refused: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not guard.permits_mail(str(place[0]), port, host=host):
            refused = PermissionError(13, f"{place[0]} port {port} is not a public mail address")
            continue
        found = socket.socket(family, kind, protocol)
        try:
            found.settimeout(timeout)
            found.connect(place)
        except OSError as error:
            found.close()
            refused = error
            continue
        return found
    raise refused


def _done(answer: tuple[str, list[Any]], failed: str) -> list[Any]:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(failed)
    return answer[1]


def _new(server: imaplib.IMAP4, account: Account, mark: str | None) -> Post:
    folder = '"' + account.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    _done(server.select(folder, readonly=True), f"there is no folder {account.folder!r}")
    validity = _number(server.response("UIDVALIDITY")[1])
    before = _MARK.fullmatch(mark or "")
    known = int(before[2]) if before and int(before[1]) == validity else None
    wanted = _numbers(server, known)
    read: list[bytes] = []
    too_large = 0
    for uid, size in _sizes(server, wanted):
        if size > LARGEST:
            too_large += 1
        elif letter := _letter(server, uid):
            read.append(letter)
    return Post(tuple(read), f"{validity}/{max(wanted, default=known or 0)}", too_large)


def _numbers(server: imaplib.IMAP4, known: int | None) -> list[int]:
    """The letters to read: after the last known one the oldest first, of an unknown mailbox the latest."""
    (found,) = _done(server.uid("SEARCH", f"UID {(known or 0) + 1}:*"), "it cannot be searched")[:1] or [b""]
    listed = found.split() if isinstance(found, bytes) else []
    numbers = sorted(int(each) for each in listed if each.isdigit() and int(each) > (known or 0))
    return numbers[-_FIRST:] if known is None else numbers[:_MOST]


def _sizes(server: imaplib.IMAP4, wanted: list[int]) -> list[tuple[int, int]]:
    if not wanted:
        return []
    given = _done(server.uid("FETCH", ",".join(map(str, wanted)), "(UID RFC822.SIZE)"), "no sizes")
    sizes: dict[int, int] = {}
    for line in given:
        if isinstance(line, bytes):
            said = {bool(uid): int(uid or size) for uid, size in _FETCHED.findall(line)}
            if len(said) == 2:
                sizes[said[True]] = said[False]
    return [(uid, sizes[uid]) for uid in wanted if uid in sizes]


def _letter(server: imaplib.IMAP4, uid: int) -> bytes | None:
    given = _done(server.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{LARGEST}>)"), "a letter cannot be read")
    return next((part[1] for part in given if isinstance(part, tuple) and isinstance(part[1], bytes)), None)


def _number(given: list[Any]) -> int:
    first = given[0] if given else None
    return int(first) if isinstance(first, bytes) and first.isdigit() else 0
