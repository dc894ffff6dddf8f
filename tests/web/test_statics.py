"""The site's own files: for ever, packed, for everyone alike."""

import gzip

import brotli
import pytest
from asking import ask

from wholestory.site import statics
from wholestory.site.statics import Statics
from wholestory.web import assets

LONG = b"a {color: red}\n" * 200


def elsewhere(environ, start):
    """Whatever is no file."""
    start("404 Not Found", [])
    return [b"elsewhere"]


@pytest.fixture
def files(monkeypatch):
    found = {
        "a.0f.css": assets.Asset("a.0f.css", LONG, "text/css; charset=utf-8"),
        "b.1f.woff2": assets.Asset("b.1f.woff2", LONG, "font/woff2"),
    }
    monkeypatch.setattr(assets, "by_address", lambda: found)
    statics._body.cache_clear()
    yield Statics(elsewhere)
    statics._body.cache_clear()


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("", None, bytes),
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
        ("br;q=0", None, bytes),
    ],
)
def test_a_file_is_packed_as_its_reader_takes_it(files, accepted, coding, unpack):
    for cookies in ({}, {"Cookie": "session=x"}):
        status, headers, body = ask(files, "/static/a.0f.css", Accept_Encoding=accepted, **cookies)
        assert (status, headers.get("content-encoding")) == (200, coding)
        assert unpack(body) == LONG
        assert (headers["content-type"], headers["vary"]) == ("text/css; charset=utf-8", "Accept-Encoding")
        assert "immutable" in headers["cache-control"]
        assert headers["x-content-type-options"] == "nosniff"
        assert int(headers["content-length"]) == len(body)
        assert "set-cookie" not in headers


def test_what_is_packed_already_is_not_packed_again(files):
    _, headers, body = ask(files, "/static/b.1f.woff2", Accept_Encoding="gzip, br")
    assert ("content-encoding" in headers, body) == (False, LONG)
    assert ask(files, "/static/b.1f.woff2", "HEAD")[2] == b""


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/", "GET"),
        ("/static/", "GET"),
        ("/static/none.css", "GET"),
        ("/static/../a.0f.css", "GET"),
        ("/static/a.0f.css/", "GET"),
        ("/static/a.0f.css", "POST"),
    ],
)
def test_all_else_is_asked_for_inside(files, path, method):
    assert ask(files, path, method) == (404, {}, b"elsewhere")
