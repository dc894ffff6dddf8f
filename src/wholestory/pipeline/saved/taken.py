"""What an archive holds: pages with where and when they were taken, and records that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from wholestory.errors import Unreadable

PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"[\w.:-]{2,40}")
_HEAD = re.compile(rb"<head\b[^<>]{0,2000}>", re.IGNORECASE)
_EARLIEST = 1990  # before there was a web, no page was taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A page, or where `is_text` its bare words, as it was taken from `url` at `at` (aware, in UTC).

    `number` is its place among the records of its file, from 1.
    """

    number: int
    data: bytes
    url: str | None = None
    at: datetime | None = None
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read, and why."""

    number: int
    error: Unreadable


def media_type(headers: Mapping[str, str]) -> tuple[str, str | None]:
    """The type that Content-Type names, in lower case, and its charset; "" where it names none."""
    if not headers.get("content-type"):
        return "", None
    typed = Message()
    typed["content-type"] = headers["content-type"][:1000]
    return typed.get_content_type(), typed.get_content_charset()


def declared(page: bytes, charset: str | None) -> bytes:
    """A page that says its charset itself, where the header around it said so and it is needed."""
    if charset is None or not _CHARSET.fullmatch(charset) or _is_utf8(page):
        return page
    head = _HEAD.search(page[:20_000])
    at = head.end() if head else 0
    return page[:at] + f'<meta charset="{charset}">'.encode() + page[at:]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def moment(printed: str | None) -> datetime | None:
    """A time as ISO 8601 or as in mails, in UTC; None where it is none, or from before the web."""
    text = (printed or "").strip()[:60]
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
            found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
        return found if found.year >= _EARLIEST else None
    return None
