"""JSON Feed 1.0 and 1.1. What has the wrong type is left out; words said to be text are shown literally."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wholestory.errors import NotAFeed
from wholestory.feeds.dates import stamp
from wholestory.feeds.markup import SANITISER, Words, plain, safe
from wholestory.feeds.parts import duration, entries, identifier, kind, number, unique, web
from wholestory.model import (
    Category,
    Enclosure,
    Entry,
    Feed,
    FeedKind,
    Link,
    Person,
    Picture,
    PlainText,
)
from wholestory.text.urls import Url

_Object = Mapping[str, Any]


def read(text: str, *, base: Url | None = None) -> Feed:
    """The feed of a JSON document. Raises `NotAFeed` for broken JSON and for JSON that is no feed."""
    top = _loaded(text)
    version = _string(top, "version") or ""
    if "jsonfeed" not in version and not isinstance(top.get("items"), list):
        raise NotAFeed("JSON, but no JSON Feed")
    home = web(_string(top, "home_page_url"), base)
    made, more = entries(_objects(top, "items"), lambda each: _entry(each, home or base))
    return Feed(
        kind=FeedKind.JSON,
        version=version.rpartition("/")[2][:20],
        title=_plain(top, "title"),
        description=_plain(top, "description"),
        link=home,
        links=unique(_feed_links(top, home, base)),
        language=(_string(top, "language") or "")[:40] or None,
        authors=_people(top, base),
        image=_picture(top, "icon", base),
        icon=web(_string(top, "favicon"), base),
        entries=made,
        left_out=more,
    )


def _loaded(text: str) -> _Object:
    try:
        found = json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 19 else digits)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("broken JSON") from error
    if not isinstance(found, dict):
        raise NotAFeed("JSON, but no JSON Feed")
    return found


def _entry(item: _Object, base: Url | None) -> Entry:
    html, words = _string(item, "content_html"), _string(item, "content_text")
    content = Words(html, base=base) if html else Words(words, marked=False) if words else None
    summary = _string(item, "summary")
    link, external = (web(_string(item, name), base) for name in ("url", "external_url"))
    pictures = (_picture(item, "image", base), _picture(item, "banner_image", base))
    return Entry(
        id=identifier(_string(item, "id")),
        title=_plain(item, "title"),
        link=link,
        links=unique((Link(link) if link else None, Link(external, "related") if external else None)),
        external=external,
        summary=safe(Words(summary, marked=False)) if summary else None,
        content=safe(content),
        authors=_people(item, base),
        categories=unique(_tags(item)),
        published=stamp(_string(item, "date_published")),
        updated=stamp(_string(item, "date_modified")),
        enclosures=unique(_enclosure(each, base) for each in _objects(item, "attachments")),
        pictures=unique(pictures),
        language=(_string(item, "language") or "")[:40] or None,
        sanitised_by=SANITISER,
    )


def _feed_links(top: _Object, home: Url | None, base: Url | None) -> Iterator[Link]:
    if home:
        yield Link(home)
    for name, rel in (("feed_url", "self"), ("next_url", "next")):
        if url := web(_string(top, name), base):
            yield Link(url, rel)
    for hub in _objects(top, "hubs"):
        if _string(hub, "type") in (None, "WebSub") and (url := web(_string(hub, "url"), base)):
            yield Link(url, "hub")


def _string(item: _Object, name: str) -> str | None:
    value = item.get(name)
    if isinstance(value, str):
        return value if value.strip() else None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _plain(item: _Object, name: str) -> PlainText | None:
    value = _string(item, name)
    return plain(Words(value, marked=False)) if value else None


def _objects(item: _Object, name: str) -> Iterator[_Object]:
    value = item.get(name)
    return (each for each in (value if isinstance(value, list) else ()) if isinstance(each, dict))


def _people(item: _Object, base: Url | None) -> tuple[Person, ...]:
    given = list(_objects(item, "authors"))
    single = item.get("author")
    if not given and isinstance(single, dict):
        given = [single]
    found = (Person(_plain(each, "name"), None, web(_string(each, "url"), base)) for each in given)
    return unique(each for each in found if each != Person())


def _tags(item: _Object) -> Iterator[Category]:
    value = item.get("tags")
    for each in value if isinstance(value, list) else ():
        term = plain(Words(each, marked=False)) if isinstance(each, str) else None
        if term:
            yield Category(term)


def _picture(item: _Object, name: str, base: Url | None) -> Picture | None:
    url = web(_string(item, name), base)
    return Picture(url) if url else None


def _enclosure(item: _Object, base: Url | None) -> Enclosure | None:
    url = web(_string(item, "url"), base)
    if url is None:
        return None
    return Enclosure(
        url,
        kind(_string(item, "mime_type")),
        number(item.get("size_in_bytes")),
        duration(item.get("duration_in_seconds")),
        _plain(item, "title"),
    )
