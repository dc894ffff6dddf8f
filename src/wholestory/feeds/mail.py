"""One e-mail -> the feed it belongs to, with one entry: its list or sender, its words, nothing else of it.

Attachments are never looked into. Pictures that only report that a mail was opened are taken out; the rest
goes through the same sanitiser as every feed, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from wholestory.errors import Empty, NotAFeed, Unreadable
from wholestory.feeds.decoding import decode
from wholestory.feeds.markup import SANITISER, Words, plain, safe
from wholestory.feeds.parts import identifier, shown, web
from wholestory.model import Entry, Feed, FeedKind, Link, Person, PlainText, Stamp

LARGEST = 10 << 20
_PARTS = 200
_LIST = re.compile(r"<\s*([^<>\s]{1,255})\s*>")
_MAIL = re.compile(r"[^\s@<>()\"',;:]{1,64}@[^\s@<>()\"',;:]{1,255}\Z")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)  # clocks that are wrong
_ON_THE_WAY = timedelta(days=30)
_IMAGE = re.compile(r"<img\b[^<>]{0,8000}>", re.IGNORECASE)
_SIZE = re.compile(
    r"\b(?:max-)?(?:width|height)\s*[=:]\s*[\"']?\s*0*([0-3])(?:\.\d+)?\s*(?:px)?\s*(?=[\"';\s/>!])",
    re.IGNORECASE,
)
_SIZED = re.compile(r"\b(?:width|height)\s*[=:]", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0*(?:\.0+)?\s*[;\"']", re.IGNORECASE
)
_REPORTS = re.compile(
    r"src\s*=\s*[\"']?[^\"'\s>]*[/._-](?:open|opens|pixel|beacon|track|tracking)\b", re.IGNORECASE
)


def read(data: bytes, *, now: str | None = None) -> Feed:
    """The feed of a mail: `id` is its list's (List-Id) or else its sender's address, with one entry.

    `now` (ISO, aware) bounds the Date header: one that cannot be is left out. Raises `NotAFeed` for what is
    no mail, `TooLarge` and `Empty` as they say.
    """
    if not data.strip():
        raise Empty("nothing in it")
    mail = BytesParser(policy=compat32).parsebytes(data[:LARGEST])
    sender = _person(mail)
    listed = _LIST.search(_header(mail, "list-id") or "")
    key = listed[1].lower() if listed else (sender.email or "").lower() if sender else ""
    if not key:
        raise NotAFeed("no mail that says whom it is from")
    named = (
        plain(Words(_LIST.sub("", _header(mail, "list-id") or "").strip(' "'), marked=False))
        if listed
        else None
    )
    title = named or (sender.name if sender else None) or PlainText(key)
    return Feed(kind=FeedKind.MAIL, id=key, title=title, entries=(_entry(mail, sender, now),))


def _entry(mail: Message, sender: Person | None, now: str | None) -> Entry:
    content = safe(_words(mail))
    link = _archived(mail)
    return Entry(
        id=identifier((_header(mail, "message-id") or "").strip().strip("<>")),
        title=plain(Words(_header(mail, "subject") or "", marked=False)),
        link=link,
        links=(Link(link),) if link else (),
        content=content,
        authors=(sender,) if sender else (),
        published=_date(mail, datetime.fromisoformat(now) if now else None),
        pictures=shown(content),
        language=(_header(mail, "content-language") or "").partition(",")[0].strip()[:40] or None,
        sanitised_by=SANITISER,
    )


def _words(mail: Message) -> Words | None:
    """The first HTML in a mail, else its first plain text."""
    found: dict[str, Words] = {}
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind in ("text/html", "text/plain") and kind not in found:
            payload = part.get_payload(decode=True)
            text = _text(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""
            if text.strip():
                marked = kind == "text/html"
                found[kind] = Words(_IMAGE.sub(_kept, text) if marked else text, marked=marked)
    return found.get("text/html") or found.get("text/plain")


def _parts(mail: Message) -> Iterator[Message]:
    """What is shown of a mail: neither attachments nor mails within it."""
    waiting, left = [mail], _PARTS
    while waiting and left:
        part, left = waiting.pop(0), left - 1
        if part.get_content_disposition() == "attachment" or part.get_content_maintype() == "message":
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting = [each for each in inner if isinstance(each, Message)] + waiting
        else:
            yield part


def _text(data: bytes, charset: str | None) -> str:
    try:
        return decode(data, charset=charset)
    except Unreadable:
        return ""


def _kept(image: re.Match[str]) -> str:
    """An image, unless it is there to report that the mail was opened: tiny, hidden, or named for it."""
    tag = image[0]
    if _SIZE.search(tag) or _HIDDEN.search(tag) or (_REPORTS.search(tag) and not _SIZED.search(tag)):
        return ""
    return tag


def _person(mail: Message) -> Person | None:
    printed = _header(mail, "from") or _header(mail, "sender") or ""
    for name, address in getaddresses([printed[:2000]]):
        mailed = address if _MAIL.match(address) else None
        named = plain(Words(name, marked=False))
        if mailed or named:
            return Person(named, mailed)
    return None


def _archived(mail: Message) -> str | None:
    """The mail's own page on the web, where it names one (RFC 5064)."""
    return web((_header(mail, "archived-at") or "").strip().strip("<>"), None)


def _date(mail: Message, now: datetime | None) -> Stamp | None:
    """When the mail says that it was sent; None where that cannot be, by the clock or by who received it."""
    printed = (_header(mail, "date") or "").strip()
    at = _moment(printed)
    received = _moment((_header(mail, "received") or "").rpartition(";")[2].strip())
    if at is None or at < _EARLIEST or (now is not None and at > now + _AHEAD):
        return None
    if received is not None and not received - _ON_THE_WAY <= at <= received + _AHEAD:
        return None
    return Stamp(printed[:200], at)


def _moment(printed: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(printed)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _header(mail: Message, name: str) -> str | None:
    """A header's words, decoded as far as they can be."""
    value = mail.get(name)
    if value is None:
        return None
    text = str(value)[:20_000]
    try:
        parts = decode_header(text)
    except (ValueError, LookupError):
        return text
    return "".join(_decoded(part, charset) for part, charset in parts)


def _decoded(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "utf-8", "replace")
    except LookupError:
        return part.decode("utf-8", "replace")
