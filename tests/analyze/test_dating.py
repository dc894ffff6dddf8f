"""An article's day is bounded by what its own text says has been and lies ahead."""

import making
from analyze.test_timings import sentences
from wholestory.analyze import dating, timings
from wholestory.model import Article, Basis, Granularity, Published


def dated(article: Article, language: str = "en") -> Published | None:
    return dating.published(article, timings.find(article, language, sentences(article)))


def test_its_own_date_stands():
    own = Published("2020-01-02", "2020-01-02", "2020-01-02", Granularity.DAY, Basis.STATED)
    assert dated(making.article("It happened in 2022.", published=own)) == own


def test_a_weekday_with_its_date_and_a_countdown_leave_a_few_days():
    article = making.article(
        "She spoke just days before the 2024 harbour vote.",
        "The mayor wrote on Wednesday (October 30). There was another vote in 2020.",
        "With less than one week until polling, which takes place this year on November 5, few noticed.",
    )
    found = dated(article)
    assert found
    assert (found.value, found.earliest, found.latest) == (None, "2024-10-30", "2024-11-04")
    assert (found.basis, found.granularity) == (Basis.INFERRED, Granularity.DAY)
    assert {article.quote(s) for s in found.evidence} == {  # type: ignore[arg-type]
        "2024",
        "Wednesday (October 30)",
        "less than one week until",
        "this year on November 5",
    }


def test_the_latest_year_told_as_past_is_where_it_may_begin():
    found = dated(making.article("She left in 2017. Back in 2022, she returned. His 2024 campaign goes on."))
    assert found
    assert (found.value, found.earliest, found.latest) == (None, "2022-01-01", None)


def test_plans_names_quotations_and_captions_date_nothing():
    article = making.article(
        "The town should be free of cars in 2030. The 2028 games are near.",
        "“I was there in 2019,” he said.",
        captions=("The hall was opened in 2021.",),
    )
    assert dated(article) is None


def test_a_weekday_that_fits_no_named_year_gives_no_day():
    article = making.article("The mayor wrote on Thursday (October 30). There was a vote in 2020.")
    found = dated(article)
    assert found
    assert (found.earliest, found.latest) == ("2020-01-01", None)


def test_other_languages_are_dated_alike():
    italian = making.article("Nel 2022 ha lasciato la città. Il voto del 2026 è vicino.")
    german = making.article("Im Jahr 2021 wurde das Haus verkauft. Die Agenda 2030 bleibt.")
    first, second = dated(italian, "it"), dated(german, "de")
    assert first
    assert second
    assert (first.earliest, second.earliest) == ("2022-01-01", "2021-01-01")
