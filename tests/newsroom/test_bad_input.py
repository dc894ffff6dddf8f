"""What people type and feeds give, at its worst: clear words, nothing lost. The rest stands in test_rules."""

import pytest
from desk import HOUR, Desk, item, rss

from torturing import share
from wholestory import feeds
from wholestory.errors import NotFollowable
from wholestory.model import SubscriptionList
from wholestory.pipeline.gathering import Gathering

TIDE = "https://tide.example/rss"


def listed(path, count, address):
    outlines = "".join(f'<outline type="rss" text="F{n}" xmlUrl="{address(n)}"/>' for n in range(count))
    path.write_bytes(f'<opml version="2.0"><body>{outlines}</body></opml>'.encode())
    return path


def test_a_list_of_a_hundred_thousand_feeds_is_followed_whole_and_in_order(newsroom, tmp_path):
    count = share(100_000)
    path = listed(tmp_path / "many.opml", count, lambda n: f"https://n{n}.example/rss")
    assert len(set(newsroom.follow(path))) == count
    urls = [each.feed.url for each in newsroom.followed()]
    assert (len(urls), urls[0], urls[-1]) == (
        count, "https://n0.example/rss", f"https://n{count - 1}.example/rss",
    )  # fmt: skip


def test_one_address_ten_thousand_times_is_one_feed(newsroom, tmp_path):
    path = listed(tmp_path / "same.opml", 10_000, lambda n: TIDE)
    assert len(newsroom.follow(path)) == 1
    assert len(newsroom.followed()) == 1


def test_ten_thousand_feeds_of_one_host_are_asked_one_at_a_time_each_once(tmp_path):
    """That a host gets one connection and a rest is the client's; here each of its feeds has its turn."""
    desk = Desk(tmp_path / "news.db")
    urls = [f"https://tide.example/{n}" for n in range(share(10_000))]
    desk.follow(*urls)
    desk.pages = dict.fromkeys(urls, rss(item("a")))
    found = Gathering()
    while (round := desk.update()).asked:  # a round asks some of them
        found += round
    assert sorted(desk.asked) == sorted(urls)
    assert (found.asked, found.new, found.failed) == (len(urls), len(urls), 0)


def test_two_hundred_thousand_entries_are_read_up_to_the_limit_and_the_rest_is_said(tmp_path):
    desk = Desk(tmp_path / "news.db")
    desk.follow(TIDE)
    given = [item(f"{n:x}", f"{n:x}", words=None) for n in range(share(200_000))]  # all within 10 MiB
    desk.pages[TIDE] = rss(*given)
    read = feeds.read(desk.pages[TIDE])
    assert len(read.entries) + read.left_out == len(given)
    assert desk.update().new == len(read.entries)
    found = desk.update(later=48 * HOUR)
    assert (found.new, found.changed, found.failed) == (0, 0, 0)


LOGIN = b"""<!doctype html><html><head><title>Sign in</title></head><body><form method="post" action="/login">
<input name="user"><input name="password" type="password"></form></body></html>"""


def test_a_login_page_with_200_is_no_feed_and_that_is_said(newsroom, site):
    site.pages["/rss"] = LOGIN
    with pytest.raises(NotFollowable, match="without a feed"):
        newsroom.follow(site.url("/rss"))
    assert newsroom.followed() == ()


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00" * 5000, b"<" * 5000, b'{"version": "1"}', b"%PDF-1.7 " * 50, b"<opml/>", b"<rss/>", b"[]"],
)
def test_whatever_stands_at_an_address_it_is_followed_as_a_feed_or_refused_in_words(newsroom, site, body):
    site.pages["/x"] = body
    try:
        newsroom.follow(site.url("/x"))
    except NotFollowable as error:
        said = str(error)
    else:
        said = ""
    assert (site.url("/x") in said) == (newsroom.followed() == ())


def test_a_list_that_names_itself_or_nothing_follows_nothing(newsroom, site):
    site.pages["/list"] = feeds.opml.write(SubscriptionList())
    with pytest.raises(NotFollowable):
        newsroom.follow(site.url("/list"))
