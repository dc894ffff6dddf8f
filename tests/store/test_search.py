"""Searching: what is found, in which order, and that the index follows every change."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from articles import again, keep
from hypothesis import given, settings
from hypothesis import strategies as st
from storing import HOUR, NOW

from wholestory import store
from wholestory.model import Found
from wholestory.store.search import building, finding, matching, places
from wholestory.text import queries

TOLD = (
    {"title": "Ferry sails again", "text": "The ferry to Ostrand sails in spring, said Alice Berg."},
    {"title": "Fähre fährt", "text": "Die Fähre nach Ostrand fährt wieder.", "language": "de"},
    {"title": "Board meets", "text": "The harbour board met. In spring the ferry was not discussed."},
    {"title": "北京大学开学", "text": "今天北京大学开学了。", "language": "zh"},
    {"title": "ข่าว", "text": "เรือข้ามฟากไปกรุงเทพจะกลับมา", "language": "th"},
    {
        "title": "Café opens",
        "text": "Bob’s café opens. A “quoted” word; NEAR(x) * ^ OR.",
        "outlet": "The Tide",
    },
)


def told(each):
    return {"people": ("Alice Berg",), **each} if "Alice" in each["text"] else each


@pytest.fixture
def kept(opened):
    keep(opened, *map(told, TOLD))
    return opened


def titles(kept, words, **more):
    return [hit.title for hit in kept.search(queries.parse(words), most=50, **more).hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", ["Ferry sails again", "Board meets"]),
        ("FERRY spring", ["Ferry sails again", "Board meets"]),
        ('"sails in spring"', ["Ferry sails again"]),
        ('"spring sails"', []),
        ("title:ferry", ["Ferry sails again"]),
        ("ostrand -title:sails", ["Fähre fährt"]),
        ("fahre", ["Fähre fährt"]),
        ("cafe", ["Café opens"]),
        ("lang:de", ["Fähre fährt"]),
        ("lang:de-AT ostrand", ["Fähre fährt"]),
        ("spring lang:de", []),
        ("outlet:tide", ["Café opens"]),
        ('person:"alice berg"', ["Ferry sails again"]),
        ("person:bob", []),
        ("sails OR opens", ["Ferry sails again", "Café opens"]),
        ("board OR opens spring", ["Board meets"]),
        ("北京", ["北京大学开学"]),
        ("大学开", ["北京大学开学"]),
        ("京学", []),
        ("学", ["北京大学开学"]),
        ("กรุงเทพ", ["ข่าว"]),
        ("bob's", ["Café opens"]),
        ("-ferry -ostrand -lang:zh -lang:th", ["Café opens"]),
        ("NEAR(x)", ["Café opens"]),
        ('" * ^', []),
        ("", []),
        ("nothing", []),
    ],
)
def test_what_is_asked_is_found_newest_first(kept, words, found):
    assert titles(kept, words) == found


def test_bounds_are_whole_days_in_utc_and_exact(kept):
    assert titles(kept, "ferry after:2026-11-22 before:2026-11-23") == ["Ferry sails again", "Board meets"]
    assert titles(kept, "ferry before:2026-11-22") == []
    assert titles(kept, "after:2026 before:2027 ferry") == ["Ferry sails again", "Board meets"]
    assert titles(kept, "after:2027") == []


def test_every_hit_shows_words_of_its_article(kept):
    for words in ("ferry spring", "北京", "กรุงเทพ", "cafe", "lang:en"):
        for hit in kept.search(queries.parse(words), most=9).hits:
            (article,) = [a.article for a in kept.articles(most=99) if a.number == hit.number]
            assert article.quote(hit.snippet.span) == hit.snippet.text
            marks = [article.quote(span).lower() for span in hit.snippet.found]
            assert all(mark in ("ferry", "spring", "北京", "กรุงเทพ", "café") for mark in marks)
    (hit,) = kept.search(queries.parse("cafe"), most=9).hits
    assert hit.snippet.found


def test_pages_meet_without_gap_or_repetition_even_where_times_are_equal(opened):
    keep(opened, *((f"Story {n}", "the same words") for n in range(23)), at=NOW)
    more = ({"title": f"Late {n}", "text": "the same words"} for n in range(40))
    numbers = keep(opened, *more, at=NOW - 5 * HOUR, feed="https://late.example/rss")
    assert len(numbers) == 40
    whole = opened.search(queries.parse("same"), most=100)
    paged, page = [], Found(more=None)
    while page.more or not paged:
        page = opened.search(queries.parse("same"), most=7, before=page.more)
        paged += page.hits
    assert tuple(paged) == whole.hits
    assert len({hit.number for hit in paged}) == 63
    times = [hit.sort_at for hit in paged]
    assert times == sorted(times, reverse=True), "what arrives late stands where it belongs"


def test_what_an_article_says_no_more_is_found_no_more(kept):
    (hit,) = kept.search(queries.parse("title:ferry"), most=9).hits
    again(kept, hit.entry, title="Boat sails again", text="The boat to Ostrand sails.")
    assert titles(kept, "ferry") == ["Board meets"]
    assert titles(kept, "boat") == ["Boat sails again"]
    assert titles(kept, 'person:"alice berg"') == []


def test_what_is_dropped_leaves_nothing_in_the_index(kept):
    numbers = [each.number for each in kept.articles(most=99)]
    again(kept, kept.articles(most=1)[0].entry, title="Edited", text="Edited words, صَباح.")
    with kept._writing():
        building.drop(kept._alias, numbers)
    with sqlite3.connect(kept.path) as raw:
        raw.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {building.TABLE}, row)")
        assert raw.execute("SELECT term FROM temp.words").fetchall() == []
        assert raw.execute("SELECT count(*) FROM store_searched").fetchone() == (0,)


def test_built_anew_the_index_says_the_same(kept):
    words = ["ferry", "北京", "lang:th", "person:berg", "-ferry"]
    before = [titles(kept, each) for each in words]
    with kept._writing():
        building.anew(kept._alias)
    assert [titles(kept, each) for each in words] == before
    assert any(before)


def test_articles_kept_before_there_was_an_index_are_found(kept, tmp_path):
    from django.core.management import call_command

    call_command("migrate", "store", "0003", database=kept._alias, verbosity=0)
    path, _ = kept.path, kept.close()
    again = store.open(path)
    assert titles(again, "ferry") == ["Ferry sails again", "Board meets"]
    again.close()


def test_a_half_written_reading_leaves_the_index_as_it_was(kept, monkeypatch):
    (hit,) = kept.search(queries.parse("title:ferry"), most=9).hits
    monkeypatch.setattr(building, "keep", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        again(kept, hit.entry, title="Boat", text="boat")
    assert titles(kept, "ferry") == ["Ferry sails again", "Board meets"]
    assert titles(kept, "boat") == []


def test_a_search_that_takes_too_long_is_ended_and_says_so(kept, monkeypatch):
    monkeypatch.setattr(finding, "PATIENCE", -1.0)
    monkeypatch.setattr(finding, "_STEPS", 1)
    found = kept.search(queries.parse("ferry"), most=9)
    assert found.cut
    monkeypatch.undo()
    assert not kept.search(queries.parse("ferry"), most=9).cut


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab"“”:-*^(){}+,.\x00\ud800 ORtitle北京ก’'), max_size=30) | st.text())
def test_no_query_upsets_the_index(words):
    query = queries.parse(words)
    if query.is_empty:
        return
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(building.CREATE)
        asked = f"SELECT rowid FROM {building.TABLE} WHERE {building.TABLE} MATCH ?"
        assert raw.execute(asked, (matching.match(query),)).fetchall() == []


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(1, 400)), max_size=200))
def test_places_are_unique_and_follow_time(given):
    taken = {}
    for second, number in given:
        at = NOW + timedelta(seconds=3600 * second)
        place = places.free(at, number, lambda wanted: taken.keys() & set(wanted))
        taken[place] = at
    times = [taken[place] for place in sorted(taken)]
    assert times == sorted(times)
    assert len(taken) == len(given)
