"""Invitation codes."""

from datetime import UTC, datetime, timedelta

import pytest
from cast import member
from django.test import Client
from members_forms import send, sign_in

from wholestory.errors import BadMember
from wholestory.members import invitations, standing, terms
from wholestory.members.models import Invitation, Membership
from wholestory.members.standing import Standing

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def test_a_code_is_kept_as_its_hash_alone():
    code = invitations.make(by=None, days=30)
    assert code not in repr(list(Invitation.objects.values()))
    assert len(code.replace("-", "")) == 20
    assert invitations.make(by=None) != code


def test_a_code_gives_its_days_as_often_as_it_may_but_once_to_each():
    code = invitations.make(by=None, days=30, uses=2)
    alice, bob, carol = member("Alice"), member("Bob"), member("Carol")
    assert invitations.enter(alice, code.lower().replace("-", " "), NOW).until == NOW + 30 * DAY
    assert invitations.enter(alice, code, NOW) is None
    assert invitations.enter(bob, code, NOW) is not None
    assert invitations.enter(carol, code, NOW) is None
    assert standing.of(alice, NOW) is Standing.MEMBER
    assert standing.of(alice, NOW + 31 * DAY) is Standing.EXPIRED


def test_a_code_entered_in_the_trial_takes_nothing_of_it_away():
    alice = member("Alice", kind="trial", until=NOW + 5 * DAY)
    code = invitations.make(by=None, days=30)
    assert invitations.enter(alice, code, NOW).until == NOW + 35 * DAY


@pytest.mark.parametrize("code", ["", "none", "-", "0" * 80, "é", "'; --"])
def test_what_is_no_code_gives_nothing(code):
    invitations.make(by=None)
    assert invitations.enter(member("Alice"), code, NOW) is None


def test_a_code_too_old_gives_nothing():
    code = invitations.make(by=None, until=NOW)
    assert invitations.enter(member("Alice"), code, NOW) is None


@pytest.mark.parametrize(("days", "uses"), [(0, 1), (-1, 1), (10**9, 1), (1, 0), (1, 10**9)])
def test_a_code_that_cannot_be_is_not_made(days, uses):
    with pytest.raises(BadMember):
        invitations.make(by=None, days=days, uses=uses)


def test_the_wall_falls_with_the_code(newsroom, browser):
    member("Dave", kind="trial", until=NOW - DAY)
    sign_in(browser)
    dave = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    sign_in(dave, "dave@tide.example")
    assert "It ended on" in dave.get("/you").content.decode()
    code = invitations.make(by=None)
    assert "not known" in send(dave, "/invitation", {"code": "none"}).content.decode()
    assert send(dave, "/invitation", {"code": code})["Location"] == "/you"
    assert "You read everything." in dave.get("/you").content.decode()


def test_guessing_has_to_wait(browser):
    dave = member("Dave")
    sign_in(browser, "dave@tide.example")
    answers = {send(browser, "/invitation", {"code": f"guess {number}"}).status_code for number in range(11)}
    assert answers == {200, 429}
    code = invitations.make(by=None)
    send(browser, "/invitation", {"code": code})
    assert not Membership.objects.filter(member=dave).exists()


def test_what_was_given_is_taken_back_at_once_and_what_was_paid_is_not():
    alice = member("Alice", kind="paid")
    invitations.enter(alice, invitations.make(by=None), NOW)
    terms.grant(alice, days=None, by="Erin", now=NOW)
    assert terms.revoke(alice, NOW) == 2
    assert [each.kind for each in Membership.objects.filter(standing.running(NOW))] == ["paid"]
