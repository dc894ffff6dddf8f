"""Who said what in six languages: invented people, one construction a case."""

import pytest

from making import article
from wholestory.analyze import names, quotations, sentences
from wholestory.model import QuotationKind

A, N, S, H, M = "anonymous", "named", "none", "hearsay", "ambiguous"

ENGLISH = [
    ("“We will rebuild the pier,” said Mara Quill.", "We will rebuild the pier,", N, "Mara Quill"),
    ("Mara Quill said: “We will rebuild the pier.”", "We will rebuild the pier.", N, "Mara Quill"),
    (
        "“The tide is rising,” Mara Quill, the harbour engineer, told reporters.",
        "The tide is rising,",
        N,
        "Mara Quill",
    ),
    ("According to Mara Quill, the pier is “beyond repair”.", "beyond repair", N, "Mara Quill"),
    ("“It was loud,” one neighbour wrote on a forum.", "It was loud,", A, "one neighbour"),
    (
        "“She is furious,” a source close to Mara Quill revealed.",
        "She is furious,",
        A,
        "a source close to Mara Quill",
    ),
    (
        "“No comment,” said a spokesman for Mara Quill on Friday.",
        "No comment,",
        A,
        "a spokesman for Mara Quill",
    ),
    ("“I will stay,” Mara Quill told Tom Brandt.", "I will stay,", N, "Mara Quill"),
    ("Tom Brandt asked Mara Quill: “Will you stay on?”", "Will you stay on?", N, "Tom Brandt"),
    ("Mara Quill thanked Tom Brandt for his “stubborn kindness.”", "stubborn kindness.", N, "Mara Quill"),
    ("“The bridge will open,” read Mara Quill’s statement.", "The bridge will open,", N, "Mara Quill"),
    ("Mara Quill: “The bridge will open again.”", "The bridge will open again.", N, "Mara Quill"),
    ("“Never again!” Mara Quill fumed.", "Never again!", N, "Mara Quill"),
    ("Tom Brandt praised Mara Quill, who called the plan “a farce”.", "a farce", N, "Mara Quill"),
    ("“We agree,” said Mara Quill and Tom Brandt.", "We agree,", M, None),
    (
        "“Great news for the town,” reads one of the comments on the post.",
        "Great news for the town,",
        A,
        "one of the comments",
    ),
    ("‘We said no to them,’ said Mara Quill.", "We said no to them,", N, "Mara Quill"),
    (
        "In a letter to the council, Mara Quill called the vote “a quiet disgrace”.",
        "a quiet disgrace",
        N,
        "Mara Quill",
    ),
]
ITALIAN = [
    ("«Ricostruiremo il molo», ha detto Lidia Ferraù.", "Ricostruiremo il molo", N, "Lidia Ferraù"),
    ("Lidia Ferraù ha dichiarato: «Ricostruiremo il molo».", "Ricostruiremo il molo", N, "Lidia Ferraù"),
    (
        "“Ricostruiremo il molo”, spiega Lidia Ferraù, ingegnera del porto.",
        "Ricostruiremo il molo",
        N,
        "Lidia Ferraù",
    ),
    ("Secondo Lidia Ferraù, il molo è «irrecuperabile».", "irrecuperabile", N, "Lidia Ferraù"),
    (
        "«È furiosa», ha rivelato una fonte vicina a Lidia Ferraù.",
        "È furiosa",
        A,
        "una fonte vicina a Lidia Ferraù",
    ),
    ("«Che rumore terribile», ha scritto un utente.", "Che rumore terribile", A, "un utente"),
    ("«Nessun commento», risponde un portavoce del comune.", "Nessun commento", A, "un portavoce del comune"),
    (
        "Lidia Ferraù ha ringraziato Bruno Calò per la sua «ostinata gentilezza».",
        "ostinata gentilezza",
        N,
        "Lidia Ferraù",
    ),
    (
        "Lidia Ferraù è intervenuta ieri. «Non molliamo certo adesso», ha aggiunto.",
        "Non molliamo certo adesso",
        N,
        "Lidia Ferraù",
    ),
    ("«Il ponte riaprirà presto», ha raccontato l'insider.", "Il ponte riaprirà presto", A, "l'insider"),
    ("Bruno Calò ha chiesto a Lidia Ferraù: «Resterai con noi?»", "Resterai con noi?", N, "Bruno Calò"),
    ("La sindaca, Lidia Ferraù, ha definito il piano “una farsa”.", "una farsa", N, "Lidia Ferraù"),
    ("«Apriamo domani», ha annunciato la sindaca, Lidia Ferraù.", "Apriamo domani", N, "Lidia Ferraù"),
]
SPANISH = [
    ("«Reconstruiremos el muelle», dijo Nuria Belmar.", "Reconstruiremos el muelle", N, "Nuria Belmar"),
    ("Nuria Belmar aseguró: «Reconstruiremos el muelle».", "Reconstruiremos el muelle", N, "Nuria Belmar"),
    (
        "“Reconstruiremos el muelle”, ha explicado Nuria Belmar, ingeniera del puerto.",
        "Reconstruiremos el muelle",
        N,
        "Nuria Belmar",
    ),
    ("Según Nuria Belmar, el muelle está «perdido».", "perdido", N, "Nuria Belmar"),
    (
        "«Está furiosa», reveló una fuente cercana a Nuria Belmar.",
        "Está furiosa",
        A,
        "una fuente cercana a Nuria Belmar",
    ),
    ("«Qué ruido tan terrible», escribió un usuario.", "Qué ruido tan terrible", A, "un usuario"),
    (
        "«Sin comentarios», respondió una portavoz del ayuntamiento.",
        "Sin comentarios",
        A,
        "una portavoz del ayuntamiento",
    ),
    ("Nuria Belmar agradeció a Iván Corral su «terca bondad».", "terca bondad", N, "Nuria Belmar"),
    (
        "Nuria Belmar habló el lunes. «No vamos a rendirnos ahora», añadió.",
        "No vamos a rendirnos ahora",
        N,
        "Nuria Belmar",
    ),
    (
        "Iván Corral preguntó a Nuria Belmar: «¿Te quedarás con nosotros?»",
        "¿Te quedarás con nosotros?",
        N,
        "Iván Corral",
    ),
    ("La alcaldesa, Nuria Belmar, calificó el plan de «farsa».", "farsa", N, "Nuria Belmar"),
    ("«Abrimos mañana», anunció la alcaldesa, Nuria Belmar.", "Abrimos mañana", N, "Nuria Belmar"),
    ("«Abrimos mañana», insistió más tarde Nuria Belmar.", "Abrimos mañana", N, "Nuria Belmar"),
]
FRENCH = [
    (
        "« Nous reconstruirons la jetée », a déclaré Odile Ferrand.",
        "Nous reconstruirons la jetée",
        N,
        "Odile Ferrand",
    ),
    (
        "Odile Ferrand affirme : « Nous reconstruirons la jetée. »",
        "Nous reconstruirons la jetée.",
        N,
        "Odile Ferrand",
    ),
    (
        "« Nous reconstruirons la jetée », explique Odile Ferrand, ingénieure du port.",
        "Nous reconstruirons la jetée",
        N,
        "Odile Ferrand",
    ),
    ("Selon Odile Ferrand, la jetée est « irrécupérable ».", "irrécupérable", N, "Odile Ferrand"),
    (
        "« Elle est furieuse », révèle une source proche d'Odile Ferrand.",
        "Elle est furieuse",
        A,
        "une source proche d'Odile Ferrand",
    ),
    ("« Quel vacarme terrible », a écrit un internaute.", "Quel vacarme terrible", A, "un internaute"),
    (
        "« Pas de commentaire », a répondu un porte-parole de la mairie.",
        "Pas de commentaire",
        A,
        "un porte-parole de la mairie",
    ),
    ("« On a eu peur », raconte un membre de l'équipage.", "On a eu peur", A, "un membre de l'équipage"),
    ("Odile Ferrand a remercié Luc Morvan pour sa « bonté têtue ».", "bonté têtue", N, "Odile Ferrand"),
    (
        "Luc Morvan a demandé à Odile Ferrand : « Restez-vous avec nous ? »",
        "Restez-vous avec nous ?",
        N,
        "Luc Morvan",
    ),
    ("La maire, Odile Ferrand, a qualifié le plan de « farce ».", "farce", N, "Odile Ferrand"),
    ("« Nous ouvrons demain », annonce la maire, Odile Ferrand.", "Nous ouvrons demain", N, "Odile Ferrand"),
    ("D'après Odile Ferrand, « rien n'est perdu » pour le port.", "rien n'est perdu", N, "Odile Ferrand"),
]
GERMAN = [
    (
        "„Wir bauen den Pier wieder auf“, sagte Frieda Kolb.",
        "Wir bauen den Pier wieder auf",
        N,
        "Frieda Kolb",
    ),
    (
        "Frieda Kolb erklärte: „Wir bauen den Pier wieder auf.“",
        "Wir bauen den Pier wieder auf.",
        N,
        "Frieda Kolb",
    ),
    (
        "»Wir bauen den Pier wieder auf«, betonte Frieda Kolb am Montag.",
        "Wir bauen den Pier wieder auf",
        N,
        "Frieda Kolb",
    ),
    ("Der Pier ist laut Frieda Kolb „nicht mehr zu retten“.", "nicht mehr zu retten", N, "Frieda Kolb"),
    ("„Wir bauen wieder auf“, so Frieda Kolb.", "Wir bauen wieder auf", N, "Frieda Kolb"),
    ("„Sie ist wütend“, verriet eine Quelle.", "Sie ist wütend", A, "eine Quelle"),
    ("„Was für ein Lärm“, schrieb ein Nutzer.", "Was für ein Lärm", A, "ein Nutzer"),
    ("„Kein Kommentar“, sagte eine Sprecherin der Stadt.", "Kein Kommentar", A, "eine Sprecherin der Stadt"),
    ("„Es ging alles gut“, teilte ein Polizeisprecher mit.", "Es ging alles gut", A, "ein Polizeisprecher"),
    ("Frieda Kolb bezeichnete den Plan als „eine einzige Farce“.", "eine einzige Farce", N, "Frieda Kolb"),
    ("Am Dienstag sagte Frieda Kolb: „Wir öffnen morgen.“", "Wir öffnen morgen.", N, "Frieda Kolb"),
    (
        "„Wir öffnen morgen“, fügte die Bürgermeisterin, Frieda Kolb, hinzu.",
        "Wir öffnen morgen",
        N,
        "Frieda Kolb",
    ),
    ("In der Mitteilung heißt es: „Wir öffnen morgen wieder.“", "Wir öffnen morgen wieder.", S, None),
]
PORTUGUESE = [
    ("“Vamos reconstruir o cais”, disse Inês Falcato.", "Vamos reconstruir o cais", N, "Inês Falcato"),
    ("Inês Falcato afirmou: “Vamos reconstruir o cais.”", "Vamos reconstruir o cais.", N, "Inês Falcato"),
    (
        "«Vamos reconstruir o cais», explica Inês Falcato, engenheira do porto.",
        "Vamos reconstruir o cais",
        N,
        "Inês Falcato",
    ),
    ("Segundo Inês Falcato, o cais está “perdido”.", "perdido", N, "Inês Falcato"),
    (
        "“Ela está furiosa”, revelou uma fonte próxima de Inês Falcato.",
        "Ela está furiosa",
        A,
        "uma fonte próxima de Inês Falcato",
    ),
    ("“Que barulho terrível”, escreveu um usuário.", "Que barulho terrível", A, "um usuário"),
    ("“Sem comentários”, respondeu um porta-voz da câmara.", "Sem comentários", A, "um porta-voz da câmara"),
    ("Inês Falcato agradeceu a Rui Montez pela sua “teimosa bondade”.", "teimosa bondade", N, "Inês Falcato"),
    (
        "Inês Falcato falou na segunda-feira. “Não vamos desistir agora”, acrescentou.",
        "Não vamos desistir agora",
        N,
        "Inês Falcato",
    ),
    ("Rui Montez perguntou a Inês Falcato: “Vai ficar connosco?”", "Vai ficar connosco?", N, "Rui Montez"),
    ("A autarca, Inês Falcato, classificou o plano como “uma farsa”.", "uma farsa", N, "Inês Falcato"),
    ("“Abrimos amanhã”, anunciou a autarca, Inês Falcato.", "Abrimos amanhã", N, "Inês Falcato"),
    ("De acordo com Inês Falcato, “nada está perdido” no porto.", "nada está perdido", N, "Inês Falcato"),
]
CASES = [
    (code, *case)
    for code, cases in (
        ("en", ENGLISH),
        ("it", ITALIAN),
        ("es", SPANISH),
        ("fr", FRENCH),
        ("de", GERMAN),
        ("pt", PORTUGUESE),
    )
    for case in cases
]


def read(text, code):
    """The quotations of a text, its people known from a paragraph before."""
    told = article(text)
    split = sentences.split(told, code)
    found = quotations.find(told, code, split, names.find(told, code, split))
    return told, [q for q in found if q.kind is not QuotationKind.INDIRECT]


@pytest.mark.parametrize(("code", "text", "part", "state", "name"), CASES)
def test_gives_each_part_to_its_speaker(code, text, part, state, name):
    told, found = read(text, code)

    assert [[told.quote(p) for p in q.parts] for q in found] == [[part]]
    assert (found[0].speaker.state, found[0].speaker.name) == (state, name)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The so-called “shark tank” opened in May."),
        ("en", "She starred in the film “The Long Tide” in 2019."),
        ("en", "An event on “second chance hiring” drew a crowd."),
        ("en", "They were never quite “come-over-for-supper” close."),
        ("en", "Residents call the tower, known as “The Needle”, an eyesore."),
        ("en", 'He is 6\'2" tall and the pipe is 5" wide.'),
        ("en", "It was the sound of the '90s, rock 'n' roll and the fans' favourite."),
        ("it", "La cosiddetta “vasca degli squali” ha aperto a maggio."),
        ("es", "La llamada «pecera de los tiburones» abrió en mayo."),
        ("fr", "Le film « La Longue Marée » est sorti en mai."),
        ("de", "Die Fähre „Seestern“ liegt seit Montag im Hafen."),
        ("de", "Das sogenannte „Haifischbecken“ öffnete im Mai."),
        ("pt", "O filme “A Longa Maré” estreou em maio."),
    ],
)
def test_takes_titles_terms_and_sneers_for_no_quotation(code, text):
    assert read(text, code)[1] == []
