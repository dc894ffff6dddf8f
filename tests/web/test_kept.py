"""Pages kept for visitors: never for anybody else, never longer than they are true."""

import re
import sqlite3
from contextlib import closing

import pytest
from asking import ask, text, weigh
from cast import as_
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from wholestory.site.kept import packing, pages
from wholestory.site.kept.asking import Asked
from wholestory.site.kept.door import LONGEST, Kept
from wholestory.site.kept.shelf import Shelf
from wholestory.site.kept.versions import Versions
from wholestory.web.keeping import HEADER, SEAM

NONCE = re.compile(r"'nonce-([^']+)'")


class Counting:
    """An application that counts how often it is asked."""

    def __init__(self, application):
        self.application, self.asked = application, 0

    def __call__(self, environ, start):
        self.asked += 1
        return self.application(environ, start)


class Standing:
    """A newsroom's version and a clock, set by hand."""

    def __init__(self):
        self.version, self.time = (1, 1), 0.0


@pytest.fixture
def standing():
    return Standing()


@pytest.fixture
def inside(newsroom):
    return Counting(WSGIHandler())


def door(application, standing):
    return Kept(application, version=lambda: standing.version, clock=lambda: standing.time)


@pytest.fixture
def kept(inside, standing):
    return door(inside, standing)


def test_a_page_is_made_once_for_all_visitors_and_each_has_a_nonce_of_its_own(kept, inside):
    first, second, packed = ask(kept), ask(kept), ask(kept, Accept_Encoding="gzip, br")
    assert inside.asked == 1
    assert first[0] == second[0] == packed[0] == 200
    nonces = [NONCE.search(each[1]["content-security-policy"])[1] for each in (first, second, packed)]
    assert len(set(nonces)) == 3
    blank = [
        text(each).replace(n.encode(), b"") for each, n in zip((first, second, packed), nonces, strict=True)
    ]
    assert blank[0] == blank[1] == blank[2]
    for each, nonce in zip((first, second, packed), nonces, strict=True):
        assert f'nonce="{nonce}"'.encode() in text(each)
        assert not any(other.encode() in text(each) for other in nonces if other != nonce)
        assert int(each[1]["content-length"]) == len(each[2])
    assert packed[1]["content-encoding"] == "gzip"
    assert len(packed[2]) < len(first[2])


def test_nothing_that_is_between_us_and_the_door_leaves_it(kept):
    for path in ("/", "/no/such/page", "/search"):
        assert HEADER.lower() not in ask(kept, path)[1]
        assert HEADER.lower() not in ask(kept, path, Cookie="session=x")[1]


def test_a_page_is_made_anew_when_the_newsroom_changes_and_after_a_minute(kept, inside, standing):
    ask(kept)
    standing.version = (2, 1)
    ask(kept)
    assert inside.asked == 2
    standing.time = LONGEST + 1
    ask(kept)
    ask(kept)
    assert inside.asked == 3
    standing.version = None
    ask(kept)
    ask(kept)
    assert inside.asked == 5, "nobody knows how the newsroom stands"


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "session=abc"},
        {"Cookie": "theme=dark; session=abc"},
        {"Cookie": "anything=1"},
        {"Cookie": "messages=x"},
        {"Authorization": "Bearer x"},
        {"Range": "bytes=0-3"},
    ],
)
def test_who_may_be_known_is_never_given_a_kept_page_and_none_is_kept_of_theirs(kept, inside, headers):
    ask(kept)
    ask(kept, **headers)
    ask(kept, **headers)
    assert inside.asked == 3
    ask(kept)
    assert inside.asked == 3


def test_what_a_page_depends_on_keeps_pages_apart(kept, inside):
    for several in (
        {"Accept_Language": "it"},
        {"Accept_Language": "de;q=.5, ar"},
        {"Cookie": "theme=dark"},
        {"Cookie": "size=4"},
        {"Cookie": "density=compact"},
        {"query": "more=1"},
        {"Host": "127.0.0.1"},
        {"path": "/search"},
    ):
        before = inside.asked
        first, second = ask(kept, **several), ask(kept, **several)
        assert inside.asked == before + 1, several
        assert first[1]["etag"] == second[1]["etag"]
    before = inside.asked
    ask(kept, Accept_Language="it-IT,it;q=.9")
    ask(kept, Cookie="theme=dark; token=abc")
    ask(kept, Cookie="theme=dark; size=none-that-is-known")
    assert inside.asked == before, "what is the same in the end is one page"
    assert b'data-theme="dark"' in text(ask(kept, Cookie="theme=dark"))
    assert b"data-theme" not in text(ask(kept))
    assert b'dir="rtl"' in text(ask(kept, Accept_Language="ar"))


def test_a_forged_host_is_refused_and_nothing_kept_of_it(kept, inside):
    assert ask(kept, Host="evil.example")[0] == 400
    ask(kept, Host="evil.example")
    assert inside.asked == 2


def test_a_browser_that_has_the_page_is_told_so_without_a_policy_that_its_copy_does_not_fit(kept):
    tag = ask(kept)[1]["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        status, headers, body = ask(kept, If_None_Match=known)
        assert (status, body) == (304, b"")
        assert "content-security-policy" not in headers
        assert headers["etag"] == tag
    assert ask(kept, If_None_Match='W/"other"')[0] == 200
    assert ask(kept, If_None_Match=tag, Cookie="theme=dark")[0] == 200


def test_who_asks_for_the_head_gets_no_body(kept, inside):
    ask(kept)
    status, headers, body = ask(kept, method="HEAD")
    assert (status, body, inside.asked) == (200, b"", 1)
    assert int(headers["content-length"]) > 0


@pytest.mark.parametrize(
    ("status", "headers", "is_kept"),
    [
        (200, {HEADER: "1"}, True),
        (200, {HEADER: "1", "Vary": "Cookie, Accept-Language"}, True),
        (200, {}, False),
        (200, {HEADER: "1", "Set-Cookie": "a=b"}, False),
        (200, {HEADER: "1", "Cache-Control": "no-store"}, False),
        (200, {HEADER: "1", "Vary": "X-Fragment"}, False),
        (200, {HEADER: "1", "Vary": "*"}, False),
        (200, {HEADER: "1", "Content-Encoding": "gzip"}, False),
        (404, {HEADER: "1"}, False),
        (302, {HEADER: "1"}, False),
        (500, {HEADER: "1"}, False),
    ],
)
def test_only_what_is_marked_and_nobodys_own_is_kept(standing, status, headers, is_kept):
    def application(environ, start):
        start(f"{status} x", list(headers.items()))
        return HttpResponse(b"page")

    counting = Counting(application)
    kept = door(counting, standing)
    answers = [ask(kept) for _ in range(3)]
    assert counting.asked == (1 if is_kept else 3)
    assert all(each[0] == status and each[2] == b"page" for each in answers)


def test_what_streams_goes_out_as_it_comes(standing):
    def application(environ, start):
        start("200 OK", [("Content-Type", "text/html"), (HEADER, "1")])
        return iter([b"a" * 2000, b"b"])

    status, headers, body = ask(door(application, standing), Accept_Encoding="gzip")
    assert (status, len(body)) == (200, 2001)
    assert headers == {"content-type": "text/html"}


def test_pages_of_members_are_packed_and_not_kept(kept):
    status, headers, body = ask(kept, Cookie="session=x", Accept_Encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "Accept-Encoding" in headers["vary"]
    assert b"</html>" in text((status, headers, body))
    assert int(headers["content-length"]) == len(body)
    assert "content-encoding" not in ask(kept, Cookie="session=x", Accept_Encoding="gzip;q=0, identity")[1]


def page(number, size):
    return Asked("localhost", f"/{number}", "", "en", ()), pages.made("200 OK", [], bytes(size), until=9)


def test_the_shelf_holds_so_many_bytes_and_lets_go_of_what_was_asked_for_longest_ago():
    shelf = Shelf(most=100_000)
    asked = []
    shelf.page(page(0, 1)[0], version=1, now=0)
    for number in range(20):
        each, made = page(number, 10_000)
        shelf.put(each, made, version=1)
        asked.append(each)
        assert shelf.page(asked[0], version=1, now=0), "asked for all the time"
    found = [number for number, each in enumerate(asked) if shelf.page(each, version=1, now=0)]
    assert found[0] == 0
    assert found[1:] == list(range(20 - len(found) + 1, 20))
    assert 4 < len(shelf) < 10
    shelf.put(*page(99, 200_000), version=1)
    assert shelf.page(page(99, 1)[0], version=1, now=0) is None
    shelf.put(*page(98, 10), version=0)
    assert shelf.page(page(98, 1)[0], version=1, now=0) is None, "made of an older version"
    assert shelf.page(asked[0], version=2, now=0) is None
    assert len(shelf) == 0


def write(path, statement):
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(statement)


def test_a_version_changes_with_each_commit_of_others_looked_for_once_in_a_while(tmp_path):
    path = tmp_path / "a file, its #name.db"
    time = [0.0]
    versions = Versions([path], every=1.0, clock=lambda: time[0])
    assert versions.now() is None
    write(path, "CREATE TABLE ferry (name)")
    assert versions.now() is None, "not looked yet"
    time[0] = 1.0
    first = versions.now()
    assert first is not None
    write(path, "INSERT INTO ferry VALUES ('Tarn')")
    assert versions.now() == first, "not looked yet"
    time[0] = 2.0
    second = versions.now()
    assert second not in (first, None)
    time[0] = 3.0
    assert versions.now() == second
    write(tmp_path / "other.db", "CREATE TABLE ferry (name)")
    (tmp_path / "other.db").replace(path)
    time[0] = 4.0
    assert versions.now() not in (first, second, None)
    path.unlink()
    time[0] = 5.0
    assert versions.now() is None
    versions.close()


def test_a_new_story_is_on_the_front_page_though_the_page_before_was_kept(inside, newsroom):
    versions = Versions([newsroom.store.path, newsroom.store.path], every=0)
    kept = Kept(inside, version=versions.now)
    id = newsroom.edition().picks[0].story
    address = f'href="/story/{id}"'.encode()
    write(newsroom.store.path, f"UPDATE store_story SET articles = -articles WHERE id = '{id}'")
    assert address not in text(ask(kept))
    write(newsroom.store.path, f"UPDATE store_story SET articles = -articles WHERE id = '{id}'")
    assert address in text(ask(kept))
    assert inside.asked == 2
    versions.close()


PARTS = st.lists(
    st.one_of(st.binary(max_size=3000), st.binary(min_size=packing.LARGE)), min_size=1, max_size=5
)


@given(PARTS, st.data())
def test_a_text_packed_with_holes_is_whole_whatever_fills_them(parts, data):
    hole = st.one_of(st.just(b""), st.binary(max_size=40))
    holes = data.draw(st.lists(hole, min_size=len(parts) - 1, max_size=len(parts) - 1))
    filled = packing.filled(parts, packing.holed(parts), holes)
    whole = b"".join(part + hole for part, hole in zip(parts, (*holes, b""), strict=True))
    assert text((200, {"content-encoding": "gzip"}, filled)) == whole


@given(PARTS)
def test_what_is_packed_once_is_whole(pieces):
    assert text((200, {"content-encoding": "gzip"}, packing.packed(pieces))) == b"".join(pieces)


@pytest.mark.parametrize("coding", ["gzip", ""])
@pytest.mark.parametrize("who", ["anonymous", "member"])
def test_seams_are_taken_off_and_what_goes_out_is_as_long_as_it_says(newsroom, kept, who, coding):
    story = newsroom.edition().picks[0].story
    cookies = "; ".join(f"{name}={each.value}" for name, each in as_(who).cookies.items())
    for address in ("/", f"/story/{story}"):
        for _ in range(3):
            status, headers, body = ask(kept, address, Cookie=cookies, Accept_Encoding=coding)
            assert status == 200
            assert int(headers["content-length"]) == len(body)
            assert SEAM not in text((status, headers, body))
            assert b"</html>" in text((status, headers, body))


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("", set()),
        ("gzip", {"gzip"}),
        ("GZIP;q=1.0, br", {"gzip", "br"}),
        ("gzip;q=0, br;q=0.5", {"br"}),
        ("gzip; q=0.0", set()),
        ("*;q=0, zstd", set()),
        ("x-gzip,,;;", set()),
    ],
)
def test_only_what_is_accepted_is_sent(header, taken):
    assert packing.accepted(header) == taken


def test_pages_are_small(kept, newsroom):
    stories = newsroom.stories(most=50)
    weigh(kept, "/")
    weigh(kept, "/search", f"q={(stories[0].headline or 'a').split()[0]}")
    for story in stories:
        weigh(kept, f"/story/{story.id}")
