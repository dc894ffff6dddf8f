from analysing import analysis, day, figure, timing

from making import article
from wholestory.compare.linking import link
from wholestory.compare.narrowing import find
from wholestory.model import Basis, Shift


def undated(text="Ines Ravello had her 43rd birthday over the weekend."):
    a = article(text, id="a")
    statement = figure(a, "43rd birthday", "birthday", 43, subject=0, at=0)
    weekend = timing(a, "over the weekend", None, Shift("weekend", -1, -1))
    return a, analysis(a, "Ines Ravello", statements=(statement,), timings=(weekend,))


def dated(*, value=43):
    a = article(
        f"Ines Ravello gave a party for her {value}rd birthday.",
        "The party for her birthday was on 22 October.",
        id="b",
        published=day("2023-11-03"),
    )
    statement = figure(a, f"{value}rd birthday", "birthday", value, subject=0)
    return a, analysis(
        a, "Ines Ravello", statements=(statement,), timings=(timing(a, "22 October", "2023-10-22"),)
    )


def narrowed(*pairs):
    articles, analyses = [a for a, _ in pairs], [x for _, x in pairs]
    return find(articles, analyses, link(articles, analyses))


def test_an_undated_article_is_narrowed_by_one_that_dates_the_same_birthday():
    found = narrowed(undated(), dated())["a"]
    assert (found.value, found.basis) == (None, Basis.OTHER_ARTICLE)
    assert found.earliest == "2023-10-22"
    assert found.latest == "2023-10-29"
    assert {span.article for span in found.evidence} == {"a", "b"}


def test_another_birthday_narrows_nothing():
    assert narrowed(undated(), dated(value=44)) == {}


def test_a_dated_article_is_left_alone():
    assert "b" not in narrowed(undated(), dated())
