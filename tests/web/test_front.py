"""The front page: each story of the edition once, in columns that end together, however many there are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from cast import as_
from lxml import html as parser

from wholestory import rank
from wholestory.model import Topic
from wholestory.web import placing

NUMBERS = (1, 2, 3, 4, 5, 10, 24, 61, 140)
TOPICS = (Topic.SCIENCE, Topic.SPORT, Topic.CULTURE)


def cards(newsroom, number, *, voices=None):
    """As many stories, made of those of the sample."""
    now = datetime.now(UTC)
    ids = [brief.id for brief in newsroom.stories(most=60)]
    base = sorted(newsroom.cards(ids), key=lambda card: (-card.brief.voices, card.brief.id))
    for n in range(number):
        card = base[n % len(base)]
        told = voices or max(2, card.brief.voices)
        brief = replace(
            card.brief, id=f"{card.brief.id}-{n}", voices=told, newest_at=now - timedelta(minutes=n)
        )
        yield replace(card, brief=brief, topics=TOPICS[n % 4 : n % 4 + 1], pace=(now,) * (n % 3))


@pytest.fixture
def front(newsroom, monkeypatch):
    """Shows a front page of as many stories."""

    def shown(number, who="anonymous", **given):
        made = list(cards(newsroom, number, **given))
        held = {card.brief.id: card for card in made}
        edition = rank.front.edition(made, None, datetime.now(UTC))
        monkeypatch.setattr(type(newsroom), "edition", lambda *_: edition)
        monkeypatch.setattr(
            type(newsroom), "cards", lambda _, ids: tuple(held[id] for id in ids if id in held)
        )
        return edition, held, parser.document_fromstring(as_(who).get("/").content.decode())

    return shown


def stories(page):
    """The stories of the cards of a page, in order."""
    found = page.xpath("//article[contains(@class, 'card') or contains(@class, 'lead')]")
    return [urlsplit(each.xpath(".//h2//a/@href | .//h3//a/@href")[0]).path[7:] for each in found]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_story_of_the_edition_is_one_card(front, number):
    edition, _, page = front(number)
    assert sorted(stories(page)) == sorted(edition.stories)
    assert len(edition.stories) >= min(number, 20)
    assert page.xpath("//p[@class='endmark']")


@pytest.mark.parametrize("number", NUMBERS)
def test_columns_of_the_hero_end_together(front, number):
    edition, held, _ = front(number)
    at = placing.placed(edition, held, frozenset())
    if not at.listed:
        return
    known = [[held[pick.story] for pick in picks] for picks in (at.under, at.seconds, at.listed)]
    under, beside, listed = known
    left = placing._lead(held[at.lead.story]) + placing._under(under)
    right = placing._rank(listed) + placing._disputes(at.disputes)
    heights = (left, placing._beside(beside), right)
    assert max(heights) - min(heights) < 0.25 * max(heights)


def test_a_card_tells_by_whom_how_widely_who_was_first_and_why_it_is_here(front):
    edition, held, page = front(10)
    second = held[edition.picks[1].story]
    card = next(
        each
        for each in page.xpath("//article[@class='card']")
        if second.brief.id in each.xpath(".//h3//a/@href")[0]
    )
    text = " ".join(card.text_content().split())
    assert second.face.headline.by.outlet in text
    assert second.face.dek.text[:60] in text
    assert "First" in text
    assert "Why here" in text
    assert [each.get("href")[9:] for each in card.xpath(".//ul[@class='others']//a")] == [
        other.by.article for other in second.face.others[:3]
    ]


def test_where_no_story_may_lead_the_page_says_so_and_shows_them_all(front):
    edition, _, page = front(6, voices=1)
    assert "each is told by one outlet alone" in page.text_content()
    assert not page.xpath("//article[@class='lead']")
    assert len(stories(page)) == len(edition.stories) == 6


def test_the_page_says_how_long_it_takes_to_read(front):
    _, held, page = front(24)
    strip = page.xpath("//div[starts-with(@class, 'edition')]")[0].text_content()
    shown = [held[story] for story in stories(page)]
    assert f"24 stories, {placing.minutes(shown)} minutes" in strip
    assert placing.minutes(shown) > placing.minutes(shown[:4])


def test_growth_in_the_list_is_what_appeared_within_the_hour(front):
    edition, held, page = front(10)
    rows = page.xpath("//section[@class='rank']//ol/li")
    for pick, row in zip(edition.picks, rows, strict=True):
        grown = sum(at > edition.at - timedelta(hours=1) for at in held[pick.story].pace)
        assert (f"+{grown} this hour" in row.text_content()) == bool(grown)


def test_words_of_an_outlet_that_begin_with_a_mark_get_no_second_one(newsroom, client):
    text = client.get("/").content.decode()
    plain = parser.document_fromstring(text).text_content()
    assert not any(twice in plain for twice in ("““", "””", "“«", "“„", "„„", "««"))


def test_a_button_says_how_things_stand(newsroom):
    story = newsroom.edition().picks[0].story
    alice, bob = as_("member"), as_("trial")
    alice.post("/mark", {"kind": "saved", "of": story})
    alice.post("/follow", {"kind": "story", "of": story})
    for address in ("/", f"/story/{story}", f"/article/{newsroom.story(story).articles[0].article.id}"):
        for kind, kept in (("saved", True), ("story", True)):
            assert pressed(alice, address, kind, story) is kept
            assert pressed(bob, address, kind, story) is not kept
    alice.post("/mark", {"kind": "saved", "of": story, "on": "0"})
    assert pressed(alice, f"/story/{story}", "saved", story) is False


def pressed(browser, address, kind, of):
    """Whether a page shows something as done; and its form would then undo it."""
    page = parser.document_fromstring(browser.get(address).content.decode())
    form = page.xpath(f"//form[input[@value='{kind}'] and input[@name='of' and @value='{of}']]")[0]
    is_on = form.xpath(".//button/@aria-pressed")[0] == "true"
    assert form.xpath("input[@name='on']/@value") == ["0" if is_on else "1"]
    return is_on
