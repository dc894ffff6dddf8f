"""Outlets whose titles, names, bylines, addresses, words are attacks: pages show them, and nothing acts."""

import json
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from cast import as_
from lxml import etree
from lxml import html as parser

from wholestory.jobs import own
from wholestory.newsroom import opened

OWN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "</textarea><iframe srcdoc='<script>alert(1)</script>'>",
    "{{ 7 * 7 }}{% include 'base.html' %}${7*7}",
    "%(num)s %s %d %(x)s {0} {x}",
    "\u202egpj.exe\u2066\u2028\x00\x1b[31m",
    "<a href=javascript:alert(1)>x</a><base href=//evil.example>",
    "]]><!--<style>*{x:url(//evil.example)}</style>-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#x3c;img src=x onerror=alert(1)&#x3e;",
    "<meta http-equiv=refresh content='0;url=//evil.example'><form action=//evil.example><button>",
]
LINKS = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "JaVaScRiPt://tide.example/%0aalert(1)",
    "//evil.example/",
    "file:///etc/passwd",
    'https://tide.example/" onclick="alert(1)',
]
EACH = 4  # strings in one article: title, outlet, byline, words
ACTING = {"iframe", "object", "embed", "base", "frame", "applet", "math", "style", "marquee", "template"}


def sample(shared, least):
    """A sample of the suites where they are there, and our own."""
    found = list(OWN)
    for suite in ("owasp-xss", "payloadbox-xss"):
        listed = json.loads((shared / "suites" / suite / "payloads.json").read_text("utf-8"))
        found += listed[:: max(1, len(listed) // least)]
    return found


def records(strings):
    for number in range(0, len(strings), EACH):
        title, outlet, author, words = (strings[number : number + EACH] * EACH)[:EACH]
        yield {
            "title": title,
            "outlet": outlet[:80],
            "author": author[:80],
            "date": "2025-11-21",
            "url": LINKS[number // EACH % len(LINKS)],
            "text": f"It sails from Marra. {words}\n“{words} {title},” said Alice Tern, {outlet}.\n{author}",
        }


def copies():
    """Two outlets with one event, so that there is something to compare."""
    body = "The ferry Aurelia ran aground on Tern Bank on Friday with {} people aboard, the coastguard said. "
    body += "“We lost power before the alarm {},” said Ines Ravello, the master. She was built in 1998."
    for number, string in enumerate(OWN):
        told = f"Ferry Aurelia aground on Tern Bank {string}"
        text = f"{body.format(214 + number % 2, string)}\nLodestar reports {string}."
        yield {
            "title": told,
            "outlet": f"{string[:60]} {number}",
            "author": string,
            "date": "2025-11-21",
            "text": text,
        }


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """A newsroom that has read the records it is given."""
    with closing(opened(f"sqlite:///{tmp_path}/news.db")) as newsroom:
        monkeypatch.setattr(own, "newsroom", lambda: newsroom)

        def fill(given):
            file = tmp_path / "given.jsonl"
            file.write_text("\n".join(json.dumps(each) for each in given), "utf-8")
            assert newsroom.import_([file]).new > 0
            newsroom.update()
            return newsroom

        yield fill


def audit(answer):
    """Whether nothing in a page acts but what is ours."""
    assert answer.status_code == 200
    text = answer.content.decode()
    page = parser.document_fromstring(text)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ACTING, element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("style", "srcdoc", "formaction", "background", "http-equiv")
            if name in ("href", "src", "action", "poster", "xlink:href", "srcset"):
                assert urlsplit(value).scheme in ("", "https", "http"), value
                assert not value.startswith("//"), value
                if name in ("src", "action"):
                    assert value.startswith("/"), value
    assert all(script.get("nonce") for script in page.xpath("//script"))
    assert not [letter for letter in text if letter in "\u202e\u2066\u2028\x00\x1b"]


@pytest.mark.shared
def test_nothing_that_an_outlet_says_acts_on_any_page(filled, shared):
    newsroom = filled(records(sample(shared, least=60)))
    reader, visitor, seen = as_("editor"), as_("anonymous"), set()
    for kept in newsroom.articles(most=1000):
        audit(reader.get(f"/article/{kept.article.id}"))
        audit(visitor.get(f"/article/{kept.article.id}"))
        seen.add(newsroom.article(kept.article.id).story.id)
    assert len(newsroom.articles(most=1000)) > 20
    for story in seen:
        audit(reader.get(f"/story/{story}"))
        feed = visitor.get(f"/story/{story}/feed").content
        hrefs = etree.fromstring(feed).xpath("//@href")
        assert {urlsplit(href).scheme for href in hrefs} <= {"http", "https"}
        assert b"<script" not in feed


def test_nothing_acts_on_the_page_of_a_story_that_is_compared(filled):
    newsroom = filled(copies())
    story = max(newsroom.stories(most=50), key=lambda brief: brief.articles)
    assert story.articles > 4
    reader = as_("editor")
    answer = reader.get(f"/story/{story.id}")
    audit(answer)
    page = parser.document_fromstring(answer.content.decode())
    assert page.xpath("//section[@id='accounts']")
    assert "<script>alert(1)</script>" in page.text_content()
    article = newsroom.story(story.id).articles[0].article.id
    audit(reader.get(f"/story/{story.id}/belongs", {"article": article, "q": OWN[0]}))
    audit(reader.get(f"/story/{story.id}/history"))


@pytest.mark.parametrize("link", LINKS)
def test_an_original_that_is_no_web_address_is_no_link(filled, link):
    newsroom = filled([{"title": "It sails", "text": "It sails on Monday.", "url": link}])
    (kept,) = newsroom.articles(most=2)
    page = parser.document_fromstring(as_("member").get(f"/article/{kept.article.id}").content.decode())
    assert not page.xpath("//a[@class='original']")
