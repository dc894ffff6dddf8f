"""No spelling of this machine is reached: directly, by redirect, or by a name that changes its mind."""

import asyncio
import socket

import pytest

from fetching import QUICK, client, request
from hostile.servers import Names, answer, canary, serving
from wholestory.fetch import Kind, Manners, Outcome, Reason
from wholestory.fetch.guard import Guard, attempt
from wholestory.text import urls
from wholestory.text.urls import RawUrl

_FORMS = """
http://127.0.0.1:P/ http://127.1:P/ http://2130706433:P/ http://0x7f.1:P/ http://0177.0.0.1:P/ http://0:P/
http://[::1]:P/ http://[::]:P/ http://[::ffff:127.0.0.1]:P/ http://[::ffff:7f00:1]:P/ http://localhost:P/
http://LOCALHOST.:P/ http://127.9.9.9:P/ http://①②⑦.⓪.⓪.①:P/ http://127。0。0。1:P/ http://a@127.0.0.1:P/
http://127.0.0.1:P#@x.test/ http:\\\\127.0.0.1:P/ http:/127.0.0.1:P/ http://127.0.0.1.:P/
http://[::127.0.0.1]:P/ http://[64:ff9b::7f00:1]:P/ http://[2002:7f00:1::]:P/ http://%31%32%37.0.0.1:P/
http://[fe80::1]:P/
"""
FORMS = _FORMS.split()
_ADDRESSES = """
127.0.0.1 127.9.9.9 0.0.0.0 ::1 :: ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
fe80::1 fe80::1%lo 2001:0:0808:0808:0:0:80ff:fffe 169.254.169.254 10.0.0.1 192.168.1.1 100.64.0.1 fd00::1
"""
ADDRESSES = _ADDRESSES.split()
LOCAL = ("localhost", "localhost.", "localhost.localdomain", "ip6-localhost")
PATIENT = Manners(gap=0.0, deadline=10.0)
BRIEF = Manners(gap=0.0, deadline=0.05)  # the canary never answers


def forms(shared):
    return sorted({*FORMS, *(shared / "suites/ssrf/forms.txt").read_text("utf-8").split()})


def requests(port, spelled):
    """A request for each spelling that is an address at all; the others reach nobody."""
    found = (urls.parse(RawUrl(form.replace("P", str(port), 1))) for form in spelled)
    return [request(url, kind=kind) for url in found if url for kind in (Kind.FEED, Kind.IMAGE, Kind.OTHER)]


def local_names():
    return Names({name: [("127.0.0.1", "::1")] for name in LOCAL})


async def outcomes(asked, manners=PATIENT, **options):
    async with client(manners, resolver=local_names(), **options) as opened:
        return [answered async for answered in opened.each(asked)]


@pytest.mark.shared
def test_no_spelling_of_loopback_is_reached_directly(shared):
    with canary() as (port, look):
        answers = asyncio.run(outcomes(requests(port, forms(shared)), allowed=()))
        assert look() == []
    assert len(answers) > 60
    assert {a.outcome for a in answers} <= {Outcome.REFUSED, Outcome.FAILED}
    assert sum(a.reason is Reason.ADDRESS for a in answers) > 60


def test_the_canary_sees_the_same_spellings_without_the_guard():
    with canary() as (port, look):
        allowed = ["127.0.0.0/8", "0.0.0.0", "::1", "::"]
        asyncio.run(outcomes(requests(port, FORMS), allowed=allowed, manners=BRIEF))
        assert len(look()) >= 30


@pytest.mark.shared
def test_no_spelling_of_loopback_is_reached_by_redirect(shared):
    async def scenario(port, look):
        spelled = forms(shared)
        places = {f"/{n}": form.replace("P", str(port), 1) for n, form in enumerate(spelled)}

        def respond(asked):
            place = places.get(asked.path)
            found = [("Location", place.encode().decode("latin-1"))] if place else []
            return answer("302 Found" if place else "404 Not Found", found)

        async with (
            serving(respond) as server,
            client(PATIENT, allowed=[f"127.0.0.1:{server.port}"], resolver=local_names()) as opened,
        ):
            asked = [request(server.url(path)) for path in places]
            answers = [a async for a in opened.each(asked)]
            assert len(server.asked) >= len(places)  # `http:/x` is a path of the same server
        assert {a.reason for a in answers} <= {
            Reason.ADDRESS,
            Reason.SCHEME,
            Reason.DNS,
            Reason.CONNECTION,
            Reason.STATUS,
        }
        assert sum(a.reason is Reason.ADDRESS for a in answers) > 20
        assert look() == []

    with canary() as (port, look):
        asyncio.run(scenario(port, look))


@pytest.mark.parametrize("hop", range(1, 6))
def test_a_private_address_is_refused_at_every_hop(hop):
    async def scenario(port):
        def respond(asked):
            n = int(asked.path[1:])
            target = f"/{n + 1}" if n < hop else f"http://127.0.0.1:{port}/"
            return answer("307 Temporary Redirect", [("Location", target)])

        async with serving(respond) as server, client(allowed=[f"127.0.0.1:{server.port}"]) as opened:
            return await opened.get(request(server.url("/1")))

    with canary() as (port, look):
        answered = asyncio.run(scenario(port))
        assert (answered.outcome, answered.reason) == (Outcome.REFUSED, Reason.ADDRESS)
        assert look() == []


@pytest.mark.parametrize("private", ADDRESSES)
def test_a_name_that_answers_otherwise_the_second_time_is_refused_then(private):
    """127.0.0.9, allowed here, stands for the public address that the name answers with at first."""

    async def scenario(port):
        names = Names({"news.test": ["127.0.0.9", private]})
        async with (
            serving(answer(body=b"fine"), host="127.0.0.9") as server,
            client(PATIENT, allowed=["127.0.0.9"], resolver=names) as opened,
        ):
            first = await opened.get(request(server.url(host="news.test")))
            second = await opened.get(request(f"http://news.test:{port}/"))
        return first, second

    with canary() as (port, look):
        first, second = asyncio.run(scenario(port))
        assert look() == []
    assert first.outcome is Outcome.FRESH
    assert (second.outcome, second.reason) == (Outcome.REFUSED, Reason.ADDRESS)


@pytest.mark.parametrize("private", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_a_private_address_among_public_ones_is_not_tried(private):
    async def scenario(port):
        names = Names({"news.test": [(private, "127.0.0.9", private)]})
        async with (
            serving(answer(body=b"fine"), host="127.0.0.9") as server,
            client(allowed=["127.0.0.9"], resolver=names, manners=Manners(gap=0.0, deadline=1.0)) as opened,
        ):
            assert (await opened.get(request(server.url(host="news.test")))).outcome is Outcome.FRESH
            return await opened.get(request(f"http://news.test:{port}/"))

    with canary() as (port, look):
        answered = asyncio.run(scenario(port))
        assert answered.outcome is not Outcome.FRESH
        assert set(look()) <= {"127.0.0.9"}  # allowed here, and the canary listens there too


def test_an_allowed_name_does_not_allow_its_address_under_other_names():
    async def scenario():
        names = Names({"bridge.lan": ["127.0.0.1"], "evil.test": ["127.0.0.1"]})
        async with (
            serving(answer(body=b"fine")) as server,
            client(allowed=["bridge.lan"], resolver=names) as opened,
        ):
            return [
                (await opened.get(request(server.url(host=host)))).outcome
                for host in ("bridge.lan", "evil.test", "127.0.0.1")
            ]

    assert asyncio.run(scenario()) == [Outcome.FRESH, Outcome.REFUSED, Outcome.REFUSED]


def test_pages_ask_robots_through_the_same_guard():
    with canary() as (port, look):
        answers = asyncio.run(outcomes([request(f"http://127.0.0.1:{port}/", kind=Kind.PAGE)], allowed=()))
        assert look() == []
    assert answers[0].outcome is not Outcome.FRESH


def test_a_post_goes_through_the_same_guard():
    with canary() as (port, look):
        asked = [request(f"http://localhost:{port}/", kind=Kind.OTHER, post=b"hub.mode=subscribe")]
        answers = asyncio.run(outcomes(asked, allowed=()))
        assert look() == []
    assert answers[0].reason is Reason.ADDRESS


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    async def scenario(port):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        async with serving(answer(body=b"direct")) as server, client(QUICK) as opened:
            return await opened.get(request(server.url()))

    with canary() as (port, look):
        answered = asyncio.run(scenario(port))
        assert look() == []
    assert answered.capture.body == b"direct"


def test_only_internet_sockets_are_made():
    with attempt("x.test") as current, pytest.raises(PermissionError):
        Guard(["0.0.0.0/0"]).socket((socket.AF_UNIX, socket.SOCK_STREAM, 0, "", ("/run/docker.sock", 80)))
    assert current.refused
