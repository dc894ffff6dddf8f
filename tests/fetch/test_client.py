"""What each kind of answer becomes, and what a server gets to see of us."""

import asyncio
import gzip
import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from fetching import QUICK, client, request
from hostile.servers import Names, answer, by_path, serving
from wholestory.fetch import Kind, Manners, Outcome, Reason, Request
from wholestory.model import Validators


def ask(respond, *paths, manners=QUICK, requests=None, **options):
    """The answers to one request after another, and the server that gave them."""

    async def scenario():
        async with serving(respond) as server, client(manners, **options) as opened:
            asked = requests(server) if requests else [request(server.url(path)) for path in paths or ("/",)]
            return [await opened.get(each) for each in asked], server

    return asyncio.run(scenario())


def only(respond, **options):
    answers, _ = ask(respond, **options)
    return answers[0]


def redirect(status, target):
    return answer(f"{status} Elsewhere", [("Location", target)])


def test_a_fresh_answer_carries_all_that_was_said():
    headers = [("Content-Type", "application/rss+xml"), ("X-Odd", "caf\xe9")]
    found = only(answer(headers=headers, body=b"<rss/>"))
    assert (found.outcome, found.status, found.reason, found.moved_to) == (Outcome.FRESH, 200, None, None)
    capture = found.capture
    assert capture.body == b"<rss/>"
    assert capture.header("content-TYPE") == "application/rss+xml"
    assert capture.header("x-odd") == "café"
    assert capture.url == capture.final_url == found.request.url
    assert capture.requested_at <= capture.received_at
    assert capture.requested_at.tzinfo is UTC
    assert capture.digest == hashlib.sha256(b"<rss/>").hexdigest()
    assert capture.validators is None


def test_we_say_who_we_are_and_nothing_else():
    _, server = ask(
        answer(headers=[("Set-Cookie", "id=1; Path=/"), ("ETag", '"1"')]),
        "/a",
        "/b",
        manners=Manners(gap=0, contact="https://desk.example/bot"),
    )
    for asked in server.asked:
        assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding"}
    agent = server.asked[0].headers["user-agent"]
    assert agent.startswith("Wholestory/")
    assert "+https://desk.example/bot" in agent
    assert server.asked[0].headers["accept-encoding"] == "gzip, br, zstd"


@pytest.mark.parametrize(
    "etag",
    ['"a"', 'W/"a b"', "unquoted", '"ä—"', '""', '"' + "x" * 2000 + '"', "'single'", 'w/"lower"', '"a\\"b"'],
)
def test_validators_go_back_byte_for_byte(etag):
    modified = "yesterday, about noon"
    raw = etag.encode().decode("latin-1")

    def respond(asked):
        if asked.headers.get("if-none-match") == raw:
            return answer("304 Not Modified", length=False)
        return answer(headers=[("ETag", raw), ("Last-Modified", modified)], body=b"<rss/>")

    async def scenario():
        async with serving(respond) as server, client() as opened:
            first = await opened.get(request(server.url()))
            given = first.capture.validators
            second = await opened.get(request(server.url(), validators=given))
            return first, second, server

    first, second, server = asyncio.run(scenario())
    assert first.capture.validators == Validators(first.request.url, etag, modified)
    assert second.outcome is Outcome.NOT_MODIFIED
    assert second.capture.body == b""
    assert f"If-None-Match: {raw}\r\n".encode("latin-1") in server.asked[1].raw
    assert f"If-Modified-Since: {modified}\r\n".encode() in server.asked[1].raw


def test_a_validator_that_cannot_go_back_unaltered_is_none():
    found = only(answer(headers=[("ETag", '"\xe9"'), ("Last-Modified", "then")]))
    assert found.capture.validators == Validators(found.request.url, None, "then")


def test_validators_go_to_the_address_that_gave_them_alone():
    pages = {"/a": redirect(302, "/b"), "/b": answer(headers=[("ETag", '"b"')])}

    async def scenario():
        async with serving(by_path(pages)) as server, client() as opened:
            first = await opened.get(request(server.url("/a")))
            await opened.get(request(server.url("/a"), validators=first.capture.validators))
            return server

    server = asyncio.run(scenario())
    assert ["if-none-match" in asked.headers for asked in server.asked] == [False, False, False, True]


def test_304_without_being_asked_is_a_failure():
    assert only(answer("304 Not Modified", length=False)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("status", "outcome", "reason"),
    [
        ("200 OK", Outcome.FRESH, None),
        ("202 Accepted", Outcome.FRESH, None),
        ("204 No Content", Outcome.FRESH, None),
        ("206 Partial Content", Outcome.TRUNCATED, None),
        ("299 Odd", Outcome.FRESH, None),
        ("300 Choices", Outcome.FAILED, Reason.STATUS),
        ("301 No Location", Outcome.FAILED, Reason.STATUS),
        ("401 Unauthorized", Outcome.FAILED, Reason.STATUS),
        ("404 Not Found", Outcome.FAILED, Reason.STATUS),
        ("410 Gone", Outcome.GONE, None),
        ("418 Teapot", Outcome.FAILED, Reason.STATUS),
        ("451 Legal", Outcome.FAILED, Reason.STATUS),
        ("500 Broken", Outcome.FAILED, Reason.STATUS),
        ("599 Odd", Outcome.FAILED, Reason.STATUS),
        ("777 Odder", Outcome.FAILED, Reason.STATUS),
    ],
)
def test_each_status_has_its_outcome(status, outcome, reason):
    found = only(answer(status, length=False if status.startswith("204") else None))
    assert (found.outcome, found.reason, found.status) == (outcome, reason, int(status[:3]))
    assert (found.capture is None) == (outcome is not Outcome.FRESH)


def test_redirects_are_followed_and_the_permanent_ones_before_any_other_reported():
    pages = {
        "/a": redirect(301, "/b"),
        "/b": redirect(308, "c?d=e"),
        "/c?d=e": redirect(302, "/f"),
        "/f": redirect(301, "/g"),
        "/g": answer(body=b"here"),
        "/t": redirect(307, "/b"),
    }
    (moved, stayed), server = ask(by_path(pages), "/a", "/t")
    assert moved.capture.body == b"here"
    assert moved.capture.final_url == server.url("/g")
    assert moved.moved_to == server.url("/c?d=e")
    assert stayed.moved_to is None
    assert stayed.capture.url == server.url("/t")


def test_a_move_is_told_of_failures_too():
    (gone,), server = ask(by_path({"/a": redirect(301, "/b"), "/b": answer("410 Gone")}), "/a")
    assert (gone.outcome, gone.moved_to) == (Outcome.GONE, server.url("/b"))


def test_five_redirects_are_followed_and_not_six():
    pages = {f"/{n}": redirect(302, f"/{n + 1}") for n in range(9)} | {"/9": answer(body=b"end")}
    (far, near), server = ask(by_path(pages), "/3", "/4")
    assert (far.outcome, far.reason) == (Outcome.FAILED, Reason.REDIRECTS)
    assert near.capture.body == b"end"
    assert len(server.asked) == 12


def test_a_loop_ends():
    assert only(lambda asked: redirect(301, "/")).reason is Reason.REDIRECTS


NO_WEB = (
    "file:///etc/passwd gopher://x/ ftp://x/ javascript:alert(1) data:,x http://[ // http: http://\x80\xff"
)


@pytest.mark.parametrize("target", [*NO_WEB.split(), "x" * 9000])
def test_a_redirect_to_no_web_address_is_refused(target):
    found = only(redirect(302, target))
    assert found.outcome in (Outcome.REFUSED, Outcome.FAILED)
    assert found.capture is None


def test_a_redirect_shares_the_other_sites_turn_and_guard():
    names = Names({"one.test": ["127.0.0.1"], "two.test": ["127.0.0.1"]})

    def respond(asked):
        if asked.headers["host"].startswith("one"):
            return redirect(301, asked.headers["host"].replace("one", "http://two") + "/x")
        return answer(body=b"two")

    (found,), _ = ask(
        respond,
        requests=lambda s: [request(s.url(host="one.test"))],
        resolver=names,
        allowed=["one.test", "two.test"],
    )
    assert found.capture.body == b"two"
    assert found.site == "two.test"


def test_passwords_in_an_address_stay_with_its_host():
    names = Names({"one.test": ["127.0.0.1"], "two.test": ["127.0.0.1"]})

    def respond(asked):
        host = asked.headers["host"]
        return redirect(302, f"http://two.test:{host.split(':')[1]}/") if host.startswith("one") else answer()

    def requests(server):
        return [request(f"http://me:secret@one.test:{server.port}/")]

    _, server = ask(respond, requests=requests, resolver=names)
    assert ["authorization" in asked.headers for asked in server.asked] == [True, False]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_post_is_sent_once_and_nowhere_else(status):
    (found,), server = ask(
        redirect(status, "/other"), requests=lambda s: [request(s.url(), kind=Kind.OTHER, post=b"a=b")]
    )
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.REDIRECTS)
    assert [asked.body for asked in server.asked] == [b"a=b"]
    assert server.asked[0].line.startswith("POST / ")
    assert server.asked[0].headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize("status", ["429 Slow Down", "503 Later"])
def test_a_host_that_asks_for_a_rest_gets_it_for_all_its_addresses(status):
    now = datetime(2026, 3, 1, tzinfo=UTC)
    names = Names({f"{n}.paper.test": ["127.0.0.1"] for n in "abc"})

    async def scenario():
        clock = [now]
        pages = {"/a": answer(status, [("Retry-After", "90")])}
        async with (
            serving(lambda asked: pages.get(asked.path, answer(body=b"ok"))) as server,
            client(resolver=names, now=lambda: clock[0]) as opened,
        ):
            first = await opened.get(request(server.url("/a", host="a.paper.test")))
            second = await opened.get(request(server.url("/b", host="b.paper.test")))
            clock[0] += timedelta(seconds=91)
            third = await opened.get(request(server.url("/c", host="c.paper.test")))
            return first, second, third, server

    first, second, third, server = asyncio.run(scenario())
    assert (first.outcome, first.retry_at) == (Outcome.FAILED, now + timedelta(seconds=90))
    assert (second.outcome, second.retry_at) == (Outcome.HELD, first.retry_at)
    assert second.site == first.site == "paper.test"
    assert third.outcome is Outcome.FRESH
    assert len(server.asked) == 2


def test_a_rest_asked_for_in_an_earlier_run_holds():
    until = datetime.now(UTC) + timedelta(hours=1)
    (found,), server = ask(answer(), held={"127.0.0.1": until})
    assert (found.outcome, found.retry_at) == (Outcome.HELD, until)
    assert server.connections == 0


def test_retry_after_of_other_answers_stops_nobody():
    answers, _ = ask(answer(headers=[("Retry-After", "3600")]), "/a", "/b")
    assert [a.outcome for a in answers] == [Outcome.FRESH] * 2


def test_bodies_come_without_their_coding():
    found = only(answer(headers=[("Content-Encoding", "gzip")], body=gzip.compress(b"<rss/>")))
    assert found.capture.body == b"<rss/>"


def test_an_unknown_name_a_closed_port_and_a_wrong_address_are_failures():
    async def scenario():
        async with serving(answer()) as server:
            closed = server.port
        async with client(resolver=Names({})) as opened:
            return [
                (await opened.get(request(url))).reason
                for url in ("http://nowhere.test/", f"http://127.0.0.1:{closed}/")
            ]

    assert asyncio.run(scenario()) == [Reason.DNS, Reason.CONNECTION]


def test_a_batch_survives_what_is_no_address_at_all():
    async def scenario():
        async with client() as opened:
            return [
                a async for a in opened.each(Request(url=u) for u in ("", "x", "http://", "\ud800", "\0"))
            ]

    answers = asyncio.run(scenario())
    assert len(answers) == 5
    assert {a.outcome for a in answers} <= {Outcome.FAILED, Outcome.REFUSED}
