import subprocess
import sys

import pytest

from wholestory.confined import Limits
from wholestory.errors import NotAFeed, TookTooLong
from wholestory.feeds import opml, reader
from wholestory.model import Subscription, SubscriptionList

FEED = b"<rss><title>Tide</title><item><pubDate>Tue, 19 May 2026 08:30:00 GMT</pubDate></item></rss>"


def test_feeds_lists_and_pages_are_read_in_one_process():
    with reader() as strangers:
        feed = strangers.feed(FEED, url="https://tide.example/rss")
        assert (feed.title, feed.entries[0].published.at.year) == ("Tide", 2026)
        listed = SubscriptionList(
            title="Mine", subscriptions=(Subscription(url="https://tide.example/rss", title="T"),)
        )
        assert strangers.opml(opml.write(listed)) == listed
        assert strangers.discover(b"", url="https://tide.example/")
        with pytest.raises(NotAFeed, match="web page"):
            strangers.feed(b"<html></html>")


def test_a_feed_that_takes_too_long_is_given_up_and_the_next_one_read():
    heavy = b"<rss><channel>" + b"<item><title>a</title><link>https://t.example/</link></item>" * 49_000
    with reader(limits=Limits(memory=512 << 20, seconds=0.4)) as strangers:
        with pytest.raises(TookTooLong):
            strangers.feed(heavy)
        assert strangers.feed(FEED).title == "Tide"


def test_of_two_hundred_thousand_entries_the_first_are_read_and_the_rest_counted():
    items = b"<item><title>a</title></item>" * 200_000
    with reader() as strangers:
        feed = strangers.feed(b"<rss><channel>" + items + b"</channel></rss>", url="https://t.example/")
    assert (len(feed.entries), feed.left_out) == (50_000, 150_000)


def test_the_room_loads_no_network_library():
    code = (
        "import sys, wholestory.feeds.second\n"
        "print([m for m in ('aiohttp', 'requests', 'httpx', 'feedparser') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n", done.stderr
