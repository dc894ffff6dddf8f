"""From articles to stories that stay: grouped as they come, told, and found again under their ids."""

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import samples
from sites import running

from wholestory.errors import NotThere
from wholestory.fetch import Manners
from wholestory.model import StoryId
from wholestory.newsroom import opened
from wholestory.pipeline import batch

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
