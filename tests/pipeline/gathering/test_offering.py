"""Which hub a feed names."""

from datetime import UTC, datetime

import pytest

from wholestory import feeds
from wholestory.model import Capture, Offer
from wholestory.pipeline.gathering.offering import offered

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="{hub}"/>
<link rel="self" href="https://tide.example/atom"/><title>Tide</title></feed>"""


def found(body, *headers, url="https://tide.example/rss"):
    capture = Capture(
        url=url,
        final_url=url,
        status=200,
        headers=headers,
        body=body.encode(),
        requested_at=NOW,
        received_at=NOW,
    )
    return offered(feeds.read(capture.body, url=url), capture)


def test_links_of_the_feed_and_before_them_those_of_the_headers_are_heard():
    atom = ATOM.format(hub="https://hub.example/")
    assert found(atom) == (Offer("https://hub.example/", "https://tide.example/atom"),)
    headers = ("Link", "<https://first.example/>; rel=hub"), ("link", '</topic>; rel="self"')
    assert found(atom, *headers) == (Offer("https://first.example/", "https://tide.example/topic"),)
    assert found(atom, headers[0]) == (Offer("https://first.example/", "https://tide.example/atom"),)


def test_json_feeds_name_hubs_too():
    json = '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [], "feed_url": "https://tide.example/j", "hubs": [{"type": "WebSub", "url": "https://hub.example/"}]}'  # noqa: E501
    assert found(json) == (Offer("https://hub.example/", "https://tide.example/j"),)


@pytest.mark.parametrize("hub", ["javascript:alert(1)", "http://hub.example/"])
def test_a_hub_without_encryption_or_address_is_none_for_a_feed_with_it(hub):
    assert found(ATOM.format(hub=hub)) == ()
    assert found("<rss><channel><title>T</title></channel></rss>") == ()
