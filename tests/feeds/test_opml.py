import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.errors import NotAFeed
from wholestory.feeds import opml
from wholestory.model import Subscription, SubscriptionList


def opened(body):
    return opml.read(
        f"<opml version='1.1'><head><title>Mine</title></head><body>{body}</body></opml>".encode()
    )


def test_folders_titles_and_tags():
    found = opened(
        '<outline text="Sea"><outline text="Ports"><outline type="rss" text="Tide" title="x" '
        'xmlUrl="https://tide.example/rss" htmlUrl="https://tide.example/" category="ferry,/Work/Read"/>'
        "</outline></outline>"
    )
    assert found.title == "Mine"
    assert found.subscriptions == (
        Subscription(
            url="https://tide.example/rss",
            title="Tide",
            site="https://tide.example/",
            folders=(("Sea", "Ports"), ("Work", "Read")),
            tags=("ferry",),
        ),
    )


@pytest.mark.parametrize(
    "outline",
    [
        '<outline xmlurl="feed://tide.example/rss"/>',
        '<outline XMLURL=" https://tide.example/rss "/>',
        '<outline type="rss" url="tide.example/rss"/>',
        '<outline type="link" text="a & b &eacute;" xmlUrl="https://tide.example/rss">',
    ],
)
def test_badly_written_lists_are_read_all_the_same(outline):
    assert [s.url for s in opened(outline).subscriptions] == ["https://tide.example/rss"]


def test_one_feed_in_two_folders_is_one_subscription():
    one = '<outline xmlUrl="https://tide.example/rss"/>'
    found = opened(f"<outline text='A'>{one}</outline><outline text='B'>{one}{one}</outline>")
    assert [s.folders for s in found.subscriptions] == [(("A",), ("B",))]
    assert found.refused == (("doubled", 1),)


def test_what_is_left_out_is_counted_and_further_lists_are_named():
    found = opened(
        '<outline xmlUrl="javascript:alert(1)"/><outline xmlUrl="file:///etc/passwd"/>'
        '<outline type="include" url="https://tide.example/more.opml"/><outline text="only words"/>'
    )
    assert (found.subscriptions, found.refused) == ((), (("bad_address", 2),))
    assert found.includes == ("https://tide.example/more.opml",)


@pytest.mark.parametrize("data", [b"<rss/>", b"<html><body/></html>", b"words"])
def test_anything_else_is_no_list(data):
    with pytest.raises(NotAFeed):
        opml.read(data)


NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=8
)
LISTED = st.builds(
    Subscription,
    url=st.integers(0, 9).map(lambda n: f"https://t{n}.example/rss?a=<&>"),
    title=NAMES,
    site=st.just("https://tide.example/"),
    folders=st.lists(
        st.lists(NAMES, min_size=1, max_size=3).map(tuple), min_size=1, max_size=2, unique=True
    ).map(tuple),
    tags=st.lists(st.sampled_from(["sea", "port", "été"]), unique=True, max_size=3).map(tuple),
    extra=st.sampled_from([(), (("muted", "yes"),), (("a", '"<'), ("b", "2"))]),
)


@given(st.lists(LISTED, max_size=6, unique_by=lambda s: s.url))
def test_what_is_written_comes_back_whole(subscriptions):
    given_list = SubscriptionList(
        title="Mine", subscriptions=tuple(subscriptions), includes=("https://t.example/x",)
    )
    back = opml.read(opml.write(given_list))
    # Folders order the file, so the order of feeds may differ.
    wanted = {s.url.replace("<", "%3C").replace(">", "%3E"): s for s in subscriptions}
    assert {s.url for s in back.subscriptions} == set(wanted)
    for found in back.subscriptions:
        sent = wanted[found.url]
        assert (found.title, found.site, found.extra) == (sent.title, sent.site, sent.extra)
        assert (set(found.folders), found.tags) == (set(sent.folders), sent.tags)
    assert (back.title, back.includes, back.mended) == ("Mine", ("https://t.example/x",), False)


def test_a_hundred_thousand_outlines_of_one_host():
    outlines = "".join(f'<outline xmlUrl="https://t.example/{n % 90_000}"/>' for n in range(100_000))
    start = time.process_time()
    found = opened(outlines)
    assert (len(found.subscriptions), found.refused) == (90_000, (("doubled", 10_000),))
    assert time.process_time() - start < 20


def test_more_feeds_than_a_list_may_have_are_counted(monkeypatch):
    monkeypatch.setattr(opml, "MOST", 2)
    found = opened("".join(f'<outline xmlUrl="https://t{n}.example/"/>' for n in range(5)))
    assert (len(found.subscriptions), found.refused) == (2, (("too_many", 3),))


def test_bombs_are_read_as_nothing_much():
    bomb = '<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    deep = '<outline text="a">' * 5000 + '<outline xmlUrl="https://t.example/"/>'
    found = opml.read(f"{bomb}<opml><body><outline text='&b;' xmlUrl='https://u.example/'/>{deep}".encode())
    assert found.subscriptions[0].title == "&b;"
    assert all(len(path) <= 12 for s in found.subscriptions for path in s.folders)


@pytest.mark.shared
def test_the_suite_of_listparser_is_read_without_a_crash(shared):
    files = sorted((shared / "suites" / "listparser-opml" / "files").rglob("*.xml"))
    assert len(files) > 80
    for file in files:
        try:
            opml.read(file.read_bytes())
        except NotAFeed:
            assert "opml" not in file.parts


def test_a_feed_in_more_folders_than_anybody_uses_stands_in_fifty():
    folders = "".join(
        f'<outline text="{n}"><outline xmlUrl="https://tide.example/rss"/></outline>' for n in range(900)
    )
    found = opened(folders)
    (subscription,) = found.subscriptions
    assert subscription.folders == tuple((f"{n}",) for n in range(50))
    assert found.refused == (("too_many_folders", 850),)
