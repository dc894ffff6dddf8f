"""Figures are stated of the right person or thing, or of nobody."""

import pytest

import making
from wholestory.analyze import names, quotations, sentences, statements, timings
from wholestory.model import (
    Article,
    Basis,
    Granularity,
    Published,
    Statement,
    Status,
)

DAY = Published("2023-11-03", "2023-11-03", "2023-11-03", Granularity.DAY, Basis.STATED)


def stated(article: Article, language: str = "en") -> list[tuple[Statement, str, str | None]]:
    """Each statement with its words and the name of its subject."""
    split = sentences.split(article, language)
    named = names.find(article, language, split)
    quoted = quotations.find(article, language, split, named)
    times = timings.resolve(timings.find(article, language, split), DAY)
    found = statements.find(article, language, split, named, quoted, times)
    return [
        (s, article.quote(s.span), named.referents[s.subject].name if s.subject is not None else None)
        for s in found
    ]


def told(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    return [(s.attribute, s.quantity.value, who) for s, _, who in stated(making.article(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "value", "who"),
    [
        ("en", "Maud Ellery, 44, spoke to reporters.", "44", "Maud Ellery"),
        ("en", "Maud Ellery (44) spoke to reporters.", "44", "Maud Ellery"),
        ("en", "Then 41-year-old Maud Ellery spoke.", "41", "Maud Ellery"),
        ("en", "Maud Ellery, aged 31, spoke.", "31", "Maud Ellery"),
        ("en", "Maud Ellery, a lawyer in her fifties, spoke.", "50-59", "Maud Ellery"),
        ("en", "Maud Ellery resigned. The 53-year-old said nothing.", "53", "Maud Ellery"),
        ("it", "Ha parlato la dodicenne Carla Renzi.", "12", "Carla Renzi"),
        ("it", "Il medico Carlo Renzi, 61 anni, ha parlato.", "61", "Carlo Renzi"),
        ("it", "La comandante, Carla Renzi, una donna sulla cinquantina, è scesa.", "45-59", "Carla Renzi"),
        ("de", "Die Anwältin Karla Renz kam an. Die 53-Jährige schwieg.", "53", "Karla Renz"),
        ("de", "Der Anwalt Karl Renz starb im Alter von 44 Jahren.", "44", "Karl Renz"),
        ("es", "El alcalde Carlos Ruiz, de 44 años, habló.", "44", "Carlos Ruiz"),
        ("fr", "Le maire Charles Roux, âgé de 44 ans, a parlé.", "44", "Charles Roux"),
        ("pt", "O prefeito Carlos Souza, de 44 anos, falou.", "44", "Carlos Souza"),
    ],
)
def test_an_age_is_that_of_the_person_beside_it(language, text, value, who):
    assert told(text, language) == [("age", value, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Maud Ellery met Tom Hale. The 53-year-old said nothing.",
        "Tom Hale said that the 53-year-old had left.",
        "The 27-year-old ship sank.",
        "Maud Ellery wrote of how her father died aged 44.",
    ],
)
def test_an_age_that_may_be_anybodys_has_no_subject(text):
    assert [who for _, _, who in told(text)] == [None]


def test_whoever_says_the_sentence_is_not_whom_it_names():
    found = told("Clara Ellery accused the clerk. Her cousin Tom Hale had signed, said the 52-year-old.")
    assert found == [("age", "52", "Clara Ellery")]


@pytest.mark.parametrize(
    ("language", "text", "value", "who"),
    [
        ("en", "Maud Ellery rang in her 43rd birthday at a bar.", "43", "Maud Ellery"),
        ("en", "Tom Hale wished his old friend, Maud Ellery her 42nd birthday.", "42", "Maud Ellery"),
        ("en", "Guests came for Maud Ellery’s 56th birthday.", "56", "Maud Ellery"),
        ("en", "Maud Ellery turned 40 in March.", "40", "Maud Ellery"),
        ("en", "Tom Hale lost to Maud Ellery, who turns 39 in March.", "39", "Maud Ellery"),
        ("it", "Ora ricambia augurando a Carla Renzi un felice 42esimo compleanno.", "42", "Carla Renzi"),
        (
            "it",
            "Carla Renzi ha invitato Paolo Neri per il suo 43esimo compleanno.",
            "43",
            "Carla Renzi",
        ),
        ("it", "Si festeggia il 50º compleanno di Carla Renzi.", "50", "Carla Renzi"),
        ("de", "Die Anwältin Karla Renz feierte ihren 56. Geburtstag.", "56", "Karla Renz"),
        ("es", "María Ruiz celebró su 43.º cumpleaños.", "43", "María Ruiz"),
        ("fr", "Marie Roux a fêté son 43e anniversaire.", "43", "Marie Roux"),
        ("pt", "Maria Souza celebrou o seu 43º aniversário.", "43", "Maria Souza"),
    ],
)
def test_a_birthday_is_that_of_whom_it_is_wished_or_who_has_it(language, text, value, who):
    assert told(text, language) == [("birthday", value, who)]


def test_a_birthday_has_its_day_and_points_to_the_time_it_holds_at():
    article = making.article("Augura a Carla Renzi un felice 42esimo compleanno, caduto lunedì 30 ottobre.")
    (birthday, _, _), (day, words, who) = stated(article, "it")
    assert birthday.at == day.at == 0
    assert (day.attribute, day.quantity.value, words, who) == (
        "date:birthday",
        "2023-10-30",
        "lunedì 30 ottobre",
        "Carla Renzi",
    )


@pytest.mark.parametrize(
    ("language", "text", "attribute", "value"),
    [
        ("en", "The 214 people on board were safe.", "count:aboard", "214"),
        ("it", "A bordo c’erano circa 200 persone.", "count:aboard", "200"),
        ("de", "Alle 214 Menschen an Bord leben.", "count:aboard", "214"),
        ("en", "Nine people were hurt.", "count:injured", "9"),
        ("en", "Seven were treated for bruises.", "count:injured", "7"),
        ("de", "Sieben wurden leicht verletzt.", "count:injured", "7"),
        ("fr", "Sept personnes ont été soignées.", "count:injured", "7"),
        ("es", "Hubo varios heridos.", "count:injured", "3-9"),
        ("pt", "Sete ficaram feridas.", "count:injured", "7"),
        ("en", "No one was injured.", "count:injured", "0"),
        ("it", "Nessuno è morto.", "count:dead", "0"),
        ("en", "She came with three of her sisters.", "count:sisters", "3"),
        ("en", "He added four more photos.", "count:photos", "4"),
        ("en", "They lost both engines at 17:52.", "time:failed", "17:52"),
        ("en", "The ship was built in 1998.", "year:built", "1998"),
        ("it", "La nave, varata nel 1998, è qui.", "year:built", "1998"),
        ("en", "They put the damage at 400,000 euros.", "money:EUR damage", "400000"),
        ("de", "Der Leitzins bleibt bei 3,25 Prozent.", "percent:rate", "3.25"),
        ("fr", "La cloche gisait par onze mètres de fond.", "measure:metre depth", "11"),
    ],
)
def test_counts_and_sums_have_one_key_in_all_languages(language, text, attribute, value):
    assert told(text, language) == [(attribute, value, None)]


@pytest.mark.parametrize(
    "text",
    ["None of the people hurt stayed.", "No one else was hurt.", "They won 2-1.", "It was one of those."],
)
def test_nothing_is_stated_that_the_text_does_not_say(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Nine people were hurt.", Status.ASSERTED),
        ("Nine people were hurt, the coastguard said.", Status.ATTRIBUTED),
        ("“Nine people were hurt,” said Tom Hale.", Status.ATTRIBUTED),
        ("Perhaps nine people were hurt.", Status.SPECULATED),
    ],
)
def test_a_statement_says_who_stands_behind_it(text, status):
    assert [s.status for s, _, _ in stated(making.article(text))] == [status]


def test_a_captions_figures_are_the_captions():
    article = making.article("It rained.", captions=("Maud Ellery, 44, with three sisters.",))
    assert {s.status for s, _, _ in stated(article)} == {Status.CAPTION}


@pytest.mark.parametrize("text", ["9" * 10_000, "1,2," * 5_000, "in her " * 5_000, "43rd " * 3_000])
@pytest.mark.parametrize("language", ["en", "de", "it", None])
def test_hostile_text_does_no_harm(text, language):
    article = making.article(text)
    for statement, words, _ in stated(article, language):
        assert words == article.text[statement.span.start : statement.span.end]
        assert statement.span.within(statement.sentence)


def test_a_parents_children_are_counted():
    assert told("The mother of four shared her support.") == [("count:children", "4", None)]
