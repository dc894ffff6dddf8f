"""From entries to articles: the feed's own words, or the page's where the feed holds back."""

import pytest

from wholestory.model import Subscription

LONG = " ".join(
    f"Sentence number {n} of the report tells what the harbour board decided on Monday." for n in range(40)
)
BODY = "".join(
    f"<p>The harbour board met on Monday for the {n}th time and decided that the ferry to Ostrand would sail "
    f"again in spring, said its chair, Marta Lind, who had asked for it {n} times.</p>"
    for n in range(2, 9)
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry sails again - Tide</title>
<meta property="og:title" content="Ferry sails again"><meta property="og:site_name" content="The Tide">
<meta property="article:published_time" content="2026-11-20T08:00:00+00:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry sails again</h1>{BODY}</article></body></html>"""


def feed(site, *items):
    told = "".join(
        f"<item><guid>{guid}</guid><title>{title}</title><link>{site.url('/' + guid)}</link>"
        f"<description><![CDATA[{words}]]></description>"
        "<pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate></item>"
        for guid, title, words in items
    )
    return f"<rss version='2.0'><channel><title>Tide</title>{told}</channel></rss>".encode()


@pytest.fixture
def follow(newsroom, site):
    def brought(*items):
        site.pages["/rss"] = feed(site, *items)
        newsroom.follow_all([Subscription(url=site.url("/rss"))])
        newsroom.gather()
        return newsroom.read()

    return brought


def test_a_feed_that_holds_nothing_back_is_read_without_asking_its_pages(newsroom, site, follow):
    done = follow(("a", "Board decides", f"<p>{LONG}</p><p>And so on.</p>"))
    assert (done.looked, done.read, done.failed) == (1, 1, 0)
    assert {path for path, _ in site.asked} == {"/rss"}
    (kept,) = newsroom.articles()
    assert (kept.article.title, kept.article.outlet, kept.whole) == ("Board decides", "Tide", True)
    assert kept.article.text.endswith("And so on.")
    assert kept.article.published.value == "2026-11-20T09:00+00:00"
    assert kept.analysis.language == "en"
    assert kept.analysis.vector is not None


def test_a_teaser_is_completed_from_its_page(newsroom, site, follow):
    site.pages["/a"] = PAGE.encode()
    done = follow(("a", "Ferry sails again", "The ferry will sail again."))
    assert done.read == 1
    (kept,) = newsroom.articles()
    assert (kept.article.outlet, kept.whole) == ("The Tide", True)
    assert "Marta Lind" in kept.article.text
    assert (kept.article.url, kept.article.path) == (site.url("/a"), None)
    assert any(r.name == "Marta Lind" for r in kept.analysis.referents)


def test_robots_txt_is_asked_and_obeyed(newsroom, site, follow):
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /a"
    site.pages["/a"] = PAGE.encode()
    done = follow(("a", "Ferry sails again", "The ferry will sail again in spring."))
    assert (done.read, done.teasers) == (0, 1)
    assert "/a" not in {path for path, _ in site.asked}
    (kept,) = newsroom.articles()
    assert (kept.whole, kept.article.text) == (
        False, "Ferry sails again\n\nThe ferry will sail again in spring.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "page", [(404, {}, b""), (402, {}, b"pay"), b"\x89PNG\r\n" * 50, b"<html><nav>Home</nav>"]
)
def test_what_the_feed_gives_away_stands_where_the_page_gives_nothing(newsroom, site, follow, page):
    site.pages["/a"] = page
    done = follow(("a", "Ferry sails again", "The ferry will sail again in spring."))
    assert (done.teasers, done.failed) == (1, 0)
    assert newsroom.articles()[0].article.outlet == "Tide"
    assert newsroom.read().looked == 0, "nothing more is to be expected"


def test_a_page_in_trouble_is_asked_again_later_and_then_taken(newsroom, site, follow):
    site.pages["/a"] = (503, {}, b"")
    assert follow(("a", "Ferry sails again", "The ferry will sail again in spring.")).teasers == 1
    assert newsroom.read().looked == 0
    site.pages["/a"] = PAGE.encode()
    due(newsroom)
    assert newsroom.read().read == 1
    (kept,) = newsroom.articles()
    assert kept.whole


def due(newsroom):
    import sqlite3

    with sqlite3.connect(newsroom.store.path) as raw:
        raw.execute("UPDATE store_pending SET due_at = '2000-01-01 00:00:00' WHERE due_at IS NOT NULL")
        raw.execute("UPDATE store_feed SET next_check_at = '2000-01-01 00:00:00'")


def test_an_edited_article_is_read_again_and_keeps_both_texts(newsroom, site, follow):
    follow(("a", "Board decides", f"<p>{LONG}</p>"))
    site.pages["/rss"] = feed(site, ("a", "Board decides, at last", f"<p>{LONG}</p><p>Corrected.</p>"))
    due(newsroom)
    newsroom.gather()
    assert newsroom.read().read == 1
    (kept,) = newsroom.articles()
    assert kept.article.text.endswith("Corrected.")
    (earlier,) = newsroom.earlier_texts(kept.number)
    assert earlier.article.title == "Board decides"
    assert earlier.until == kept.changed_at


def test_an_entry_without_words_is_put_aside_with_its_reason(newsroom, site, follow):
    done = follow(("a", "", ""))
    assert (done.looked, done.failed) == (1, 1)
    assert newsroom.articles() == ()
    assert newsroom.read().looked == 0
    ((entry, reason),) = newsroom.quarantine()
    assert "bad_record" in reason
    assert entry.entry.id == "a"


def test_articles_of_pages_are_kept_with_how_sure_their_text_is_and_those_of_feeds_without(newsroom, site):
    site.pages["/rss"] = feed(site, ("a", "Ferry sails again", "Short."), ("b", "The board", LONG))
    site.pages["/a"] = PAGE.encode()
    newsroom.follow_all([Subscription(url=site.url("/rss"))])
    newsroom.gather()
    newsroom.read()
    sure = {each.article.title: each.confidence for each in newsroom.articles()}
    assert sure["The board"] is None
    assert 0.8 < sure["Ferry sails again"] <= 1


def test_articles_kept_before_that_was_known_are_still_read(newsroom, site):
    from wholestory.model import Article
    from wholestory.store import coding

    site.pages["/rss"] = feed(site, ("b", "The board", LONG))
    newsroom.follow_all([Subscription(url=site.url("/rss"))])
    newsroom.gather()
    newsroom.read()
    (kept,) = newsroom.articles()
    told = coding.plain(kept.article)
    del told["agreement"]
    assert coding.structured(told, Article) == kept.article
