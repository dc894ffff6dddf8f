import pytest

from compare.telling import apart, quoted, told
from wholestory.compare import alignment, summary

LEAD = "A passenger ferry ran aground off Marra on Friday evening after losing all power."


def summed(*pairs):
    articles, analyses = apart(*pairs)
    found = summary.extract(articles, analyses, alignment.align(articles, analyses))
    return [quoted(articles, span) for span in found]


def test_it_opens_with_what_most_accounts_open_with():
    found = summed(
        told(
            "a", "The weather has been poor along that coast this month, sailors say.", LEAD, at="2025-01-01"
        ),
        told(
            "b",
            LEAD.replace("passenger ", ""),
            "Two tugs sailed from Averil at dawn to help the crew.",
            at="2025-01-02",
        ),
        told("c", "A ferry lost power and ran aground off Marra on Friday evening.", at="2025-01-03"),
    )
    assert "ran aground" in found[0]
    assert 2 <= len(found) <= 5


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("He told the harbour council that the ferry would sail again on Monday.", "en"),
        ("However, the ferry is expected to sail again from Averil on Monday.", "en"),
        ("Will the ferry sail again from Averil on Monday with its old crew?", "en"),
        ("“The ferry will sail again from Averil on Monday, said the master.", "en"),
        ("Correction: the ferry will sail again from Averil on the next Monday.", "en"),
        ("We have asked the line when the ferry will sail again from Averil.", "en"),
        ("Doch die Fähre soll am Montag wieder von Averil auslaufen, sagte Hale.", "de"),
        ("Pero el transbordador zarpará de nuevo el lunes desde el puerto viejo.", "es"),
        ("Elle devrait reprendre la mer lundi depuis le vieux port de la ville.", "fr"),
        ("Inoltre il traghetto ripartirà lunedì dal vecchio porto della città.", "it"),
        ("No entanto, o barco volta a sair na segunda-feira do porto velho.", "pt"),
    ],
)
def test_what_leans_on_another_sentence_is_left_out(sentence, language):
    plain = {
        "en": [
            "The old ferry left the harbour of Averil at noon.",
            "Forty people stood on the long pier to watch.",
        ],
        "de": [
            "Die alte Fähre verließ mittags den Hafen von Averil.",
            "Vierzig Menschen standen auf dem langen alten Kai.",
        ],
        "es": [
            "El viejo barco dejó el puerto al mediodía de ayer.",
            "Cuarenta personas miraban desde el largo muelle viejo.",
        ],
        "fr": [
            "Le vieux navire a quitté le port hier à midi.",
            "Quarante personnes regardaient depuis la longue jetée.",
        ],
        "it": [
            "Il vecchio traghetto ha lasciato il porto a mezzogiorno.",
            "Quaranta persone guardavano dal lungo molo di pietra.",
        ],
        "pt": [
            "O velho barco deixou o porto ontem ao meio-dia.",
            "Quarenta pessoas olhavam do longo cais velho e molhado.",
        ],
    }[language]
    found = summed(told("a", *plain[:1], sentence, *plain[1:], language=language))
    assert found == plain


def test_country_names_in_capitals_are_no_pronouns():
    found = summed(
        told("a", "The US navy sent a tug to the stranded ferry.", "Forty people watched from the long pier.")
    )
    assert found[0].startswith("The US")


def test_speculation_does_not_come_first():
    found = summed(
        told(
            "a",
            "The ferry may perhaps have lost power before the gale came.",
            LEAD,
            title="Ferry may have lost power",
        )
    )
    assert found[0] == LEAD


def test_captions_and_titles_are_never_told():
    found = summed(told("a", LEAD, title="Ferry aground off Marra on Friday evening after power loss."))
    assert found == [LEAD]


def test_two_sentences_are_not_told_twice():
    found = summed(
        told("a", LEAD), told("b", "A ferry lost all power and ran aground off Marra on Friday evening.")
    )
    assert len(found) == 1 or "ran aground" not in found[1]


def test_it_stays_in_one_language():
    articles, analyses = apart(
        told("a", LEAD, "Two tugs sailed from Averil at dawn to help."),
        told("b", "Ein Schlepper fuhr am Morgen von Averil zur Bank.", language="de"),
        told("c", "The master of the stranded ferry praised the island’s people.", outlet="Other"),
    )
    found = summary.extract(articles, analyses, alignment.align(articles, analyses))
    assert {span.article for span in found} <= {"a", "c"}


def test_an_article_that_leans_all_the_way_is_told_by_its_opening():
    found = summed(told("a", "He was late.", "She slept badly.", "They left."))
    assert found == ["He was late.", "She slept badly."]


def test_nothing_comes_of_nothing():
    assert summed() == []
    assert summed(told("a")) == []
