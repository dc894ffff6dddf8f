"""What gofeed expects of its test documents, field by field, beside what our reader found.

A value is right where it says the same: plain words after white space and mark-up are levelled, HTML by its
words and elements, addresses as a browser writes them, times as moments. Fields that our model leaves out
on purpose are counted by name.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from wholestory.errors import Unreadable
from wholestory.feeds.reading import read
from wholestory.model import Category, Enclosure, Entry, Feed, Person, Picture, Stamp
from wholestory.text import urls

Same = Callable[[Any, Any], bool]
ELEMENT = re.compile(r"<(a|p|img|b|i|em|strong|ul|ol|li|table|blockquote|h\d)\b", re.IGNORECASE)


@dataclass
class Tally:
    """Fields compared, those wrong with what was expected and found, and those our model has not."""

    document: str = ""
    right: int = 0
    wrong: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    beyond: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """The part of the fields compared that is right."""
        return self.right / max(self.right + len(self.wrong), 1)


def _level(text: object) -> str:
    return " ".join(str(text).split())


def _words(text: object) -> str:
    if "<" not in str(text) and "&" not in str(text):
        return _level(text)
    try:
        parsed = lxml_html.fromstring(f"<div>{text}</div>")
        return _level(etree.tostring(parsed, method="text", encoding="unicode"))
    except (etree.ParserError, etree.ParseError, ValueError):
        return _level(text)


def same_plain(expected: Any, found: Any) -> bool:
    if found is None:
        return not _words(expected)
    return found is not None and _level(found) in (_level(expected), _words(expected))


def same_html(expected: Any, found: Any) -> bool:
    if found is None:
        return not _words(expected)
    alike = _words(found) in (_words(expected), _level(expected))
    literal = _words(found) == _level(expected)  # said to be text: shown as it stands
    elements = ELEMENT.findall(str(expected).lower()) == ELEMENT.findall(str(found).lower())
    return alike and (elements or literal)


def same_url(expected: Any, found: Any) -> bool:
    parsed = urls.parse(urls.RawUrl(str(expected).strip()))
    if isinstance(found, tuple):
        return any(same_url(expected, each) for each in found)
    return found == parsed or (parsed is None and found is None) or str(found).endswith(str(expected).strip())


def same_time(expected: Any, found: Stamp | None) -> bool:
    if found is None:
        return False
    try:
        moment = datetime.fromisoformat(str(expected))
    except ValueError:
        return found.printed == _level(expected)
    return found.at == (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def same_text(expected: Any, found: Any) -> bool:
    return found is not None and str(found).strip() == str(expected).strip()


def same_id(expected: Any, found: Any) -> bool:
    return same_text(expected, found)


def same_person(expected: Any, found: Any) -> bool:
    line = f"{expected} {_words(expected)}"
    return any((p.name or "") in line and (p.email or "") in line for p in found or ())


def same_number(expected: Any, found: Any) -> bool:
    return str(found) == str(expected) or (found is not None and float(found) == float(expected))


_ENCLOSURE: dict[str, tuple[Callable[[Enclosure], Any], Same]] = {
    "url": (lambda e: e.url, same_url),
    "type": (lambda e: e.type, same_text),
    "mime_type": (lambda e: e.type, same_text),
    "length": (lambda e: e.length, same_number),
    "size_in_bytes": (lambda e: e.length, same_number),
    "duration_in_seconds": (lambda e: e.duration, same_number),
    "title": (lambda e: e.title, same_plain),
}
_PERSON: dict[str, tuple[Callable[[Person], Any], Same]] = {
    "name": (lambda p: p.name, same_plain),
    "email": (lambda p: p.email, same_text),
    "uri": (lambda p: p.url, same_url),
    "url": (lambda p: p.url, same_url),
}
_CATEGORY: dict[str, tuple[Callable[[Category], Any], Same]] = {
    "value": (lambda c: c.term, same_plain),
    "term": (lambda c: c.term, same_plain),
    "domain": (lambda c: c.scheme, same_text),
    "scheme": (lambda c: c.scheme, same_text),
    "label": (lambda c: c.label, same_plain),
}
_LINK: dict[str, tuple[Callable[[Any], Any], Same]] = {
    "href": (lambda link: link.url, same_url),
    "rel": (lambda link: link.rel, same_text),
    "type": (lambda link: link.type, same_text),
    "title": (lambda link: link.title, same_plain),
    "hreflang": (lambda link: link.language, same_text),
}
_PICTURE: dict[str, tuple[Callable[[Picture], Any], Same]] = {
    "url": (lambda p: p.url, same_url),
    "title": (lambda p: p.caption, same_plain),
    "width": (lambda p: p.width, same_number),
    "height": (lambda p: p.height, same_number),
}


def _hosted(feed: Feed) -> str | None:
    return feed.link


_FEED: dict[str, tuple[Callable[[Feed], Any], Same]] = {
    "title": (lambda f: f.title, same_plain),
    "description": (lambda f: f.description, same_plain),
    "subtitle": (lambda f: f.description, same_plain),
    "user_comment": (lambda f: None, same_plain),
    "link": (_hosted, same_url),
    "home_page_url": (_hosted, same_url),
    "feedLink": (lambda f: f.self_url, same_url),
    "feed_url": (lambda f: f.self_url, same_url),
    "next_url": (lambda f: next((link.url for link in f.links if link.rel == "next"), None), same_url),
    "language": (lambda f: f.language, same_text),
    "copyright": (lambda f: f.rights, same_plain),
    "rights": (lambda f: f.rights, same_plain),
    "generator": (lambda f: f.generator, same_plain),
    "generator.value": (lambda f: f.generator, same_plain),
    "id": (lambda f: f.id, same_id),
    "published": (lambda f: f.published, same_time),
    "publishedParsed": (lambda f: f.published, same_time),
    "pubDateParsed": (lambda f: f.published, same_time),
    "updated": (lambda f: f.updated, same_time),
    "updatedParsed": (lambda f: f.updated, same_time),
    "lastBuildDateParsed": (lambda f: f.updated, same_time),
    "icon": (lambda f: (f.icon, f.image and f.image.url), same_url),
    "managingEditor": (lambda f: f.authors, same_person),
    "webMaster": (lambda f: f.authors, same_person),
    "ttl": (lambda f: f.pace.every and f.pace.every.total_seconds() / 60, same_number),
    "favicon": (lambda f: f.icon, same_url),
    "logo": (lambda f: f.image and f.image.url, same_url),
    "feedType": (lambda f: "rss" if f.kind == "rdf" else f.kind, same_text),
}
_ENTRY: dict[str, tuple[Callable[[Entry], Any], Same]] = {
    "author": (lambda e: e.authors, same_person),
    "content_text": (lambda e: e.content, same_html),
    "title": (lambda e: e.title, same_plain),
    "description": (lambda e: e.summary, same_html),
    "summary": (lambda e: e.summary, same_html),
    "content": (lambda e: e.content, same_html),
    "content.value": (lambda e: e.content, same_html),
    "content_html": (lambda e: e.content, same_html),
    "content.src": (lambda e: next((x.url for x in e.links if x.rel == "content"), None), same_url),
    "link": (lambda e: e.link, same_url),
    "url": (lambda e: e.link, same_url),
    "external_url": (lambda e: e.external, same_url),
    "comments": (lambda e: e.comments, same_url),
    "guid": (lambda e: e.id, same_id),
    "guid.value": (lambda e: e.id, same_id),
    "id": (lambda e: e.id, same_id),
    "published": (lambda e: e.published, same_time),
    "publishedParsed": (lambda e: e.published, same_time),
    "pubDateParsed": (lambda e: e.published, same_time),
    "date_published": (lambda e: e.published, same_time),
    "updated": (lambda e: e.updated, same_time),
    "updatedParsed": (lambda e: e.updated, same_time),
    "date_modified": (lambda e: e.updated, same_time),
    "rights": (lambda e: e.rights, same_plain),
    "source.title": (lambda e: e.source and e.source.title, same_plain),
    "source.url": (lambda e: e.source and e.source.url, same_url),
}
_DERIVED = ("published", "publishedParsed", "updated", "updatedParsed")


def compare(feed: Feed, expected: dict[str, Any], tally: Tally) -> None:
    """Count what `expected`, a gofeed result, says of a document that we read as `feed`."""
    for name, value in _flat(expected, ("items", "entries")):
        _field(name, value, feed, _FEED, tally)
    _parts(expected, feed, tally, "feed.")
    given = expected.get("items") or expected.get("entries") or []
    for index, item in enumerate(given):
        entry = feed.entries[index] if index < len(feed.entries) else Entry()
        both = "content_html" in item and "content_text" in item
        for name, value in _flat(item, ("content_text",) if both else ()):
            _field(name, value, entry, _ENTRY, tally)
        _parts(item, entry, tally, "entry.")


def _flat(item: dict[str, Any], without: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Single values with their names, one level of nesting joined by a point."""
    for name, value in item.items():
        if name in without or isinstance(value, list) or value in (None, ""):
            continue
        if isinstance(value, dict):
            if name not in ("author", "image", "enclosure"):
                yield from ((f"{name}.{k}", v) for k, v in value.items() if v not in (None, "", [], {}))
        elif not (name == "image" and isinstance(value, str)) and name not in ("banner_image", "pubDate"):
            yield name, value


def _field(
    name: str, value: Any, ours: Any, table: dict[str, tuple[Callable[[Any], Any], Same]], t: Tally
) -> None:
    kind = "feed." if isinstance(ours, Feed) else "entry."
    if isinstance(ours, Feed) and ours.kind == "json" and name in _DERIVED:
        t.beyond["feed times that JSON Feed has not (gofeed takes an entry's)"] += 1
        return
    if name not in table or name == "user_comment":
        t.beyond[kind + re.sub(r"(extensions|custom|\w+Ext|source|textInput|cloud)\..*", r"\1.*", name)] += 1
        return
    getter, same = table[name]
    _count(kind + name, value, getter(ours), same, t)


def _count(name: str, expected: Any, found: Any, same: Same, tally: Tally) -> None:
    if same(expected, found):
        tally.right += 1
    else:
        tally.wrong.append((tally.document, name, expected, found))


def _parts(item: dict[str, Any], ours: Feed | Entry, tally: Tally, kind: str) -> None:
    """The fields that hold several: people, links, categories, enclosures, pictures."""
    _each(kind + "authors", item.get("authors") or _listed(item.get("author")), ours.authors, _PERSON, tally)
    _each(kind + "contributors", item.get("contributors"), ours.contributors, _PERSON, tally)
    for link in item.get("links") or []:
        found = [x.url for x in ours.links]
        if isinstance(link, str):
            _count(kind + "links", link, next((u for u in found if same_url(link, u)), None), same_url, tally)
    marked = [link for link in item.get("links") or [] if isinstance(link, dict) and link.get("href")]
    tally.beyond[kind + "links without an address"] += sum(
        isinstance(link, dict) and not link.get("href") for link in item.get("links") or []
    )
    links = [x for x in ours.links if x.rel != "content"]
    _each(kind + "links", marked, tuple(links), _LINK, tally)
    for category in item.get("categories") or item.get("tags") or []:
        if isinstance(category, str):
            terms = [c.term for c in ours.categories] + [c.label for c in ours.categories]
            _count(
                kind + "categories",
                category,
                next((x for x in terms if x == category), None),
                same_plain,
                tally,
            )
    named = [c for c in item.get("categories") or [] if isinstance(c, dict)]
    _each(kind + "categories", named, ours.categories, _CATEGORY, tally)
    pictures = (ours.image,) if isinstance(ours, Feed) else ours.pictures
    image = item.get("image") or item.get("banner_image")
    if isinstance(image, str):
        image = {"url": image}
    if isinstance(image, dict) and image.get("url"):
        icon = Picture(ours.icon) if isinstance(ours, Feed) and ours.icon else None
        best = next(
            (p for p in (*pictures, icon) if p and same_url(image["url"], p.url)),
            pictures[0] if pictures else None,
        )
        _each(kind + "image", [image], (best,) if best else (), _PICTURE, tally)
    if isinstance(ours, Entry):
        enclosures = item.get("enclosures") or item.get("attachments") or _listed(item.get("enclosure"))
        _each(kind + "enclosures", enclosures, ours.enclosures, _ENCLOSURE, tally)


def _listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, dict) else []


def _each(
    name: str,
    expected: Any,
    found: tuple[Any, ...],
    table: dict[str, tuple[Callable[[Any], Any], Same]],
    tally: Tally,
) -> None:
    for index, item in enumerate(expected or []):
        ours = found[index] if index < len(found) else None
        for key, value in item.items():
            if value in (None, "", [], {}):
                continue
            if key not in table:
                tally.beyond[f"{name}.{key}"] += 1
                continue
            getter, same = table[key]
            _count(f"{name}.{key}", value, getter(ours) if ours is not None else None, same, tally)


def measure(folder: Path, *, every: int = 1) -> Tally:
    """gofeed's documents below `folder` compared, each `every`-th of them."""
    tally = Tally()
    documents = sorted(
        p for kind in ("xml", "json") for p in folder.rglob(f"*.{kind}") if _expected(p).exists()
    )
    for document in documents[::every]:
        tally.document = document.relative_to(folder).as_posix()
        try:
            expected = json.loads(_expected(document).read_text(encoding="utf-8"))
            feed = read(document.read_bytes())
        except (Unreadable, ValueError):
            continue
        compare(feed, expected, tally)
    return tally


def _expected(document: Path) -> Path:
    if document.suffix == ".json":
        return document.with_name(f"{document.stem}_expected.json")
    return document.with_suffix(".json")
