"""What an address answered, as it came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.message import Message


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave for asking whether anything changed, letter for letter, and which address gave it.

    Both are UTF-8; a value that is not is None, since it could not be given back unaltered.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One answer: `body` is whole and free of content codings; both times are aware and in UTC.

    `url` is what was asked for, `final_url` what answered after redirects. Header names are as sent; bytes
    that are not UTF-8 stand as Latin-1. `validators` is None where the server gave none.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    requested_at: datetime
    received_at: datetime
    validators: Validators | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case; None where there is none."""
        sought = name.lower()
        return next((value for key, value in self.headers if key.lower() == sought), None)

    @property
    def charset(self) -> str | None:
        """The charset that Content-Type names; None where it names none."""
        typed = Message()
        typed["content-type"] = self.header("content-type") or "application/octet-stream"
        return typed.get_content_charset()

    @property
    def digest(self) -> str:
        """SHA-256 of the body in hexadecimal: equal bodies are equal, whatever the headers say."""
        return hashlib.sha256(self.body).hexdigest()
