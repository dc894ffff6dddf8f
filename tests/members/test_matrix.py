"""Every route of the site × everyone who may ask, generated from the map of addresses."""

from hashlib import sha256

import pytest
from addressing import SAFE, UNSAFE, is_borne, routes, rule
from callers import bearing, calling, token
from cast import CAST, as_
from django.apps import apps
from django.test import Client

from wholestory.members.models import Member
from wholestory.members.rules import Rule
from wholestory.members.standing import Standing

ROUTES = [pytest.param(address, each, id=f"{each.name}") for address, each in routes()]
INNER = {
    Rule.MEMBER: {"trial", "expired", "member", "editor", "admin"},
    Rule.EDITOR: {"editor", "admin"},
    Rule.ADMIN: {"admin"},
}


@pytest.mark.parametrize(("address", "route"), ROUTES)
def test_a_route_has_a_rule(address, route):
    assert isinstance(rule(route), Rule)


@pytest.mark.parametrize("standing", CAST)
def test_each_route_lets_in_whom_its_rule_names_and_nobody_else(newsroom, standing):
    browser, wrong = as_(standing), []
    for address, route in routes():
        if route.name == "account_logout" or is_borne(route):
            continue
        inner = INNER.get(rule(route), set(CAST))
        for method in (*SAFE, *UNSAFE):
            answer = browser.generic(method, address)
            is_led_off = answer.status_code == 302 and answer["Location"].startswith("/account/login/?next=")
            is_kept_out = answer.status_code == 403 or is_led_off
            if standing not in inner and not is_kept_out:
                wrong.append((method, address, answer.status_code, "was let in"))
            if standing in inner and (answer.status_code in (403, 500)):
                wrong.append((method, address, answer.status_code, "was kept out, or it broke"))
    assert wrong == []


@pytest.mark.parametrize("scope", ["read", "write"])
@pytest.mark.parametrize("standing", CAST)
def test_each_route_of_the_api_does_so_by_the_token_alone(newsroom, standing, scope):
    program, wrong = calling(standing, scope), []
    for address, route in routes():
        if not is_borne(route):
            continue
        inner = INNER.get(rule(route), set(CAST))
        for method in (*SAFE, *UNSAFE):
            status = program.generic(method, address).status_code
            if method not in route.callback.methods:
                is_right = status == 405
            elif standing not in inner or (method in UNSAFE and standing == "anonymous"):
                is_right = status == 401
            elif method in UNSAFE and scope == "read":
                is_right = status == 403
            else:
                is_right = status in (200, 204, 404, 422)
            if not is_right:
                wrong.append((method, address, status))
    assert wrong == []


@pytest.mark.parametrize("standing", CAST)
def test_a_cookie_changes_nothing_by_the_api(newsroom, standing):
    browser = as_(standing)
    before = held()
    for address, route in routes():
        for method in UNSAFE if is_borne(route) else ():
            assert browser.generic(method, address).status_code in (401, 405), (method, address)
    assert held() == before


def test_what_a_token_says_is_asked_under_the_apis_address_alone():
    found = {address.startswith("/api/v1/") for address, route in routes() if is_borne(route)}
    assert found == {True}
    assert not [a for a, route in routes() if a.startswith("/api/v1") and not is_borne(route)]


@pytest.mark.parametrize("standing", CAST)
def test_nothing_is_changed_without_a_token(newsroom, standing):
    browser = as_(standing)
    browser.handler.enforce_csrf_checks = True
    taken = [
        (method, address, answer.status_code)
        for address, route in routes()
        for method in UNSAFE
        if rule(route) is not Rule.SIGNED
        and not is_borne(route)
        and (
            answer := browser.generic(
                method, address, b"kind=saved&of=e1", "application/x-www-form-urlencoded"
            )
        )
        and answer.status_code != 403
    ]
    assert taken == []


KEPT_BY_BROWSER = ("sessions", "contenttypes", "store")


def held():
    """A hash of all rows of all members' tables but the browser's own state."""
    found = sha256()
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        if model._meta.app_label not in KEPT_BY_BROWSER:
            found.update(repr([model._meta.label, *model.objects.order_by("pk").values_list()]).encode())
    return found.hexdigest()


@pytest.mark.parametrize("standing", CAST)
def test_asking_for_a_page_changes_nothing_of_any_member(newsroom, standing):
    browser = as_(standing)
    member = Member.objects.first()
    program = bearing(token(member) if member else None)
    program.get("/api/v1/stories")  # notes that the token was used, for an hour
    for address, route in routes():
        before = held()
        (program if is_borne(route) else browser).get(address)
        assert held() == before, address


def test_the_hash_sees_a_change(newsroom):
    browser, before = as_("member"), held()
    browser.post("/mark", {"kind": "saved", "of": "e1"})
    assert held() != before


def test_a_standing_that_nobody_plays_is_missed():
    assert set(CAST) == {each.value for each in Standing}


def test_a_route_that_is_signed_takes_nothing_that_is_not(newsroom):
    for address, route in routes():
        if rule(route) is Rule.SIGNED:
            answer = Client(SERVER_NAME="localhost").post(address, b"{}", content_type="application/json")
            assert answer.status_code in (400, 404, 405), address
