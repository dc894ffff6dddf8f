from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import article
from wholestory.analyze import sentences
from wholestory.model import Role


def texts(code, *paragraphs, **more):
    made = article(*paragraphs, **more)
    return [made.quote(s.span) for s in sentences.split(made, code)]


def test_sentences_end_behind_the_mark_that_closes_after_the_stop():
    assert texts("en", "She left the “gala.” She said no.") == ["She left the “gala.”", "She said no."]


def test_a_question_inside_a_quotation_does_not_end_the_sentence_that_reports_it():
    assert texts("en", "“Why? Why now?” he asked. Nobody knew.") == [
        "“Why? Why now?” he asked.",
        "Nobody knew.",
    ]


def test_titles_initials_and_numbers_do_not_end_a_sentence():
    line = "Mr. J. K. Larsen met Dr. Osei about the 1.5 percent. Then he left."
    assert texts("en", line) == [line[:-14].strip(), "Then he left."]


def test_ellipses_go_on_in_lower_case():
    assert texts("en", "She waited ... and waited… then left. It rained.") == [
        "She waited ... and waited… then left.",
        "It rained.",
    ]


def test_german_ordinals_and_abbreviations_go_on():
    assert texts("de", "Am 21. November kam z. B. Prof. Öztürk. Ärzte warnten.") == [
        "Am 21. November kam z. B. Prof. Öztürk.",
        "Ärzte warnten.",
    ]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("it", "Parla il sig. Rossi. È vero."),
        ("fr", "M. Dubois est parti. Était-ce vrai ?"),
        ("es", "Habló la Sra. Gómez. Ánimo no faltaba."),
        ("pt", "Falou o Sr. Álvares. É verdade."),
    ],
)
def test_abbreviated_titles_go_on_and_accented_capitals_open(code, line):
    assert len(texts(code, line)) == 2


def test_no_sentence_crosses_blocks():
    made = article("No stop here", "and none here", title="A title")
    found = sentences.split(made, "en")
    assert [made.quote(s.span) for s in found] == ["A title", "No stop here", "and none here"]
    assert found[0].role is Role.TITLE


@given(st.lists(st.text(max_size=80), max_size=4))
def test_sentences_are_trimmed_ordered_and_cover_all_words(paragraphs):
    made = article(*(p for p in paragraphs if p.strip()))
    found = sentences.split(made, "en")
    assert all(made.quote(s.span) == made.quote(s.span).strip() != "" for s in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    covered = "".join(made.quote(s.span) for s in found)
    assert "".join(covered.split()) == "".join(made.text.split())
