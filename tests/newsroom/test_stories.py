"""From articles to stories that stay: grouped as they come, told, and found again under their ids."""

import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import samples
from django.db import connections
from django.test.utils import CaptureQueriesContext
from sites import running

from wholestory.errors import NotThere
from wholestory.fetch import Manners
from wholestory.model import Category, Entry, PlainText, Reader, Section, SectionKind, StoryId, Topic
from wholestory.newsroom import opened
from wholestory.pipeline import batch
from wholestory.store import tellings

QUICK = Manners(gap=0.0, deadline=5.0)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """The file of a newsroom that has read the sample edition and told nothing of it."""
    path = tmp_path_factory.mktemp("read") / "news.db"
    with running() as site, at(path) as newsroom:
        newsroom.follow_all(samples.serve(site, samples.articles()))
        newsroom.gather()
        newsroom.read()
        newsroom.backup(path.with_name("copy.db"))
    return path.with_name("copy.db")


@pytest.fixture
def path(tmp_path, read_once):
    return Path(shutil.copy(read_once, tmp_path / "news.db"))


@pytest.fixture
def filled(path):
    with at(path) as newsroom:
        newsroom.group()
        yield newsroom


def at(path):
    return opened(f"sqlite:///{path}", manners=QUICK, allowed=["127.0.0.0/8"])


def stand(newsroom):
    """Which articles stand together, by their titles."""
    whole = [newsroom.story(brief.id) for brief in every(newsroom)]
    return {frozenset(kept.article.title for kept in story.articles) for story in whole}


def every(newsroom, **how):
    found, before = [], None
    while page := newsroom.stories(most=4, before=before, **how):
        found += page
        before = page[-1]
    return found


@pytest.fixture(scope="module")
def edition(tmp_path_factory, read_once):
    """A newsroom that holds the sample edition, told; tests of this module only read it."""
    with at(shutil.copy(read_once, tmp_path_factory.mktemp("told") / "news.db")) as newsroom:
        newsroom.group()
        newsroom.tell()
        yield newsroom


def test_what_many_outlets_tell_is_one_story_with_its_accounts_compared(edition):
    largest = max(every(edition), key=lambda brief: brief.articles)
    assert largest.articles >= 10
    assert 1 < largest.voices <= largest.articles
    whole = edition.story(largest.id)
    assert {account.article for account in whole.coverage.accounts} == {k.article.id for k in whole.articles}
    assert whole.story.headline.text == largest.headline
    told = {kept.article.id: kept.article for kept in whole.articles}
    spans = [value.span for claim in whole.coverage.claims for value in claim.values]
    assert spans
    assert all(told[span.article].quote(span) for span in spans)


def test_every_article_stands_in_one_story(edition):
    members = [k.number for brief in every(edition) for k in edition.story(brief.id).articles]
    assert sorted(members) == sorted(kept.number for kept in edition.articles(most=1000))


@pytest.mark.parametrize("latest", [False, True])
def test_lists_go_on_where_they_stopped(edition, latest):
    paged = every(edition, latest=latest)
    assert paged == list(edition.stories(most=1000, latest=latest))
    keys = [(brief.newest_at if latest else brief.heat) for brief in paged]
    assert keys == sorted(keys, reverse=True)


def test_a_story_one_outlet_tells_alone_stands_behind_one_of_its_day_that_many_tell(edition):
    ranked = every(edition)
    many = next(brief for brief in ranked if brief.voices > 3)
    alone = [b for b in ranked if b.voices == 1 and b.newest_at <= many.newest_at]
    assert alone
    assert all(ranked.index(brief) > ranked.index(many) for brief in alone)


def test_the_history_tells_how_every_article_came_in(edition):
    largest = max(every(edition), key=lambda brief: brief.articles)
    came = {
        article
        for event in edition.history(largest.id)
        if event.kind in ("opened", "joined", "merged", "moved in")
        for article in event.articles
    }
    assert came >= {kept.article.id for kept in edition.story(largest.id).articles}
    assert all(event.at for event in edition.history(largest.id))


def test_stories_of_one_saga_stand_in_a_thread_with_the_reason(edition):
    threads = {brief.thread for brief in every(edition)} - {None}
    assert threads
    for id in threads:
        whole = edition.thread(id)
        assert [brief.id for brief in whole.stories] == list(whole.thread.stories)
        assert len(whole.stories) > 1
        assert whole.thread.why
        assert whole.coverage.of == id


def test_a_newsroom_closed_between_two_deliveries_groups_as_one_that_stayed_open(path, tmp_path):
    found = []
    for closes in (False, True):
        newsroom = at(shutil.copy(path, tmp_path / f"{closes}.db"))
        newsroom.group(most=20)
        if closes:
            newsroom.close()
            newsroom = at(tmp_path / f"{closes}.db")
        newsroom.group()
        found.append(stand(newsroom))
        newsroom.close()
    assert found[0] == found[1]


def test_two_processes_that_group_one_newsroom_neither_lose_nor_double(path):
    with at(path) as alice, at(path) as bob:
        for newsroom in (alice, bob, alice, bob):
            newsroom.group(most=11)
        bob.group()
        members = [k.number for brief in every(bob) for k in bob.story(brief.id).articles]
        assert sorted(members) == sorted(kept.number for kept in bob.articles(most=1000))


def test_moves_that_cannot_be_kept_leave_all_as_it_was_and_are_made_again(path, monkeypatch):
    newsroom = at(path)
    kept = newsroom.store.keep_moves

    def full(made):
        raise OSError("no space left")

    monkeypatch.setattr(newsroom.store, "keep_moves", full)
    with pytest.raises(OSError, match="no space"):
        newsroom.group()
    assert newsroom.stories() == ()
    monkeypatch.setattr(newsroom.store, "keep_moves", kept)
    assert newsroom.group() == sum(brief.articles for brief in every(newsroom)) > 0
    newsroom.close()


def test_a_story_that_cannot_be_compared_is_listed_and_takes_no_other_with_it(filled, monkeypatch):
    broken = max(every(filled), key=lambda brief: brief.articles).id
    whole = batch.tell_chunk

    def tell_chunk(sagas):
        if any(story.id == broken for story in sagas[0].stories):
            raise RuntimeError("never seen before")
        return whole(sagas)

    monkeypatch.setattr(batch, "tell_chunk", tell_chunk)
    filled.tell()
    assert filled.coverage(broken) is None
    assert filled.story(broken).articles
    assert any(filled.coverage(brief.id) for brief in every(filled))
    assert filled.tell() == 0


def test_articles_that_an_earlier_program_read_are_understood_anew_without_asking_for_them(filled):
    filled.tell()
    with sqlite3.connect(filled.store.path) as raw:
        raw.execute(
            "UPDATE store_article SET stages = 'extract/0 analyze/0', language = 'xx' WHERE id % 5 = 0"
        )
    before = [kept.analysis.referents for kept in filled.articles(most=1000)]
    (count,) = sqlite3.connect(filled.store.path).execute("SELECT count(*) / 5 FROM store_article").fetchone()
    assert filled.renew() == count > 0
    assert filled.renew() == 0
    assert [kept.analysis.referents for kept in filled.articles(most=1000)] == before
    assert "xx" not in {kept.analysis.language for kept in filled.articles(most=1000)}
    assert filled.tell() > 0, "their stories are compared again"


class TestWhatAPersonSays:
    def test_an_article_that_was_wrong_stays_out_through_all_that_comes(self, path):
        filled = at(path)
        filled.group(most=40)
        largest = max(every(filled), key=lambda brief: brief.articles)
        out = filled.story(largest.id).articles[3]
        filled.corrections.wrong(out.article.id, by="Carol")
        filled.close()
        with at(path) as again:
            again.group()
            again.tell()
            assert out.article.id not in {k.article.id for k in again.story(largest.id).articles}
            assert any(event.by == "Carol" for event in again.history(largest.id))

    def test_merged_stories_stay_one_and_the_old_id_leads_there(self, filled):
        first, second = (brief.id for brief in every(filled)[:2])
        filled.corrections.merge(first, second, by="Carol")
        assert filled.story(second).brief.id == first
        filled.group()
        filled.tell()
        assert filled.story(second).brief.id == first
        assert filled.story(second).coverage.of == first
        assert second not in {brief.id for brief in every(filled)}

    @pytest.mark.parametrize("closed", [False, True])
    def test_articles_are_moved_and_split_off_in_open_and_in_closed_stories(
        self, filled, monkeypatch, closed
    ):
        if closed:
            later = datetime.now(UTC) + timedelta(days=40)
            filled._grouper._close(later)
            with sqlite3.connect(filled.store.path) as raw:
                assert raw.execute("SELECT count(*) FROM store_member WHERE kept IS NOT NULL").fetchone() == (
                    0,
                )
        large = [brief for brief in every(filled) if brief.articles > 1]
        one, other = large[0].id, large[1].id
        moving = filled.story(other).articles[0].article.id
        filled.corrections.belongs(moving, one, by="Carol")
        assert moving in {k.article.id for k in filled.story(one).articles}
        leaving = [k.article.id for k in filled.story(one).articles][:2]
        filled.corrections.split(one, leaving, by="Carol")
        stories = {
            brief.id: {k.article.id for k in filled.story(brief.id).articles} for brief in every(filled)
        }
        assert set(leaving) in [members for members in stories.values() if members & set(leaving)] or all(
            not members & set(leaving) or members <= set(leaving) for members in stories.values()
        )
        filled.group()
        members = [article for found in stories.values() for article in found]
        assert sorted(members) == sorted(kept.article.id for kept in filled.articles(most=1000))

    def test_what_is_not_there_is_refused_in_words(self, filled):
        story = every(filled)[0].id
        for wrong in (
            lambda: filled.corrections.wrong("e99999", by="Carol"),
            lambda: filled.corrections.wrong("nonsense", by="Carol"),
            lambda: filled.corrections.merge(story, StoryId("s-none"), by="Carol"),
            lambda: filled.corrections.split(story, ["e99999"], by="Carol"),
        ):
            with pytest.raises(NotThere):
                wrong()
        assert filled.story(StoryId("s-none")) is None


class TestFront:
    def test_a_card_of_a_told_story_holds_what_its_accounts_say(self, edition):
        largest = max(every(edition), key=lambda brief: brief.articles)
        whole = edition.story(largest.id)
        texts = {k.article.id: " ".join(k.article.text.split()) for k in whole.articles}
        (card,) = edition.cards([largest.id])
        face = card.face
        assert card.told
        assert card.brief == largest
        assert face.headline.text == largest.headline
        assert face.counts.articles == sum(len(group.strokes) for group in face.lines) == largest.articles
        assert {group.language for group in face.lines} == set(card.languages)
        assert [arrived.after is None for arrived in face.arrived][:2] == [True, False]
        assert face.headline.by.outlet not in {other.by.outlet for other in face.others}
        assert len(face.others) == 3
        points = (*face.agreed, *face.differing, *face.alone)
        assert face.agreed
        assert face.differing
        assert face.alone
        assert max(map(len, (face.agreed, face.differing, face.alone))) <= 4
        for cutting in (face.headline, face.dek, *face.others):
            assert cutting.text.rstrip("…") in texts[cutting.by.article]
        for version in (version for point in points for version in point.versions):
            assert version.text.rstrip("…") in texts[version.by[0].article]

    def test_a_story_of_one_article_gives_a_plain_card(self, edition):
        alone = [brief.id for brief in every(edition) if brief.articles == 1]
        cards = edition.cards(alone)
        assert [card.brief.id for card in cards] == alone
        for card in cards:
            (kept,) = edition.story(card.brief.id).articles
            assert not card.told
            assert card.face.headline.text == kept.article.title
            assert card.face.dek.text.rstrip("…") in " ".join(kept.article.text.split())
            assert card.face.counts.voices == 1
            assert not card.face.agreed

    def test_stories_that_are_not_told_have_cards_and_sections_too(self, filled):
        briefs = every(filled)
        cards = filled.cards(brief.id for brief in briefs)
        assert [card.brief for card in cards] == briefs
        assert not any(card.told for card in cards)
        assert [card.face.counts.articles for card in cards] == [brief.articles for brief in briefs]
        assert all(card.languages for card in cards)

    def test_a_merged_story_gives_its_card_away(self, filled):
        filled.tell()
        first, second = (brief.id for brief in every(filled)[:2])
        filled.corrections.merge(first, second, by="Carol")
        assert [card.brief.id for card in filled.cards([second, first, StoryId("s-none")])] == [first]
        filled.tell()
        (card,) = filled.cards([first])
        assert card.face.counts.articles == card.brief.articles
        for language in card.languages:
            section = Section(SectionKind.LANGUAGE, language)
            assert second not in {brief.id for brief in filled.stories(section=section)}

    @pytest.mark.parametrize("language", ["it", "en"])
    def test_a_section_holds_its_stories_hottest_first_and_goes_on_where_it_stopped(self, edition, language):
        section = Section(SectionKind.LANGUAGE, language)
        whole = {brief.id: edition.story(brief.id) for brief in every(edition)}
        wanted = [
            id for id, told in whole.items() if language in {k.analysis.language for k in told.articles}
        ]
        assert [brief.id for brief in every(edition, section=section)] == wanted
        assert edition.stories(section=Section(SectionKind.TOPIC, "sport")) == ()
        newest = max(told.brief.newest_at for told in whole.values())
        fresh = edition.stories(section=section, since=newest - timedelta(days=2))
        assert [b.id for b in fresh] == [
            id for id in wanted if whole[id].brief.newest_at >= newest - timedelta(days=2)
        ]

    def test_categories_put_a_story_into_the_section_of_their_topic(self, path):
        with at(path) as newsroom:
            with newsroom.store._writing():
                _categorise(newsroom.store._alias, "Esteri/Sport")
            newsroom.group()
            newsroom.tell()
            topics = {card.topics for card in newsroom.cards(b.id for b in every(newsroom))}
            assert topics == {(Topic.SPORT, Topic.WORLD)} or topics == {(Topic.WORLD, Topic.SPORT)}
            assert newsroom.stories(section=Section(SectionKind.TOPIC, "sport"), most=99)

    def test_pages_ask_few_questions_however_many_stories(self, edition):
        def asked(work):
            with CaptureQueriesContext(connections[edition.store._alias]) as caught:
                work()
            return len(caught)

        ids = [brief.id for brief in every(edition)]
        assert asked(lambda: edition.cards(ids)) == asked(lambda: edition.cards(ids[:4])) == 4
        assert asked(lambda: edition.stories(section=Section(SectionKind.LANGUAGE, "it"))) == 1
        assert asked(lambda: edition.edition()) == 6

    def test_the_edition_ends_and_one_outlet_alone_never_leads(self, edition):
        made = edition.edition(Reader())
        assert len(made.stories) == len(set(made.stories)) <= len(every(edition))
        cards = {card.brief.id: card for card in edition.cards(made.stories)}
        assert cards[made.picks[0].story].brief.voices > 1
        assert all(pick.reasons for pick in (*made.picks, *made.for_you))

    def test_rise_is_told_from_the_order_an_hour_ago(self, path):
        with at(path) as newsroom:
            newsroom.group()
            newsroom.tell()
            assert {pick.rise for pick in newsroom.edition().picks} == {None}
            order = [pick.story for pick in newsroom.edition().picks]
            with sqlite3.connect(path) as raw:
                raw.execute("UPDATE store_ranking SET at = datetime(at, '-1 hour')")
                raw.execute("UPDATE store_ranking SET stories = ?", [json.dumps(order[::-1])])
            rises = [pick.rise for pick in newsroom.edition().picks]
            assert rises == [len(order) - 1 - 2 * place for place in range(len(order))]

    def test_what_is_new_is_counted_up_to_a_bound(self, filled):
        assert filled.fresh(datetime.now(UTC) + timedelta(days=1)) == 0
        long_ago = datetime.now(UTC) - timedelta(days=9000)
        assert filled.fresh(long_ago) == len(every(filled)) > 3
        assert filled.fresh(long_ago, most=3) == 3


def _categorise(alias, *categories):
    from wholestory.store import coding, updating
    from wholestory.store.models import Entry as Row

    rows = list(Row.objects.using(alias))
    for row in rows:
        entry = coding.unpacked(bytes(row.body), Entry)
        row.body = coding.packed(replace(entry, categories=tuple(Category(PlainText(c)) for c in categories)))
    updating.rows(alias, rows, ["body"])


def test_who_has_no_window_open_corrects_open_stories_without_opening_one(path, filled, monkeypatch):
    story = max(every(filled), key=lambda brief: brief.articles)
    out = filled.story(story.id).articles[-1].article.id
    with at(path) as pages:
        monkeypatch.setattr(
            pages.store, "standing", lambda: pytest.fail("a page is not to wait for all that is open")
        )
        pages.corrections.wrong(out, by="Carol")
        assert pages.story(story.id).brief.articles == story.articles - 1
    filled.group()  # whoever works on the newsroom has heard of it, and leaves it so
    assert out not in {kept.article.id for kept in filled.story(story.id).articles}
    with at(path) as pages:
        pages.corrections.belongs(out, story.id, by="Carol")
    filled.group()
    assert out in {kept.article.id for kept in filled.story(story.id).articles}


def test_of_a_story_too_large_to_be_held_apart_any_article_can_be_corrected(path, filled, monkeypatch):
    story = max(every(filled), key=lambda brief: brief.articles)
    monkeypatch.setattr(tellings, "FIRST", 1)
    monkeypatch.setattr(tellings, "LATEST", 1)
    out = filled.story(story.id).articles[2].article.id
    with at(path) as pages:
        pages.corrections.wrong(out, by="Carol")
        assert out not in {kept.article.id for kept in pages.story(story.id).articles}
