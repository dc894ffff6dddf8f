"""What is new of what members follow reaches their devices once, in outlets' words, and not too often."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cast import as_, member
from test_push import device

from wholestory.members import follows, leaving
from wholestory.members.models import Device, Member, Notice, Watch
from wholestory.members.notices import searches, watching
from wholestory.members.notices.notifier import Notifier
from wholestory.members.push import devices, sending

NOW = datetime.now(UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FERRIES = (
    "The ferry Solvane of the Kell Line lies on Tern Bank since Friday evening, after losing power in the "
    "Kell Strait off Marra Head.\n\nThere were {aboard} people on board, the coastguard says. Nine were hurt."
    "\n\nTomas Hale, duty officer of the Kell Coastguard, thanked the Marra lifeboat. An old baker, Edda "
    "Quill, carried bread and blankets down to the slip at Marra until midnight.",
    "Divers will look at the hull of the Solvane, the Kell Line ferry that the wind drove on to Tern Bank on "
    "Friday.\n\nHer engines stopped off Marra Head. The coastguard counted {aboard} people on board.\n\n"
    "Captain Ines Ravello stayed on the bridge of the ferry to the end, and so did her engineer, who has "
    "served on ships of the Kell Strait since he was a boy.",
    "Lifeboats took {aboard} people off the ferry Solvane on Friday night, when she had run aground on Tern "
    "Bank in the Kell Strait.\n\nPiers Lathom of the Kell Line said the cause was looked for: power had "
    "gone off Marra Head.\n\nThe schools of Tessa stay closed on Monday, because half of their teachers were "
    "on board the ferry with the choir from Brannock.",
)


@pytest.fixture
def bring(newsroom, tmp_path):
    """Have articles come and be told: each an outlet and what it says."""

    def brought(*told, at=None):
        at = at or ferry(newsroom).newest_at + timedelta(minutes=5)
        folder = tmp_path / f"come{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for number, each in enumerate(told):
            (folder / f"{number}.jsonl").write_text(
                json.dumps({"published": at.isoformat(), **each}) + "\n", "utf-8"
            )
        newsroom.import_([folder])
        newsroom.group()
        newsroom.tell()

    return brought


def account(outlet, *, number=0, aboard=214, title="Ferry Solvane aground on Tern Bank in Kell Strait"):
    return {"title": title, "text": FERRIES[number].format(aboard=aboard), "outlet": outlet}


def ferry(newsroom):
    """The sample's story that most outlets tell."""
    return max(newsroom.stories(most=50), key=lambda brief: brief.articles)


def came(browser, service):
    return [browser.read(body) for *_, body in service.came]


def test_nothing_that_was_there_is_news(newsroom, service):
    alice = member("Alice")
    device(service, alice)
    follows.set(alice, "story", ferry(newsroom).id)
    follows.set(alice, "search", "ferry")
    notifier = Notifier("http://localhost")
    for _ in range(3):
        notifier.round()
    assert Watch.objects.count() == 2
    assert not service.came


def test_a_new_independent_account_of_a_followed_story_is_told(newsroom, bring, service):
    alice, story = member("Alice"), ferry(newsroom)
    browser = device(service, alice)
    follows.set(alice, "story", story.id)
    watching.look(NOW)
    bring(account("Dave’s Gazette"))
    assert newsroom.story(story.id).brief.articles == story.articles + 1, "it came into the story"
    assert watching.look(NOW + 2 * MINUTE) == 1
    sending.deliver(lambda: NOW + 2 * MINUTE)
    (message,) = came(browser, service)
    assert message["title"] == "Ferry Solvane aground on Tern Bank in Kell Strait"
    assert message["body"].startswith("Dave’s Gazette · 1 new independent account")
    assert message["url"] == f"/story/{story.id}"
    assert message["lang"] == "en"


def test_a_claim_over_which_accounts_newly_differ_is_told_with_its_outlets(newsroom, bring, service):
    alice, story = member("Alice"), ferry(newsroom)
    browser = device(service, alice)
    follows.set(alice, "story", story.id)
    watching.look(NOW)
    bring(account("Carol’s Post", aboard=977))
    watching.look(NOW + 2 * MINUTE)
    sending.deliver(lambda: NOW + 2 * MINUTE)
    (message,) = came(browser, service)
    assert "They differ" in message["body"]
    assert "977" in message["body"]
    assert "Carol’s Post" in message["body"]


def test_at_most_one_message_an_hour_and_then_all_of_it(newsroom, bring, service):
    alice, story = member("Alice"), ferry(newsroom)
    browser = device(service, alice)
    follows.set(alice, "story", story.id)
    watching.look(NOW)
    for number, outlet in enumerate(("Alice’s Mail", "Bob’s Herald", "Carol’s Post")):
        bring(account(outlet, number=number))
        watching.look(NOW + (2 + 10 * number) * MINUTE)
    sending.deliver(lambda: NOW + 30 * MINUTE)
    assert len(service.came) == 1
    watching.look(NOW + 2 * MINUTE + HOUR)
    sending.deliver(lambda: NOW + 2 * HOUR)
    assert "2 new independent accounts" in came(browser, service)[1]["body"]
    watching.look(NOW + 4 * HOUR)
    sending.deliver(lambda: NOW + 4 * HOUR)
    assert len(service.came) == 2, "nothing is told twice"


def test_a_copy_is_no_news(newsroom, bring, service):
    alice, story = member("Alice"), ferry(newsroom)
    device(service, alice)
    follows.set(alice, "story", story.id)
    watching.look(NOW)
    held = newsroom.story(story.id)
    original = next(
        kept.article
        for kept in held.articles
        if kept.analysis.language == "en"
        and not any(a.copy_of for a in held.coverage.accounts if a.article == kept.article.id)
    )
    text = original.text.partition("\n\n")[2]
    bring({"title": original.title, "text": text, "outlet": "Dave’s Gazette"})
    assert newsroom.story(story.id).brief.articles == story.articles + 1
    assert watching.look(NOW + 2 * MINUTE) == 0


def test_new_articles_of_a_saved_search_are_told_once(newsroom, bring, service):
    alice = member("Alice")
    browser = device(service, alice)
    follows.set(alice, "search", "lighthouse keeper")
    watching.look(NOW)
    bring(
        {"title": "Last lighthouse keeper retires", "text": "The keeper goes.", "outlet": "Bob’s Herald"},
        {"title": "A bakery opens", "text": "Bread is sold.", "outlet": "Bob’s Herald"},
    )
    assert [watching.look(NOW + n * HOUR) for n in (1, 3, 5)] == [1, 0, 0]
    sending.deliver(lambda: NOW + HOUR)
    (message,) = came(browser, service)
    assert message["title"] == "Last lighthouse keeper retires"
    assert message["body"] == "Bob’s Herald · 1 new article for “lighthouse keeper”"
    assert message["url"] == "/search?q=lighthouse+keeper"


def test_our_words_are_in_the_members_language_and_the_title_is_as_it_was(
    newsroom, bring, service, monkeypatch
):
    from babel.support import NullTranslations

    from wholestory.members import words

    class German(NullTranslations):
        def ungettext(self, one, many, number):
            return "%(num)s neuer Artikel zu „%(words)s“"

    monkeypatch.setattr(words, "catalogue", lambda code: German() if code == "de" else NullTranslations())
    dave = member("Dave")
    Member.objects.filter(pk=dave.pk).update(language="de")
    browser = device(service, dave)
    follows.set(dave, "search", "bakery")
    watching.look(NOW)
    bring({"title": "A bakery opens", "text": "Bread is sold.", "outlet": "Bob’s Herald"})
    watching.look(NOW + HOUR)
    sending.deliver(lambda: NOW + HOUR)
    (message,) = came(browser, service)
    assert message["title"] == "A bakery opens"
    assert message["body"] == "Bob’s Herald · 1 neuer Artikel zu „bakery“"


def test_two_who_look_at_the_same_time_tell_it_once(newsroom, bring, service, monkeypatch):
    alice = member("Alice")
    device(service, alice)
    follows.set(alice, "search", "bakery")
    watching.look(NOW)
    bring({"title": "A bakery opens", "text": "Bread is sold.", "outlet": "Bob’s Herald"})
    seen, inside = searches.look, []

    def meanwhile(of, known):
        found = seen(of, known)
        if not inside:
            inside.append(True)
            watching.look(NOW + HOUR)
        return found

    monkeypatch.setitem(watching.LOOKS, "search", meanwhile)
    watching.look(NOW + HOUR)
    assert inside
    assert Notice.objects.count() == 1


def test_who_has_no_device_is_not_looked_after_and_begins_anew(newsroom, bring, service):
    alice = member("Alice")
    follows.set(alice, "search", "bakery")
    watching.look(NOW)
    assert not Watch.objects.exists()
    device(service, alice)
    watching.look(NOW)
    devices.remove(alice, Device.objects.get().id)
    bring({"title": "A bakery opens", "text": "Bread is sold.", "outlet": "Bob’s Herald"})
    device(service, alice)
    assert [watching.look(NOW + n * HOUR) for n in (1, 2)] == [0, 0]


def test_who_leaves_is_told_nothing(newsroom, bring, service):
    alice = member("Alice")
    device(service, alice)
    follows.set(alice, "search", "bakery")
    watching.look(NOW)
    leaving.ask(alice, NOW)
    bring({"title": "A bakery opens", "text": "Bread is sold.", "outlet": "Bob’s Herald"})
    assert watching.look(NOW + HOUR) == 0


def test_a_story_that_is_none_is_no_trouble(newsroom, service):
    alice = member("Alice")
    device(service, alice)
    follows.set(alice, "story", "no-such-story")
    follows.set(alice, "search", '"(((OR -')
    assert [watching.look(NOW + n * HOUR) for n in range(3)] == [0, 0, 0]


def test_a_step_that_fails_holds_up_no_other(newsroom, service, monkeypatch):
    alice = member("Alice")
    device(service, alice)
    watching.notify(alice, watching.Message("Ferry sails", "Tide", "/", "t", None), datetime.now(UTC))

    def broken(now):
        raise OSError

    monkeypatch.setattr(watching, "look", broken)
    Notifier("http://localhost").round()
    assert len(service.came) == 1


def test_saved_searches_are_listed_opened_and_let_go_of(newsroom):
    browser = as_("member")
    browser.post("/follow", {"kind": "search", "of": 'outlet:"Kell Radio" ferry'})
    page = browser.get("/searches").content.decode()
    assert 'href="/search?q=outlet%3A%22Kell+Radio%22+ferry"' in page
    browser.post("/follow", {"kind": "search", "of": 'outlet:"Kell Radio" ferry', "undo": "1"})
    assert "Kell Radio" not in browser.get("/searches").content.decode()


def test_what_is_followed_is_listed_with_where_it_is_read(newsroom):
    browser, story = as_("member"), ferry(newsroom)
    for kind, of in {
        "story": story.id,
        "person": "Ines Ravello / Kell",
        "topic": "world",
        "outlet": "Kell Radio",
        "country": "a/b",
        "search": "ferry",
    }.items():
        browser.post("/follow", {"kind": kind, "of": of})
    page = browser.get("/you").content.decode()
    assert f'href="/story/{story.id}"' in page
    assert story.headline in page
    assert 'href="/person/Ines%20Ravello%20/%20Kell"' in page
    assert 'href="/section/topic/world"' in page
    assert 'href="/outlet/Kell%20Radio"' in page
    assert "<bdi>a/b</bdi>" in page, "what has no page has no link"
