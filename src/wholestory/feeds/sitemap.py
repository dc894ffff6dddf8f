"""News sitemaps: the addresses that carry `news:news`; an index is a feed of links to sitemaps."""

from __future__ import annotations

from datetime import UTC, datetime

from wholestory.feeds.dates import stamp
from wholestory.feeds.markup import SANITISER
from wholestory.feeds.parts import MOST, categories, entries, media, says, unique, web
from wholestory.feeds.tree import Node
from wholestory.model import Entry, Feed, FeedKind, Link


def read(root: Node) -> Feed:
    """The feed of a sitemap or sitemap index; addresses that are no news are left out."""
    indexed = sorted(root.all("sitemap"), key=_changed, reverse=True)
    further = (web(_text(each, "loc"), each.base) for each in indexed)
    pages = [(each, news) for each in root.all("url") if (news := each.first("news:news"))]
    first = next((news.first("news:publication") for _, news in pages), None)
    made, more = entries(iter(pages), lambda pair: _entry(*pair))
    return Feed(
        kind=FeedKind.SITEMAP,
        version="0.9",
        title=says(first, "news:name"),
        language=_text(first, "news:language")[:40] or None,
        links=unique((Link(url, "sitemap") for url in further if url), most=MOST),
        entries=made,
        left_out=more,
    )


def _changed(sitemap: Node) -> datetime:
    """When a sitemap of an index changed last; those that do not say stand last, in their order."""
    found = stamp(_text(sitemap, "lastmod"))
    return (found and found.at) or datetime.min.replace(tzinfo=UTC)


def _entry(page: Node, news: Node) -> Entry | None:
    link = web(_text(page, "loc"), page.base)
    if link is None:
        return None
    return Entry(
        title=says(news, "news:title"),
        link=link,
        links=(Link(link),),
        categories=categories(news),
        published=stamp(_text(news, "news:publication_date")),
        updated=stamp(_text(page, "lastmod")),
        pictures=media(page)[1],
        language=_text(news.first("news:publication"), "news:language")[:40] or None,
        sanitised_by=SANITISER,
    )


def _text(node: Node | None, name: str) -> str:
    found = node.first(name) if node is not None else None
    return found.text if found is not None else ""
