"""Addresses: read as browsers read them, one spelling for one page, and nothing falls over."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.text import urls
from wholestory.text.urls import RawUrl, Url


def parse(text, base=None):
    return urls.parse(RawUrl(text), base=base and Url(base))


def canonical(text):
    found = parse(text)
    assert found, text
    return urls.canonical(found)


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("HTTP://News.Example:80/a/../b?c#d", "http://news.example/b?c#d"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        (" https://a.example/x y\n", "https://a.example/x%20y"),
        ("ftp://a.example/", None),
        ("javascript:alert(1)", None),
        ("javascript://a.example/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("/a", None),
        ("", None),
        ("\ud800", None),
        ("https://a.example/" + "x" * 9000, None),
        ("https://a.example/" + "ä" * 3000, None),
        ("https://exa mple/", None),
        ("https://a.example:99999/", None),
    ],
)
def test_addresses_are_read_as_browsers_read_them(raw, url):
    assert parse(raw) == url


def test_relative_addresses_are_resolved():
    assert parse("../b?c", "https://a.example/x/y/z") == "https://a.example/x/b?c"
    assert parse("//b.example/", "https://a.example/") == "https://b.example/"
    assert parse("mailto:x@y.example", "https://a.example/") is None


@pytest.mark.shared
@pytest.mark.parametrize(
    "file", ["urltestdata.json", "ada_extra_urltestdata.json", "ada_long_urltestdata.json"]
)
def test_the_web_platform_cases_come_out_as_they_should_or_are_refused(shared, file):
    cases = json.loads((shared / "suites/wpt-url" / file).read_text("utf-8", errors="surrogatepass"))
    wrong = []
    for case in (c for c in cases if isinstance(c, dict)):
        base = case.get("base") or None
        found = parse(case["input"], base)
        if found is not None:
            urls.canonical(found), urls.site(found), urls.origin(found)
            if found != case.get("href"):
                wrong.append((case["input"], base, found, case.get("href")))
        elif str(case.get("href", "")).startswith(("http:", "https:")) and len(case["href"]) < urls.LONGEST:
            wrong.append((case["input"], base, None, case["href"]))
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("tide.example/news", "https://tide.example/news"),
        ("tide.example:8080/news", "https://tide.example:8080/news"),
        ("localhost:8000", "https://localhost:8000/"),
        ("feed://tide.example/rss", "https://tide.example/rss"),
        ("feed:https://tide.example/rss", "https://tide.example/rss"),
        ("web+feed://tide.example/rss", "https://tide.example/rss"),
        ("feed:http://tide.example/rss", "http://tide.example/rss"),
        ("//tide.example", "https://tide.example/"),
        ("  HTTPS://tide.example ", "https://tide.example/"),
        ("mailto:a@b.example", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_what_a_person_types_is_completed(typed, url):
    assert urls.typed(RawUrl(typed)) == url


@pytest.mark.parametrize(
    ("raw", "one"),
    [
        ("https://a.example/x?utm_source=rss&id=5&fbclid=abc#top", "https://a.example/x?id=5"),
        ("https://a.example/x?b=2&a=1&b=1", "https://a.example/x?a=1&b=2&b=1"),
        ("https://a.example/x?UTM_Campaign=1", "https://a.example/x"),
        ("https://a.example/x?", "https://a.example/x"),
        ("https://a.example/x?&&a&", "https://a.example/x?a"),
        ("https://A.example.:443/%7euser/%e4%b8", "https://a.example/~user/%E4%B8"),
        ("https://me:secret@a.example/", "https://a.example/"),
        ("https://a.example/x;jsessionid=A1?b", "https://a.example/x?b"),
        ("https://a.example/%2e%2e/x", "https://a.example/x"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        ("https://a.example/X/", "https://a.example/X/"),
        ("https://bücher.example/?q=%c3%a4", "https://xn--bcher-kva.example/?q=%C3%A4"),
        ("https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fx%3Fb%3D1&sa=D", "https://a.example/x?b=1"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F%3Ffbclid%3D1", "https://a.example/"),
        ("https://www.google.com/url?q=javascript:x", "https://www.google.com/url?q=javascript:x"),
        (
            "https://www.google.com/search?q=https://a.example",
            "https://www.google.com/search?q=https://a.example",
        ),
    ],
)
def test_one_page_has_one_spelling(raw, one):
    assert canonical(raw) == one


LETTERS = "abAZ09%.-_~!$&'()*+,;=:@/?#[]<>\"\\^`{|} äß漢\t\n"
PIECES = st.sampled_from([*LETTERS, "%41", "%zz", "utm_a=1", "&a=", ";sid=1", "%2e"])
PATHS = st.lists(PIECES, max_size=40).map("".join)
URLS = PATHS.map(lambda path: f"https://a.example/{path}") | st.text(max_size=60)


@given(URLS)
def test_canonical_addresses_stay_as_they_are(raw):
    found = parse(raw)
    if found:
        once = urls.canonical(found)
        assert urls.canonical(once) == once
        assert parse(once) == once
        assert "#" not in once


def test_doors_behind_doors_end():
    url = "https://a.example/"
    for _ in range(30):
        url = f"https://www.google.com/url?q={url}"
    assert canonical(url)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://news.tide.co.uk/x", "tide.co.uk"),
        ("https://tide.example./", "tide.example"),
        ("https://my.blogspot.com/", "my.blogspot.com"),
        ("https://co.uk/", "co.uk"),
        ("https://localhost:8000/", "localhost"),
        ("https://127.0.0.1:8000/", "127.0.0.1"),
        ("https://[2001:db8::1]/", "2001:db8::1"),
        ("https://a.b.xn--fiqs8s/", "b.xn--fiqs8s"),
    ],
)
def test_a_site_is_its_registrable_domain(url, site):
    assert urls.site(Url(url)) == site


def test_host_and_origin():
    assert urls.host(Url("https://[::1]:8000/x")) == "::1"
    assert urls.host(Url("no address")) == ""
    assert urls.origin(Url("https://a.example:8000/x?y")) == "https://a.example:8000/"
    assert urls.is_secure(Url("https://a.example/"))
    assert not urls.is_secure(Url("http://a.example/"))
