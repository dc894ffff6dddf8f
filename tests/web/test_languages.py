"""The interface in its six languages: every page, every letter, no word of ours left in English."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cast import as_
from django.core import mail
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils import translation
from lxml import html

from wholestory.members import mailing, words
from wholestory.model import Granularity, Lag, Reason
from wholestory.site.policy import LANGUAGES
from wholestory.web import times, wording

FOLDER = Path(words.__file__).parent / "templates"
OTHERS = [code for code in LANGUAGES if code != "en"]
THEIRS = "bdi, [lang]:not(html), script, code, kbd, abbr, option, .snippet, .file"  # outlets' words, codes
PLACEHOLDER = re.compile(r"%\\\(\w+\\\)s|\\\{\d?\\\}")
VISITORS = (
    *(
        "/",
        "/picks",
        "/sections",
        "/section/topic/world",
        "/search",
        "/search?q=ferry",
        "/reading",
        "/offline",
    ),
    *("/nothing", "/account/login/", "/account/signup/", "/account/password/reset/", "/account/passkey"),
)
MEMBERS = (
    *("/you", "/you/leave", "/invitation", "/for-you", "/saved", "/account/sessions/", "/account/email/"),
    *("/account/password/change/", "/account/2fa/", "/desk", "/desk/picks", "/desk/outlets"),
    *("/desk/quarantine", "/desk/members", "/desk/invite", "/desk/log"),
)


def english(language):
    """Forms of all messages that a language says otherwise, as they look once filled."""
    found = []
    for message, said in words.catalogue(language)._catalog.items():
        source = message[0] if isinstance(message, tuple) else message
        if source and said != source and re.search("[a-z]{3}", PLACEHOLDER.sub("", re.escape(source))):
            found.append(PLACEHOLDER.sub(".+", re.escape(source)))
    values = map(str, words.catalogue(language)._catalog.values())
    said = [
        PLACEHOLDER.sub(r"\\S+", re.escape(value))
        for value in values
        if PLACEHOLDER.sub("", re.escape(value))
    ]
    return re.compile(f"(?!(?:{'|'.join(said)})$)(?:{'|'.join(sorted(found, key=len, reverse=True))})")


def ours(body):
    """What of a page is ours: text, and what stands over it or in its place."""
    page = html.fromstring(body)
    for each in page.cssselect(THEIRS):
        each.drop_tree()
    yield from (text.strip() for text in page.itertext())
    for name in ("aria-label", "title", "placeholder", "alt", "data-by", "data-claim"):
        yield from (value.strip() for value in page.xpath(f"//@{name}"))


def pages(newsroom):
    """An address of every type of page."""
    brief = newsroom.stories(most=1)[0]
    whole = newsroom.story(brief.id)
    article = whole.articles[0].article
    thread = [
        f"/thread/{each.thread.id}"
        for b in newsroom.stories(most=50)
        if (each := newsroom.story(b.id)).thread
    ]
    told = [f"/story/{brief.id}", f"/story/{brief.id}/history", f"/article/{article.id}", *thread[:1]]
    return [*told, f"/outlet/{article.outlet}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_leaves_a_word_of_ours_in_english(newsroom, language):
    visitor, admin = Client(SERVER_NAME="localhost"), as_("admin")
    asked = [(visitor, each) for each in (*VISITORS, *pages(newsroom))]
    asked += [(admin, each) for each in (*MEMBERS, *pages(newsroom))]
    left = {}
    known = english(language) if language != "en" else None
    for browser, address in asked:
        answer = browser.get(address, headers={"accept-language": language}, follow=True)
        body = answer.content.decode()
        way = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{way}"' in body, address
        if known and (found := {text for text in ours(body) if text and known.fullmatch(text)}):
            left[address] = found
    assert left == {}


@pytest.mark.parametrize(
    ("accepted", "spoken"), [("pt", "en"), ("ja,de;q=0.5", "de"), ("", "en"), ("x!", "en")]
)
def test_unknown_languages_fall_back(client, accepted, spoken):
    answer = client.get("/offline", headers={"accept-language": accepted})
    assert f'<html lang="{spoken}"' in answer.content.decode()


def test_the_browsers_choice_comes_before_the_members_and_that_before_the_browsers_own(client):
    member = as_("member")
    member.get("/offline")
    from wholestory.members.models import Member

    Member.objects.update(language="fr")
    asked = {"accept-language": "it"}
    assert member.get("/offline", headers=asked)["Content-Language"] == "fr"
    assert client.get("/offline", headers=asked)["Content-Language"] == "it"
    member.cookies["django_language"] = "de"
    assert member.get("/offline", headers=asked)["Content-Language"] == "de"
    member.cookies["django_language"] = "tlh"
    assert member.get("/offline", headers=asked)["Content-Language"] == "fr"


@pytest.mark.parametrize("language", OTHERS)
def test_letters_are_in_the_language_of_the_page_and_hold_what_they_name(newsroom, language):
    cache.clear()  # of how often letters were asked for
    mail.outbox, browser = [], Client(SERVER_NAME="localhost", headers={"accept-language": language})
    address = "bob+o'brien@tide.example"
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        sent = {"email": address, "password1": "correct horse battery"}
        browser.post("/account/signup/", sent)
        browser.post("/account/password/reset/", {"email": "nobody@tide.example"})
        mailing.flush()
    first, second = mail.outbox
    known = english(language)
    for letter in (first, second):
        assert not [line for line in (letter.subject, *letter.body.splitlines()) if known.fullmatch(line)]
    assert address in first.body
    assert "nobody@tide.example" in second.body
    with translation.override(language):
        assert first.subject == words.gettext("Verify your address")


def test_times_and_reasons_are_in_the_readers_language():
    with translation.override("de"):
        assert times.moment("2025-11-21T18:21:00+00:00") == "21. November 2025, 18:21 UTC"
        assert times.compact("2025-11") == "Nov. 2025"
        assert wording.moment(datetime(2025, 11, 21, 18, 21, tzinfo=UTC)) == "21. Nov., 18:21 UTC"
        assert wording.reason(Reason("follow", ("sport", "topic"), ())) == "Sie folgen: Sport"
        assert (
            wording.reason(Reason("read", ("it", "4", "country"), ()))
            == "Sie haben 4 hierzu gelesen: Italien"
        )
        assert wording.lag(Lag(6, Granularity.MINUTE)) == "+6 Min."
    with translation.override("en"):
        assert times.moment("2025-11-21") == "21 November 2025"
        assert wording.when("2025-11-21") == "21 Nov 2025"


def test_an_outlets_words_keep_their_own_direction(newsroom):
    body = Client(SERVER_NAME="localhost").get("/", headers={"accept-language": "ar"}).content.decode()
    page = html.fromstring(body)
    assert page.cssselect('.lead h2 bdi[dir="ltr"]')


LETTERS = sorted(
    str(each.relative_to(FOLDER))
    for each in FOLDER.rglob("*.txt")
    if each.name.endswith(("_message.txt", "_subject.txt"))
)
TOLD = {
    "activate_url": "https://tide.example/a?b=1&c=2",
    "password_reset_url": "https://tide.example/r?b=1&c=2",
    "signup_url": "https://tide.example/s?b=1&c=2",
    "ip": "127.0.0.1",
    "user_agent": "Browser <1>",
    "timestamp": datetime(2026, 4, 15, 7, 29, tzinfo=UTC),
    **dict.fromkeys(("email", "from_email", "to_email", "deleted_email"), "o'brien@tide.example"),
    "current_site": {"name": "Wholestory", "domain": "tide.example"},
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_plain_text_and_ours_in_each_language(name):
    written = {}
    for language in LANGUAGES:
        with translation.override(language):
            written[language] = render_to_string(name, TOLD, RequestFactory().get("/")).strip()
    assert not [text for text in written.values() if re.search("&(amp|lt|#)", text)]
    assert len(set(written.values())) == len(LANGUAGES)
    if name.endswith("_subject.txt"):
        assert not [text for text in written.values() if "\n" in text or len(text) > 70]
