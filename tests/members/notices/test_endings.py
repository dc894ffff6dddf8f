"""Before a trial ends its member is told, once, in their language; nobody else is."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from cast import member
from django.conf import settings
from django.core import mail
from django.test import override_settings
from django.utils.translation import override

from wholestory.members import terms
from wholestory.members.models import Member, Membership
from wholestory.members.notices import endings
from wholestory.members.notices.notifier import Notifier
from wholestory.members.words import gettext, ngettext

NOW = datetime(2026, 3, 20, 5, 30, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BASE = "https://news.example"


@pytest.fixture(autouse=True)
def _posted(monkeypatch):
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(mail, "outbox", [], raising=False)


def trying(name="Alice", *, until=NOW + 14 * DAY):
    made = member(name)
    Membership.objects.create(member=made, kind="trial", since=until - 14 * DAY, until=until)
    return made


def test_it_comes_once_three_days_before_and_never_again(newsroom):
    trying()
    notifier_days = [endings.send(BASE, NOW + n * HOUR) for n in range(0, 16 * 24, 6)]
    assert sum(notifier_days) == 1
    first = notifier_days.index(1) * 6
    assert first == 11 * 24
    (letter,) = mail.outbox
    assert letter.to == ["alice@tide.example"]
    assert letter.subject == "Your trial ends on April 3, 2026"
    assert f"{BASE}/invitation" in letter.body
    assert f"{BASE}/you" in letter.body


def test_it_is_part_of_each_round(newsroom):
    trying()
    Notifier(BASE, now=lambda: NOW + 12 * DAY).round()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("language", ["it", "es", "fr", "de", "ar"])
def test_it_speaks_the_members_language(newsroom, language):
    trying()
    Member.objects.update(language=language)
    endings.send(BASE, NOW + 12 * DAY)
    (letter,) = mail.outbox
    with override(language):
        free = settings.OURS.free_articles
        afterwards = ngettext(
            "Afterwards %(num)s article a week is open to you.",
            "Afterwards %(num)s articles a week are open to you.",
            free,
        )
        assert afterwards % {"num": free} in letter.body
        assert gettext("With an invitation you read on:") in letter.body
    assert "Your trial" not in letter.subject + letter.body


def granted(made):
    terms.grant(made, days=30, by="Erin", now=NOW)


def unproved(made):
    EmailAddress.objects.filter(user=made).update(verified=False)


def changed(**how):
    return lambda made: Member.objects.filter(pk=made.pk).update(**how)


@pytest.mark.parametrize(
    "change",
    [granted, unproved, changed(leaving_at=NOW), changed(is_active=False), changed(role="editor")],
)
def test_who_reads_on_anyway_or_is_not_to_hear_gets_none(newsroom, change):
    change(trying())
    assert endings.send(BASE, NOW + 12 * DAY) == 0
    assert mail.outbox == []


def test_what_ended_already_or_only_just_began_is_not_told(newsroom):
    trying("Alice", until=NOW - HOUR)
    bob = member("Bob")
    Membership.objects.create(member=bob, kind="trial", since=NOW, until=NOW + 2 * DAY)
    assert endings.send(BASE, NOW) == 0
    assert endings.send(BASE, NOW + DAY) == 1


class Refuses:
    def send_messages(self, _):
        raise OSError("the mail server is away")


def test_a_mail_server_that_is_away_is_asked_again_in_an_hour(newsroom, monkeypatch):
    trying()
    bare = endings.letter

    def lost(term, base):
        made = bare(term, base)
        made.connection = Refuses()
        return made

    with monkeypatch.context() as away:
        away.setattr(endings, "letter", lost)
        assert endings.send(BASE, NOW + 12 * DAY) == 0
        assert endings.send(BASE, NOW + 12 * DAY + HOUR / 2) == 0
    assert endings.send(BASE, NOW + 12 * DAY + HOUR / 2) == 0
    assert endings.send(BASE, NOW + 12 * DAY + HOUR) == 1
    assert len(mail.outbox) == 1


def test_of_two_who_send_one_does(newsroom, monkeypatch):
    trying()
    due = endings._due(NOW + 12 * DAY)
    assert endings.send(BASE, NOW + 12 * DAY) == 1
    monkeypatch.setattr(endings, "_due", lambda now: due)
    assert endings.send(BASE, NOW + 12 * DAY) == 0


def test_where_nothing_is_free_afterwards_it_says_so(newsroom):
    trying()
    with override_settings(OURS=settings.OURS.__class__(free_articles=0)):
        endings.send(BASE, NOW + 12 * DAY)
    assert "whole articles do not" in mail.outbox[0].body
