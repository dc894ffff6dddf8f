"""HTML is cleaned once; plain words stay words; neither takes long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.feeds.markup import TAGS, Words, plain, safe

RAW_TEXT = {
    "script",
    "style",
    "title",
    "textarea",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
}


def test_nothing_is_let_through_that_browsers_read_as_raw_text_or_another_language():
    assert TAGS & (RAW_TEXT | {"svg", "math", "template", "form", "input", "base", "meta", "link"}) == set()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p onclick=x>a</p>", "<p>a</p>"),
        ("<img src=x onerror=alert(1)>", "<img>"),
        ("<a href='javascript:x'>a</a>", '<a rel="nofollow noopener noreferrer">a</a>'),
        ("<iframe srcdoc='<script>x</script>'></iframe>b", "b"),
        ("<svg><style><img src=x onerror=x></style></svg>c", "<img>c"),
        ("<b>open", "<b>open</b>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("a > b", "a &gt; b"),
        ("<div style='x' class='y' id='z'>d</div>", "<div>d</div>"),
    ],
)
def test_html_is_cleaned(given, expected):
    assert safe(Words(given)) == expected


def test_relative_addresses_are_resolved_where_there_is_a_base_and_dropped_where_not():
    words = "<a href='/x'>a</a><img src='i.png'>"
    assert 'src="https://t.example/b/i.png"' in safe(Words(words, base="https://t.example/b/"))
    assert "src" not in safe(Words(words))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<b>a</b> &amp; b", "a & b"),
        ("&lt;b&gt;", "<b>"),
        ("AT&T < 5 <3", "AT&T < 5 <3"),
        ("a<br>b", "a b"),
        ("<script>x</script>y<!-- z -->", "y"),
        ("  a \n b ", "a b"),
        ("<p></p>", None),
        ("<vector> of <T>", "<vector> of <T>"),
    ],
)
def test_plain_words_lose_mark_up_and_nothing_else(given, expected):
    assert plain(Words(given)) == expected


def test_words_that_are_text_are_shown_literally():
    assert plain(Words("<b>a</b> &amp;", marked=False)) == "<b>a</b> &amp;"
    assert safe(Words("<b>a</b> &amp;", marked=False)) == "&lt;b&gt;a&lt;/b&gt; &amp;amp;"


@given(st.text(alphabet="<>/&;ab \"'=!-[]#x3", max_size=60))
def test_cleaning_twice_is_cleaning_once(text):
    once = safe(Words(text))
    assert safe(Words(once)) == once if once else True


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 300_000,
        "<b>" * 100_000,
        "&" * 2_000_000,
        "&amp;" * 400_000,
        "<!--" * 400_000,
        '<a href="' * 200_000,
        "<" * 2_000_000,
        "<b>" * 110 + "<p>x" * 100_000,
        "<table><tr><td>" * 30_000,
        "<a " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
        "<script>" * 200_000,
        "<script " * 200_000,
        "<!" * 900_000,
        "<!--" + "<x>" * 300_000 + "<b>" * 200,
    ],
)
def test_hostile_mark_up_takes_no_more_than_moments(hostile):
    start = time.process_time()
    safe(Words(hostile))
    plain(Words(hostile))
    assert time.process_time() - start < 5  # quadratic time would be minutes
