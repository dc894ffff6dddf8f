"""Signing in and out, and what ends a session."""

import re
from urllib.parse import urlsplit

import pytest
from cast import PASSWORD, as_, member
from django.test import Client
from members_forms import prove, send, sign_in

from wholestory.members import addresses
from wholestory.members.models import Member

NEW = "a much better horse"
AWAY = [
    "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example", "////evil.example/",
    "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\t/evil.example", "/\n/evil.example",
    "/\r\n/evil.example", "http:evil.example", "https:/evil.example", "https:evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/%2e%2e", "//evil.example?/you",
    "//localhost@evil.example", "https://localhost@evil.example", "http://localhost:80@evil.example",
    "https://evil.example#localhost", "/\x00/evil.example", " https://evil.example", "\thttps://evil.example",
    "/ /evil.example", "%2f%2fevil.example", "//evil%E3%80%82example", "////localhost/%5cevil.example",
    "https://localhost/you", "//localhost/you", "you", "../you", "?x", "/" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("way", AWAY)
def test_no_next_leads_away(browser, way):
    assert not addresses.is_ours(way)
    member("Alice")
    assert sign_in(browser, next=way)["Location"] == "/"


@pytest.mark.parametrize("way", AWAY)
def test_no_form_leads_away(way):
    answer = as_("member").post("/mark", {"kind": "saved", "of": "e1", "next": way})
    assert (answer.status_code, answer["Location"]) == (303, "/")


def test_a_next_of_ours_is_gone_on_with(browser):
    member("Alice")
    assert sign_in(browser, next="/story/s1?a=1")["Location"] == "/story/s1?a=1"


def test_a_session_has_a_new_name_once_signed_in(browser):
    member("Alice")
    browser.get("/account/passkey")
    before = browser.cookies["session"].value
    sign_in(browser)
    assert before
    assert browser.cookies["session"].value != before


def test_a_new_password_signs_out_everywhere_else(newsroom, browser):
    member("Alice")
    other = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    sign_in(browser)
    sign_in(other)
    assert other.get("/you").status_code == 200
    changed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert send(browser, "/account/password/change/", changed).status_code == 302
    assert browser.get("/you").status_code == 200
    assert other.get("/you").status_code == 302


def test_a_forgotten_password_is_set_anew_by_the_link_once(newsroom, browser, letters):
    member("Alice")
    stranger = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    sign_in(stranger)
    send(browser, "/account/password/reset/", {"email": "alice@tide.example"})
    way = urlsplit(letters.link()).path
    form = browser.get(way)["Location"]
    assert "password1" in browser.get(form).content.decode()
    assert send(browser, form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert stranger.get("/you").status_code == 302, "whoever was signed in is no more"
    assert sign_in(browser, password=NEW).status_code == 302
    assert "used already" in Client(SERVER_NAME="localhost").get(way).content.decode()


def test_after_some_wrong_passwords_the_right_one_has_to_wait(browser):
    member("Alice")
    member("Bob")
    for _ in range(5):
        sign_in(browser, password="wrong horse")
    assert sign_in(browser).status_code == 200
    assert sign_in(browser, "bob@tide.example").status_code == 302, "it is hers that waits"


def test_an_address_that_tries_many_accounts_has_to_wait(browser):
    statuses = {sign_in(browser, f"nobody{number}@tide.example", "wrong").status_code for number in range(31)}
    assert statuses == {200, 429}
    page = browser.get("/account/login/")
    assert page.status_code == 200, "looking is never counted"


def test_who_is_closed_is_out_at_once(newsroom, browser):
    member("Alice")
    sign_in(browser)
    Member.objects.update(is_active=False)
    assert browser.get("/you").status_code == 302
    assert sign_in(browser)["Location"] == "/account/inactive/"


def test_signing_out_takes_a_form(newsroom, browser):
    member("Alice")
    sign_in(browser)
    browser.get("/account/logout/")
    assert browser.get("/you").status_code == 200
    send(browser, "/account/logout/")
    assert browser.get("/you").status_code == 302


def test_an_address_changes_once_the_new_one_is_verified(newsroom, browser, letters):
    member("Alice")
    sign_in(browser)
    prove(browser)
    send(browser, "/account/email/", {"email": "alice@gull.example", "action_add": ""})
    assert Member.objects.get().email == "alice@tide.example"
    links = [re.search(r"http\S+confirm-email\S+", letter.body) for letter in letters]
    send(browser, urlsplit(next(found[0] for found in links if found)).path)
    assert Member.objects.get().email == "alice@gull.example"
    assert (
        sign_in(Client(SERVER_NAME="localhost", enforce_csrf_checks=True), "alice@gull.example").status_code
        == 302
    )


PAGES = [
    "login", "signup", "logout", "inactive", "confirm-email", "email", "password/change", "password/reset",
    "password/reset/done", "password/reset/key/done", "password/reset/key/1-none", "confirm-email/none",
    "passkey", "reauthenticate", "sessions", "2fa", "2fa/totp/activate", "2fa/webauthn", "2fa/webauthn/add",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_ours_and_obeys_the_policy(newsroom, browser, page):
    member("Alice")
    address = f"/account/{page}" + ("" if page == "passkey" else "/")
    if browser.get(address).status_code == 302:
        sign_in(browser)
        if page.startswith("2fa"):
            prove(browser)
    answer = browser.get(address)
    assert answer.status_code == 200, answer.get("Location")
    shown = answer.content.decode()
    assert 'class="wordmark"' in shown
    assert "<style" not in shown
    assert not re.search(r"\s(style|on\w+)=", shown)
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])[1]
    assert re.findall(r"<script(?![^>]*src=)", shown) == []
    assert set(re.findall(r'<script[^>]*nonce="([^"]*)"', shown)) == {nonce}
    labels = set(re.findall(r'<label[^>]* for="([^"]+)"', shown))
    fields = re.findall(r"<input(?![^>]*type=\"hidden\")[^>]*\sid=\"([^\"]+)\"", shown)
    assert set(fields) <= labels, "every field has a label"
