"""The page of a story, of a thread, its feed, and what people say of its grouping."""

import gzip
import re
import sqlite3
from contextlib import closing

import pytest
from cast import as_
from django.conf import settings
from django.test import Client
from lxml import etree
from lxml import html as parser

from wholestory import feeds
from wholestory.members.models import Suggestion
from wholestory.report import shown
from wholestory.web import holes

PARTS = ["accounts", "facts", "quotations", "timeline", "copies", "titles", "grouping", "around", "sentences"]
ODD = ["", "s-e999999", "s-e1'--", "..", "%00", "s-e" + "9" * 500, "é" * 90, "s-e1/../s-e2"]


def largest(newsroom):
    return max(newsroom.stories(most=50), key=lambda brief: brief.articles)


def lone(newsroom):
    return next(brief for brief in newsroom.stories(most=50) if brief.articles == 1)


def tree(answer):
    assert answer.status_code == 200
    return parser.document_fromstring(answer.content.decode())


@pytest.fixture
def page(newsroom, client):
    return tree(client.get(f"/story/{largest(newsroom).id}"))


def test_all_parts_of_a_story_stand_in_their_order(page):
    assert [id for id in page.xpath("//section/@id") if id in PARTS] == PARTS
    heads = page.xpath("//section[contains(@class, 'collation')]//h2/text()")
    assert heads == ["All say", "They differ", "Only one says"]


def test_every_link_within_a_page_has_its_target_and_no_id_stands_twice(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_a_claim_leads_to_the_sentences_it_rests_on(page):
    leads = page.xpath("//table[contains(@class, 'facts')]//th[@scope='row']/a/@href")
    assert leads
    for lead in leads:
        row = page.get_element_by_id(lead[1:])
        assert row.xpath(".//a[starts-with(@href, '/article/e')]")
        assert len(row.text_content().split()) > 5


def test_a_page_holds_no_style_and_no_script_but_its_own(page):
    assert not page.xpath("//@style | //style | //iframe | //object | //embed | //base")
    assert all(script.get("nonce") and script.get("src") for script in page.xpath("//script"))
    assert not [a for e in page.iter() for a in getattr(e, "attrib", ()) if a.startswith("on")]


def test_the_comparison_is_the_same_for_everyone_and_behind_no_wall(newsroom):
    address = f"/story/{largest(newsroom).id}"
    pages = [tree(as_(who).get(address)) for who in ("anonymous", "expired", "member")]
    shown = [parser.tostring(each.get_element_by_id("collation")) for each in pages]
    assert shown[0] == shown[1] == shown[2]


def outlets(page):
    return page.xpath("//article[@class='acct']//h3/abbr/text()")


def test_accounts_stand_side_by_side_as_a_reader_chooses_them(newsroom, client, page):
    offered = page.xpath("//input[@name='with']")
    assert len(outlets(page)) == 4
    wanted = offered[-1].get("value"), offered[-2].get("value")
    address = f"/story/{largest(newsroom).id}"
    chosen = tree(client.get(address, {"with": wanted}))
    assert outlets(chosen) == [
        each.getparent().xpath(".//abbr/text()")[0] for each in (offered[-1], offered[-2])
    ]
    assert outlets(tree(client.get(address, {"with": ["e0", "<b>", "e999"]}))) == outlets(page)
    assert len(outlets(tree(client.get(address, {"with": [o.get("value") for o in offered]})))) == 4


def test_a_story_that_was_merged_leads_to_the_one_it_is_part_of(newsroom, client):
    one, other = newsroom.stories(most=2)
    newsroom.corrections.merge(one.id, other.id, by="Carol")
    for rest in ("", "/feed", "/history"):
        answer = client.get(f"/story/{other.id}{rest}")
        assert (answer.status_code, answer["Location"]) == (301, f"/story/{one.id}{rest}")


@pytest.mark.parametrize("id", ODD)
@pytest.mark.parametrize("form", ["/story/{}", "/story/{}/feed", "/thread/{}", "/article/{}"])
def test_what_is_not_there_is_not_found(client, form, id):
    assert client.get(form.format(id)).status_code == 404


def test_a_story_of_one_title_says_so(newsroom, client):
    page = tree(client.get(f"/story/{lone(newsroom).id}"))
    assert "One title so far" in page.text_content()
    assert not page.xpath("//section[contains(@class, 'collation')] | //table")
    assert page.xpath("//section[@id='titles']//a[starts-with(@href, '/article/')]")


def test_a_story_that_is_not_compared_yet_lists_its_articles(newsroom, client):
    story = largest(newsroom)
    with closing(sqlite3.connect(newsroom.store.path)) as raw, raw:
        raw.execute("UPDATE store_story SET coverage = NULL, body = NULL WHERE id = ?", [story.id])
    page = tree(client.get(f"/story/{story.id}"))
    assert "not compared yet" in page.text_content()
    assert len(page.xpath("//ul[@class='titles']/li")) == story.articles


def test_pages_of_the_sample_are_small(newsroom, client):
    for brief in newsroom.stories(most=50):
        assert len(gzip.compress(client.get(f"/story/{brief.id}").content)) <= 60_000


def test_a_thread_shows_its_chapters_in_order_of_time(newsroom, client):
    thread = next(b.thread for b in newsroom.stories(most=50) if b.thread)
    stories = newsroom.thread(thread).stories
    shown = tree(client.get(f"/thread/{thread}")).xpath("//ol[@class='thread-stories']//a/@href")
    assert shown == [f"/story/{brief.id}" for brief in stories]
    back = tree(client.get(f"/story/{stories[0].id}")).xpath("//a/@href")
    assert f"/thread/{thread}" in back


def test_a_storys_feed_is_a_feed_whose_ids_stay(newsroom, client):
    story = largest(newsroom)
    one, other = (client.get(f"/story/{story.id}/feed") for _ in range(2))
    assert one.content == other.content
    assert one["Content-Type"].startswith("application/atom+xml")
    with feeds.reader() as reader:
        found = reader.feed(one.content, url="https://tide.example/", charset=None)
    assert len(found.entries) == story.articles
    assert not found.mended
    assert found.title == story.headline
    ids = etree.fromstring(one.content).xpath("//*[local-name()='id']/text()")
    assert len(set(ids)) == story.articles + 1
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id) for id in ids)


def asked(page, name):
    return page.xpath(f"//form[contains(@action, '{name}')]//button[@name='article']/@value")


def test_an_editors_word_acts_at_once_and_is_told_in_the_history(newsroom):
    story, editor = largest(newsroom), as_("editor")
    article = asked(tree(editor.get(f"/story/{story.id}")), "wrong")[-1]
    answer = editor.post(f"/story/{story.id}/wrong", {"article": article}, follow=True)
    assert "the grouping was changed" in answer.content.decode()
    assert newsroom.article(article).story.id != story.id
    assert "Carol" in answer.content.decode()
    assert "not compared yet" in answer.content.decode()  # until the worker has told it anew
    newsroom.tell()
    assert "All say" in editor.get(f"/story/{story.id}").content.decode()
    into = {"article": article, "into": story.id}
    editor.post(f"/story/{newsroom.article(article).story.id}/belongs", into)
    assert newsroom.article(article).story.id == story.id


@pytest.mark.parametrize("standing", ["trial", "expired", "member"])
def test_a_readers_word_goes_to_the_desk_and_moves_nothing(newsroom, standing):
    story, other = largest(newsroom), lone(newsroom)
    reader = as_(standing)
    article = asked(tree(reader.get(f"/story/{story.id}")), "wrong")[0]
    for _ in range(2):  # said twice, it is there once
        reader.post(f"/story/{story.id}/wrong", {"article": article})
    reader.post(f"/story/{story.id}/belongs", {"article": article, "into": other.id})
    assert newsroom.article(article).story.id == story.id
    said = Suggestion.objects.order_by("id").values_list("kind", "article", "story", "into")
    assert list(said) == [("wrong", article, story.id, ""), ("belongs", article, story.id, other.id)]


def test_where_an_article_belongs_is_found_by_words(newsroom):
    story, other = largest(newsroom), lone(newsroom)
    address = f"/story/{story.id}/belongs"
    article = newsroom.story(story.id).articles[0].article.id
    word = max(re.findall(r"[a-z]+", other.headline.lower()), key=len)
    shown = tree(as_("member").get(address, {"article": article, "q": word}))
    assert other.id in shown.xpath("//button[@name='into']/@value")
    assert story.id not in shown.xpath("//button[@name='into']/@value")


def test_visitors_say_nothing_and_nothing_is_said_without_a_token(newsroom, client):
    story = largest(newsroom)
    article = newsroom.story(story.id).articles[0].article.id
    page = tree(client.get(f"/story/{story.id}"))
    assert not page.xpath("//form[@method='post']")
    assert client.post(f"/story/{story.id}/wrong", {"article": article}).status_code == 403
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert strict.post(f"/story/{story.id}/wrong", {"article": article}).status_code == 403
    assert newsroom.article(article).story.id == story.id


@pytest.mark.parametrize(
    "given", [{}, {"article": "e999"}, {"article": "e999", "into": "s-e1"}, {"article": "<b>"}]
)
def test_what_is_said_of_what_is_not_there_is_not_found(newsroom, given):
    story, editor = largest(newsroom), as_("editor")
    for name in ("wrong", "belongs"):
        assert editor.post(f"/story/{story.id}/{name}", given).status_code == 404
    assert newsroom.story(story.id).brief.articles == story.articles


def test_a_history_is_whole_on_its_own_page(newsroom, client):
    story = largest(newsroom)
    page = tree(client.get(f"/story/{story.id}/history"))
    assert len(page.xpath("//ol[@class='log']/li")) == len(newsroom.history(story.id))
    for odd in ("0", "-1", "9" * 30, "x", "²"):
        assert client.get(f"/story/{story.id}/history", {"before": odd}).status_code == 200


def tokens(answer):
    return set(tree(answer).xpath("//input[@name='csrfmiddlewaretoken']/@value"))


def test_a_page_written_once_holds_for_each_reader_a_token_of_their_own(newsroom, client):
    address = f"/story/{largest(newsroom).id}"
    one, other = as_("trial"), as_("member")
    found = [tokens(browser.get(address)) for browser in (one, other, one)]
    assert all(found)
    assert not found[0] & found[1]
    assert not tokens(client.get(address))
    secret = other.cookies[settings.CSRF_COOKIE_NAME].value
    assert secret not in one.get(address).content.decode()


def test_no_hole_is_left_in_a_page_and_texts_cannot_make_one(newsroom, client):
    for standing in ("anonymous", "member"):
        browser = as_(standing)
        for brief in (largest(newsroom), lone(newsroom)):
            assert not set("\x02\x03") & set(browser.get(f"/story/{brief.id}").content.decode())
    assert holes.fill(shown.safe("a\x02acts\x03b"), {"acts": "<b>"}) == "a␛acts␛b"


def test_a_page_that_was_written_is_written_anew_when_its_story_changes(newsroom):
    editor, brief = as_("editor"), largest(newsroom)
    address = f"/story/{brief.id}"
    before = tree(editor.get(address))
    (article,) = before.xpath("(//section[@id='grouping']//button[@name='article']/@value)[last()]")
    editor.post(f"{address}/wrong", {"article": article})
    moved = tree(editor.get(address))
    assert len(moved.xpath("//section[@id='grouping']//ol/li")) > len(
        before.xpath("//section[@id='grouping']//ol/li")
    )
    newsroom.tell()
    after = tree(editor.get(address))
    assert not after.xpath(f"//section[@id='titles']//a[@href='/article/{article}']")


def test_the_state_of_a_story_tells_each_change_of_it(newsroom):
    brief = largest(newsroom)
    states = [newsroom.state(brief.id)]
    article = newsroom.story(brief.id).articles[-1].article.id
    newsroom.corrections.wrong(article, by="Carol")
    states.append(newsroom.state(brief.id))
    newsroom.tell()
    states.append(newsroom.state(brief.id))
    assert len(set(states)) == 3
    assert states[1].is_due
    assert not states[2].is_due
    assert newsroom.state(brief.id) == states[2]
    assert newsroom.state("s-none") is None
