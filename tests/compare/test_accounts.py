from compare.telling import apart, quoted, told
from wholestory.compare import accounts, alignment
from wholestory.model import Origin, OriginKind

WIRE = (
    "A passenger ferry ran aground on Friday evening after losing power in the strait.",
    "The ship was driven on to a bank, where she settled upright in shallow water.",
    "An inquiry has been opened and will send two investigators to the island.",
)


def tell(*pairs):
    articles, analyses = apart(*pairs)
    return accounts.tell(articles, analyses, alignment.align(articles, analyses))


def test_a_copy_names_the_article_it_carries_and_stands_behind_own_reports():
    found = tell(
        told("b", *WIRE, at="2025-01-01T10:00"),
        told("c", "Captain and crew were praised by everybody who came ashore that night.", at="2025-01-02"),
        told("a", *WIRE[:2], at="2025-01-01T11:00"),
    )
    assert [(f.article, f.copy_of) for f in found] == [("b", None), ("c", None), ("a", "b")]


def test_what_stands_in_a_later_article_is_no_copy_unless_that_is_the_agency_it_names():
    later = told("w", *WIRE, at="2025-01-02", outlet="Wire One")
    own = told("o", *WIRE, at="2025-01-01")
    assert {f.article: f.copy_of for f in tell(later, own)} == {"o": None, "w": "o"}
    named = told("o", *WIRE, at="2025-01-01", origin=Origin(OriginKind.WIRE, "Wire One"))
    assert {f.article: f.copy_of for f in tell(later, named)} == {"o": "w", "w": None}


def test_an_article_with_much_of_its_own_is_an_account_of_its_own():
    own = [
        f"Witness number {n} spoke at length about rope, sand, wind and tide in the cold hall." for n in "abc"
    ]
    found = tell(told("a", *WIRE, at="2025-01-01"), told("b", *WIRE, *own, at="2025-01-02"))
    assert [f.copy_of for f in found] == [None, None]


def test_undated_doubles_go_by_id():
    assert {f.article: f.copy_of for f in tell(told("b", "Short text."), told("a", "Short text."))} == {
        "a": None,
        "b": "a",
    }


def test_the_lead_is_the_first_sentence_and_a_second_if_that_is_short():
    article, analysis = told("a", "It is over. The strike at the port ended on Friday. Ships sail again.")
    assert [article.quote(s) for s in accounts.lead(article, analysis)] == [
        "It is over.",
        "The strike at the port ended on Friday.",
    ]


def test_a_dateline_is_no_lead_and_neither_are_title_and_caption():
    article, analysis = told("a", "PORT AVERIL.", WIRE[0] + " " + WIRE[1], title="Ferry aground")
    assert article.quote(accounts.lead(article, analysis)[0]) == WIRE[0]


def test_an_article_without_sentences_has_an_account_without_words():
    (found,) = tell(told("a"))
    assert (found.copy_of, found.lead, found.alone) == (None, (), ())


def test_every_lead_is_a_slice():
    pair = told("a", *WIRE)
    (found,) = tell(pair)
    assert quoted([pair[0]], found.lead[0]) == WIRE[0]
