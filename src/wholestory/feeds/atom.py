"""Atom 1.0 (RFC 4287) and 0.3, with Media RSS."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode

from wholestory.feeds import pace
from wholestory.feeds.dates import stamp
from wholestory.feeds.markup import SANITISER, Words, plain, safe
from wholestory.feeds.parts import (
    alternate,
    categories,
    entries,
    identifier,
    kind,
    link,
    media,
    podcast_links,
    shown,
    unique,
    web,
)
from wholestory.feeds.rss import atom_person
from wholestory.feeds.tree import Node
from wholestory.model import Entry, EntrySource, Feed, FeedKind, Link, Person, Picture, PlainText, Stamp

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEXTUAL = re.compile(r"text/(?!html)|application/(?!xhtml)|image/|audio/|video/")


def read(root: Node) -> Feed:
    """The feed of an Atom document; a document of a single entry is a feed of one."""
    is_old = "purl.org/atom" in root.element.tag or root.get("version") == "0.3"
    links = _links(root)
    made, more = entries(iter(_listed(root)), _entry)
    return Feed(
        kind=FeedKind.ATOM,
        version="0.3" if is_old else "1.0",
        title=_plain(root, "title", "dc:title"),
        description=_plain(root, "subtitle", "tagline", "info", "description"),
        link=alternate(links),
        links=links,
        id=_id(root),
        language=root.language,
        rights=_plain(root, "rights", "copyright"),
        generator=_plain(root, "generator"),
        authors=_people(root, "author"),
        contributors=_people(root, "contributor"),
        categories=categories(root),
        image=_logo(root),
        icon=next((u for each in root.all("icon") if (u := web(each.text, each.base))), None),
        updated=_time(root, "updated", "modified", "dc:date"),
        published=_time(root, "published", "issued"),
        pace=pace.asked(root),
        entries=made,
        left_out=more,
    )


def _listed(root: Node) -> list[Node]:
    if root.name == "entry":
        return [root]
    inner = [each for holder in root.all("entries") for each in holder.all("entry")]
    return [*(root.all("entry") or root.all("item")), *inner]


def _entry(node: Node) -> Entry:
    links = _links(node)
    enclosures, pictures = media(node)
    described = next((g.first("media:description") for g in node.all("media:group")), None)
    content = node.first("content", "content:encoded")
    summary = safe(construct(node.first("summary", "media:description", "description") or described))
    full = safe(construct(content)) if content and not content.get("src") else None
    return Entry(
        id=_id(node),
        title=_plain(node, "title", "dc:title", "media:title"),
        link=alternate(links),
        links=links,
        summary=summary,
        content=full,
        authors=_people(node, "author") or _creators(node),
        contributors=_people(node, "contributor"),
        categories=categories(node),
        published=_time(node, "published", "issued", "created", "dc:date"),
        updated=_time(node, "updated", "modified"),
        enclosures=enclosures,
        pictures=pictures or shown(full, summary),
        comments=next((each.url for each in links if each.rel == "replies"), None),
        source=_source(node),
        rights=_plain(node, "rights", "copyright", "dc:rights"),
        language=node.element.get(_LANG) or (content.element.get(_LANG) if content else None),
        sanitised_by=SANITISER,
    )


def construct(node: Node | None) -> Words | None:
    """A text construct's words, and whether they are mark-up: by `type` (1.0) and `mode` (0.3)."""
    if node is None:
        return None
    type, mode = (node.get("type") or "text").lower(), (node.get("mode") or "").lower()
    if mode == "base64" or (_TEXTUAL.match(type) and not type.startswith("text/") and not len(node.element)):
        decoded = _decoded(node.element.text or "")
        if decoded is not None:
            return Words(decoded, base=node.base)
    if type in ("html", "text/html") or node.name.partition(":")[1]:
        return Words(node.text, base=node.base)
    if "xhtml" in type or len(node.element):
        return Words(node.markup, base=node.base)
    return Words(node.text, marked=mode == "escaped" and type != "text/plain", base=node.base)


def _decoded(text: str) -> str | None:
    try:
        return b64decode(re.sub(r"\s+", "", text), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None


def _plain(node: Node, *names: str) -> PlainText | None:
    return plain(construct(node.first(*names)))


def _id(node: Node) -> str | None:
    found = node.first("id", "atom:id")
    return identifier(found.text) if found else None


def _links(node: Node) -> tuple[Link, ...]:
    outside = [
        Link(url, "content", kind(each.get("type")))
        for each in node.all("content")
        if (url := web(each.get("src"), each.base))
    ]
    texts = [
        Link(url) for each in node.all("link") if not each.get("href") and (url := web(each.text, each.base))
    ]
    return unique(
        [*(link(each) for each in node.all("link", "atom:link")), *texts, *outside, *podcast_links(node)]
    )


def _people(node: Node, name: str) -> tuple[Person, ...]:
    return unique(atom_person(each) for each in node.all(name))


def _creators(node: Node) -> tuple[Person, ...]:
    names = [plain(Words(each.text)) for each in node.all("dc:creator")]
    names += [plain(Words(each.text)) for each in node.all("author") if not each.kids]
    return unique(Person(name) for name in names if name)


def _logo(root: Node) -> Picture | None:
    found = (web(each.text, each.base) for each in root.all("logo"))
    return next((Picture(url) for url in found if url), None)


def _source(node: Node) -> EntrySource | None:
    for each in node.all("source"):
        links = _links(each)
        url = alternate(links) or next((each.url for each in links), None)
        found = EntrySource(_plain(each, "title"), url or web(_id(each), None))
        if found != EntrySource():
            return found
    return None


def _time(node: Node, *names: str) -> Stamp | None:
    found = [time for each in node.all(*names) if (time := stamp(each.text))]
    return next((time for time in found if time.at), found[0] if found else None)
