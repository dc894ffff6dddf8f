"""Images through this site: signed addresses alone, raster images alone, never a word of the address."""

import threading
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from cast import as_
from django.test import Client
from sites import running

from wholestory.fetch import Manners
from wholestory.jobs import images
from wholestory.jobs.cache import Answer, Cache
from wholestory.jobs.images import Fetching
from wholestory.model import Illustration, Picture
from wholestory.newsroom import opened
from wholestory.pipeline.pictures import LARGEST, image
from wholestory.web import pictures

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
RASTERS = {
    "image/png": PNG,
    "image/jpeg": b"\xff\xd8\xff\xe0" + b"\0" * 64,
    "image/gif": b"GIF89a" + b"\0" * 64,
    "image/webp": b"RIFF\x40\0\0\0WEBPVP8 " + b"\0" * 64,
    "image/avif": b"\0\0\0\x20ftypavif" + b"\0" * 64,
}
OTHERS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg after spaces": b" \n<?xml version='1.0'?><svg onload='alert(1)'/>",
    "page": b"<!doctype html><script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n",
    "film": b"\0\0\0\x20ftypisom" + b"\0" * 64,
    "sound": b"RIFF\x40\0\0\0WAVEfmt ",
    "nothing": b"",
    "too large": PNG + b"\0" * LARGEST,
}


@pytest.fixture
def site():
    with running() as found:
        yield found


@pytest.fixture
def fetching(tmp_path, site, monkeypatch):
    """Images of one outlet, kept in a folder of the test's own."""
    allowed = [f"127.0.0.1:{site.server.server_port}"]
    with opened(
        f"sqlite:///{tmp_path}/news.db", manners=Manners(gap=0.0, deadline=5.0), allowed=allowed
    ) as newsroom:
        found = Fetching(newsroom, Cache(tmp_path / "images"), patience=20.0)
        monkeypatch.setattr(images, "ours", lambda: found)
        yield found


@pytest.fixture
def visitor():
    return Client(SERVER_NAME="localhost")


def given(site, body, path="/a", **headers):
    site.pages[path] = (200, {"Content-Type": "image/png", **headers}, body)
    return pictures.address(site.url(path))


@pytest.mark.parametrize("kind", RASTERS)
def test_a_raster_image_comes_as_what_its_first_bytes_say(fetching, site, visitor, kind):
    answer = visitor.get(given(site, RASTERS[kind], **{"X-Evil": "1"}))
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, RASTERS[kind], kind)
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="image.{kind[6:]}"'
    assert "X-Evil" not in answer
    assert not answer.cookies


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_raster_image_is_refused_in_plain_text_without_its_address(fetching, site, visitor, kind):
    path = "/<script>alert(1)</script>"
    answer = visitor.get(given(site, OTHERS[kind], path.replace("<", "%3C").replace(">", "%3E")))
    assert answer.status_code == 404
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert b"script" not in answer.content
    assert b"127.0.0.1" not in answer.content
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_an_address_that_we_did_not_give_out_is_not_found_and_not_asked(fetching, site, visitor):
    address = given(site, PNG)
    query = parse_qs(urlsplit(address).query)
    u, s = query["u"][0], query["s"][0]
    for asked in (
        {},
        {"u": u},
        {"u": u, "s": ""},
        {"u": u, "s": s[:-1] + "x"},
        {"u": u + "x", "s": s},
        {"s": s},
    ):
        assert visitor.get("/image", asked).status_code == 404
    assert visitor.get("/image", {"u": u, "s": "é"}).status_code == 404
    assert site.asked == []
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "//x",
        "",
        None,
        "http://a b/",
    ],
)
def test_what_is_no_web_address_gets_none_of_ours(url):
    assert pictures.address(url) is None


def test_an_image_is_fetched_once_and_so_is_what_is_none(fetching, site, visitor):
    for address in (given(site, PNG, "/good"), given(site, b"<svg/>", "/bad")):
        assert len({visitor.get(address).status_code for _ in range(3)}) == 1
    assert sorted(path for path, _ in site.asked) == ["/bad", "/good"]


def test_the_same_image_at_two_addresses_is_kept_once(fetching, site, visitor, tmp_path):
    for path in ("/one", "/two"):
        assert visitor.get(given(site, PNG, path)).status_code == 200
    assert len(list((tmp_path / "images" / "held").iterdir())) == 1


def test_a_private_address_is_asked_of_nobody(tmp_path, site, monkeypatch, visitor):
    with opened(f"sqlite:///{tmp_path}/news.db", manners=Manners(gap=0.0)) as newsroom:
        fetching = Fetching(newsroom, Cache(tmp_path / "images"), patience=20.0)
        monkeypatch.setattr(images, "ours", lambda: fetching)
        assert visitor.get(given(site, PNG)).status_code == 404
    assert site.asked == []


def test_a_reader_is_not_held_up_by_a_slow_outlet(fetching, site, visitor, monkeypatch):
    may_go = threading.Event()
    monkeypatch.setattr(fetching, "_patience", 0.0)
    ask = fetching._newsroom.pictures.fetch
    monkeypatch.setattr(fetching._newsroom.pictures, "fetch", lambda url: (may_go.wait(20), ask(url))[1])
    address = given(site, PNG)
    answer = visitor.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    may_go.set()
    fetching._pool.shutdown(wait=True)
    assert visitor.get(address).status_code == 200


def test_the_oldest_go_where_there_is_no_room(tmp_path):
    cache = Cache(tmp_path, room=3 * len(PNG))
    for number in range(6):
        cache.put(f"https://tide.example/{number}", image(PNG[:-1] + bytes([number])))
    kept = sum(each.stat().st_size for each in (tmp_path / "held").iterdir())
    assert kept <= 3 * len(PNG)
    assert cache.get("https://tide.example/5") == Answer(PNG[:-1] + b"\x05", "image/png")
    assert cache.get("https://tide.example/0") is None


def test_what_was_changed_on_the_disk_is_no_image(tmp_path):
    cache = Cache(tmp_path)
    cache.put("https://tide.example/a", image(PNG))
    (held,) = (tmp_path / "held").iterdir()
    held.write_bytes(b"<svg onload='alert(1)'/>")
    assert cache.get("https://tide.example/a") is None


def test_a_picture_that_came_with_an_article_is_shown_through_this_site(newsroom, monkeypatch):
    story = newsroom.stories(most=1)[0]
    found = newsroom.article(newsroom.story(story.id).articles[0].article.id)
    seen = replace(
        found, pictures=(Picture(url="https://tide.example/a.png"), Picture(url="javascript:alert(1)"))
    )
    monkeypatch.setattr(newsroom, "article", lambda id: seen)
    page = as_("member").get(f"/article/{found.kept.article.id}").content.decode()
    assert "/image?u=https%3A%2F%2Ftide.example%2Fa.png&amp;s=" in page
    assert 'src="https://tide.example' not in page
    assert "javascript:" not in page


def test_a_cards_picture_is_shown_through_this_site_on_the_front_and_on_the_story(newsroom, monkeypatch):
    bare = newsroom.cards

    def pictured(ids):
        for card in bare(ids):
            by = card.face.headline.by
            shown = Illustration(Picture(url="https://tide.example/a.png", caption="<b>Tern</b>"), by)
            yield replace(card, face=replace(card.face, illustration=shown))

    monkeypatch.setattr(newsroom, "cards", lambda ids: tuple(pictured(ids)))
    story = max(newsroom.stories(most=50), key=lambda brief: brief.articles)
    for address in ("/", f"/story/{story.id}"):
        page = as_("anonymous").get(address).content.decode()
        assert 'src="/image?u=https%3A%2F%2Ftide.example%2Fa.png&amp;s=' in page
        assert "&lt;b&gt;Tern&lt;/b&gt;" in page
