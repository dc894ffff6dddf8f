"""Titles without a feed: their news sitemaps are found and gathered like feeds."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from test_newsroom import again, titles

from wholestory.errors import NotFollowable

NOW = datetime.now(UTC)


def sitemap(*told, name="Tide", news=True):
    """A sitemap of (path, title, age in hours)."""
    pages = "".join(
        f"<url><loc>https://tide.example/{path}</loc>"
        + (
            f"<news:news><news:publication><news:name>{name}</news:name><news:language>en</news:language>"
            f"</news:publication><news:publication_date>{(NOW - timedelta(hours=age)).isoformat()}"
            f"</news:publication_date><news:title>{title}</news:title></news:news>"
            if news
            else ""
        )
        + "</url>"
        for path, title, age in told
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"<urlset {space}>{pages}</urlset>".encode()


def index(*told):
    """An index of (address, age in hours)."""
    maps = "".join(
        f"<sitemap><loc>{url}</loc><lastmod>{(NOW - timedelta(hours=age)).isoformat()}</lastmod></sitemap>"
        for url, age in told
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'.encode()


def test_a_sitemap_is_followed_and_only_what_is_news_is_kept(newsroom, site):
    site.pages["/news.xml"] = sitemap(
        ("a", "Harbour closes", 1), ("b", "Old tide", 60), ("c", "Walls rise", 40)
    )
    newsroom.follow(site.url("/news.xml"))
    assert newsroom.gather().new == 2
    assert titles(newsroom) == ["Harbour closes", "Walls rise"]
    assert newsroom.followed()[0].subscription.title == "Tide"


def test_a_page_without_a_feed_leads_to_the_sitemap_its_robots_file_names(newsroom, site):
    site.pages["/"] = b"<html><body>Tide</body></html>"
    site.pages["/robots.txt"] = (
        f"User-agent: *\nSitemap: {site.url('/all.xml')}\nSitemap: /maps/news.xml.gz\n".encode()
    )
    site.pages["/all.xml"] = sitemap(("x", "", 0), news=False)
    site.pages["/maps/news.xml.gz"] = gzip.compress(sitemap(("a", "Harbour closes", 1)))
    newsroom.follow(site.url("/"))
    assert newsroom.followed()[0].feed.url == site.url("/maps/news.xml.gz")
    assert newsroom.gather().new == 1


def test_a_page_without_a_feed_leads_to_a_sitemap_at_a_common_place_unless_robots_forbid(newsroom, site):
    site.pages["/"] = b"<html><body>Tide</body></html>"
    site.pages["/news-sitemap.xml"] = sitemap(("a", "Harbour closes", 1))
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /news-sitemap.xml\n"
    with pytest.raises(NotFollowable, match="news sitemap"):
        newsroom.follow(site.url("/"))
    assert "/news-sitemap.xml" not in [path for path, _ in site.asked]
    site.pages["/sitemap_news.xml"] = site.pages["/news-sitemap.xml"]
    newsroom.follow(site.url("/"))
    assert newsroom.followed()[0].feed.url == site.url("/sitemap_news.xml")


def test_a_feed_goes_before_a_sitemap(newsroom, site):
    from sites import rss

    site.pages["/"] = b"<html><head><link rel=alternate type=application/rss+xml href=/rss></head></html>"
    site.pages["/rss"] = rss(("a", "First"))
    site.pages["/news-sitemap.xml"] = sitemap(("a", "Harbour closes", 1))
    newsroom.follow(site.url("/"))
    assert newsroom.followed()[0].feed.url == site.url("/rss")


def test_an_index_is_read_with_the_sitemaps_it_names_each_time(newsroom, site):
    site.pages["/index.xml"] = (
        200,
        {"ETag": '"1"'},
        index((site.url("/pages-1.xml"), 1), (site.url("/news-1.xml"), 9)),
    )
    site.pages["/pages-1.xml"] = sitemap(("p", "", 0), news=False)
    site.pages["/news-1.xml"] = sitemap(("a", "Harbour closes", 3))
    newsroom.follow(site.url("/index.xml"))
    assert newsroom.gather().new == 1
    assert "/pages-1.xml" not in [path for path, _ in site.asked]
    site.pages["/news-1.xml"] = sitemap(("b", "Walls rise", 1), ("a", "Harbour closes", 3))
    again(newsroom)
    assert newsroom.gather().new == 1
    assert titles(newsroom) == ["Walls rise", "Harbour closes"]


def test_of_an_index_without_names_for_news_the_newest_are_read_and_no_more_than_a_few(newsroom, site):
    site.pages["/index.xml"] = index(*((site.url(f"/{n}.xml"), 100 - n) for n in range(90)))
    for n in range(90):
        site.pages[f"/{n}.xml"] = sitemap((f"a{n}", f"Part {n}", 100 - n))
    newsroom.follow(site.url("/index.xml"))
    newsroom.gather()
    assert set(titles(newsroom)) == {f"Part {n}" for n in range(86, 90)}
    assert len([path for path, _ in site.asked if path not in ("/index.xml", "/robots.txt")]) == 8


@pytest.mark.parametrize(
    "page", [sitemap(("x", "", 0), news=False), index(), index(("https://tide.example/index.xml", 1))]
)
def test_a_sitemap_without_news_is_not_followed(newsroom, site, page):
    site.pages["/sitemap.xml"] = page
    with pytest.raises(NotFollowable, match="without news"):
        newsroom.follow(site.url("/sitemap.xml"))


def test_an_index_whose_sitemaps_fail_is_a_failure_and_loses_nothing(newsroom, site):
    site.pages["/index.xml"] = index((site.url("/news.xml"), 1), (site.url("/index.xml"), 1))
    site.pages["/news.xml"] = sitemap(("a", "Harbour closes", 1))
    newsroom.follow(site.url("/index.xml"))
    newsroom.gather()
    site.pages["/news.xml"] = (503, {}, b"")
    again(newsroom)
    found = newsroom.gather()
    assert (found.failed, titles(newsroom)) == (1, ["Harbour closes"])
    assert "503" in found.errors[0][1]


@pytest.mark.parametrize(
    "data", [gzip.compress(bytes(64 << 20)), gzip.compress(sitemap(("a", "A", 1)))[:-9], b"\x1f\x8b\x00"]
)
def test_gzip_that_is_too_much_or_broken_is_no_feed(newsroom, site, data):
    site.pages["/news.xml.gz"] = data
    with pytest.raises(NotFollowable):
        newsroom.follow(site.url("/news.xml.gz"))
