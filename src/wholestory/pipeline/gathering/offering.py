"""Whether a feed names a hub: its Link headers before its own links, as the standard orders them."""

from __future__ import annotations

from wholestory import feeds
from wholestory.model import Capture, Feed, Offer
from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url


def offered(feed: Feed, capture: Capture) -> tuple[Offer, ...]:
    """The first hub that may be asked. One without encryption is asked only by feeds without it."""
    base = Url(capture.final_url)
    header = ", ".join(value for name, value in capture.headers if name.lower() == "link")
    links = feeds.header_links(header, base=base)
    hubs = [link.url for link in links if link.rel == "hub"] or list(feed.hubs)
    topic = next((link.url for link in links if link.rel == "self"), None) or feed.self_url or capture.url
    for hub in hubs:
        url = urls.parse(RawUrl(hub), base=base)
        if url is not None and (urls.is_secure(url) or not urls.is_secure(base)):
            return (Offer(url, topic),)
    return ()
