"""What was saved and read: by name, the latest first, found by words, and said where it was removed since."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from cast import as_

from wholestory.members import marks, shelf
from wholestory.members.models import Mark, Member

NOW = datetime.now(UTC)
KINDS = {"saved": "/saved", "read": "/saved/read"}


@pytest.fixture
def alice(newsroom):
    return as_("member")


def me():
    return Member.objects.get(name="Alice")


def listed(page):
    main = page.content.decode().partition("<main")[2]
    return re.findall(r'<h2><a href="([^"]+)"', main)


@pytest.mark.parametrize("kind", KINDS)
def test_stories_and_articles_stand_with_title_and_outlet_the_latest_first(newsroom, alice, kind):
    articles = newsroom.articles(most=3)
    story = newsroom.stories(most=1)[0]
    for n, of in enumerate([*(each.article.id for each in articles), story.id]):
        marks.set(me(), kind, of, NOW + timedelta(minutes=n))
    page = alice.get(KINDS[kind])
    assert listed(page) == [
        f"/story/{story.id}",
        *(f"/article/{each.article.id}" for each in reversed(articles)),
    ]
    shown = {each.of: (each.title, each.outlet) for each in shelf.page(me(), kind).items}
    for each in articles:
        assert shown[each.article.id] == (each.article.title, each.article.outlet)
    assert shown[story.id] == (story.headline, story.outlet)
    other = next(name for name in KINDS if name != kind)
    assert listed(alice.get(KINDS[other])) == []


def test_what_was_removed_since_is_said_and_can_be_let_go(newsroom, alice):
    marks.set(me(), "saved", "e999999")
    marks.set(me(), "saved", "s-none")
    for address in ("/saved", "/you"):
        text = alice.get(address).content.decode()
        assert "An article that was removed since." in text
        assert "A story that was removed since." in text
        assert "e999999" not in re.sub(r"<input[^>]*>", "", text)
    alice.post("/mark", {"kind": "saved", "of": "e999999", "undo": "1", "next": "/saved"})
    assert [each.of for each in Mark.objects.all()] == ["s-none"]


def test_a_story_that_was_merged_goes_by_what_it_became(newsroom, alice):
    first, second = (brief.id for brief in newsroom.stories(most=2))
    marks.set(me(), "saved", second)
    newsroom.corrections.merge(first, second, by="Carol")
    (item,) = shelf.page(me(), "saved").items
    assert (item.of, item.address) == (second, f"/story/{first}")


def test_many_come_a_page_at_a_time_and_none_twice(newsroom, alice):
    of = [each.article.id for each in newsroom.articles(most=1000)]
    of += [f"e{n}" for n in range(10_000, 10_000 + 2 * shelf.MOST)]
    for n, each in enumerate(of):
        marks.set(me(), "saved", each, NOW + timedelta(seconds=n // 3))
    address, seen = "/saved", []
    while address:
        text = alice.get(address).content.decode()
        found = re.findall(r'name="of" value="([^"]+)"', text)
        assert len(found) <= shelf.MOST
        seen += found
        more = re.search(r'id="more" rel="next" href="(\?[^"]+)"', text)
        address = more and f"/saved{more[1]}"
    assert sorted(seen) == sorted(of)


def test_it_is_searched_by_words_of_titles_and_outlets_over_pages(newsroom, alice):
    articles = newsroom.articles(most=1000)
    for n, each in enumerate(articles):
        marks.set(me(), "saved", each.article.id, NOW + timedelta(seconds=n))
    outlet = articles[0].article.outlet
    wanted = {
        each.article.id
        for each in articles
        if shelf.Item("", NOW, False, each.article.title, each.article.outlet).has(outlet)
    }
    seen, before = [], None
    while True:
        page = shelf.page(me(), "saved", words=outlet.upper(), before=before, most=2)
        seen += [each.of for each in page.items]
        if (before := page.next) is None:
            break
    assert sorted(seen) == sorted(wanted)
    text = alice.get("/saved", {"q": "<b>zzz"}).content.decode()
    assert "Nothing was found." in text
    assert "<b>zzz" not in text


def test_nobody_sees_another_ones(newsroom, alice):
    marks.set(me(), "saved", newsroom.articles(most=1)[0].article.id)
    assert listed(as_("trial").get("/saved")) == []


@pytest.mark.parametrize("before", ["x", "1-", "-1", "9" * 40 + "-1", "1-1-1", "²-1"])
def test_an_odd_place_is_the_first_page(newsroom, alice, before):
    marks.set(me(), "saved", newsroom.articles(most=1)[0].article.id)
    assert alice.get("/saved", {"before": before}).status_code == 200
