"""Certificates are verified; an exception is for one address; nothing leads from https to http."""

import asyncio
import ssl

import pytest
import trustme

from fetching import client, request
from hostile.servers import Names, answer, serving
from wholestory.fetch import Manners, Outcome, Reason

AUTHORITY = trustme.CA()
NAMES = ("paper.test", "other.test")


def server_side(*names):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    AUTHORITY.issue_cert(*names).configure_cert(context)
    return context


def client_side():
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def get(respond, *, names=NAMES[:1], host="paper.test", unverified=False, trusted=None):
    async def scenario():
        resolver = Names({name: ["127.0.0.1"] for name in NAMES})
        async with (
            serving(respond, tls=server_side(*names)) as server,
            client(resolver=resolver, trusted=trusted) as opened,
        ):
            url = server.url(host=host, scheme="https")
            return await opened.get(request(url, tls_unverified=unverified))

    return asyncio.run(scenario())


def test_a_certificate_we_trust_is_accepted():
    assert get(answer(body=b"ok"), trusted=client_side()).capture.body == b"ok"


def test_a_certificate_of_an_unknown_authority_is_refused():
    found = get(answer(body=b"ok"))
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.TLS)


def test_a_certificate_of_another_name_is_refused():
    found = get(answer(body=b"ok"), host="other.test", trusted=client_side())
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.TLS)


def test_an_exception_accepts_it():
    assert get(answer(body=b"ok"), unverified=True).capture.body == b"ok"


def test_an_exception_ends_with_its_host():
    def respond(asked):
        host, port = asked.headers["host"].split(":")
        return (
            answer("302 On", [("Location", f"https://other.test:{port}/")])
            if host == "paper.test"
            else answer()
        )

    found = get(respond, names=NAMES, unverified=True)
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.TLS)


@pytest.mark.parametrize("target", ["http://paper.test/", "http://other.test/"])
def test_https_does_not_lead_to_http(target):
    found = get(answer("301 Down", [("Location", target)]), trusted=client_side())
    assert (found.outcome, found.reason) == (Outcome.REFUSED, Reason.DOWNGRADE)


def test_http_may_lead_to_https():
    async def scenario():
        resolver = Names({"paper.test": ["127.0.0.1"]})
        async with serving(answer(body=b"ok"), tls=server_side("paper.test")) as safe:
            to = answer("301 Up", [("Location", safe.url(host="paper.test", scheme="https"))])
            async with serving(to) as plain, client(resolver=resolver, trusted=client_side()) as opened:
                return await opened.get(request(plain.url(host="paper.test")))

    found = asyncio.run(scenario())
    assert found.capture.body == b"ok"
    assert found.moved_to.startswith("https:")


def test_a_server_that_speaks_no_tls_is_a_failure():
    async def scenario():
        async with serving(answer(body=b"ok")) as server, client(Manners(gap=0, deadline=0.5)) as opened:
            return await opened.get(request(server.url(scheme="https")))

    assert asyncio.run(scenario()).outcome is Outcome.FAILED
