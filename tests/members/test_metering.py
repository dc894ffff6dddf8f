"""What is read where no term runs, and what stays closed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from cast import as_, member
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.test import RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from wholestory.members import marks, metering, reading, standing
from wholestory.members.models import Member, Membership, Opened
from wholestory.members.standing import Standing
from wholestory.settings import Settings

SUNDAY = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
FREE = override_settings(OURS=Settings(free_articles=2))


@given(st.sampled_from(Standing), st.integers(0, 50), st.integers(0, 50))
def test_a_term_reads_all_a_visitor_nothing_and_others_what_is_free(who, opened, free):
    expected = who not in (Standing.ANONYMOUS, Standing.EXPIRED) or (
        who is Standing.EXPIRED and opened < free
    )
    assert metering.may_read(who, opened, free) is expected


def asked(user, now=None):
    request = RequestFactory().get("/")
    request.user, request.standing = user, standing.of(user, now or datetime.now(UTC))
    return request


@FREE
def test_each_article_counts_once_a_week_and_the_week_ends_on_sunday():
    dave = member("Dave")
    assert [metering.open(dave, of, SUNDAY) for of in ("e1", "e1", "e2", "e3", "e2")] == [
        True, True, True, False, True,
    ]  # fmt: skip
    assert metering.open(dave, "e3", SUNDAY + timedelta(minutes=1)), "it is Monday"
    assert metering.opened(dave, SUNDAY) == {"e1", "e2"}


@FREE
def test_what_was_opened_is_shown_and_the_rest_says_how_many_are_left():
    dave = member("Dave")
    assert reading.open(asked(dave), "e1") == reading.Access(False, 2)
    metering.open(dave, "e1", datetime.now(UTC))
    assert reading.open(asked(dave), "e1") == reading.Access(True, 1)
    assert reading.open(asked(dave), "e2") == reading.Access(False, 1)
    assert reading.open(asked(AnonymousUser()), "e1") == reading.Access(False, 0)


@FREE
def test_many_browsers_at_once_share_what_is_left():
    dave = member("Dave")

    def opened(number):
        try:
            return metering.open(dave, f"e{number}", SUNDAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as browsers:
        assert sum(browsers.map(opened, range(1, 13))) == 2
    assert len(metering.opened(dave, SUNDAY)) == 2


def test_asking_counts_nothing():
    dave = member("Dave")
    for _ in range(3):
        reading.open(asked(dave), "e1")
    assert Opened.objects.count() == 0


@override_settings(OURS=Settings(free_articles=0))
def test_none_may_be_free():
    assert not metering.open(member("Dave"), "e1", SUNDAY)


def test_a_term_that_ends_acts_with_the_next_request():
    dave, end = member("Dave"), SUNDAY
    Membership.objects.create(member=dave, kind="granted", since=end - timedelta(days=1), until=end)
    assert reading.open(asked(dave, end - timedelta(seconds=1)), "e1").full
    assert not reading.open(asked(dave, end), "e1").full


@FREE
def test_the_form_opens_until_none_is_left_and_marks_what_was_read():
    dave = as_("expired")
    for of in ("e1", "e2", "e3"):
        answer = dave.post("/open", {"of": of, "next": f"/article/{of}"})
        assert (answer.status_code, answer["Location"]) == (303, f"/article/{of}")
    of_dave = Member.objects.get()
    assert metering.opened(of_dave, datetime.now(UTC)) == {"e1", "e2"}
    assert {each.of for each in marks.latest(of_dave, marks.Kind.READ).marks} == {"e1", "e2"}


def test_a_member_with_a_term_opens_without_being_counted():
    as_("member").post("/open", {"of": "e1"})
    assert Opened.objects.count() == 0
    assert marks.latest(Member.objects.get(), marks.Kind.READ).marks


@pytest.mark.parametrize("of", ["", "e0", "e 1", "../e1", "e1\n", "x" * 81, "<b>", "é"])
def test_what_is_no_article_is_not_opened(of):
    assert as_("expired").post("/open", {"of": of}).status_code == 400
    assert Opened.objects.count() == 0
