"""From what a person typed to the feeds meant: an address of a feed, of a page that names one, of a list."""

from __future__ import annotations

from wholestory import feeds, fetch
from wholestory.errors import NotFollowable, Unreadable
from wholestory.fetch import Kind, Outcome
from wholestory.model import Capture, Feed, FeedKind, PlainText, Subscription
from wholestory.pipeline.gathering import sitemaps
from wholestory.pipeline.gathering.hands import Hands
from wholestory.pipeline.gathering.visiting import in_words
from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url

TRIED = 12  # places on a site that are asked for a feed


async def find(client: fetch.Client, hands: Hands, typed: str) -> tuple[Subscription, ...]:
    """The feeds that `typed` means: one, or all of a list. Nothing is kept.

    A page's own statements are tried before places where feeds are common. Raises `NotFollowable`, saying
    what was there instead.
    """
    url = urls.typed(RawUrl(typed))
    if url is None:
        raise NotFollowable(f"{typed[:200]!r} is no address on the web")
    capture = await _got(client, url)
    feed = await _read(hands, capture)
    if feed is not None:
        return (_subscription(url, await _of_news(client, hands, url, feed)),)
    listed = await _listed(hands, capture)
    return listed or (await _discovered(client, hands, url, capture),)


async def _got(client: fetch.Client, url: Url) -> Capture:
    answer = await client.get(fetch.Request(url=url))
    if answer.outcome is not Outcome.FRESH or answer.capture is None:
        raise NotFollowable(f"{url}: {in_words(answer)}")
    return answer.capture


async def _read(hands: Hands, capture: Capture) -> Feed | None:
    try:
        return await hands.read(
            lambda reader: reader.feed(capture.body, url=capture.final_url, charset=capture.charset)
        )
    except Unreadable:
        return None


async def _listed(hands: Hands, capture: Capture) -> tuple[Subscription, ...]:
    try:
        return (await hands.read(lambda reader: reader.opml(capture.body))).subscriptions
    except Unreadable:
        return ()


async def _discovered(client: fetch.Client, hands: Hands, url: Url, page: Capture) -> Subscription:
    try:
        places = await hands.read(
            lambda reader: reader.discover(
                page.body, url=page.final_url, header=page.header("link"), charset=page.charset
            )
        )
    except Unreadable:
        places = feeds.discover(b"", url=page.final_url)
    for place in places[:TRIED]:
        candidate = Url(place.url)
        # What a page states was asked for by the person who named it; places we guess ask robots.txt first.
        kind = Kind.FEED if place.stated else Kind.PAGE
        answer = await client.get(fetch.Request(url=candidate, kind=kind))
        if answer.capture is not None and (feed := await _read(hands, answer.capture)) is not None:
            return _subscription(candidate, feed)
    for candidate in await sitemaps.places(client, Url(page.final_url)):
        if (feed := await _mapped(client, hands, candidate)) is not None:
            return _subscription(candidate, feed)
    raise NotFollowable(f"{url}: a page without a feed or news sitemap that we could find")


async def _mapped(client: fetch.Client, hands: Hands, url: Url) -> Feed | None:
    """The news sitemap at `url`, if there is one."""
    answer = await client.get(fetch.Request(url=url, kind=Kind.PAGE))
    if answer.capture is None or (feed := await _read(hands, answer.capture)) is None:
        return None
    try:
        return await _of_news(client, hands, url, feed)
    except NotFollowable:
        return None


async def _of_news(client: fetch.Client, hands: Hands, url: Url, feed: Feed) -> Feed:
    """The same feed; of an index of sitemaps one with its news. Raises NotFollowable where it has none."""
    try:
        feed = await sitemaps.expanded(client, hands, feed, asked=url) if sitemaps.is_index(feed) else feed
    except Unreadable as error:
        raise NotFollowable(f"{url}: {error}") from error
    if feed.kind is FeedKind.SITEMAP and not feed.entries:
        raise NotFollowable(f"{url}: a sitemap without news")
    return feed


def _subscription(url: Url, feed: Feed) -> Subscription:
    title = None if feed.title is None else PlainText(feed.title[:300])
    return Subscription(url=url, title=title, site=feed.link, language=feed.language)
