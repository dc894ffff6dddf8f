import pytest

from wholestory.feeds import discover, header_links
from wholestory.model import FeedCandidate, Link

PAGE = b"""<!doctype html><html><head><base href="/news/">
<link rel="alternate" type="application/rss+xml" title="Tide &amp; Ebb" href="rss.xml">
<link rel="ALTERNATE" type="application/feed+json; charset=utf-8" href="https://feeds.example/tide.json">
<link rel="alternate" hreflang="fr" href="/fr/"><link rel="alternate stylesheet" type="text/css" href="a.css">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
</head><body><a href="/feeds/sport.xml">Sport</a><a href="/features/">Features</a></body></html>"""


def test_stated_feeds_come_first_then_likely_links_then_common_places():
    found = discover(PAGE, url="https://tide.example/a/b")
    assert found[:2] == (
        FeedCandidate("https://tide.example/news/rss.xml", "Tide & Ebb", "application/rss+xml"),
        FeedCandidate("https://feeds.example/tide.json", None, "application/feed+json"),
    )
    assert found[2] == FeedCandidate("https://tide.example/feeds/sport.xml", stated=False)
    rest = [each.url for each in found[3:]]
    assert "https://tide.example/feed" in rest
    assert "https://tide.example/?feed=rss2" in rest
    assert not any("features" in url for url in rest)
    assert all(each.url.startswith("https://") for each in found)


def test_each_address_once_as_stated_as_it_can_be():
    page = b'<link rel="alternate" type="application/rss+xml" href="/feed">'
    found = [each for each in discover(page, url="https://tide.example/") if each.url.endswith("/feed")]
    assert [each.stated for each in found] == [True]


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnop",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnop",
        ),
        (
            "https://www.youtube.com/playlist?list=PLabcdefghijk",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghijk",
        ),
        ("https://old.reddit.com/r/news/", "https://www.reddit.com/r/news/.rss"),
        ("https://social.example/@ann", "https://social.example/@ann.rss"),
        ("https://github.com/tide/ebb/issues", "https://github.com/tide/ebb/releases.atom"),
    ],
)
def test_sites_whose_feeds_are_known_by_their_address(url, feed):
    assert feed in [each.url for each in discover(b"", url=url)]


def test_the_link_header_is_heard():
    header = '<https://hub.example/>; rel="hub", </rss>; rel="self alternate"; type="application/rss+xml"'
    links = header_links(header, base="https://tide.example/")
    assert Link("https://hub.example/", "hub") in links
    assert [x.rel for x in links] == ["hub", "self", "alternate"]
    assert discover(b"", url="https://tide.example/", header=header)[0].url == "https://tide.example/rss"


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff" * 999, b"<" * 100_000, b"<link rel=" * 50_000, b"\xff\xfe<\x00"]
)
def test_anything_yields_the_common_places_at_least(data):
    assert len(discover(data, url="https://tide.example/")) >= 5


def test_an_address_that_is_none_yields_nothing():
    assert discover(PAGE, url="javascript:x") == ()
