"""What all formats have in common, from elements and values to the model's parts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice
from typing import TypeVar

from wholestory.feeds.markup import Words, plain
from wholestory.feeds.tree import Node
from wholestory.model import Category, Enclosure, Entry, Link, Person, Picture, PlainText, SafeHtml
from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url

MOST = 50_000  # entries of one document
S = TypeVar("S")
T = TypeVar("T")

_MAIL = re.compile(r"[^\s@<>()\"',;:]{1,64}@[^\s@<>()\"',;:]{1,255}")
_LONGEST_ID = 2000
_LONGEST_TYPE = 100
_PICTURES = ("itunes:image", "podcast:image", "image:image", "image")
_GROUPS, _CONTENTS = 100, 500
_MEDIA = {"media:group", "media:content", "media:thumbnail", "enclosure", "link", "atom:link", *_PICTURES}
_QUOTED_HOST = re.compile(r"https?://[^/?#]*[\"'`{}]")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{2})(?:\.\d+)?\Z")
_IMAGES = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|\Z)", re.IGNORECASE)


def web(raw: str | None, base: Url | None) -> Url | None:
    """An absolute http(s) address; None for anything else."""
    url = urls.parse(RawUrl(raw.strip()), base=base) if raw and raw.strip() else None
    return url if url and is_plain(url) else None


def is_plain(url: Url) -> bool:
    """Whether no quotation mark stands in the host: browsers' rules allow them there, names have none."""
    return not _QUOTED_HOST.match(url)


def identifier(printed: str | None) -> str | None:
    """An id as printed, white space around it gone; one longer than any address by its digest."""
    text = (printed or "").strip()
    if len(text) > _LONGEST_ID:
        return f"sha256:{sha256(text.encode(errors='replace')).hexdigest()}"
    return text or None


def words(node: Node | None) -> Words | None:
    """An element's words, with the mark-up in it, whether escaped or not."""
    return Words(node.text, base=node.base) if node is not None and node.text else None


def says(node: Node | None, *names: str) -> PlainText | None:
    """The words of the first child of these names, as plain text."""
    return plain(words(node.first(*names))) if node is not None else None


def number(printed: object) -> int | None:
    """A whole number that is not negative."""
    text = str(printed).strip() if isinstance(printed, str | int) and not isinstance(printed, bool) else ""
    return int(text) if text.isdecimal() and len(text) < 16 else None


def duration(printed: object) -> float | None:
    """Seconds, from "3600", "62:03" or "1:02:03"."""
    if isinstance(printed, int | float) and not isinstance(printed, bool):
        return float(printed) if 0 <= printed < 1e9 else None
    text = printed.strip()[:30] if isinstance(printed, str) else ""
    if clock := _CLOCK.match(text):
        return int(clock[1] or 0) * 3600.0 + int(clock[2]) * 60 + int(clock[3])
    return float(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", text) else None


def person(printed: str | None) -> Person | None:
    """A person from one line: "Ann Lee", "ann@tide.example (Ann Lee)", "Ann Lee <ann@tide.example>"."""
    line = plain(Words(printed, marked="<" not in printed or ">" not in printed)) if printed else None
    if line is None:
        return None
    mail = _MAIL.search(line)
    rest = (line[: mail.start()] + line[mail.end() :]) if mail else line
    name = re.sub(r"\(\s*\)|<\s*>", "", rest).strip(" \t,;:") if mail else rest
    if mail and name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip()
    name = name.removeprefix("mailto:").strip() if mail else name
    return Person(PlainText(name) or None, mail[0] if mail else None) if name or mail else None


def people(nodes: Iterable[Node]) -> tuple[Person, ...]:
    """Persons from elements of one line each; each once."""
    return unique(person(node.text) for node in nodes)


def entries(found: Iterator[S], read: Callable[[S], Entry | None]) -> tuple[tuple[Entry, ...], int]:
    """The first 50,000 entries read, and how many more there are."""
    made = tuple(entry for each in islice(found, MOST) if (entry := read(each)) is not None)
    return made, sum(1 for _ in found)


def unique(found: Iterable[T | None], *, most: int = 500) -> tuple[T, ...]:
    """What was found, each once, in order; no more than the first 500 are looked at."""
    return tuple(dict.fromkeys(each for each in islice(found, most) if each is not None))


def kind(printed: str | None) -> str | None:
    """A media type, in lower case and of sensible length."""
    text = (printed or "").strip().lower()
    return text[:_LONGEST_TYPE] if re.match(r"[\w.+-]+/[\w.+-]+", text) else None


def link(node: Node) -> Link | None:
    """An Atom link, in whatever format it stands."""
    empty = node.element.get("href") == ""  # the very address it is relative to (RFC 3986 §4.4)
    url = node.base if empty else web(node.get("href"), node.base)
    if url is None:
        return None
    rel = (node.get("rel") or "alternate").lower().rpartition("/")[2][:40] or "alternate"
    title = plain(Words(node.get("title") or "", marked=False))
    return Link(url, rel, kind(node.get("type")), title, node.get("hreflang"))


def alternate(links: Iterable[Link]) -> str | None:
    """The page among links: a web page before anything else."""
    pages = [each for each in links if each.rel == "alternate"]
    html = [each for each in pages if each.type in (None, "text/html", "application/xhtml+xml")]
    return next((each.url for each in html or pages), None)


def categories(node: Node) -> tuple[Category, ...]:
    """RSS's, Atom's and Dublin Core's topics, and keywords separated by commas."""
    nodes = node.all("category", "dc:subject", "atom:category", "itunes:category")
    nodes += [inner for each in nodes for inner in each.all("itunes:category")]
    named = (_category(each) for each in nodes)
    lists = node.all("itunes:keywords", "media:keywords", "news:keywords")
    keys = (plain(Words(part)) for each in lists for part in each.text.split(",")[:100])
    return unique(chain(named, (Category(key) for key in keys if key)))


def _category(node: Node) -> Category | None:
    label = plain(Words(node.get("label") or "", marked=False))
    term = (
        plain(Words(node.get("term") or node.get("text") or "", marked=False)) or plain(words(node)) or label
    )
    scheme = node.get("scheme") or node.get("domain")
    return Category(term, scheme[:500] if scheme else None, label) if term else None


def media(node: Node) -> tuple[tuple[Enclosure, ...], tuple[Picture, ...]]:
    """Enclosures and pictures: RSS's own, Atom's links, Media RSS in and out of groups, podcasts' images."""
    if not _MEDIA & node.kids.keys():
        return (), ()
    holders = [node, *node.all("media:group")[:_GROUPS]]
    contents = [(holder, each) for holder in holders for each in holder.all("media:content")]
    contents = contents[:_CONTENTS] + [(each, each) for each in node.all("enclosure")[:_CONTENTS]]
    contents += [(node, each) for each in node.all("link", "atom:link") if each.get("rel") == "enclosure"]
    drawn = [picture(each, holder) for holder, each in contents if _is_picture(each)]
    played = [_enclosure(node, e) for _, e in contents if not _is_picture(e) or e.name != "media:content"]
    others = [
        each for holder in [*holders, *(e for _, e in contents)] for each in holder.all("media:thumbnail")
    ]
    others += node.all(*_PICTURES)
    return unique(played), unique(chain(drawn, (picture(each, each) for each in others)))


def _is_picture(node: Node) -> bool:
    medium, type = node.get("medium"), kind(node.get("type"))
    if medium or type:
        return medium == "image" or (type or "").startswith("image/")
    return bool(_IMAGES.search(node.get("url") or ""))


def picture(node: Node, holder: Node) -> Picture | None:
    """The picture an element names by an attribute, a child or its text."""
    inner = node.first("url", "image:loc")
    raw = node.get("url") or node.get("href") or node.get("resource") or (inner or node).text
    url = web(raw, node.base) if len(raw) < urls.LONGEST else None
    if url is None:
        return None
    caption = says(node, "media:description", "media:title", "image:caption") or (
        says(holder, "media:description", "media:title") if holder.name == "media:group" else None
    )
    return Picture(
        url,
        number(node.get("width") or _text(node, "width")),
        number(node.get("height") or _text(node, "height")),
        caption or says(node, "title", "image:title"),
        says(node, "media:credit") or says(holder, "media:credit"),
    )


def _text(node: Node, name: str) -> str:
    found = node.first(name)
    return found.text if found else ""


def _enclosure(entry: Node, node: Node) -> Enclosure | None:
    url = web(node.get("url") or node.get("href"), node.base)
    if url is None:
        return None
    length = number(node.get("length") or node.get("fileSize"))
    lasts = duration(node.get("duration")) or duration(_text(entry, "itunes:duration"))
    title = plain(Words(node.get("title") or "", marked=False)) or says(node, "media:title")
    return Enclosure(url, kind(node.get("type")), length, lasts, title)


_IMAGE = re.compile(r'<img src="(https?://[^"]{1,4000})"')


def shown(*texts: SafeHtml | None) -> tuple[Picture, ...]:
    """The first picture within an entry's own words."""
    found = (_IMAGE.search(text) for text in texts if text)
    url = next((web(html.unescape(each[1]), None) for each in found if each), None)
    return (Picture(url),) if url else ()


def podcast_links(node: Node) -> list[Link]:
    """Transcripts and chapters (Podcasting 2.0)."""
    return [
        Link(url, each.name.partition(":")[2], kind(each.get("type")), None, each.get("language"))
        for each in node.all("podcast:transcript", "podcast:chapters")
        if (url := web(each.get("url"), each.base))
    ]
