"""The language of searching: what is typed means something, whatever it is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.model import Field, Query, Term
from wholestory.text import queries, searchable


def words(*all_of, without=()):
    return Query(groups=tuple((Term(each),) for each in all_of), without=tuple(map(Term, without)))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("ferry  spring", words("ferry", "spring")),
        ('"ferry sails" spring', words("ferry sails", "spring")),
        ("“ferry sails” «in spring»", words("ferry sails", "in spring")),
        ("ferry -board", words("ferry", without=["board"])),
        ('-"harbour board"', words(without=["harbour board"])),
        ("a OR b c", Query(groups=((Term("a"), Term("b")), (Term("c"),)))),
        ("title:ferry", Query(groups=((Term("ferry", Field.TITLE),),))),
        ('Person:"Alice Berg"', Query(groups=((Term("Alice Berg", Field.PERSON),),))),
        ("lang:pt-BR", Query(groups=((Term("pt", Field.LANGUAGE),),))),
        ('"no end', words("no end")),
        ("nothing:here", words("nothing here")),
        ("https://tide.example/1", words("https //tide.example/1")),
        ("OR ferry OR", words("ferry")),
        ("-", Query()),
        ('"" … 😀', Query()),
        ("title:", words("title:")),
        ("before:yesterday", words("before yesterday")),
        ("after:2026-02-31", words("after 2026-02-31")),
    ],
)
def test_what_is_typed_means_something(typed, query):
    assert queries.parse(typed) == query


def test_bounds_begin_with_the_year_month_or_day_and_the_narrowest_hold():
    query = queries.parse("after:2024 after:2025-03 before:2026-01-02 before:2027")
    assert query.since == datetime(2025, 3, 1, tzinfo=UTC)
    assert query.before == datetime(2026, 1, 2, tzinfo=UTC)
    assert query.groups == ()


PARTS = st.sampled_from(["a", "-", '"', ":", "OR", "title:", "before:2026"])
ODD = 'ab "“”-:OR()*^\x00\ud800京ก'


@given(st.text() | st.text(alphabet=ODD) | st.lists(PARTS).map(" ".join))
def test_nothing_that_is_typed_raises(typed):
    query = queries.parse(typed)
    terms = [term for group in query.groups for term in group] + list(query.without)
    for term in terms:
        said, _ = searchable.phrase(term.words)
        assert said
        assert '"' not in said
        assert "\x00" not in said


def test_however_much_is_typed_little_is_asked():
    query = queries.parse("word " * 5000)
    assert len(query.groups) <= queries.MOST_TERMS


@given(st.text())
def test_folding_moves_no_letter(text):
    assert len(searchable.folded(text)) == len(text)


@given(st.text(alphabet="京都大学กรุงเทพab 。", min_size=1), st.data())
def test_any_part_of_a_text_without_spaces_is_a_row_of_its_pairs(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : start + data.draw(st.integers(1, 6))].split()
    for run in part:
        if set(run) <= set("京都大学กรุงเทพ"):
            said, is_beginning = searchable.phrase(run)
            assert said or not any(map(str.isalnum, run))
            kept = f" {' '.join(searchable.text(text).split())} "
            assert not said or f" {said}{'' if is_beginning else ' '}" in kept
