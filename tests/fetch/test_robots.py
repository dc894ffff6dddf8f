"""robots.txt: what RFC 9309 says, also of answers that are no file; hostile files cost little."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetching import client, request
from hostile.servers import answer, by_path, resetting, serving
from wholestory.fetch import Kind, Outcome, Reason
from wholestory.fetch.robots import Rules
from wholestory.text.urls import Url


def allows(text, path="/news/1", agent="Wholestory"):
    return Rules(text.encode(), agent=agent).allow(Url(f"https://paper.test{path}"))


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: other\nDisallow: /", "/", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: wholestory\nAllow: /", "/x", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: WholeStory/2.0\nDisallow: /", "/x", False),
        ("User-agent: other\nUser-agent: wholestory\nDisallow: /a", "/a/b", False),
        ("User-agent: wholestory\nDisallow: /a\nUser-agent: other\nDisallow: /b", "/b", True),
        ("User-agent: wholestory\nDisallow: /a\n\nUser-agent: wholestory\nDisallow: /b", "/a", False),
        ("User-agent: wholestoryteller\nDisallow: /", "/", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news/free", "/news/free/1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("user agent *\ndisallow /", "/", False),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/", False),
        ("User-agent: *\rDisallow: /", "/", False),
        ("User-agent: * # all\nDisallow: / # everything", "/", False),
        ("User-agent: wholestory tomorrow\nDisallow: /", "/", False),
        ("User-agent: *\nUser-agent must match exactly: see the docs\nDisallow: /", "/", False),
        ("Disallow: /", "/", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
    ],
)
def test_rules_are_read_as_the_rfc_says(text, path, allowed):
    assert allows(text, path) is allowed


def test_hostile_files_cost_little():
    agents = "".join(f"User-agent: a{n}\n" for n in range(16_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(16_000))
    assert allows(agents + rules, "/5")
    assert not allows(agents + "User-agent: *\n" + rules, "/5")
    assert allows(f"User-agent: *\nDisallow: /{'*a' * 50_000}b", "/" + "a" * 8000)
    assert allows("User-agent: " * 40_000)
    assert allows("".join(f"user-agent a{n}:b\n" for n in range(16_000)) + rules, "/5")
    assert allows("\n" * 500_000)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")))
def test_no_file_breaks_it(body):
    Rules(b"User-agent: *\n" + body, agent="Wholestory").allow(Url("https://paper.test/a?b=c"))


def pages(respond, *paths, times=1, **options):
    async def scenario():
        async with serving(respond) as server, client(**options) as opened:
            asked = [request(server.url(path), kind=Kind.PAGE) for _ in range(times) for path in paths]
            return [await opened.get(each) for each in asked], server

    return asyncio.run(scenario())


def with_robots(robots):
    return by_path({"/robots.txt": robots, "/a": answer(body=b"a"), "/b": answer(body=b"b")})


def test_a_page_that_is_forbidden_is_not_asked_for():
    robots = answer(body=b"User-agent: *\nDisallow: /a")
    (a, b), server = pages(with_robots(robots), "/a", "/b")
    assert (a.outcome, a.reason) == (Outcome.REFUSED, Reason.ROBOTS)
    assert b.capture.body == b"b"
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/b"]


def test_feeds_and_images_do_not_ask():
    async def scenario():
        robots = answer(body=b"User-agent: *\nDisallow: /")
        async with serving(with_robots(robots)) as server, client() as opened:
            return [
                (await opened.get(request(server.url("/a"), kind=kind))).outcome
                for kind in (Kind.FEED, Kind.IMAGE, Kind.OTHER)
            ]

    assert asyncio.run(scenario()) == [Outcome.FRESH] * 3


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (answer("404 Not Found"), Outcome.FRESH),
        (answer("401 Unauthorized"), Outcome.FRESH),
        (answer("403 Forbidden"), Outcome.FRESH),
        (answer("410 Gone"), Outcome.FRESH),
        (answer("302 Loop", [("Location", "/robots.txt")]), Outcome.FRESH),
        (answer("429 Slow Down"), Outcome.FAILED),
        (answer("500 Broken"), Outcome.FAILED),
        (answer("503 Later"), Outcome.FAILED),
        (resetting(), Outcome.FAILED),
        (answer(body=b"User-agent: *\nDisallow: /", length=99), Outcome.FAILED),
        (answer(body=b"<html>not found</html>"), Outcome.FRESH),
        (answer(body=b"User-agent: *\nDisallow: /\n" + b"#" * (1 << 20)), Outcome.REFUSED),
    ],
)
def test_what_is_no_file_means_what_the_rfc_says(robots, outcome):
    found = robots(None) if callable(robots) else robots
    (a,), _ = pages(lambda asked: found if asked.path == "/robots.txt" else answer(body=b"a"), "/a")
    assert a.outcome is outcome


def test_redirects_of_the_file_are_followed():
    respond = by_path(
        {
            "/robots.txt": answer("301 On", [("Location", "/r")]),
            "/r": answer(body=b"User-agent: *\nDisallow: /"),
        }
    )
    (a,), _ = pages(respond, "/a")
    assert (a.outcome, a.reason) == (Outcome.REFUSED, Reason.ROBOTS)


def test_the_file_is_read_once_a_day():
    async def scenario():
        clock = [datetime(2026, 3, 1, tzinfo=UTC)]
        respond = with_robots(answer(body=b""))
        async with serving(respond) as server, client(now=lambda: clock[0]) as opened:
            for hours in (0, 1, 23, 25, 26):
                clock[0] = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=hours)
                await opened.get(request(server.url("/a"), kind=Kind.PAGE))
            return [asked.path for asked in server.asked].count("/robots.txt")

    assert asyncio.run(scenario()) == 2


def test_pages_asked_for_together_share_one_reading():
    async def scenario():
        async with serving(with_robots(answer(body=b""))) as server, client() as opened:
            asked = [request(server.url(path), kind=Kind.PAGE) for path in ("/a", "/b") * 10]
            await asyncio.gather(*map(opened.get, asked))
            return [asked.path for asked in server.asked].count("/robots.txt")

    assert asyncio.run(scenario()) == 1
