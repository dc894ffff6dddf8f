"""The newsroom from outside: addresses in, entries out, whatever the sites answer."""

import sqlite3
import subprocess
import sys

import pytest
from sites import rss

from wholestory.errors import BadAddress, Missing, NotAFeed, NotFollowable
from wholestory.newsroom import opened


def again(newsroom):
    """Make all feeds due, as time would."""
    with sqlite3.connect(newsroom.store.path) as raw:
        raw.execute(
            "UPDATE store_feed SET next_check_at = '2000-01-01 00:00:00' WHERE next_check_at IS NOT NULL"
        )


def titles(newsroom):
    return [each.entry.title for each in newsroom.entries()]


def test_a_feed_is_followed_read_and_asked_no_sooner_than_it_is_due(newsroom, site):
    site.pages["/rss"] = rss(("b", "Second"), ("a", "First"))
    (id,) = newsroom.follow(site.url("/rss"))
    found = newsroom.gather()
    assert (found.asked, found.new, found.failed) == (1, 2, 0)
    assert titles(newsroom) == ["Second", "First"]
    asked = len(site.asked)
    assert newsroom.gather().asked == 0
    assert len(site.asked) == asked
    assert newsroom.followed()[0].subscription.title == "Tide"
    assert newsroom.unfollow(id)


def test_validators_go_back_byte_for_byte_and_nothing_changes(newsroom, site):
    site.pages["/rss"] = (200, {"ETag": 'W/"a b"'}, rss(("a", "First")))
    newsroom.follow(site.url("/rss"))
    newsroom.gather()
    again(newsroom)
    found = newsroom.gather()
    assert (found.unchanged, found.new) == (1, 0)
    assert site.asked[-1][1]["If-None-Match"] == 'W/"a b"'


def test_the_same_feed_without_validators_brings_nothing_new(newsroom, site):
    site.pages["/rss"] = rss(("a", "First"))
    newsroom.follow(site.url("/rss"))
    newsroom.gather()
    again(newsroom)
    assert newsroom.gather().unchanged == 1
    site.pages["/rss"] = rss(("b", "Second"), ("a", "First"))
    again(newsroom)
    assert newsroom.gather().new == 1
    assert len(newsroom.entries()) == 2


def test_an_edited_entry_keeps_its_first_headline_and_its_place(newsroom, site):
    site.pages["/rss"] = rss(("a", "First"))
    newsroom.follow(site.url("/rss"))
    newsroom.gather()
    site.pages["/rss"] = rss(("a", "First, corrected"))
    again(newsroom)
    assert newsroom.gather().changed == 1
    (listed,) = newsroom.entries()
    assert listed.entry.title == "First, corrected"
    assert [e.entry.title for e in newsroom.earlier(listed.number)] == ["First"]


@pytest.mark.parametrize(
    "bad",
    [
        b"<!doctype html><title>Sign in</title><form></form>",
        (200, {}, b""),
        (500, {}, b"oops"),
        (404, {}, b""),
        b"\x00\x01\x02" * 100,
        rss(),
    ],
)
def test_whatever_a_feed_turns_into_nothing_is_lost(newsroom, site, bad):
    site.pages["/rss"] = rss(("a", "First"), ("b", "Second"))
    newsroom.follow(site.url("/rss"))
    newsroom.gather()
    site.pages["/rss"] = bad
    again(newsroom)
    newsroom.gather()
    assert len(newsroom.entries()) == 2
    site.pages["/rss"] = rss(("c", "Third"))
    again(newsroom)
    assert newsroom.gather().new == 1


def test_one_bad_feed_costs_the_others_nothing(newsroom, site):
    for n in range(8):
        site.pages[f"/{n}"] = rss((f"{n}", f"Story {n}"), title=f"Title {n}")
    site.pages["/3"] = b"<html>"
    newsroom.follow_all(s for n in range(8) for s in [subscription(site.url(f"/{n}"))])
    found = newsroom.gather()
    assert (found.asked, found.new, found.failed) == (8, 7, 1)
    assert "not_a_feed" in found.errors[0][1]
    assert "not_a_feed" in newsroom.followed()[3].feed.error


def subscription(url):
    from wholestory.model import Subscription

    return Subscription(url=url)


def test_a_page_that_names_its_feed_is_followed_by_it(newsroom, site):
    site.pages["/"] = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head><p>Hello'
    )
    site.pages["/news.xml"] = rss(("a", "First"))
    newsroom.follow(site.url("/"))
    assert [f.feed.url for f in newsroom.followed()] == [site.url("/news.xml")]


def test_a_list_of_feeds_by_address_or_file_goes_out_as_it_came_in(newsroom, site, tmp_path):
    listed = (
        '<opml version="2.0"><body><outline text="World"><outline type="rss" text="Mine" '
        f'xmlUrl="{site.url("/rss")}"/></outline></body></opml>'
    ).encode()
    site.pages["/list"] = listed
    (tmp_path / "list.opml").write_bytes(listed)
    by_address = newsroom.follow(site.url("/list"))
    assert newsroom.follow(tmp_path / "list.opml") == by_address
    ((subscription, _),) = ((f.subscription, f.feed) for f in newsroom.followed())
    assert (subscription.title, subscription.folders) == ("Mine", (("World",),))
    (tmp_path / "out.opml").write_bytes(newsroom.opml())
    with opened(f"sqlite:///{tmp_path}/other.db") as other:
        other.follow(tmp_path / "out.opml")
        assert [f.subscription for f in other.followed()] == [subscription]


@pytest.mark.parametrize(
    "typed", ["", "not an address at all", "ftp://tide.example/rss", "javascript:alert(1)"]
)
def test_what_is_no_address_is_said(newsroom, typed):
    with pytest.raises(NotFollowable, match="no address"):
        newsroom.follow(typed)


def test_a_page_without_a_feed_is_said(newsroom, site):
    site.pages["/"] = b"<html><p>Hello</html>"
    with pytest.raises(NotFollowable, match="without a feed"):
        newsroom.follow(site.url("/"))
    assert newsroom.followed() == ()


def test_a_private_address_is_not_asked(tmp_path, site):
    site.pages["/rss"] = rss(("a", "First"))
    with opened(f"sqlite:///{tmp_path}/news.db") as guarded:
        with pytest.raises(NotFollowable, match="address"):
            guarded.follow(site.url("/rss"))
        guarded.follow_all([subscription(site.url("/rss"))])
        assert guarded.gather().failed == 1
    assert site.asked == []


def test_files_that_are_no_list_are_said(newsroom, tmp_path):
    (tmp_path / "bad.opml").write_bytes(b"<html>")
    with pytest.raises(NotAFeed):
        newsroom.follow(tmp_path / "bad.opml")
    with pytest.raises(Missing):
        newsroom.listed(tmp_path / "none.opml")


@pytest.mark.parametrize("url", ["", "news.db", "postgresql://localhost/news", "sqlite:///"])
def test_other_addresses_of_newsrooms_are_said(url):
    with pytest.raises(BadAddress):
        opened(url)


def test_a_permanent_redirect_is_followed_but_the_address_stays_for_now(newsroom, site):
    site.pages["/old"] = (301, {"Location": "/new"}, b"")
    site.pages["/new"] = rss(("a", "First"))
    newsroom.follow_all([subscription(site.url("/old"))])
    assert newsroom.gather().new == 1
    (followed,) = newsroom.followed()
    assert (followed.feed.url, followed.feed.moved.url) == (site.url("/old"), site.url("/new"))


def test_a_site_that_asks_for_a_rest_gets_it_in_the_next_run_too(newsroom, site):
    site.pages["/rss"] = (429, {"Retry-After": "86400"}, b"")
    newsroom.follow_all([subscription(site.url("/rss"))])
    newsroom.gather()
    again(newsroom)
    asked = len(site.asked)
    newsroom.gather()
    assert len(site.asked) == asked


def test_importing_the_package_loads_neither_django_nor_the_network():
    code = "import sys, wholestory; sys.exit(bool({'django', 'aiohttp', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
