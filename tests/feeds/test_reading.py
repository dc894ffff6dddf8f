"""Formats in, one Feed out: what each says, and nothing that it does not."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from wholestory.errors import Empty, NotAFeed, NotText, TooLarge
from wholestory.feeds import read
from wholestory.model import Category, Enclosure, EntrySource, FeedKind, Link, Person, Picture

CAFE = "<rss><channel><title>Café €</title></channel></rss>"
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>The Tide &amp;amp; Ebb</title><link>https://tide.example/</link><description>News</description>
<language>en-gb</language><ttl>90</ttl><managingEditor>desk@tide.example (Ann Lee)</managingEditor>
<atom:link rel="self" href="https://tide.example/rss"/><atom:link rel="hub" href="https://hub.example/"/>
<skipHours><hour>1</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
<image><url>/logo.png</url><title>Logo</title><width>88</width></image>
<item>
  <title>Ferry &lt;b&gt;late&lt;/b&gt;: 3 &lt; 4 &amp;amp; more</title><link>/news/1</link>
  <guid isPermaLink="false">t-1</guid><pubDate>Tue, 19 May 26 08:30:00 +0200</pubDate>
  <description>Short &lt;script&gt;x&lt;/script&gt;words</description>
  <content:encoded><![CDATA[<p onclick="x">Long <a href="/a">words</a></p>]]></content:encoded>
  <dc:creator>Bob Ray</dc:creator><dc:creator>Cy Mo</dc:creator>
  <category domain="https://t.example/">Sea</category>
  <enclosure url="https://tide.example/1.mp3" length="123" type="audio/mpeg"/>
  <enclosure url="javascript:alert(1)" length="1" type="audio/mpeg"/>
  <itunes:duration>1:02:03</itunes:duration><comments>https://tide.example/1#c</comments>
  <media:group><media:content url="https://tide.example/1.jpg" medium="image" width="640" height="480">
    <media:credit>Dee Ono</media:credit><media:description>The quay</media:description></media:content>
  </media:group>
  <media:thumbnail url="https://tide.example/s.jpg"/>
  <podcast:transcript url="https://tide.example/1.vtt" type="text/vtt"/>
  <source url="https://ebb.example/rss">The Ebb</source>
</item>
<item><guid>https://tide.example/2</guid></item>
</channel></rss>"""


@pytest.fixture(scope="module")
def tide():
    return read(RSS.encode(), url="https://tide.example/rss")


def test_an_rss_channel_says_what_it_is_and_how_often_to_come(tide):
    assert (tide.kind, tide.version, tide.title) == (FeedKind.RSS, "2.0", "The Tide & Ebb")
    assert (tide.link, tide.language) == ("https://tide.example/", "en-gb")
    assert (tide.hubs, tide.self_url) == (("https://hub.example/",), "https://tide.example/rss")
    assert tide.authors == (Person("Ann Lee", "desk@tide.example"),)
    assert tide.image == Picture("https://tide.example/logo.png", width=88, caption="Logo")
    assert (tide.pace.every, tide.pace.skip_hours) == (timedelta(minutes=90), {0, 1})
    assert tide.pace.skip_days == {6}
    assert not tide.mended


def test_an_rss_item_with_its_modules(tide):
    item = tide.entries[0]
    assert (item.id, item.link) == ("t-1", "https://tide.example/news/1")
    assert item.title == "Ferry late: 3 < 4 & more"
    assert item.summary == "Short words"
    assert 'href="https://tide.example/a"' in item.content
    assert "onclick" not in item.content
    assert item.authors == (Person("Bob Ray"), Person("Cy Mo"))
    assert item.categories == (Category("Sea", "https://t.example/"),)
    assert item.published.at == datetime(2026, 5, 19, 6, 30, tzinfo=UTC)
    assert item.enclosures == (Enclosure("https://tide.example/1.mp3", "audio/mpeg", 123, 3723.0),)
    assert item.pictures[0] == Picture("https://tide.example/1.jpg", 640, 480, "The quay", "Dee Ono")
    assert item.pictures[1].url == "https://tide.example/s.jpg"
    assert Link("https://tide.example/1.vtt", "transcript", "text/vtt") in item.links
    assert item.source == EntrySource("The Ebb", "https://ebb.example/rss")
    assert item.comments == "https://tide.example/1#c"
    assert item.sanitised_by.startswith("nh3 ")


def test_a_guid_is_the_link_where_there_is_no_other(tide):
    assert tide.entries[1].link == "https://tide.example/2"
    assert tide.entries[1].published is None


def test_atom_with_bases_types_and_people():
    feed = read(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://tide.example/a/" xml:lang="fr">
        <title type="html">Mar&amp;eacute;e</title><id>urn:tide</id><updated>2026-05-19T08:30:00.5Z</updated>
        <link href="."/><link rel="next" href="?page=2"/>
        <entry xml:base="b/"><id>urn:tide:1</id><title>a &lt;b&gt; c</title><link href="1.html"/>
        <author><name>Ann Lee</name><uri>/ann</uri></author>
        <category term="sea" label="The Sea" scheme="https://t.example/"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>One<br/>two <img src="i.png"/></p></div>
        </content><summary>1 &lt; 2</summary>
        <link rel="enclosure" href="/s.mp3" type="audio/mpeg" length="9"/>
        <published>2026-05-18</published></entry></feed>"""
    )
    assert (feed.kind, feed.version, feed.title, feed.language) == (FeedKind.ATOM, "1.0", "Marée", "fr")
    assert feed.link == "https://tide.example/a/"
    entry = feed.entries[0]
    assert entry.title == "a <b> c"
    assert entry.link == "https://tide.example/a/b/1.html"
    assert (
        entry.content == '<div>\n        <p>One<br>two <img src="https://tide.example/a/b/i.png"></p></div>'
    )
    assert entry.summary == "1 &lt; 2"
    assert entry.authors == (Person("Ann Lee", None, "https://tide.example/ann"),)
    assert entry.enclosures[0].length == 9
    assert entry.published.granularity == "day"
    assert entry.pictures == (Picture("https://tide.example/a/b/i.png"),)


def test_atom_0_3_and_its_modes():
    feed = read(
        b"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><tagline>T</tagline>
        <modified>2004-01-01T00:00:00Z
        </modified><entry><title mode="base64" type="text/html">PGI+SGk8L2I+</title><issued>2003</issued>
        <content type="text/html" mode="escaped">&lt;i&gt;x&lt;/i&gt;</content></entry></feed>"""
    )
    assert (feed.version, feed.description, feed.entries[0].title) == ("0.3", "T", "Hi")
    assert feed.entries[0].content == "<i>x</i>"


def test_rdf_finds_items_outside_the_channel():
    feed = read(
        b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
        <channel rdf:about="x"><title>T</title><sy:updatePeriod>hourly</sy:updatePeriod>
        <sy:updateFrequency>2</sy:updateFrequency></channel>
        <item rdf:about="https://t.example/1"><title>A</title>
        <dc:date>2026-05-19</dc:date></item></rdf:RDF>"""
    )
    assert (feed.kind, feed.entries[0].id) == (FeedKind.RDF, "https://t.example/1")
    assert feed.pace.every == timedelta(minutes=30)


def test_json_feed_shows_text_literally():
    item = {
        "id": 7,
        "url": "/1",
        "content_text": "<b>not bold</b>\n\nsecond",
        "title": "<i>x</i>",
        "tags": ["sea", 3],
        "attachments": [{"url": "https://t.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}],
    }
    top = {
        "version": "https://jsonfeed.org/version/1.1",
        "home_page_url": "https://t.example",
        "hubs": [{"type": "WebSub", "url": "https://hub.example"}],
        "items": [item, "nonsense"],
    }
    feed = read(json.dumps(top).encode())
    entry = feed.entries[0]
    assert (feed.kind, feed.version, feed.hubs) == (FeedKind.JSON, "1.1", ("https://hub.example/",))
    assert (entry.id, entry.title, entry.link) == ("7", "<i>x</i>", "https://t.example/1")
    assert entry.content == "<p>&lt;b&gt;not bold&lt;/b&gt;</p><p>second</p>"
    assert entry.categories == (Category("sea"),)
    assert entry.enclosures[0].length == 5


def test_a_news_sitemap_gives_its_news_and_leaves_the_rest():
    feed = read(
        b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
        <url><loc>https://t.example/about</loc></url>
        <url><loc>https://t.example/1</loc><news:news><news:publication><news:name>Tide</news:name>
        <news:language>en</news:language></news:publication><news:publication_date>2026-05-19T08:00Z
        </news:publication_date><news:title>A &amp; B</news:title>
        <news:keywords>sea, port</news:keywords></news:news>
        <image:image><image:loc>https://t.example/1.jpg</image:loc></image:image></url></urlset>"""
    )
    assert (feed.kind, feed.title, len(feed.entries)) == (FeedKind.SITEMAP, "Tide", 1)
    entry = feed.entries[0]
    assert (entry.title, entry.language, len(entry.categories)) == ("A & B", "en", 2)
    assert entry.published.at == datetime(2026, 5, 19, 8, tzinfo=UTC)
    assert entry.pictures[0].url == "https://t.example/1.jpg"


def test_a_sitemap_index_leads_to_further_sitemaps():
    feed = read(
        b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap>"
        b"<loc>https://t.example/n.xml</loc></sitemap></sitemapindex>"
    )
    assert feed.links == (Link("https://t.example/n.xml", "sitemap"),)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " java\nscript:x", "ftp://t.example/"],
)
def test_addresses_that_are_not_of_the_web_are_left_out(link):
    feed = read(
        f"<rss><link>{link}</link><item><title>a</title><link>{link}</link><guid>{link}</guid>"
        f"<enclosure url='{link}'/><comments>{link}</comments><image>{link}</image></item></rss>".encode()
    )
    entry = feed.entries[0]
    assert (feed.link, entry.link, entry.links, entry.enclosures) == (None, None, (), ())
    assert (entry.comments, entry.pictures) == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><item><title>a&nbsp;b & c</title></item></channel></rss>",
        "<rss><channel><item><title>a&nbsp;b & c</title><br></item></channel>",
        "\x0b <rss><channel><item><title>a\x00&nbsp;b &#0;& c</title></item></channel></rss>",
        "junk <!DOCTYPE rss [<!ENTITY nbsp '&#160;'>]><rss><channel><item><title>a&nbsp;b & c</title></item>",
        "<rss><channel><item><media:title>x</media:title><title>a&nbsp;b & c</title></item></channel></rss>",
    ],
)
def test_broken_xml_is_read_as_far_as_it_can_be_and_says_so(text):
    feed = read(text.encode())
    assert [e.title for e in feed.entries] == ["a b & c"]
    assert feed.mended


def test_entities_of_a_document_type_are_never_followed(tmp_path):
    (tmp_path / "secret").write_text("CANARY")
    attack = f"""<!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY safe "fine">]>
    <rss><channel><item><title>&x; &safe;</title></item></channel></rss>"""
    assert read(attack.encode()).entries[0].title == "&x; fine"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (CAFE.encode(), "utf-8"),
        (CAFE.encode("cp1252"), "iso-8859-1"),
        (
            b'<?xml version="1.0" encoding="windows-1252"?>' + CAFE.encode("cp1252"),
            None,
        ),
        (CAFE.encode("utf-16"), None),
        (CAFE.encode("utf-16-le"), "utf-8"),
        (CAFE.encode("utf-8-sig"), "iso-8859-1"),
        (CAFE.encode(), "no-such-thing"),
        (CAFE.encode(), "us-ascii"),
    ],
)
def test_encodings_are_believed_as_far_as_the_bytes_bear_them_out(data, charset):
    assert read(data, charset=charset).title == "Café €"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Empty),
        (b" \n\t", Empty),
        (b"<!doctype html><title>Log in</title><form></form>", NotAFeed),
        (b"<html><body>Log in</body></html>", NotAFeed),
        (b'{"error": "not found"}', NotAFeed),
        (b"[1]", NotAFeed),
        (b"{broken", NotAFeed),
        (b"<opml version='2.0'><body/></opml>", NotAFeed),
        (b"http://127.0.0.1:9/feed", NotAFeed),
        (b"/etc/passwd", NotAFeed),
        (b"\x00\x01\x02\xff" * 500, NotText),
        (b"x" * ((10 << 20) + 1), TooLarge),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(data, error):
    with pytest.raises(error):
        read(data)


def test_long_words_are_cut_and_long_ids_made_short():
    feed = read(f"<rss><item><title>{'a' * 5000}</title><guid>{'g' * 5000}</guid></item></rss>".encode())
    assert len(feed.entries[0].title) == 1000
    assert feed.entries[0].id.startswith("sha256:")


def test_a_second_opinion_on_what_no_xml_parser_stands():
    items = "".join(f"<item><title>{n}</title></item>" for n in range(3))
    feed = read(f"<rss version='2.0'><channel><title>T</title>{items}<item><title>a<b></item".encode())
    assert [e.title for e in feed.entries][:3] == ["0", "1", "2"]
    assert feed.mended
