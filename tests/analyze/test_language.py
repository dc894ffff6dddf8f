import sys

import pytest

from making import article
from wholestory.analyze import language

ALL = ("de", "en", "es", "fr", "it", "pt")
TEXTS = {
    "de": "Die Regierung hat am Dienstag beschlossen, den Hafen bis zum Sommer zu schließen.",
    "en": "The council decided on Tuesday to close the harbour until the summer.",
    "es": "El gobierno decidió el martes cerrar el puerto hasta el verano.",
    "fr": "Le gouvernement a décidé mardi de fermer le port jusqu'à l'été.",
    "it": "Il governo ha deciso martedì di chiudere il porto fino all'estate.",
    "pt": "O governo decidiu na terça-feira fechar o porto até o verão.",
}


@pytest.mark.parametrize("code", ALL)
def test_a_sentence_tells_its_language(code):
    assert language.of(article(TEXTS[code]), ALL) == code


def test_the_choice_is_kept_to_the_allowed():
    assert language.of(article(TEXTS["pt"]), ("de", "es")) == "es"


def test_one_call_does_not_change_the_languages_of_the_next():
    assert language.of(article(TEXTS["it"]), ("de", "en")) in ("de", "en")
    assert language.of(article(TEXTS["it"]), None) == "it"


def test_the_text_overrules_a_wrong_declaration():
    assert language.of(article(TEXTS["it"] * 3, language="en"), ALL) == "it"


def test_too_little_text_has_the_declared_language_or_none():
    assert language.of(article("Ja."), ALL) is None
    assert language.of(article("Ja.", language="de-CH"), ALL) == "de"


def test_no_words_have_no_language():
    assert language.of(article("1 2 3 4 5 6 – 7 8 9"), ALL) is None


def test_where_eldc_is_missing_the_second_detector_tells(monkeypatch):
    monkeypatch.setitem(sys.modules, "eldc", None)
    language._detector.cache_clear()
    try:
        assert language.of(article(TEXTS["fr"]), ALL) == "fr"
    finally:
        language._detector.cache_clear()
