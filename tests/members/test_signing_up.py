"""From a sign-up to the end of a trial, as a visitor walks it; and what a sign-up tells and changes."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from cast import PASSWORD, member
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import override_settings
from members_forms import send

from wholestory.members import terms
from wholestory.members.models import Member, Membership, Role
from wholestory.settings import Settings

EMAIL = "alice@tide.example"


def sign_up(browser, email=EMAIL, **more):
    return send(browser, "/account/signup/", {"email": email, "password1": PASSWORD, **more})


def verify(browser, letters):
    return send(browser, urlsplit(letters.link()).path)


def test_the_trial_begins_when_the_address_is_verified_and_not_before(newsroom, browser, letters):
    assert sign_up(browser).status_code == 302
    assert Membership.objects.count() == 0
    assert browser.get("/you").status_code == 302
    before = datetime.now(UTC)
    assert verify(browser, letters).status_code == 302
    term = Membership.objects.get()
    assert term.kind == "trial"
    assert timedelta(days=14) == term.until - term.since
    assert term.since >= before
    page = browser.get("/you")
    assert page.status_code == 200
    assert term.until.date().isoformat() in page.content.decode()


def test_the_end_of_a_term_acts_at_once(browser, letters):
    sign_up(browser)
    verify(browser, letters)
    assert "trying everything" in browser.get("/you").content.decode()
    Membership.objects.update(until=datetime.now(UTC))
    assert "It ended on" in browser.get("/you").content.decode()


def test_there_is_one_trial_ever():
    alice, now = member("Alice"), datetime.now(UTC)
    assert terms.begin_trial(alice, now)
    assert not terms.begin_trial(alice, now + timedelta(days=400))
    assert Membership.objects.get().since == now


def test_without_trial_days_there_is_none():
    with override_settings(OURS=Settings(trial_days=0)):
        assert not terms.begin_trial(member("Alice"), datetime.now(UTC))
    assert Membership.objects.count() == 0


def test_what_else_is_sent_along_changes_nothing(browser, letters):
    sign_up(
        browser, role="admin", is_active="", until="2999-01-01", kind="granted", id="7",
        leaving_at="2020-01-01", name="Root", is_staff="1", is_superuser="1", memberships="1",
        email_verified="1", verified="1",
    )  # fmt: skip
    found = Member.objects.get()
    assert (found.role, found.is_active, found.leaving_at, found.name) == (Role.READER, True, None, "")
    assert not found.emailaddress_set.get().verified
    assert Membership.objects.count() == 0


@pytest.fixture
def hashes(monkeypatch):
    """How often a password is hashed."""
    done, encode = [], Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda self, *given: done.append("hash") or encode(self, *given)
    )
    monkeypatch.setattr(
        Argon2PasswordHasher, "verify", lambda self, *given: done.append("hash") or verify(self, *given)
    )
    return done


def told(answer):
    """All that an answer tells but the nonce and the time."""
    kept = {
        name: value for name, value in answer.items() if name not in ("Content-Security-Policy", "Expires")
    }
    return answer.status_code, kept, len(answer.content), sorted(answer.cookies)


ASKED = {
    "sign-up": ("/account/signup/", {"password1": PASSWORD}, "email"),
    "sign-in": ("/account/login/", {"password": "wrong " + PASSWORD}, "login"),
    "new password": ("/account/password/reset/", {}, "email"),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_known_address_is_told_from_an_unknown_one_by_letter_alone(browser, letters, hashes, asked):
    address, data, name = ASKED[asked]
    member("Alice")
    hashes.clear()
    known = send(browser, address, {**data, name: "alice@tide.example"})
    of_known, first = len(hashes), len(letters)
    browser.cookies.clear()
    hashes.clear()
    unknown = send(browser, address, {**data, name: "carol@tide.example"})
    assert told(known) == told(unknown)
    assert of_known == len(hashes) == 1
    assert len(letters) == 2 * first, "as many letters go out"


@pytest.mark.parametrize("asked", ["sign-up", "new password"])
def test_letters_name_the_public_address_whatever_was_asked_for(browser, letters, asked):
    address, data, name = ASKED[asked]
    member("Alice")
    with override_settings(OURS=Settings(public="https://news.example")):
        for email in ("alice@tide.example", "carol@tide.example"):
            send(browser, address, {**data, name: email})
    assert len(letters) == 2
    for letter in letters:
        assert "https://news.example/" in letter.body
        assert "localhost" not in letter.body + letter.subject


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "127.0.0.2"]
)
def test_a_forged_host_is_refused(browser, letters, host):
    member("Alice")
    answer = browser.post("/account/password/reset/", {"email": "alice@tide.example"}, headers={"host": host})
    assert answer.status_code == 400
    assert len(letters) == 0


def test_a_host_that_is_only_said_to_be_passed_on_counts_for_nothing(browser, letters):
    member("Alice")
    forged = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    send(browser, "/account/password/reset/", {"email": "alice@tide.example"}, headers=forged)
    assert "evil" not in letters.last().body
