"""A member's own page, what is theirs, and how it goes."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from allauth.usersessions.models import UserSession
from cast import as_, member
from django.apps import apps
from django.db import connection
from django.test import Client
from members_forms import prove, send, sign_in

from wholestory.members import (
    follows,
    invitations,
    learning,
    leaving,
    marks,
    metering,
    payments,
    tastes,
    terms,
    tokens,
)
from wholestory.members.models import Member, Membership
from wholestory.site import start

NOW = datetime.now(UTC)


def stranger():
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def test_what_is_saved_and_followed_stands_there_and_can_be_let_go(newsroom, browser):
    alice, story = member("Alice"), newsroom.stories(most=1)[0]
    marks.set(alice, "saved", story.id)
    marks.set(alice, "saved", "e1")
    follows.set(alice, "person", "<b>Berg</b>")
    sign_in(browser)
    page = browser.get("/you").content.decode()
    assert f"/story/{story.id}" in page
    assert "&lt;b&gt;Berg" in page
    send(browser, "/mark", {"kind": "saved", "of": story.id, "undo": "1"}, page="/you")
    assert [each.of for each in marks.latest(alice, "saved").marks] == ["e1"]


def test_how_one_reads_is_kept_and_nothing_else(newsroom, browser):
    member("Alice")
    sign_in(browser)
    chosen = {"language": "it", "theme": "dark", "size": "4", "role": "admin", "email": "x@x.example"}
    send(browser, "/reading", chosen)
    alice = Member.objects.get()
    assert (alice.language, alice.role, alice.email) == ("it", "reader", "alice@tide.example")
    shown = browser.get("/you").content.decode()
    assert '<html lang="it" dir="ltr"' in shown
    assert 'data-theme="dark" data-size="4"' in shown


@pytest.mark.parametrize("language", ["xx", "", "it<b>"])
def test_a_language_that_cannot_be_chosen_is_not_kept(newsroom, browser, language):
    member("Alice")
    sign_in(browser)
    send(browser, "/reading", {"language": language, "theme": "url(x)", "size": "900"})
    assert Member.objects.get().language == ""
    assert "data-theme" not in browser.get("/you").content.decode()


def test_there_is_one_place_to_choose_how_one_reads(newsroom, browser):
    member("Alice")
    sign_in(browser)
    assert browser.get("/you/reading").headers["Location"] == "/reading"
    assert 'href="/reading"' in browser.get("/you").content.decode()


def full(name):
    """A member with a row in every table that can have one."""
    found = member(name, kind="trial", until=NOW)
    marks.set(found, "saved", f"story-of-{name}")
    follows.set(found, "outlet", f"{name} & Sons")
    follows.set(found, "person", f"Friend of {name}")
    learning.wish(found, "more", f"topic of {name}")
    tastes.keep(found, name.encode())
    metering.open(found, "e7", NOW)
    invitations.make(by=found, note=f"from {name}")
    invitations.enter(found, invitations.make(by=None, days=3), NOW)
    terms.grant(found, days=3, by="Erin")
    tokens.make(found, name=f"reader of {name}", scope="read", days=None, now=NOW)
    told = payments.Named(member=found.pk, email=found.email)
    change = payments.Change(reference=f"evt-{name}", at=NOW, customer=f"cus-{name}", named=told)
    payments.take(change, NOW)
    return found


def exported(browser):
    answer = browser.get("/you/export")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "no-store, private"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return json.loads(packed.read("wholestory.json")), packed.read("outlets.opml")


def test_one_takes_all_of_ones_own_along_and_nothing_of_others(newsroom, browser):
    full("Alice")
    full("Bob")
    sign_in(browser)
    told, outlets = exported(browser)
    assert "Bob" not in json.dumps(told) + outlets.decode()
    assert [each["of"] for each in told["marks"]] == ["story-of-Alice"]
    assert {name for name, rows in told.items() if not rows} == {
        "second_factors",
        "subscriptions",
        "devices",
        "briefing",
    }
    assert "argon2" not in json.dumps(told)
    outline = ElementTree.fromstring(outlets).find("body/outline")
    assert outline.get("text") == "Alice & Sons"


def test_an_outlet_that_the_newsroom_follows_is_taken_along_with_its_feed(newsroom, browser):
    feed = next(each.feed for each in newsroom.followed() if each.feed.outlet or each.feed.title)
    follows.set(member("Alice"), "outlet", feed.outlet or feed.title)
    sign_in(browser)
    outline = ElementTree.fromstring(exported(browser)[1]).find("body/outline")
    assert outline.get("xmlUrl") == feed.url


def holds(words):
    """The tables of the file that hold one of these words anywhere, or the number where members are named."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    is_key = name in ("member_id", "user_id", "by_id") or (table, name) == (
                        "members_member",
                        "id",
                    )
                    if any(word in str(value) for word in words["words"]) or (
                        is_key and value == words["number"]
                    ):
                        found.add(table)
    return found


def test_whoever_leaves_has_seven_days_and_then_every_row_is_gone(newsroom, browser):
    alice, bob = full("Alice"), full("Bob")
    trace = {"words": ("alice@tide.example", "Friend of Alice", "cus-Alice"), "number": alice.pk}
    sign_in(browser)
    assert "reauthenticate" in browser.get("/you/leave")["Location"]
    prove(browser)
    assert send(browser, "/you/leave")["Location"] == "/you"
    assert "keep my account" in browser.get("/you").content.decode()
    left = Member.objects.get(pk=alice.pk).leaving_at
    assert timedelta(days=6.9) < left - NOW < timedelta(days=7.1)
    others = {model: model.objects.count() for model in apps.get_app_config("members").get_models()}
    assert leaving.purge(left - timedelta(seconds=1)) == 0
    assert len(holds(trace)) > 10, "the search finds nothing at all"
    assert leaving.purge(left) == 1
    assert holds(trace) == set()
    kept = holds({"words": ("bob@tide.example", "Friend of Bob", "cus-Bob"), "number": bob.pk})
    assert len(kept) >= len([model for model, count in others.items() if count > 1]) - 1, (
        "others lose nothing"
    )
    assert browser.get("/you").status_code == 302


def test_leaving_is_taken_back(newsroom, browser):
    alice = full("Alice")
    leaving.ask(alice, NOW)
    assert leaving.ask(alice, NOW + timedelta(days=3)) == NOW + leaving.UNDO, "the first wish stands"
    sign_in(browser)
    send(browser, "/you/stay", page="/you")
    assert leaving.purge(NOW + timedelta(days=400)) == 0
    assert Member.objects.get().leaving_at is None


def test_who_left_may_come_again(newsroom, browser, letters):
    alice = full("Alice")
    leaving.ask(alice, NOW)
    leaving.purge(NOW + timedelta(days=8))
    send(browser, "/account/signup/", {"email": "alice@tide.example", "password1": "correct horse battery"})
    assert "confirm-email" in letters.last().body
    assert Membership.objects.count() == 0


def test_sessions_end_one_by_one_or_all_others_and_never_those_of_others(newsroom, browser):
    member("Alice")
    member("Bob")
    phone, desk, bob = stranger(), stranger(), stranger()
    for each in (browser, phone, desk):
        sign_in(each)
    sign_in(bob, "bob@tide.example")
    of_bob = UserSession.objects.get(user__email="bob@tide.example").pk
    of_phone = UserSession.objects.get(session_key=phone.session.session_key).pk
    shown = browser.get("/account/sessions/").content.decode()
    assert shown.count('name="end"') == 2
    for number in (of_bob, of_phone, "x", "9" * 40):
        send(browser, "/account/sessions/", {"end": number})
    assert [each.get("/you").status_code for each in (browser, phone, desk, bob)] == [200, 302, 200, 200]
    send(browser, "/account/sessions/")
    assert [each.get("/you").status_code for each in (browser, desk, bob)] == [200, 302, 200]


def test_pages_of_members_are_kept_by_nobody_on_the_way(newsroom):
    assert as_("member").get("/you")["Cache-Control"] == "no-store, private"


def test_the_next_start_of_the_site_lets_go_of_who_left():
    alice = member("Alice")
    leaving.ask(alice, NOW - leaving.UNDO)
    bob = member("Bob")
    leaving.ask(bob, NOW)
    start.purge()
    assert list(Member.objects.all()) == [bob]


SAID = {
    "trial": "You are trying everything, until",
    "expired": "It ended on",
    "member": "You read everything.",
    "editor": "You read everything.",
    "admin": "You read everything.",
}


@pytest.mark.parametrize("standing", SAID)
def test_each_standing_reads_its_own_on_their_page(newsroom, standing):
    page = as_(standing).get("/you").content.decode()
    assert [words for words in set(SAID.values()) if words in page] == [SAID[standing]]
    assert ("5 articles a week are open to you." in page) == (standing == "expired")
    assert ("The name you sign with" in page) == (standing in ("editor", "admin"))


def test_an_end_acts_at_once(newsroom):
    bob = as_("trial")
    assert SAID["trial"] in bob.get("/you").content.decode()
    Membership.objects.update(until=NOW)
    assert SAID["expired"] in bob.get("/you").content.decode()


def test_an_editor_signs_with_the_name_they_set_and_without_one_by_the_desk(newsroom):
    carol, story = as_("editor"), newsroom.edition().picks[0].story
    carol.post("/you/name", {"name": "  Carol <b>\n Tern "})
    carol.post("/desk/picks/pick", {"story": story, "note": "Read it"})
    assert "Carol &lt;b&gt; Tern" in Client(SERVER_NAME="localhost").get("/").content.decode()
    for wrong in ("c@tide.example", "x" * 81, "a\u202eb"):
        carol.post("/you/name", {"name": wrong})
        assert Member.objects.get().name == "Carol <b> Tern"
    carol.post("/you/name", {"name": ""})
    assert Member.objects.get().name == ""
    article = newsroom.story(story).articles[0].article.id
    carol.post(f"/desk/story/{story}/move", {"article": article, "to": ""})
    events = [each for id in (story, newsroom.store.story_of(article)) for each in newsroom.history(id)]
    assert "the desk" in {each.by for each in events}
    shown = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="it")
    page = shown.get(f"/story/{newsroom.store.story_of(article) or story}/history").content.decode()
    other = shown.get(f"/story/{story}/history").content.decode()
    assert "la redazione" in page + other
    assert "editor" not in (page + other).partition("<main")[2].lower().partition("</main")[0]


def test_a_reader_has_no_name_to_sign_with(newsroom):
    assert as_("member").post("/you/name", {"name": "The desk"}).status_code == 403
