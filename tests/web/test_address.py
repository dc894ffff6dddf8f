"""Each language speaks to its reader in one way, and has one word for a thing (docs/notes/words.md)."""

import re

import pytest
from babel.messages.pofile import read_po

from words.__main__ import FOLDER

# Words of the other way: Italian and Spanish say tu and tú, French and German vous and Sie.
OTHER = {
    "it": r"\bLei\b|\bSu(?:o|a|oi|e)\b|\bLe (?:abbiamo|inviamo)\b|\b(?:Scriva|Scelga|Riprovi|Acceda)\b",
    "es": r"\b[Uu]sted(?:es)?\b|\b(?:Escriba|Elija|Vuelva|Introduzca|Inténtelo)\b",
    "fr": r"\b[Tt](?:u|oi|on|es)\b|\bt’",
    "de": r"\b[Dd](?:u|ich|ir|ein(?:e[rnms]?)?)\b",
}
TERMS = {
    "title": {"it": "testat", "es": "cabecera", "fr": "titre", "de": "medi|titel", "ar": "وسيل|وسائل"},
    "account": {"it": "resocont", "es": "relato", "fr": "récit|raconté", "de": "bericht", "ar": "رواي"},
    "story": {"it": "notizi", "es": "noticia", "fr": "sujet", "de": "nachricht", "ar": "خبر|أخبار"},
    "thread": {"it": "filon", "es": "hilo", "fr": "fil", "de": "verlauf|verläuf", "ar": "سلسل|سلاسل"},
}
# The login's account; the motto; a noun that stands for another; a story only named by its headline.
OTHERWISE = re.compile(
    r"my account|your account|account is closed|whole story|op stories|in one story|%\(story\)s"
)
ENGLISH = {"title": "titles?", "account": "accounts?", "story": "stor(?:y|ies)", "thread": "threads?"}


def messages(language):
    for each in read_po((FOLDER / f"{language}.po").open("rb")):
        if each.id:
            said, told = ((x,) if isinstance(x, str) else x for x in (each.id, each.string))
            yield said[0], " | ".join(told)


@pytest.mark.parametrize("language", OTHER)
def test_a_reader_is_addressed_in_one_way(language):
    assert [told for _, told in messages(language) if re.search(OTHER[language], told)] == []


@pytest.mark.parametrize(
    ("language", "wrong"), [("it", "Se è stato Lei"), ("es", "usted"), ("fr", "tu lis"), ("de", "du liest")]
)
def test_the_other_way_would_be_found(language, wrong):
    assert re.search(OTHER[language], wrong)


@pytest.mark.parametrize("language", ["it", "es", "fr", "de", "ar"])
@pytest.mark.parametrize("term", TERMS)
def test_a_thing_has_one_word(language, term):
    here = re.compile(rf"\b{ENGLISH[term]}\b", re.IGNORECASE)
    named = [
        (said, told) for said, told in messages(language) if here.search(said) and not OTHERWISE.search(said)
    ]
    assert len(named) > 3
    word = re.compile(TERMS[term][language], re.IGNORECASE)
    assert [(said, told) for said, told in named if not word.search(told)] == []
