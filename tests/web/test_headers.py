"""What every answer of the site says to a browser, and what no answer holds: all routes, errors and files."""

import json
import re
import sqlite3
from contextlib import closing
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from addressing import routes
from asking import ask, text
from cast import as_
from test_signing_in import AWAY

from wholestory.model import Subscription
from wholestory.site.doors import around
from wholestory.site.wsgi import inside
from wholestory.web import assets

BROKEN = (
    ("/none", {}),
    ("/article/none", {}),
    ("/static/none", {}),
    ("/account/login/", {"method": "POST"}),
    ("/", {"method": "DELETE"}),
    ("/", {"host": "tide.example"}),
    ("/", {"method": "POST", "content_length": "99999999999"}),
    ("/", {"method": "POST", "transfer_encoding": "chunked"}),
    ("/image?u=https://tide.example&s=none", {}),
    ("/payments/webhook", {"method": "POST"}),
)
URLS = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "background"}


@pytest.fixture
def site(newsroom):
    """The whole application, with its doors."""
    return around(inside)


def addresses():
    return list(dict.fromkeys(address for address, _ in routes()))


def policy(headers):
    parts = (part.strip().split(" ") for part in headers["content-security-policy"].split(";"))
    return {name: values for name, *values in parts}


def assert_guarded(status, headers, where):
    assert headers.get("x-content-type-options") == "nosniff", where
    found = policy(headers)
    assert found["default-src"] == ["'none'"], where
    if headers.get("content-type", "").startswith("text/html"):
        assert found["frame-ancestors"] == found["base-uri"] == ["'none'"], where
        assert found["require-trusted-types-for"] == ["'script'"], where
        assert not any("unsafe" in value for values in found.values() for value in values), where
        assert headers["x-frame-options"] == "DENY", where
        assert headers["referrer-policy"] == "same-origin", where
        assert headers["cross-origin-opener-policy"] == "same-origin", where
    assert headers.get("server", "") == "", where


def test_every_route_says_what_a_browser_may_do(site):
    for address in addresses():
        for method in ("GET", "HEAD", "POST"):
            status, headers, _ = ask(site, address, method=method)
            if status != 304:
                assert_guarded(status, headers, (method, address, status))


@pytest.mark.parametrize(("address", "given"), BROKEN)
def test_so_does_what_goes_wrong(site, address, given):
    path, _, query = address.partition("?")
    status, headers, _ = ask(site, path, query=query, **given)
    assert status >= 400
    assert_guarded(status, headers, address)


def test_so_does_a_page_that_breaks(site, monkeypatch):
    from django.urls import reverse

    from wholestory.jobs import own

    monkeypatch.setattr(own, "newsroom", lambda: 1 / 0)
    status, headers, body = ask(site, reverse("sections"))
    assert status == 500
    assert_guarded(status, headers, "500")
    assert b"ZeroDivision" not in body


def test_so_does_every_file(site):
    for name in assets.by_address():
        status, headers, _ = ask(site, f"/static/{name}")
        assert status == 200
        assert_guarded(status, headers, name)


def test_every_answer_has_a_nonce_of_its_own_kept_pages_too(site):
    seen = set()
    for address in [*addresses(), "/none"]:
        for _ in range(3):
            answer = ask(site, address, Accept_Encoding="gzip")
            if answer[1].get("content-type", "").startswith("text/html") and answer[2]:
                (nonce,) = re.findall(r"'nonce-([^']+)'", answer[1]["content-security-policy"])
                assert nonce not in seen, address
                assert len(nonce) >= 16
                seen.add(nonce)
                scripts = re.findall(rb"<script\b[^>]*>", text(answer))
                assert all(f'nonce="{nonce}"'.encode() in each for each in scripts), address
    assert len(seen) > 30


class Acting(HTMLParser):
    """What in a page acts: handlers, styles, scripts of its own, addresses that are no addresses."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.found += [(tag, name) for name in given if name.startswith("on") or name in ("style", "srcdoc")]
        self.found += [
            (tag, name, given[name]) for name in given if name in URLS and not _is_address(given[name])
        ]
        if tag in ("iframe", "object", "embed", "base", "style", "math", "applet", "frame"):
            self.found.append((tag,))
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.found.append((tag, "of nobody"))


def _is_address(given):
    return bool(re.match(r"(?:https?://|/(?!/)|[?#]|$|data:image/)", given or ""))


def acting(page):
    return Acting(page).found


def test_the_check_sees_what_acts():
    assert acting('<a href="javascript:x" onclick=x>') == [("a", "onclick"), ("a", "href", "javascript:x")]
    assert acting("<svg><script>x</script></svg><p style=x>") == [("script", "of nobody"), ("p", "style")]


@pytest.mark.parametrize("standing", ["anonymous", "expired", "admin"])
def test_nothing_in_any_page_acts_by_itself(newsroom, standing):
    browser, pages = as_(standing), 0
    story = newsroom.stories(most=1)[0].id
    kept = newsroom.articles(most=1)[0]
    for address in [*addresses(), f"/story/{story}", f"/desk/story/{story}", f"/article/{kept.article.id}"]:
        answer = browser.get(address)
        if answer["Content-Type"].startswith("text/html"):
            pages += 1
            assert acting(answer.content.decode()) == [], address
    assert pages > 20


def test_what_attackers_write_into_addresses_stays_words(newsroom, shared):
    browser = as_("member")
    payloads = json.loads((shared / "suites" / "owasp-xss" / "payloads.json").read_text())
    for n, words in enumerate(payloads):
        typed = quote(words.encode("utf-8", "replace"), safe="")
        places = (f"/search?q={typed}", f"/outlet/{typed}", f"/section/topic/{typed}", f"/story/{typed}")
        asked = f"/account/login/?next={typed}" if n % 2 else f"/?theme={typed}&size={typed}"
        for address in (places[0], [*places[1:], asked][n % 4]):
            answer = browser.get(address)
            assert answer.status_code < 500, address
            if answer["Content-Type"].startswith("text/html"):
                assert acting(answer.content.decode()) == [], address


@pytest.mark.parametrize(
    "host", ["tide.example", "localhost.tide.example", "localhost@tide.example", "", "::", "a b"]
)
def test_no_route_answers_to_another_name(site, host):
    for address in addresses():
        if not address.startswith("/static/"):
            status, headers, body = ask(site, address, Host=host)
            assert status == 400, address
            assert b"tide.example" not in body
            assert "location" not in headers


@pytest.mark.parametrize("form", ["/follow", "/open", "/account/logout/"])
def test_no_form_of_a_reader_leads_away(newsroom, form):
    data = {"kind": "story" if form == "/follow" else "saved", "of": newsroom.stories(most=1)[0].id}
    browser = as_("member")
    for given in AWAY:
        answer = browser.post(form, {**data, "next": given}, HTTP_REFERER="https://evil.example/")
        assert answer.status_code in (302, 303), given
        assert re.fullmatch(r"/(?:account/login/\?next=/.*)?", answer["Location"]), given


def fingerprint(path):
    with closing(sqlite3.connect(path)) as file:
        return sha256("\n".join(file.iterdump()).encode("utf-8", "replace")).hexdigest()


def test_asking_for_a_page_changes_nothing_of_the_newsroom(newsroom):
    browser, before = as_("admin"), fingerprint(newsroom.store.path)
    for address in addresses():
        browser.get(address)
        browser.head(address)
    assert fingerprint(newsroom.store.path) == before


def test_the_fingerprint_sees_a_change(newsroom):
    before = fingerprint(newsroom.store.path)
    newsroom.follow_all([Subscription(url="https://tide.example/feed")])
    assert fingerprint(newsroom.store.path) != before
