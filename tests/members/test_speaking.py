"""A member's own language: from the sign-up on, changed on their page, spoken by every letter and message."""

from datetime import UTC, datetime

import pytest
from cast import PASSWORD, member
from django.utils.translation import get_language, override
from members_forms import send, sign_in

from wholestory.members.models import Follow, Member
from wholestory.members.notices import watching
from wholestory.members.words import gettext

NOW = datetime.now(UTC)
SUBJECTS = ("A new password", "You are a member already")


def signed_up(browser, language, address="nell@tide.example"):
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = f"{language}-XX,{language};q=0.9"
    return send(browser, "/account/signup/", {"email": address, "password1": PASSWORD})


@pytest.mark.parametrize("language", ["it", "fr", "ar", "en"])
def test_who_signs_up_has_the_language_of_the_page(newsroom, browser, letters, language):
    signed_up(browser, language)
    assert Member.objects.get().language == language
    with override(language):
        assert gettext("Verify your address") in letters.last().subject


def test_a_language_that_we_do_not_speak_leaves_english(newsroom, browser, letters):
    signed_up(browser, "sw")
    assert Member.objects.get().language == "en"


def test_letters_speak_the_members_language_whoever_asks_for_them_in_another(newsroom, browser, letters):
    alice = member("Alice")
    Member.objects.update(language="de")
    for page, data in (
        ("/account/password/reset/", {"email": alice.email}),
        ("/account/signup/", {"email": alice.email, "password1": PASSWORD}),
    ):
        browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"
        send(browser, page, data)
    spoken = [each.subject for each in letters]
    assert len(spoken) == 2
    with override("de"):
        for subject, english in zip(spoken, SUBJECTS, strict=True):
            assert gettext(english) == subject != english


def test_a_stranger_is_answered_in_the_language_of_the_page(newsroom, browser, letters):
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"
    send(browser, "/account/password/reset/", {"email": "nobody@tide.example"})
    with override("it"):
        assert gettext("No member has this address") == letters.last().subject


def test_once_changed_letters_and_messages_follow(newsroom, browser, letters, monkeypatch):
    alice = member("Alice")
    sign_in(browser)
    send(browser, "/reading", {"language": "es"})
    heard = []
    monkeypatch.setitem(
        watching.LOOKS, "story", lambda of, known: (heard.append(get_language()), ({}, None))[1]
    )
    follow = Follow.objects.create(member=alice, kind="story", of="s1", at=NOW)
    follow.member.refresh_from_db()
    watching._seen(Follow.objects.get(), {})
    assert heard == ["es"]
    browser.post("/account/logout/")
    browser.cookies.clear()
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    send(browser, "/account/password/reset/", {"email": alice.email})
    with override("es"):
        assert letters.last().subject == gettext(SUBJECTS[0])
