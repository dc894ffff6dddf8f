"""Time expressions are found where they are times, and resolved as far as the text allows."""

import re

import pytest

import making
from wholestory.analyze import timings
from wholestory.model import Article, Basis, Granularity, Published, Sentence, Span, Timing


def told(text: str, language: str, published: str | None = None) -> tuple[tuple[str, Timing], ...]:
    article = making.article(text)
    found = timings.find(article, language, sentences(article))
    day = Published(published, published, published, Granularity.DAY, Basis.STATED) if published else None
    return tuple((article.quote(t.span), t) for t in timings.resolve(found, day))


def sentences(article: Article) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(Span(article.id, b.start + m.start(), b.start + m.end()), b.role)
        for b in article.blocks
        for m in re.finditer(r"\S.*?(?:[.!?](?= [A-Z])|\Z)", article.text[b.start : b.end], re.DOTALL)
    )


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("en", "It opened on October 30, 2024 in rain.", "October 30, 2024", "2024-10-30"),
        ("en", "It opened on 2024-10-30 in rain.", "2024-10-30", "2024-10-30"),
        ("en", "She died on the 3rd of May 2011.", "3rd of May 2011", "2011-05-03"),
        ("en", "It has been shut since May 2016.", "May 2016", "2016-05"),
        ("en", "Back in 2022, he left.", "2022", "2022"),
        ("en", "They met at the 2014 harbour gala.", "2014", "2014"),
        ("it", "È caduto il 30 ottobre 2023.", "30 ottobre 2023", "2023-10-30"),
        ("it", "Nel suo libro del 2022 lo racconta.", "2022", "2022"),
        ("de", "Am 21. November 2019 kam er an.", "21. November 2019", "2019-11-21"),
        ("de", "Sie wurde 1998 geboren.", "1998", "1998"),
        ("de", "Am 3.10.2021 war es soweit.", "3.10.2021", "2021-10-03"),
        ("es", "Ocurrió el 5 de marzo de 2021.", "5 de marzo de 2021", "2021-03-05"),
        ("fr", "Il est né le 1er août 1999.", "1er août 1999", "1999-08-01"),
        ("pt", "Aconteceu em 7 de abril de 2020.", "7 de abril de 2020", "2020-04-07"),
    ],
)
def test_a_date_with_its_year_needs_nothing_else(language, text, words, value):
    assert [(w, t.value) for w, t in told(text, language)] == [(words, value)]


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("en", "She posted it on Wednesday (October 30).", "Wednesday (October 30)", "2024-10-30"),
        ("en", "He resigned on Friday evening.", "Friday evening", "2024-11-01"),
        ("en", "They voted yesterday.", "yesterday", "2024-11-03"),
        ("en", "The court will rule on November 19.", "November 19", "2024-11-19"),
        ("en", "They met in April this year.", "April this year", "2024-04"),
        ("en", "Sales fell last year.", "last year", "2023"),
        ("en", "Sales fell last month.", "last month", "2024-10"),
        ("it", "È caduto mercoledì 30 ottobre.", "mercoledì 30 ottobre", "2024-10-30"),
        ("it", "Sono partiti ieri sera.", "ieri sera", "2024-11-03"),
        ("it", "È morto a marzo.", "marzo", "2024-03"),
        ("de", "Er trat am Freitagabend zurück.", "Freitagabend", "2024-11-01"),
        ("de", "Gestern wurde gestreikt.", "Gestern", "2024-11-03"),
        ("de", "Sie kam im vergangenen Jahr.", "vergangenen Jahr", "2023"),
        ("es", "Murió el jueves 31 de octubre.", "jueves 31 de octubre", "2024-10-31"),
        ("es", "Llegó ayer.", "ayer", "2024-11-03"),
        ("fr", "Il est mort le jeudi 31 octobre.", "jeudi 31 octobre", "2024-10-31"),
        ("fr", "Elle a gagné mardi soir.", "mardi soir", "2024-10-29"),
        ("pt", "Ele morreu na quarta-feira (30).", "quarta-feira (30)", "2024-10-30"),
        ("pt", "Chegou ontem.", "ontem", "2024-11-03"),
        ("pt", "Ele morreu na terça, disse a polícia.", "na terça", "2024-10-29"),
        ("en", "They met on Tuesday of last week.", "Tuesday of last week", "2024-10-29"),
        ("es", "Murió el domingo 3, dijo la policía.", "domingo 3", "2024-11-03"),
    ],
)
def test_a_time_without_a_year_is_reckoned_from_the_day_of_publication(language, text, words, value):
    assert [(w, t.value) for w, t in told(text, language, "2024-11-04")] == [(words, value)]
    assert [t.value for _, t in told(text, language)] == [None]


@pytest.mark.parametrize(
    ("language", "text", "earliest", "latest"),
    [
        ("en", "They quarrelled over the weekend.", "2024-10-26", "2024-10-27"),
        ("en", "They met last week.", "2024-10-21", "2024-10-27"),
        ("en", "They met two weeks ago.", "2024-10-13", "2024-10-19"),
        ("it", "Si erano conosciuti quasi dieci anni fa.", "2014-10-30", "2016-04-30"),
        ("de", "Das geschah vor drei Wochen.", "2024-10-06", "2024-10-12"),
        ("es", "Se casaron hace dos años.", "2022-04-30", "2023-04-30"),
    ],
)
def test_a_loose_distance_gives_bounds_and_no_value(language, text, earliest, latest):
    ((_, timing),) = told(text, language, "2024-10-30")
    assert (timing.value, timing.earliest, timing.latest) == (None, earliest, latest)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kim wished her a happy 42nd birthday."),
        ("en", "The clip had 2813 views."),
        ("en", "They may march on the town; you may not."),
        ("en", "The Sunday Times wrote about Black Friday."),
        ("en", "They won 2-1 against three others."),
        ("en", "Call 0171 2019 2020 now, it costs $2019."),
        ("en", "Some 2019 votes were lost."),
        ("en", "The 1990s were loud."),
        ("de", "Rund 2000 Menschen kamen."),
        ("it", "Non è mai venuto, ha 44 anni."),
        ("pt", "Na segunda fase ficou em quarta posição."),
        ("en", "It weighs 2015 kg."),
    ],
)
def test_what_only_looks_like_a_time_is_left_out(language, text):
    assert told(text, language) == ()


def test_what_follows_in_the_text_is_reckoned_from_the_time_named_before():
    found = told("Nel maggio 2018 l'ha incontrata. Ha firmato nel mese successivo.", "it")
    assert [t.value for _, t in found] == ["2018-05", "2018-06"]


def test_a_captions_time_is_marked():
    article = making.article("It rained.", captions=("The pair in the park on June 13, 2019.",))
    (timing,) = timings.find(article, "en", sentences(article))
    assert timing.caption
    assert timing.value == "2019-06-13"


def test_a_relative_day_in_someones_mouth_is_never_resolved():
    found = told("“We leave tomorrow,” she said on Monday.", "en", "2024-11-08")
    assert [t.value for _, t in found] == [None, "2024-11-04"]


def test_a_publication_day_known_only_as_a_range_gives_a_value_only_where_all_its_days_agree():
    article = making.article("She posted it on Wednesday (October 30). He answered yesterday.")
    found = timings.find(article, "en", sentences(article))
    day = Published(None, "2024-10-31", "2024-11-04", Granularity.DAY, Basis.INFERRED)
    first, second = timings.resolve(found, day)
    assert first.value == "2024-10-30"
    assert (second.value, second.earliest, second.latest) == (None, "2024-10-30", "2024-11-03")


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "in 99999999", "١٢٣ مايو ٢٠٢٤", "in ٢٠٢٤", "May 31, 9999", "on ½ May"]
)
@pytest.mark.parametrize("language", ["en", "de", None])
def test_hostile_figures_do_no_harm(text, language):
    for words, _ in told(text, language, "0001-01-01"):
        assert words in text


def test_an_unknown_language_still_gives_iso_dates():
    assert [w for w, _ in told("op 2024-10-30 en op 3 mei 2020", "nl")] == ["2024-10-30"]
