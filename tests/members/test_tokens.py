"""Tokens: made on a page, shown once, kept as a hash, ended at once, never anywhere else."""

import io
import json
import logging
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.signals import password_changed, password_reset
from callers import API, bearing, token
from cast import PASSWORD, member
from django.db import connection
from django.test import Client, override_settings
from members_forms import prove, send, sign_in

from wholestory.errors import BadMember
from wholestory.members import tokens
from wholestory.members.models import Act, Role, Token

NOW = datetime.now(UTC)
SECRET = re.compile(r"ws_[0-9a-f]{8}_[A-Za-z0-9_-]{43}")


def made(browser, **given):
    page = send(browser, "/you/tokens", {"name": "a reader", "scope": "read", "days": "", **given})
    assert page.status_code == 200
    return SECRET.findall(page.content.decode())


def test_a_token_is_made_shown_once_and_ended(newsroom, browser):
    alice = member("Alice", kind="granted")
    sign_in(browser)
    prove(browser)
    (secret,) = made(browser, name="<b>my reader</b>", scope="write", days="30")
    shown = browser.get("/you/tokens").content.decode()
    kept = Token.objects.get()
    assert secret not in shown
    assert kept.prefix in shown
    assert "&lt;b&gt;my reader" in shown
    assert (kept.member, kept.scope) == (alice, "write")
    assert timedelta(days=29) < kept.until - datetime.now(UTC) < timedelta(days=31)
    assert bearing(secret).get(f"{API}/me").status_code == 200
    assert send(browser, "/you/tokens/end", {"end": str(kept.id)}, page="/you/tokens").status_code == 302
    assert bearing(secret).get(f"{API}/me").status_code == 401
    assert not Token.objects.exists()


def test_the_password_is_asked_for_once_more_before(newsroom, browser):
    member("Alice")
    sign_in(browser)
    asked = send(browser, "/you/tokens", {"name": "a reader", "scope": "read", "days": ""})
    assert asked["Location"].startswith("/account/reauthenticate/")
    assert not Token.objects.exists()
    given = {"next": "/you/tokens"}
    send(browser, "/account/reauthenticate/", {"password": "no such word", **given}, page=asked["Location"])
    assert not Token.objects.exists()
    given["password"] = PASSWORD
    answer = send(browser, "/account/reauthenticate/", given, page=asked["Location"])
    assert SECRET.search(answer.content.decode()), "what was filled in is not lost"
    assert Token.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [{"scope": "admin"}, {"scope": ""}, {"days": "100000"}, {"days": "-1"}, {"name": ""}, {"name": "\x00"}],
)
def test_what_is_no_choice_makes_none(newsroom, browser, given):
    member("Alice")
    sign_in(browser)
    prove(browser)
    assert made(browser, **given) == []
    assert not Token.objects.exists()


def test_more_fields_than_there_are_give_nothing(newsroom, browser):
    alice, bob = member("Alice"), member("Bob")
    sign_in(browser)
    prove(browser)
    made(browser, member=bob.pk, hash="0" * 64, prefix="mine", until="2999-01-01", id="77")
    kept = Token.objects.get()
    assert (kept.member, kept.until) == (alice, None)
    assert kept.hash != "0" * 64
    assert kept.id != 77


def test_nobody_ends_anothers(newsroom, browser):
    member("Alice")
    token(member("Bob"))
    sign_in(browser)
    for number in (str(Token.objects.get().id), "", "x", "9" * 40, "-1", "١"):
        send(browser, "/you/tokens/end", {"end": number}, page="/you/tokens")
    assert Token.objects.count() == 1


def test_there_are_no_more_than_so_many(newsroom, monkeypatch):
    monkeypatch.setattr(tokens, "MOST", 2)
    bob = member("Bob")
    token(bob), token(bob)
    with pytest.raises(BadMember):
        token(bob)


def test_only_the_hash_is_kept(newsroom):
    bob = member("Bob")
    secret = token(bob)
    assert SECRET.fullmatch(secret)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'members_token'")
        cursor.execute("SELECT * FROM members_token")
        row = " ".join(str(value) for value in cursor.fetchone())
    assert secret not in row
    assert secret.rpartition("_")[2] not in row
    assert secret.removeprefix(Token.objects.get().prefix) not in row
    assert len({token(bob) for _ in range(20)}) == 20


def test_when_it_was_used_is_noted_once_an_hour(newsroom):
    secret = token(member("Bob"))
    assert Token.objects.get().used_at is None
    for later, noted in ((0, 0), (59, 0), (61, 61), (90, 61)):
        tokens.of(secret, NOW + timedelta(minutes=later))
        assert Token.objects.get().used_at == NOW + timedelta(minutes=noted)


def test_what_is_exported_holds_no_secret(newsroom, browser):
    alice = member("Alice")
    secret = token(alice)
    sign_in(browser)
    with zipfile.ZipFile(io.BytesIO(browser.get("/you/export").content)) as packed:
        told = packed.read("wholestory.json").decode()
    (listed,) = json.loads(told)["tokens"]
    kept = Token.objects.get()
    assert listed["prefix"] == kept.prefix
    assert kept.hash not in told
    assert secret not in told


@pytest.mark.parametrize("signal", [password_changed, password_reset])
def test_a_new_password_ends_all(newsroom, signal):
    alice, bob = member("Alice"), member("Bob")
    token(alice), token(bob)
    signal.send_robust(type(alice), request=None, user=alice)
    assert [each.member for each in Token.objects.all()] == [bob]


def test_what_those_do_who_may_do_much_is_in_the_log(newsroom):
    for name, role in (("Alice", Role.READER), ("Carol", Role.EDITOR), ("Erin", Role.ADMIN)):
        somebody = member(name, role=role)
        token(somebody)
        tokens.end(somebody, Token.objects.get().id)
    told = [(act.signed, act.what) for act in Act.objects.order_by("id")]
    whats = ("made a token", "ended a token")
    assert told == [(name, what) for name in ("Carol", "Erin") for what in whats]
    assert not [act for act in Act.objects.all() if SECRET.search(act.of)]


def test_a_token_stands_in_no_log_and_no_answer(newsroom, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    secret = token(member("Bob", kind="granted"))
    program = bearing(secret)
    answers = [program.get(f"{API}{path}") for path in ("/me", "/stories", "/none", "/stories?limit=x")]
    answers += [program.delete(f"{API}/stories"), program.put(f"{API}/me/marks/saved/-")]
    monkeypatch.setattr(newsroom, "stories", lambda **_: 1 / 0)
    answers.append(program.get(f"{API}/stories"))
    answers.append(bearing(f"{secret}x").get(f"{API}/me"))
    assert {answer.status_code for answer in answers} >= {200, 204, 401, 404, 405, 422, 500}
    for answer in answers:
        assert secret not in f"{answer.content!r}{dict(answer.headers)}"
    assert "Internal Server Error" in caplog.text, "else nothing was logged at all"
    assert secret not in caplog.text


def alone():
    from wholestory.site.settings import OURS

    return override_settings(OURS=type(OURS)(**{**_fields(OURS), "open": "1"}))


def _fields(ours):
    return {name: getattr(ours, name) for name in ours.__dataclass_fields__}


def test_the_one_member_of_this_machine_needs_none(newsroom):
    near = Client(SERVER_NAME="localhost", REMOTE_ADDR="127.0.0.1")
    with alone():
        assert near.get(f"{API}/me").json()["standing"] == "admin"
        assert near.put(f"{API}/me/marks/saved/e1").status_code == 204
        far = Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.7")
        assert far.get(f"{API}/me").status_code == 401
        through = Client(SERVER_NAME="localhost", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7")
        assert through.get(f"{API}/me").status_code == 401
        wrong = Client(SERVER_NAME="localhost", REMOTE_ADDR="127.0.0.1", HTTP_AUTHORIZATION="Bearer x")
        assert wrong.get(f"{API}/me").status_code == 401
    assert near.get(f"{API}/me").status_code == 401
