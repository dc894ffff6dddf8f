"""A document's bytes -> the Feed in it."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

from wholestory.errors import NotAFeed, NotText, Unreadable
from wholestory.feeds import atom, json_feed, rss, second, sitemap, tree
from wholestory.feeds.decoding import LIMIT, decode
from wholestory.model import Feed
from wholestory.text import urls
from wholestory.text.urls import RawUrl

_BEGINS = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_MOST_BEGUN = 5000  # entries that a second opinion is asked about: it is slow
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_READERS = {
    "rss": rss.read,
    "rdf:rdf": rss.read,
    "rdf": rss.read,
    "feed": atom.read,
    "entry": atom.read,
    "urlset": sitemap.read,
    "sitemapindex": sitemap.read,
}


def read(data: bytes, *, url: str | None = None, charset: str | None = None) -> Feed:
    """The feed in `data`, which came from `url` with `charset` in its HTTP header, where known.

    Read it in a limited process (`feeds.reader`): strangers wrote it. Nothing outside `data` is ever read.
    Raises `NotAFeed` for a page or anything else, `Empty`, `NotText` and `TooLarge` (10 MiB) as they say.
    """
    text = decode(_unzipped(data), charset=charset)
    base = urls.parse(RawUrl(url)) if url else None
    head = text[:200].lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return json_feed.read(text.lstrip("\ufeff \t\r\n"), base=base)
    parsed = tree.parse(text, base=base)
    reader = _READERS.get(parsed.root.name) if parsed else None
    if parsed is not None and reader is not None:
        feed = replace(reader(parsed.root), mended=parsed.mended)
        return _recounted(feed, text, url) if parsed.mended else feed
    if _HTML.match(text):
        raise NotAFeed("a web page, not a feed")
    if parsed is not None and not parsed.mended:
        raise NotAFeed(f"XML, but no feed: its root is <{parsed.root.name[:40]}>")
    return _other(text, url)


def _unzipped(data: bytes) -> bytes:
    """A file that is kept gzipped, as sitemaps often are, unpacked as far as `decode` takes it."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = stream.decompress(data, LIMIT + 1)
    except zlib.error as error:
        raise NotText("gzip data that is broken") from error
    if not stream.eof and len(found) <= LIMIT:
        raise NotAFeed("gzip data that was cut off")
    return found


def _recounted(feed: Feed, text: str, url: str | None) -> Feed:
    """A mended document's feed, or another parser's reading where entries went missing in the mending."""
    begun = sum(1 for part, is_cdata in tree.sections(text) if not is_cdata for _ in _BEGINS.finditer(part))
    if not len(feed.entries) < begun <= _MOST_BEGUN:
        return feed
    try:
        other = second.read(text, url=url)
    except Unreadable:
        return feed
    return other if len(feed.entries) < len(other.entries) <= begun else feed


def _other(text: str, url: str | None) -> Feed:
    begun = sum(1 for _ in _BEGINS.finditer(text))
    if not 0 < begun <= _MOST_BEGUN:
        raise NotAFeed("no feed in any format we know")
    other = second.read(text, url=url)
    if not other.entries and other.title is None:
        raise NotAFeed("no feed in any format we know")
    return other


def warm() -> None:
    """Load what reading needs, before limits hold."""
    read(b"<rss><channel><item><title>a</title><description>&lt;p&gt;b</description></item></channel></rss>")
    second.read("<rss><channel><item><title>a</title></item>", url=None)
