from analysing import analysis, day, figure, timing

from making import article
from wholestory.compare.births import find
from wholestory.compare.linking import link
from wholestory.compare.scope import Scope
from wholestory.model import Outcome, StoryId


def told(text, words, value, *, id, published=None, attribute="age", at=None):
    a = article(text, id=id, published=published)
    timings = (timing(a, *at),) if at else ()
    statement = figure(a, words, attribute, value, subject=0, at=0 if at else None)
    return a, analysis(a, "Ines Ravello", statements=(statement,), timings=timings)


def claims(*pairs):
    articles, analyses = [a for a, _ in pairs], [x for _, x in pairs]
    scope = Scope(StoryId("s"), tuple(articles), tuple(analyses), {a.id: StoryId("s") for a in articles})
    return list(find(scope, link(articles, analyses)))


AGED_44 = told("Ines Ravello, 44, spoke.", "44", 44, id="a", published=day("2024-10-30"))
TURNED_42 = told(
    "Ines Ravello had her 42nd birthday.", "42nd birthday", 42, id="b", published=day("2024-10-26"),
    attribute="birthday",
)  # fmt: skip
TURNED_43 = told(
    "Ines Ravello had her 43rd birthday.", "43rd birthday", 43, id="c", published=day("2023-10-24"),
    attribute="birthday",
)  # fmt: skip
UNDATED_43 = told("Ines Ravello had her 43rd birthday.", "43rd birthday", 43, id="d", attribute="birthday")


def test_an_age_and_a_birthday_a_year_apart_fit_by_arithmetic():
    assert [c.outcome for c in claims(AGED_44, TURNED_43)] == [Outcome.COMPATIBLE]


def test_the_value_that_fits_no_other_is_the_outlier_and_no_age_is_asserted():
    (claim,) = claims(AGED_44, TURNED_42, TURNED_43)
    assert claim.outcome is Outcome.DIFFER
    assert claim.values[claim.outlier].article == "b"


def test_two_against_each_other_have_no_outlier():
    (claim,) = claims(AGED_44, TURNED_42)
    assert (claim.outcome, claim.outlier) == (Outcome.DIFFER, None)


def test_an_undated_value_is_not_compared():
    dated, undated = claims(TURNED_42, UNDATED_43)
    assert dated.outcome is Outcome.ALONE
    assert undated.outcome is Outcome.NOT_COMPARABLE


def test_a_birthday_on_a_named_day_and_an_age_days_before_fit():
    before = told("Ines Ravello, 41, came.", "41", 41, id="e", published=day("2023-10-24"))
    on = told(
        "Ines Ravello turned 42 on 30 October.", "42", 42, id="f", published=day("2023-11-03"),
        attribute="birthday", at=("30 October", "2023-10-30"),
    )  # fmt: skip
    assert [c.outcome for c in claims(before, on)] == [Outcome.COMPATIBLE]


def test_no_two_claims_share_an_id():
    same = told("Ines Ravello, 43, spoke.", "43", 43, id="g")
    found = claims(TURNED_43, UNDATED_43, same)
    assert [c.outcome for c in found] == [Outcome.AGREE]
    found = claims(AGED_44, TURNED_42, UNDATED_43, same)
    assert len({c.id for c in found}) == len(found) == 2
