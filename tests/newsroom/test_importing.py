"""Articles from files: kept once, however often they are imported."""

import json
from datetime import timedelta

import pytest

from wholestory import newsroom as module
from wholestory.model import FeedState, Subscription
from wholestory.pipeline import importing

TEXT = "The harbour board met on Monday. The ferry to Ostrand will sail again, said Alice Berg."


def write(folder, *records, name="archive.jsonl"):
    path = folder / name
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


def record(title="Ferry sails", text=TEXT, **more):
    return {"title": title, "text": text, **more}


def told(newsroom):
    return [(each.article.title, each.article.text) for each in newsroom.articles()]


def counts(found):
    return found.new, found.changed, found.same, found.failed


def test_importing_the_same_twice_adds_nothing(newsroom, tmp_path):
    path = write(tmp_path, record(url="https://tide.example/1"), record("Board meets"))
    (tmp_path / "page.txt").write_text(f"Ferry waits\n\n{TEXT}\n\n{TEXT[::-1]}\n")
    assert counts(newsroom.import_([path, tmp_path / "page.txt"])) == (3, 0, 0, 0)
    assert counts(newsroom.import_([tmp_path])) == (0, 0, 3, 0)
    assert len(newsroom.articles()) == 3
    assert {hit.title for hit in newsroom.search("ostrand").hits} >= {"Ferry sails", "Board meets"}


def test_a_changed_text_keeps_the_earlier_one(newsroom, tmp_path):
    for address in ({"url": "https://tide.example/1?utm_source=x"}, {}):
        newsroom.import_([write(tmp_path, record(f"Ferry {address}", **address))])
        other = record(f"Ferry {address}", f"{TEXT} Corrected.", **address)
        assert counts(newsroom.import_([write(tmp_path, other)])) == (0, 1, 0, 0)
        (kept,) = [each for each in newsroom.articles() if str(address) in each.article.title]
        assert kept.article.text.endswith("Corrected.")
        (earlier,) = newsroom.earlier_texts(kept.number)
        assert not earlier.article.text.endswith("Corrected.")
        assert counts(newsroom.import_([write(tmp_path, other)])) == (0, 0, 1, 0)
        first = record(f"Ferry {address}", **address)
        assert counts(newsroom.import_([write(tmp_path, first)])) == (0, 0, 1, 0), "it was kept already"


def test_what_came_by_feed_is_not_kept_again(newsroom, site, tmp_path):
    item = (
        f"<item><guid>a</guid><title>Ferry</title><link>https://tide.example/a</link><description>{TEXT * 20}"
    )
    site.pages["/rss"] = f"<rss version='2.0'><channel>{item}</description></item></channel></rss>".encode()
    newsroom.follow_all([Subscription(url=site.url("/rss"))])
    newsroom.gather()
    newsroom.read()
    found = newsroom.import_([write(tmp_path, record("Ferry", url="http://tide.example/a#top"))])
    assert counts(found) == (0, 0, 1, 0)
    assert len(newsroom.articles()) == 1


def test_an_article_stands_at_its_own_time_and_never_in_the_future(newsroom, tmp_path):
    times = ["1923-05-02", "2019-01-01", "2020-02-03T10:00:00+02:00", "2999-01-01", "0000-00-00"]
    newsroom.import_([write(tmp_path, *(record(f"Of {at}", published=at) for at in times))])
    sorted_at = {each.article.title: each.sort_at for each in newsroom.articles()}
    assert sorted_at["Of 1923-05-02"].isoformat() == "1923-05-02T00:00:00+00:00"
    assert sorted_at["Of 2020-02-03T10:00:00+02:00"].isoformat() == "2020-02-03T08:00:00+00:00"
    assert max(sorted_at.values()).year < 2999
    assert [hit.title for hit in newsroom.search("ferry before:1924").hits] == ["Of 1923-05-02"]


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(newsroom, tmp_path):
    path = write(tmp_path, record(), {"title": "No text"})
    (tmp_path / "empty.txt").write_bytes(b"")
    found = newsroom.import_([path, tmp_path / "empty.txt", tmp_path / "none.txt", tmp_path / "none.opml"])
    assert counts(found) == (1, 0, 0, 4)
    assert {failure.code for failure in found.failures} == {"bad_record", "empty", "missing"}


def test_a_list_of_feeds_is_followed(newsroom, tmp_path):
    listed = '<opml version="2.0"><body><outline type="rss" text="A" xmlUrl="https://a.example/rss"/></body></opml>'
    (tmp_path / "list.opml").write_text(listed)
    assert newsroom.import_([tmp_path / "list.opml"]).followed == 1
    assert [each.feed.url for each in newsroom.followed()] == ["https://a.example/rss"]


def test_articles_from_files_are_no_feed_that_is_asked(newsroom, tmp_path):
    newsroom.import_([write(tmp_path, record())])
    assert newsroom.followed() == ()
    assert newsroom.gather().asked == 0
    assert newsroom.read().looked == 0
    assert FeedState.FILE not in {each.feed.state for each in newsroom.followed()}


def test_ended_between_two_batches_it_goes_on_where_it_stopped(newsroom, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "TOGETHER", 2)
    path = write(tmp_path, *(record(f"Ferry {n}", f"{TEXT} {n}") for n in range(7)))
    keep, calls = newsroom.store.keep_imported, []

    def failing(given):
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return keep(given)

    monkeypatch.setattr(newsroom.store, "keep_imported", failing)
    with pytest.raises(KeyboardInterrupt):
        newsroom.import_([path])
    assert len(newsroom.articles()) == 4
    seen = []
    assert counts(newsroom.import_([path], told=lambda done, of: seen.append((done, of)))) == (3, 0, 4, 0)
    assert len({text for _, text in told(newsroom)}) == 7
    assert seen == sorted(seen), "the bar never goes back"
    assert seen[-1] == (path.stat().st_size,) * 2


def test_what_was_let_go_comes_back_when_it_is_imported_again(newsroom, tmp_path, monkeypatch):
    path = write(tmp_path, record(published="2019-01-01"))
    newsroom.import_([path])
    now = module._now()
    monkeypatch.setattr(module, "_now", lambda: now + timedelta(days=31))
    assert newsroom.tidy(days=30) == 1
    assert newsroom.articles() == ()
    assert counts(newsroom.import_([path])) == (1, 0, 0, 0)
    assert newsroom.tidy(days=30) == 0
    assert len(newsroom.articles()) == len(newsroom.search("ferry").hits) == 1


@pytest.mark.parametrize(
    "address", ["<script>alert(1)</script>", "javascript:alert(1)", "https://[", "\ud800", ""]
)
def test_an_article_whose_address_is_none_is_kept_and_known_again(newsroom, tmp_path, address):
    path = write(tmp_path, record(url=address))
    assert counts(newsroom.import_([path])) == (1, 0, 0, 0)
    path.write_text(path.read_text() + "\n")
    assert counts(newsroom.import_([path])) == (0, 0, 1, 0)
