"""Snippets: an article's own words, around what was found."""

from hypothesis import given
from hypothesis import strategies as st

from wholestory.model import ArticleId
from wholestory.text import queries, snippets

ID = ArticleId("a1")
TEXT = (
    "Ferry sails\n\n"
    + "Nothing here. " * 40
    + "\n\nThe Café board met. The ferry sails, said Bob. "
    + "Rest. " * 60
)


def cut(text, words, title=0):
    return snippets.cut(ID, text, title=title, wanted=snippets.patterns(queries.parse(words)))


def test_it_shows_where_most_of_the_words_stand_and_not_the_title():
    found = cut(TEXT, "ferry cafe", title=11)
    assert found.text.startswith("The Café board met. The ferry sails")
    assert [TEXT[each.start : each.end] for each in found.found] == ["Café", "ferry"]
    assert len(found.text) <= snippets.LENGTH


def test_without_the_words_it_shows_the_beginning_of_the_body():
    assert cut(TEXT, "lang:en", title=11).text.startswith("Nothing here.")
    assert cut(TEXT, "elsewhere", title=11).found == ()


def test_parts_of_words_are_not_marked_and_phrases_are_marked_whole():
    assert cut("Boarding. The board met.", "board").found[0].start == 14
    found = cut("The harbour\nboard met.", '"harbour board"')
    assert [(each.start, each.end) for each in found.found] == [(4, 17)]


@given(st.text(), st.text(), st.integers(0, 50))
def test_every_snippet_is_cut_from_its_text(text, words, title):
    title = min(title, len(text))
    found = cut(text, words, title=title)
    assert text[found.span.start : found.span.end] == found.text
    for each in found.found:
        assert found.span.start <= each.start < each.end <= found.span.end
