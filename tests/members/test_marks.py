"""Marks, follows, wishes, and the log of all of them."""

from datetime import UTC, datetime, timedelta

import pytest
from cast import as_, member

from wholestory.errors import BadMember
from wholestory.members import follows, learning, marks, tastes
from wholestory.members.models import Follow, Mark, Member, Signal

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_mark_is_set_once_and_taken_away():
    alice = member("Alice")
    assert marks.set(alice, "saved", "s1")
    assert not marks.set(alice, "saved", "s1")
    assert marks.among(alice, "saved", ["s1", "s2"]) == {"s1"}
    assert marks.unset(alice, "saved", "s1")
    assert not marks.unset(alice, "saved", "s1")
    assert [(each.kind, each.of) for each in learning.replay(alice)] == [
        ("saved", "s1"),
        ("undone", "saved s1"),
    ]


@pytest.mark.parametrize("most", [1, 2, 3, 7, 8])
def test_pages_of_marks_hold_each_once_the_latest_first_also_of_one_moment(most):
    alice = member("Alice")
    for number in range(7):
        marks.set(alice, "saved", f"e{number + 1}", NOW + timedelta(microseconds=number // 3))
    found, before = [], None
    for _ in range(9):
        page = marks.latest(alice, "saved", before=before, most=most)
        found += [each.of for each in page.marks]
        if (before := page.next) is None:
            break
    assert found == ["e7", "e6", "e5", "e4", "e3", "e2", "e1"]


@pytest.mark.parametrize(
    "before", ["", "x", "1-", "-1", "1-1-1", "9" * 17 + "-1", "1-" + "9" * 30, "²-1", "\x00"]
)
def test_a_place_that_is_none_is_the_first_page(before):
    alice = member("Alice")
    marks.set(alice, "saved", "e1")
    assert len(marks.latest(alice, "saved", before=before).marks) == (0 if before == "1-1" else 1)


def test_what_is_followed_is_kept_in_any_script_and_on_one_line():
    alice = member("Alice")
    assert follows.set(alice, "person", "  أليس \n بيرغ ", NOW)
    assert follows.set(alice, "search", "ferry -board", NOW + timedelta(1))
    assert not follows.set(alice, "person", "أليس بيرغ")
    assert [each.of for each in follows.latest(alice)] == ["ferry -board", "أليس بيرغ"]
    assert follows.followers("person", "أليس بيرغ") == (alice.pk,)
    assert follows.is_set(alice, "search", "ferry -board")
    assert follows.unset(alice, "person", "أليس بيرغ")
    assert [each.of for each in follows.latest(alice, "person")] == []


@pytest.mark.parametrize("of", ["", "  ", "\x00", "x" * 401])
def test_nothing_and_too_much_are_not_followed(of):
    with pytest.raises(BadMember):
        follows.set(member("Alice"), "topic", of)


def test_nobody_follows_more_than_can_be_looked_after(monkeypatch):
    monkeypatch.setattr(follows, "MOST", 2)
    alice = member("Alice")
    follows.set(alice, "topic", "a")
    follows.set(alice, "topic", "b")
    with pytest.raises(BadMember):
        follows.set(alice, "topic", "c")
    assert not follows.set(alice, "topic", "a"), "what is followed already is no error"


def test_a_taste_is_bytes_and_goes_with_what_it_was_learnt_from():
    alice, bob = member("Alice"), member("Bob")
    assert tastes.load(alice) is None
    tastes.keep(alice, b"\x00\xff")
    tastes.keep(alice, b"\x01")
    tastes.keep(bob, b"b")
    learning.wish(alice, "never", "topic sport")
    learning.wish(bob, "more", "topic sport")
    assert tastes.load(alice) == b"\x01"
    tastes.reset(alice)
    assert tastes.load(alice) is None
    assert list(learning.replay(alice)) == []
    assert (tastes.load(bob), len(list(learning.replay(bob)))) == (b"b", 1)


def test_the_log_is_replayed_from_where_it_was_left():
    alice = member("Alice")
    for of in "abc":
        learning.wish(alice, "less", of)
    first = next(learning.replay(alice))
    assert [each.of for each in learning.replay(alice, after=first.number)] == ["b", "c"]


FORMS = [
    ("/mark", {"kind": "saved", "of": "e1"}, Mark),
    ("/mark", {"kind": "hidden", "of": "s-1.a"}, Mark),
    ("/follow", {"kind": "outlet", "of": "The Tide"}, Follow),
    ("/wish", {"kind": "never", "of": "person Alice Berg"}, Signal),
]


@pytest.mark.parametrize(("address", "data", "kept"), FORMS)
def test_forms_do_it_and_lead_back_and_scripts_hear_nothing(address, data, kept):
    alice = as_("member")
    answer = alice.post(address, {**data, "next": "/story/s1"})
    assert (answer.status_code, answer["Location"]) == (303, "/story/s1")
    assert kept.objects.filter(**data, member=Member.objects.get()).count() == 1
    assert alice.post(address, data, headers={"X-Quiet": "1"}).status_code == 204
    if address != "/wish":
        alice.post(address, {**data, "undo": "1"})
        assert kept.objects.count() == 0


@pytest.mark.parametrize("address", ["/mark", "/follow", "/wish"])
@pytest.mark.parametrize(
    "data", [{}, {"kind": "none", "of": "e1"}, {"kind": "saved"}, {"kind": "more", "of": ""}]
)
def test_what_cannot_be_is_refused_in_words(address, data):
    answer = as_("member").post(address, data)
    assert answer.status_code == 400
    assert not Mark.objects.exists()
    assert not Follow.objects.exists()


def test_a_form_acts_for_who_sends_it_whatever_it_says():
    bob = member("Bob")
    as_("member").post("/mark", {"kind": "saved", "of": "e1", "member": bob.pk, "member_id": bob.pk})
    assert not Mark.objects.filter(member=bob).exists()
