"""News sitemaps as feeds: an index is read with the sitemaps it names, and only what is news is kept.

A news sitemap holds the last two days and at most a thousand addresses, by the rules of those who read them;
many hold years. What is older than two days is no news and is left to whoever wants an archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from wholestory import fetch
from wholestory.errors import NotAFeed, Unreadable
from wholestory.fetch import Kind, Outcome
from wholestory.model import Entry, Feed, FeedKind, Stamp
from wholestory.pipeline.gathering.hands import Hands
from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url

NEWS = timedelta(days=2)
MOST = 4  # sitemaps of an index that are read at each visit
_TRIED = 8
_PLACES = (
    "news-sitemap.xml",
    "sitemap-news.xml",
    "sitemap_news.xml",
    "news_sitemap.xml",
    "sitemap/news.xml",
    "sitemaps/news.xml",
    "googlenews.xml",
    "sitemap.xml",
    "sitemap_index.xml",
)


def is_index(feed: Feed) -> bool:
    """Whether a document names sitemaps rather than news."""
    return feed.kind is FeedKind.SITEMAP and not feed.entries and bool(_further(feed))


async def expanded(client: fetch.Client, hands: Hands, index: Feed, *, asked: Url) -> Feed:
    """An index with the news of the sitemaps it names, those first that say they hold news, then the newest.

    `asked` is its own address, which is not asked again. Raises `NotAFeed` where none could be read or none
    is of news.
    """
    read: list[Feed] = []
    trouble = ""
    for url in [each for each in _further(index) if each != asked][:MOST]:
        answer = await client.get(fetch.Request(url=url, kind=Kind.PAGE))
        if answer.outcome is not Outcome.FRESH or answer.capture is None:
            trouble = f"{url}: {answer.detail or answer.outcome}"
            continue
        try:
            read.append(await feed(hands, answer.capture.body, url=url))
        except Unreadable as error:
            trouble = f"{url}: {error}"
    entries = tuple(entry for each in read for entry in each.entries)
    if not entries:
        raise NotAFeed(f"sitemaps without news{f' ({trouble})' if trouble else ''}")
    first = next(each for each in read if each.entries)
    return replace(index, title=first.title, language=first.language, entries=entries)


async def feed(hands: Hands, data: bytes, *, url: Url) -> Feed:
    """A sitemap's bytes as a feed. Raises as `feeds.read`."""
    return await hands.read(lambda reader: reader.feed(data, url=url))


def recent(feed: Feed, now: datetime) -> Feed:
    """A sitemap's news; any other feed as it is. What has no date is taken for news."""
    if feed.kind is not FeedKind.SITEMAP:
        return feed
    return replace(feed, entries=tuple(each for each in feed.entries if _is_news(each, now)))


def _is_news(entry: Entry, now: datetime) -> bool:
    at = _at(entry.published) or _at(entry.updated)
    return at is None or at >= now - NEWS


def _at(stamp: Stamp | None) -> datetime | None:
    return stamp.at if stamp else None


async def places(client: fetch.Client, page: Url) -> tuple[Url, ...]:
    """Where the news sitemap of a page's site may be: as its robots.txt says, then where they are common."""
    stated = sorted(await client.sitemaps(page), key=lambda url: "news" not in url.lower())
    return tuple(dict.fromkeys((*stated, *_common(page))))[:_TRIED]


def _common(page: Url) -> Iterator[Url]:
    for path in _PLACES:
        if (url := urls.parse(RawUrl(path), base=urls.origin(page))) is not None:
            yield url


def _further(index: Feed) -> list[Url]:
    """The sitemaps an index names: where some say they are of news only those, in the order it gives."""
    named = [Url(link.url) for link in index.links if link.rel == "sitemap"]
    return [url for url in named if "news" in url.lower().partition("//")[2].partition("/")[2]] or named
