"""A page's bytes, address and Link header -> where its feeds may be, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from wholestory.errors import Unreadable
from wholestory.feeds.decoding import decode
from wholestory.feeds.markup import Words, plain
from wholestory.feeds.parts import web
from wholestory.model import FeedCandidate, Link
from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url

_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json+feed",
    "text/rss+xml",
    "application/x-rss+xml",
    "application/x.atom+xml",
    "application/x-atom+xml",
}
_MAYBE = {"application/json", "application/xml", "text/xml"}
_PATHS = (
    "feed",
    "rss",
    "rss.xml",
    "atom.xml",
    "feed.xml",
    "index.xml",
    "feed.json",
    "?feed=rss2",
    "feeds",
    "rss/",
)
_LOOKS = re.compile(r"(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:[/._-]|\.xml|$)", re.IGNORECASE)
_LINK = re.compile(
    r"<([^<>]{1,4000})>((?:\s*;\s*[\w*-]{1,40}\s*(?:=\s*(?:\"[^\"]{0,500}\"|[^\s\",;]{0,500}))?)*)"
)
_PARAMETER = re.compile(r";\s*([\w*-]{1,40})\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]*))")
_HEAD = 1 << 20  # characters of a page that are looked at
_MOST = 50
_CHANNEL = re.compile(r"/channel/([\w-]{10,40})")


def discover(
    data: bytes, *, url: str, header: str | None = None, charset: str | None = None
) -> tuple[FeedCandidate, ...]:
    """Where the feeds of the page at `url` may be: what its Link header and `<link rel=alternate>` state,
    links that look like feeds, what is known of its site's addresses, places that are common.

    `data` may be anything; what is no page only yields the common places.
    """
    page = urls.parse(RawUrl(url))
    if page is None:
        return ()
    stated = [
        FeedCandidate(link.url, link.title, link.type)
        for link in header_links(header, base=page)
        if link.rel == "alternate" and link.type in _TYPES
    ]
    found = [*stated, *_linked(data, page, charset), *places(page)]
    return tuple(
        {each.url: each for each in reversed(found)}[u] for u in dict.fromkeys(e.url for e in found)
    )[:_MOST]


def places(page: Url) -> Iterator[FeedCandidate]:
    """Addresses worth trying: those a well-known program or site gives its feeds, then common ones."""
    yield from (FeedCandidate(each, stated=False) for each in _special(page))
    home = urls.origin(page)
    for path in _PATHS:
        if (each := urls.parse(RawUrl(path), base=home)) is not None:
            yield FeedCandidate(each, stated=False)
    inner = urls.parse(RawUrl("feed/"), base=Url(page.partition("?")[0].rstrip("/") + "/"))
    if inner:
        yield FeedCandidate(inner, stated=False)


def header_links(header: str | None, *, base: Url) -> tuple[Link, ...]:
    """The links of an HTTP Link header (RFC 8288), WebSub's hub and self among them."""
    found = []
    for match in _LINK.finditer(" ".join((header or "")[:20_000].split())):
        given = {m[1].lower(): m[2] or m[3] for m in _PARAMETER.finditer(match[2])}
        url = web(match[1], base)
        if url:
            title = plain(Words(given.get("title", ""), marked=False))
            found += [
                Link(url, rel, given.get("type"), title, given.get("hreflang"))
                for rel in given.get("rel", "alternate").lower().split()
            ]
    return tuple(found[:_MOST])


def _linked(data: bytes, page: Url, charset: str | None) -> Iterator[FeedCandidate]:
    try:
        text = decode(data, charset=charset)[:_HEAD]
    except Unreadable:
        return
    base: Url = page
    likely: list[FeedCandidate] = []
    parser = etree.HTMLPullParser(events=("start",), encoding="utf-8", no_network=True, huge_tree=False)
    for element in _elements(parser, text):
        raw = RawUrl((element.get("href") or "").strip())
        if element.tag == "base" and raw:
            base = urls.parse(raw, base=page) or base
        elif element.tag == "link" and raw and _is_feed(element):
            if found := web(raw, base):
                yield FeedCandidate(
                    found, plain(Words(element.get("title") or "", marked=False)), _type(element)
                )
        elif element.tag == "a" and raw and len(likely) < _MOST:
            found = web(raw, base)
            if found and _LOOKS.search(urlsplit(found).path):
                likely.append(FeedCandidate(found, stated=False))
    yield from likely


def _elements(parser: etree.HTMLPullParser, text: str) -> Iterator[etree._Element]:
    try:
        parser.feed(text.encode("utf-8", errors="replace"))
        parser.close()
    except etree.ParseError:
        pass
    for _, element in parser.read_events():
        if isinstance(element, etree._Element) and isinstance(element.tag, str):
            yield element


def _type(element: etree._Element) -> str | None:
    return (element.get("type") or "").partition(";")[0].strip().lower() or None


def _is_feed(element: etree._Element) -> bool:
    """A feed's type, or a type that it may have beside an address or title that looks like one's."""
    rel, type = (element.get("rel") or "").lower().split(), _type(element)
    if "feed" in rel:
        return True
    if "alternate" not in rel or "stylesheet" in rel:
        return False
    return type in _TYPES or (type in _MAYBE and bool(_LOOKS.search(element.get("href") or "")))


def _special(page: Url) -> Iterator[str]:
    """Feeds whose address follows from the page's."""
    parts = urlsplit(page)
    host, path = urls.host(page).removeprefix("www."), parts.path.rstrip("/")
    names = path.strip("/").split("/")
    if host in ("youtube.com", "m.youtube.com"):
        feeds = "https://www.youtube.com/feeds/videos.xml"
        if channel := _CHANNEL.search(path):
            yield f"{feeds}?channel_id={channel[1]}"
        if listed := re.search(r"(?:^|&)list=([\w-]{10,60})", parts.query):
            yield f"{feeds}?playlist_id={listed[1]}"
    elif host in ("reddit.com", "old.reddit.com") and names[0] in ("r", "user", "u"):
        yield f"https://www.reddit.com{path}/.rss"
    elif host == "github.com" and len(names) >= 2:
        yield from (
            f"https://github.com/{names[0]}/{names[1]}/{what}.atom" for what in ("releases", "commits")
        )
    elif len(names) == 1 and names[0].startswith("@"):  # Mastodon and its like
        yield f"{urls.origin(page)}{names[0]}.rss"
