"""The front page and lists of stories: sections, search, outlets, what is saved, what is for you."""

from datetime import UTC, datetime, timedelta

import pytest
from cast import as_
from django.test import RequestFactory
from lxml import html as parser

from wholestory.members import readers
from wholestory.members.models import Member
from wholestory.model import SectionKind
from wholestory.web.keeping import MEMBERS, NEWSROOM, VERSION
from wholestory.web.memory import Memory
from wholestory.web.remembered import remembered


def test_the_front_page_leads_with_what_several_outlets_tell_and_ends(newsroom, client):
    page = client.get("/").content.decode()
    edition = newsroom.edition()
    lead = newsroom.cards([edition.picks[0].story])[0]
    assert lead.face.counts.voices > 1
    assert page.index(f'href="/story/{lead.brief.id}"') == page.index('href="/story/')
    assert lead.face.headline.by.outlet in page
    assert "You have reached the end." in page


def test_a_newsroom_without_stories_says_so(client, newsroom, monkeypatch):
    monkeypatch.setattr(newsroom.store.front, "hottest", lambda **_: ())
    assert "No stories yet" in client.get("/").content.decode()


def test_a_section_holds_its_stories_and_goes_on_where_it_ended(newsroom, client, monkeypatch):
    monkeypatch.setattr("wholestory.web.sections.MOST", 2)
    section = next(each for each in newsroom.sections() if each.kind is SectionKind.LANGUAGE)
    wanted = [brief.id for brief in newsroom.stories(section=section)]
    seen, address = [], f"/section/language/{section.name}"
    while address:
        page = client.get(address).content.decode()
        found = [part.partition('"')[0] for part in page.split('href="/story/')[1:]]
        seen += list(dict.fromkeys(found))
        more = page.partition('href="?before=')[2].partition('"')[0]
        address = f"/section/language/{section.name}?before={more}" if more else None
    assert seen == wanted


@pytest.mark.parametrize(
    "address", ["topic/nonsense", "country/XQ", "language/zzz", "person/en", "topic/<b>"]
)
def test_what_can_be_no_section_is_not_found(client, address):
    assert client.get(f"/section/{address}").status_code == 404


def test_all_sections_with_stories_are_listed(newsroom, client):
    page = client.get("/sections").content.decode()
    for section in newsroom.sections():
        assert f'href="/section/{section.kind.value}/{section.name}"' in page


def test_search_groups_articles_by_story_and_marks_the_words(newsroom, client):
    several = {brief.id for brief in newsroom.stories(most=100) if brief.articles > 1}
    hit = next(hit for hit in newsroom.search("ferry").hits if hit.story in several)
    page = client.get("/search", {"q": "ferry"}).content.decode()
    assert f'href="/story/{hit.story}"' in page
    assert "<b>ferry</b>" in page.lower()


@pytest.mark.parametrize(
    "words", ['"><script>alert(1)</script>', "{{ 7 * 7 }}", "a" * 600, "\x00\u202e", "-", '"']
)
def test_whatever_is_searched_is_shown_as_plain_text_at_most(client, words):
    answer = client.get("/search", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert "49" not in answer.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "place", ["", "x", "2026-01-01~", "9999-99-99~1", "2026-01-01T00:00:00+00:00~" + "9" * 40]
)
def test_a_place_that_is_none_is_the_first_page(client, place):
    assert client.get("/search", {"q": "the", "before": place}).status_code == 200


def test_an_outlet_has_a_page_of_its_articles_and_one_nobody_knows_has_none(newsroom, client):
    outlet = newsroom.articles(most=1)[0].article.outlet
    page = client.get(f"/outlet/{outlet}")
    assert page.status_code == 200
    assert 'href="/article/e' in page.content.decode()
    assert client.get("/outlet/Nobody's Gazette").status_code == 404


def test_what_is_saved_is_listed_and_no_one_elses(newsroom):
    story = newsroom.edition().picks[0].story
    alice, bob = as_("member"), as_("trial")
    assert alice.post("/mark", {"kind": "saved", "of": story}).status_code == 303
    assert f'href="/story/{story}"' in alice.get("/saved").content.decode()
    assert f'href="/story/{story}"' not in bob.get("/saved").content.decode().partition("<main")[2]


def test_reading_changes_what_is_for_you_and_it_can_be_forgotten(newsroom):
    alice = as_("member")
    card = next(card for card in newsroom.cards(newsroom.edition().stories) if card.face.people)
    alice.post("/mark", {"kind": "read", "of": card.brief.id})
    page = alice.get("/for-you").content.decode()
    assert "What it has learnt" in page
    assert card.face.people[0] in page
    person = f"person {card.face.people[0]}"
    assert alice.post("/wish", {"kind": "never", "of": person}).status_code == 303
    request = RequestFactory().get("/")
    request.user = Member.objects.get(name="Alice")
    assert [(trait.name, wish.value) for trait, wish in readers.of(request).taste.wishes] == [
        (card.face.people[0], "never")
    ]
    alice.post("/for-you/forget")
    assert readers.of(request).taste.leanings == ()


def test_a_mark_made_offline_by_somebody_else_is_refused(newsroom):
    story = newsroom.edition().picks[0].story
    answer = as_("member").post("/mark", {"kind": "saved", "of": story}, headers={"X-Member": "999999"})
    assert answer.status_code == 403


def test_a_visitor_is_told_how_much_is_new(client):
    old = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    assert "new" in client.get("/fresh", {"since": old}).content.decode()
    for since in ("", "nonsense", "9999-01-01", "0001-01-01T00:00:00+23:59"):
        assert client.get("/fresh", {"since": since}).status_code == 200


def test_how_pages_are_shown_is_kept_in_the_browser(client):
    answer = client.post("/reading", {"language": "it", "theme": "dark", "size": "4", "density": "nonsense"})
    assert {name: morsel.value for name, morsel in answer.cookies.items() if morsel.value} == {
        "django_language": "it",
        "theme": "dark",
        "size": "4",
    }
    page = client.get("/").content.decode()
    assert '<html lang="it" dir="ltr"' in page
    assert 'data-theme="dark"' in page
    assert 'data-size="4"' in page


def test_the_app_can_be_installed(client):
    manifest = client.get("/manifest.webmanifest").json()
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).status_code == 200
    assert client.get("/worker.js")["Cache-Control"] == "no-cache"
    assert client.get("/offline").status_code == 200


def test_what_all_see_is_made_once_for_each_state_of_its_files():
    made = []
    make = remembered(NEWSROOM)(lambda request: made.append(request) or len(made))
    request = RequestFactory().get("/")
    assert (make(request), make(request)) == (1, 2), "nobody says how the newsroom stands"
    request.META[VERSION] = (1, 1)
    assert (make(request), make(request)) == (3, 3)
    request.META[VERSION] = (1, 2)
    assert make(request) == 3, "only the members' file has changed"
    request.META[VERSION] = (2, 2)
    assert make(request) == 4


def test_each_thing_is_remembered_for_itself():
    make = remembered(NEWSROOM, MEMBERS)(lambda request, name: f"{name} of {request.META[VERSION]}")
    request = RequestFactory().get("/")
    request.META[VERSION] = (1, 1)
    found = [make(request, name) for name in ("gull", "reed", "gull")]
    assert found == ["gull of (1, 1)", "reed of (1, 1)", "gull of (1, 1)"]
    request.META[VERSION] = (1, 2)
    assert make(request, "gull") == "gull of (1, 2)"


def test_what_was_asked_for_longest_ago_is_let_go_of():
    memory, made = Memory(2), []
    for key in ("gull", "reed", "gull", "heron", "gull", "reed"):
        memory.get(key, None, lambda key=key: made.append(key))
    assert made == ["gull", "reed", "heron", "reed"]


def test_on_a_phone_too_a_search_has_its_field_and_says_what_to_do_where_nothing_is_found(client):
    page = parser.document_fromstring(client.get("/search", {"q": "zzzzzz"}).content.decode())
    (field,) = page.xpath("//main//form[@role='search']//input[@name='q']")
    assert field.get("value") == "zzzzzz"
    assert page.xpath("//main//details[@open]")
    assert "Nothing was found." in page.xpath("//main")[0].text_content()


def test_a_story_that_is_hidden_is_hidden_and_can_be_shown_again(newsroom):
    alice = as_("member")
    story = newsroom.edition().picks[0].story
    alice.post("/mark", {"kind": "hidden", "of": story})
    page = parser.document_fromstring(alice.get(f"/story/{story}").content.decode())
    (form,) = page.xpath("//form[input[@value='hidden']]")
    alice.post("/mark", {each.get("name"): each.get("value") for each in form.xpath("input")})
    assert 'value="hidden"' not in alice.get(f"/story/{story}").content.decode()
