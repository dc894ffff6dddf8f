"""Articles as WARC 1.1, the format of web archives (ISO 28500:2017): a `resource` record for each text kept.

The newsroom keeps cleaned texts and no copies of pages, so a record holds a plain page made of the text,
under the article's address, dated when the text was read; `wholestory import` reads it back. Earlier texts
stand before later ones. Written by hand: the format is a header, a length and the bytes.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha1, sha256
from html import escape
from typing import BinaryIO
from urllib.parse import quote
from uuid import UUID

from wholestory.model import Article, Exported, Role

_TAGS = {Role.TITLE: "h1", Role.SUBHEAD: "h2", Role.PARAGRAPH: "p", Role.CAPTION: "figcaption"}


def write(articles: Iterable[Exported], out: BinaryIO, *, at: datetime, packed: bool) -> None:
    """A record that says what wrote the file, then the texts of each article, the oldest first."""
    info = b"software: Wholestory\r\nformat: WARC File Format 1.1\r\n"
    _write(out, _record("warcinfo", None, at, "application/warc-fields", info), packed=packed)
    for each in articles:
        for when, article in _texts(each):
            data = page(article, language=each.language)
            record = _record("resource", address(article), when, "text/html; charset=utf-8", data)
            _write(out, record, packed=packed)


def _write(out: BinaryIO, record: bytes, *, packed: bool) -> None:
    out.write(gzip.compress(record, mtime=0) if packed else record)


def _texts(each: Exported) -> Iterator[tuple[datetime, Article]]:
    """Each text and when it was read: a later one when the one before it ended."""
    at = each.listed.seen_at if each.texts else each.read_at
    for earlier in each.texts:
        yield at, earlier.article
        at = earlier.until
    yield at, each.article


def address(article: Article) -> str:
    """The article's own address; for one without, a name made of the file it was read from."""
    return article.url or f"urn:x-wholestory:{quote(article.path or str(article.id))}"


def page(article: Article, *, language: str | None) -> bytes:
    """A page with nothing but the article."""
    head = [f"<title>{escape(article.title or '')}</title>"]
    told = {
        "og:title": article.title,
        "og:site_name": article.outlet,
        "og:url": article.url,
        "article:published_time": article.published.value if article.published else None,
        "author": article.byline,
    }
    head += [
        f'<meta {"name" if key == "author" else "property"}="{key}" content="{escape(value)}">'
        for key, value in told.items()
        if value
    ]
    body = [
        f"<{_TAGS[block.role]}>{escape(article.text[block.start : block.end])}</{_TAGS[block.role]}>"
        for block in article.blocks
    ]
    spoken = f' lang="{escape(language)}"' if language else ""
    begin = f'<!doctype html>\n<html{spoken}><head><meta charset="utf-8">'
    lines = [begin, *head, "</head><body><article>", *body, "</article></body></html>\n"]
    return "\n".join(lines).encode("utf-8", "replace")


def _record(kind: str, url: str | None, at: datetime, media: str, data: bytes) -> bytes:
    """One record. Its id is made from what it holds, so that the same export is the same bytes."""
    when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = sha256("\n".join((kind, url or "", when)).encode("utf-8", "replace") + data).digest()
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{UUID(bytes=name[:16], version=5)}>",
        "WARC-Date": when,
        "WARC-Target-URI": url and _line(url),
        "WARC-Payload-Digest": f"sha1:{base64.b32encode(sha1(data).digest()).decode()}",  # noqa: S324 - custom
        "Content-Type": media,
        "Content-Length": str(len(data)),
    }
    head = "".join(f"{key}: {value}\r\n" for key, value in fields.items() if value)
    return f"WARC/1.1\r\n{head}\r\n".encode("utf-8", "replace") + data + b"\r\n\r\n"


def _line(url: str) -> str:
    """An address that ends no line and opens no other field."""
    return "".join(quote(c) if c.isspace() or not c.isprintable() else c for c in url)
