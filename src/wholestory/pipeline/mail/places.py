"""Addresses of mailboxes: "mailbox:/home/me/Mail", "imaps://me@mail.example/Newsletters"."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from wholestory.errors import NotFollowable
from wholestory.fetch.imap import PORT, Account

_LOCAL, _REMOTE = "mailbox:", "imaps://"
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_UNFIT = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Folder:
    """A mailbox on this machine: a Maildir, an mbox file, a folder of .eml files."""

    path: Path


def is_one(address: str) -> bool:
    """Whether an address is of a mailbox, or of one list or sender in it."""
    return address.lower().startswith((_LOCAL, "imap://", _REMOTE))


def root(address: str) -> str:
    """The mailbox that the feed of a list or sender is in."""
    return address.partition("#")[0]


def part(address: str) -> str | None:
    """The list or sender that a feed is of; None for the mailbox itself."""
    _, mark, key = address.partition("#")
    return unquote(key) if mark else None


def feed(root: str, key: str) -> str:
    """The address of the feed of one list or sender."""
    return f"{root}#{quote(key, safe='@.')}"


def address(place: Folder | Account) -> str:
    """The one way to write where a mailbox is."""
    if isinstance(place, Folder):
        return _LOCAL + quote(os.fsencode(place.path))
    port = "" if place.port == PORT else f":{place.port}"
    return f"{_REMOTE}{quote(place.user, safe='')}@{place.host}{port}/{quote(place.folder)}"


def parse(typed: str) -> Folder | Account:
    """The mailbox meant by an address. Raises NotFollowable, never repeating a password."""
    text = root(typed.strip())
    if text.lower().startswith(_LOCAL):
        path = Path(os.fsdecode(unquote(text[len(_LOCAL) :]).encode("utf-8", "surrogateescape")))
        if not text[len(_LOCAL) :] or "\0" in str(path):
            raise NotFollowable("mailbox: needs a folder or file after it")
        return Folder(path.expanduser().absolute())
    if text.lower().startswith("imap://"):
        raise NotFollowable("mailboxes are read over imaps:// only: imap:// sends the password in the open")
    return _account(text)


def _account(text: str) -> Account:
    try:
        parts = urlsplit(text)
        port = parts.port or PORT
    except ValueError:
        raise NotFollowable("no address of a mailbox; write imaps://user@host/folder") from None
    user, host = unquote(parts.username or ""), parts.hostname or ""
    if parts.password is not None:
        raise NotFollowable("a password does not belong into an address; set mail_password instead")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not user or not _HOST.fullmatch(host) or _UNFIT.search(user + folder) or not folder.isascii():
        raise NotFollowable("no address of a mailbox; write imaps://user@host/folder")
    return Account(user, host.strip("[]"), folder, port)
