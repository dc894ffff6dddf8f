"""A second opinion, by feedparser, on documents too broken for an XML parser.

It never sees a string that it could take for an address or a path, never sanitises (its regular expressions
take minutes on hostile input) and never resolves addresses: our own readers' rules hold for what it finds.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

from wholestory.errors import NotAFeed
from wholestory.feeds.dates import stamp
from wholestory.feeds.markup import SANITISER, Words, plain, safe
from wholestory.feeds.parts import duration, identifier, kind, number, person, unique, web
from wholestory.model import Category, Enclosure, Entry, Feed, FeedKind, Link, PlainText
from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url

_KINDS = (("atom", FeedKind.ATOM), ("rss090", FeedKind.RDF), ("rss10", FeedKind.RDF))


def read(text: str, *, url: str | None) -> Feed:
    """What feedparser makes of the document. Raises `NotAFeed` where it fails."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = feedparser.parse(
                io.BytesIO(text.encode("utf-8", errors="replace")),
                response_headers=headers,
                sanitize_html=False,
                resolve_relative_uris=False,
            )
    except (Exception, RecursionError) as error:  # whatever it does not stand
        raise NotAFeed("no feed in any format we know") from error
    base = urls.parse(RawUrl(url)) if url else None
    return _feed(found.get("feed") or {}, found.get("entries") or [], found.get("version") or "", base)


def _feed(top: Any, entries: list[Any], version: str, base: Url | None) -> Feed:
    links = unique(_link(each, base) for each in top.get("links", ()))
    kinds = (kind for start, kind in _KINDS if version.startswith(start))
    return Feed(
        kind=next(kinds, FeedKind.RSS),
        version=version.lstrip("abcdefghijklmnopqrstuvwxyz")[:20],
        title=_plain(top, "title"),
        description=_plain(top, "subtitle"),
        link=web(top.get("link"), base),
        links=links,
        id=identifier(top.get("id")),
        language=(top.get("language") or "")[:40] or None,
        rights=_plain(top, "rights"),
        authors=unique([person(top.get("author"))]),
        published=stamp(top.get("published")),
        updated=stamp(top.get("updated")),
        entries=tuple(_entry(each, base) for each in entries),
        mended=True,
    )


def _entry(item: Any, base: Url | None) -> Entry:
    content = next((each.get("value") for each in item.get("content", ())), None)
    tags = (plain(Words(tag.get("term") or "")) for tag in item.get("tags", ()))
    summary = item.get("summary")
    return Entry(
        id=identifier(item.get("id")),
        title=_plain(item, "title"),
        link=web(item.get("link"), base),
        links=unique(_link(each, base) for each in item.get("links", ())),
        summary=safe(Words(summary, base=base)) if summary and summary != content else None,
        content=safe(Words(content, base=base)) if content else None,
        authors=unique([person(item.get("author"))]),
        categories=unique(Category(tag) for tag in tags if tag),
        published=stamp(item.get("published")),
        updated=stamp(item.get("updated")),
        enclosures=unique(_enclosure(each, base) for each in item.get("enclosures", ())),
        sanitised_by=SANITISER,
    )


def _plain(item: Any, name: str) -> PlainText | None:
    value = item.get(name)
    typed = (item.get(f"{name}_detail") or {}).get("type")
    return plain(Words(value, marked=typed != "text/plain" or "<" in value)) if value else None


def _link(item: Any, base: Url | None) -> Link | None:
    url = web(item.get("href"), base)
    return Link(url, item.get("rel") or "alternate", kind(item.get("type"))) if url else None


def _enclosure(item: Any, base: Url | None) -> Enclosure | None:
    url = web(item.get("href") or item.get("url"), base)
    length = number(item.get("length"))
    return Enclosure(url, kind(item.get("type")), length, duration(item.get("duration"))) if url else None
