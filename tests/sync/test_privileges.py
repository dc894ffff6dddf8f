"""Whose token it is decides all: what is another's is neither seen nor changed, whatever is asked."""

from datetime import UTC, datetime, timedelta

import pytest
from callers import API, bearing, calling, problem, token
from cast import CAST, as_, member
from django.test import Client

from wholestory.members import follows, leaving, marks, tokens
from wholestory.members.models import Follow, Mark, Member, Opened, Signal, Token
from wholestory.sync.rest.document import document

CANARY = "canary-of-hannah"
THEIRS = (Mark, Follow, Opened, Signal, Token)


def hers(made):
    """A member with something of each kind."""
    for kind in ("read", "saved", "hidden"):
        marks.set(made, kind, f"{CANARY}-{kind}")
        marks.set(made, kind, "e1")
    for kind in ("story", "thread", "person", "topic", "outlet", "country", "search"):
        follows.set(made, kind, f"{CANARY}-{kind}")
    token(made)
    return made


def theirs(made):
    """All rows of theirs."""
    return [list(model.objects.filter(member=made).order_by("pk").values_list()) for model in THEIRS]


def operations():
    """Each operation with an address that is there, or could be."""
    for path, methods in document()["paths"].items():
        for method, each in methods.items():
            kind = "saved" if "marks" in path else "country" if "section" in path else "person"
            filled = path.replace("{kind}", kind).replace("{id}", "GB" if "section" in path else "e1")
            asks = {one["name"] for one in each["parameters"] if one["in"] == "query" and one["required"]}
            query = "&".join(f"{name}={CANARY}-person" for name in sorted(asks))
            yield method.upper(), f"{filled}?{query}" if query else filled, each


OPERATIONS = [pytest.param(*each[:2], each[2], id=f"{each[0]} {each[1]}") for each in operations()]


@pytest.mark.parametrize("standing", [name for name in CAST if name != "anonymous"])
def test_nobody_sees_or_changes_what_is_anothers(newsroom, standing):
    hannah = hers(member("Hannah", kind="granted"))
    before, program = theirs(hannah), calling(standing)
    for method, address, _ in sorted(operations(), key=lambda each: each[0] != "GET"):
        answer = program.generic(method, address)
        assert answer.status_code < 500, address
        assert CANARY not in answer.content.decode(), address
        assert theirs(hannah) == before, address


def test_the_one_whose_they_are_does(newsroom):
    """Else the test above would find nothing either way."""
    hannah = hers(member("Hannah", kind="granted"))
    before, program = theirs(hannah), bearing(token(hannah))
    shown = "".join(
        program.generic(m, address).content.decode() for m, address, _ in operations() if m == "GET"
    )
    assert shown.count(CANARY) >= 8
    for method, address, _ in operations():
        program.generic(method, address)
    assert theirs(hannah) != before


@pytest.mark.parametrize("standing", CAST)
def test_a_token_that_reads_writes_nothing(newsroom, standing):
    program = calling(standing, scope="read")
    made = Member.objects.first()
    before = [list(model.objects.order_by("pk").values_list()) for model in THEIRS if model is not Token]
    for method, address, _ in operations():
        answer = program.generic(method, address)
        if method != "GET":
            problem(answer, *((403, "reads_only") if made else (401, "not_signed_in")))
    assert before == [
        list(model.objects.order_by("pk").values_list()) for model in THEIRS if model is not Token
    ]


@pytest.mark.parametrize(("method", "address", "described"), OPERATIONS)
def test_a_cookie_is_nobody_here(newsroom, method, address, described):
    browser = as_("admin")
    before = list(Mark.objects.values_list()) + list(Follow.objects.values_list())
    answer = browser.generic(method, address)
    asks = described["security"] == [{"token": []}]
    assert (answer.status_code == 401) == asks
    assert "Set-Cookie" not in answer.headers
    assert before == list(Mark.objects.values_list()) + list(Follow.objects.values_list())


def refused(secret):
    for path in ("/me", "/stories"):
        answer = bearing(secret).get(API + path)
        problem(answer, 401, "bad_token")
        assert answer["WWW-Authenticate"] == 'Bearer realm="Wholestory", error="invalid_token"'


def test_a_token_that_is_over_is_refused_at_once(newsroom):
    bob = member("Bob", kind="granted")
    secret = token(bob, days=1)
    assert bearing(secret).get(f"{API}/me").status_code == 200
    Token.objects.update(until=datetime.now(UTC) - timedelta(seconds=1))
    refused(secret)


def test_a_token_that_was_ended_is_refused(newsroom):
    bob = member("Bob")
    secret = token(bob)
    assert tokens.end(bob, Token.objects.get().id)
    refused(secret)


def test_the_token_of_a_member_who_may_not_in_is_refused(newsroom):
    secret = token(member("Bob"))
    Member.objects.update(is_active=False)
    refused(secret)


def test_the_token_of_a_member_who_is_gone_is_refused(newsroom):
    bob = member("Bob")
    secret, now = token(bob), datetime.now(UTC)
    leaving.ask(bob, now)
    assert leaving.purge(now + timedelta(days=8)) == 1
    refused(secret)


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer \u00fc\u00fc", "x" * 9000]
)
def test_what_is_no_token_is_refused(newsroom, given):
    client = Client(SERVER_NAME="localhost")
    problem(client.get(f"{API}/stories", HTTP_AUTHORIZATION=given), 401, "bad_token")


def test_a_token_counts_in_the_header_alone(newsroom):
    secret = token(member("Bob"))
    client = Client(SERVER_NAME="localhost")
    for name in ("token", "access_token", "api_key", "Authorization"):
        assert client.get(f"{API}/me?{name}={secret}").status_code == 401
        client.cookies[name] = secret
        assert client.get(f"{API}/me").status_code == 401


def test_a_token_opens_no_page(newsroom):
    program = bearing(token(member("Erin", role="admin")))
    for address in ("/you", "/you/tokens", "/desk", "/desk/members", "/you/export"):
        assert program.get(address).status_code == 302, address


def test_an_end_of_membership_acts_at_once(newsroom):
    program, id = calling("trial"), newsroom.articles(most=1)[0].article.id
    assert program.get(f"{API}/articles/{id}").json()["whole"]
    Member.objects.get().memberships.update(until=datetime.now(UTC) - timedelta(seconds=1))
    assert not program.get(f"{API}/articles/{id}").json()["whole"]
    assert program.get(f"{API}/me").json()["standing"] == "expired"


def test_no_operation_is_one_that_a_form_could_send():
    assert {method for method, *_ in operations()} == {"GET", "PUT", "DELETE"}
