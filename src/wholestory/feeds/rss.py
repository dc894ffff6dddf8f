"""RSS 0.9x, 1.0 (RDF) and 2.0 with the modules in use: Dublin Core, content, Atom, Media RSS, podcasts."""

from __future__ import annotations

from collections.abc import Iterator

from wholestory.feeds import pace
from wholestory.feeds.dates import stamp
from wholestory.feeds.markup import SANITISER, Words, plain, safe
from wholestory.feeds.parts import (
    alternate,
    categories,
    entries,
    identifier,
    link,
    media,
    people,
    picture,
    podcast_links,
    says,
    shown,
    unique,
    web,
    words,
)
from wholestory.feeds.tree import Node
from wholestory.model import (
    Entry,
    EntrySource,
    Feed,
    FeedKind,
    Link,
    Person,
    Picture,
    PlainText,
    SafeHtml,
    Stamp,
)

_AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author")
_SUMMARIES = ("description", "summary", "dc:description", "itunes:summary", "media:description")


def read(root: Node) -> Feed:
    """The feed of an RSS or RDF document; items outside the channel, as broken feeds have them, are its."""
    is_rdf = root.name in ("rdf:rdf", "rdf") or "/rss1.1" in root.element.tag
    channel = root.first("channel") or root
    links = _links(channel)
    made, more = entries(items(root, channel), _entry)
    return Feed(
        kind=FeedKind.RDF if is_rdf else FeedKind.RSS,
        version=(root.get("version") or ("1.0" if is_rdf else ""))[:20],
        title=says(channel, "title", "dc:title", "itunes:title"),
        description=says(
            channel, "description", "tagline", "dc:description", "itunes:subtitle", "itunes:summary"
        ),
        link=alternate(links),
        links=links,
        language=_language(channel),
        rights=says(channel, "copyright", "dc:rights", "dcterms:rights"),
        generator=says(channel, "generator") or _generator(channel),
        authors=_feed_authors(channel),
        categories=categories(channel),
        image=_image(root, channel),
        published=_time(channel, "pubdate"),
        updated=_time(channel, "lastbuilddate", "dc:date", "dcterms:modified", "atom:updated"),
        pace=pace.asked(channel),
        entries=made,
        left_out=more,
    )


def items(root: Node, channel: Node) -> Iterator[Node]:
    """The items, one at a time so that a tree of many is not held twice."""
    names = {"item", "entry"}
    holders = [channel] if channel is root else [channel, root]
    rest = [each for each in root.all("channel") if each.element is not channel.element]
    found = False
    for holder in [*holders, *rest, *channel.all("items"), *root.all("items")]:
        for element in holder.element.iterchildren():
            item = Node(element, holder.home, holder) if isinstance(element.tag, str) else None
            if item is not None and item.name in names:
                found = True
                yield item
    if not found:
        yield from root.below("item")


def _entry(item: Node) -> Entry:
    links = _links(item)
    guid = item.first("guid", "atom:id", "id", "dc:identifier")
    enclosures, pictures = media(item)
    summary, content = _texts(item)
    return Entry(
        id=identifier(guid.text if guid else item.get("about")),
        title=says(item, "title", "dc:title", "itunes:title", "media:title"),
        link=alternate(links) or _permalink(item),
        links=links,
        summary=summary,
        content=content,
        authors=_authors(item),
        contributors=people(item.all("dc:contributor")),
        categories=categories(item),
        published=_time(item, "pubdate", "dcterms:issued", "dcterms:created", "atom:published", "dc:date"),
        updated=_time(item, "atom:updated", "dcterms:modified", "dc:date", "lastbuilddate"),
        enclosures=enclosures,
        pictures=pictures or shown(content, summary),
        comments=next((u for each in item.all("comments") if (u := web(each.text, each.base))), None),
        source=_source(item),
        rights=says(item, "copyright", "dc:rights", "atom:rights"),
        language=_own_language(item),
        sanitised_by=SANITISER,
    )


def _texts(item: Node) -> tuple[SafeHtml | None, SafeHtml | None]:
    grouped = next((g.first("media:description") for g in item.all("media:group")), None)
    summary = safe(words(item.first(*_SUMMARIES) or grouped))
    content = safe(words(item.first("content:encoded", "atom:content", "content", "xhtml:body", "xhtml:div")))
    return summary, content


def _links(node: Node) -> tuple[Link, ...]:
    plain_links = (
        Link(url)
        for each in node.all("link")
        if not each.get("rel") and (url := web(each.text or each.get("href"), each.base))
    )
    marked = [each for each in node.all("atom:link") + node.all("link") if each.get("href")]
    return unique([*plain_links, *(link(each) for each in marked), *podcast_links(node)])


def _permalink(item: Node) -> str | None:
    guid = item.first("guid")
    if guid is None or (guid.get("isPermaLink") or "true").lower() == "false":
        return None
    return web(guid.text, None)


def _authors(item: Node) -> tuple[Person, ...]:
    for name in _AUTHORS:
        found = people(each for each in item.all(name) if not _is_person(each))
        if found:
            return found
    return unique(atom_person(each) for each in item.all("atom:author", "author"))


def _is_person(node: Node) -> bool:
    return any(name in node.kids for name in ("name", "atom:name", "email", "atom:email"))


def atom_person(node: Node) -> Person | None:
    """A person as Atom has it, with name, address and mail in elements of their own."""
    mail = node.first("email", "atom:email")
    url = node.first("uri", "url", "homepage", "atom:uri")
    found = Person(
        says(node, "name", "atom:name"),
        plain(words(mail)) if mail else None,
        web(url.text, url.base) if url else None,
    )
    return found if found != Person() else None


def _feed_authors(channel: Node) -> tuple[Person, ...]:
    for name in ("managingeditor", "webmaster", "dc:creator", "dc:author", "itunes:author", "author"):
        found = people(each for each in channel.all(name) if not _is_person(each))
        if found:
            return found
    owners = channel.all("itunes:owner", "atom:author", "author")
    named = (
        Person(says(o, "itunes:name"), says(o, "itunes:email")) for o in owners if o.first("itunes:name")
    )
    return unique([*(atom_person(each) for each in owners), *named])


def _source(item: Node) -> EntrySource | None:
    node = item.first("source", "dc:source")
    if node is None:
        return None
    found = EntrySource(
        says(node, "title") if node.kids else plain(words(node)), web(node.get("url"), node.base)
    )
    return found if found != EntrySource() else None


def _image(root: Node, channel: Node) -> Picture | None:
    nodes = sorted(channel.all("image") + root.all("image"), key=lambda image: not image.kids)
    found = (picture(each, each) for each in nodes)
    pictures = media(channel)[1]
    return next((each for each in found if each), None) or next(iter(pictures), None)


def _time(node: Node, *names: str) -> Stamp | None:
    found = [time for each in node.all(*names) if (time := stamp(each.text))]
    return next((time for time in found if time.at), found[0] if found else None)


def _language(channel: Node) -> str | None:
    node = channel.first("language", "dc:language")
    printed = (node.text if node else "") or channel.language or ""
    return printed.strip()[:40] or None


def _own_language(item: Node) -> str | None:
    node = item.first("dc:language", "language")
    own = item.element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return ((node.text if node else "") or own or "").strip()[:40] or None


def _generator(channel: Node) -> PlainText | None:
    agent = channel.first("admin:generatoragent")
    return plain(Words(agent.get("resource") or "", marked=False)) if agent else None
