import numpy as np
from analysing import analysis, day, minute, quotation

from making import article
from wholestory.compare.linking import link
from wholestory.compare.scope import Scope
from wholestory.compare.utterances import find
from wholestory.model import Caution, SpeakerState, StoryId

LONG = "We lost power before the alarm, and after that she was the wind's ship, not mine"


def carried(text, *parts, id, names=(), published=None, by=None, phrase=None, language="en"):
    a = article(text, id=id, published=published)
    return a, analysis(a, *names, quotations=(quotation(a, *parts, by=by, phrase=phrase),), language=language)


def utterances(*pairs, stories=None, embed=None):
    articles, analyses = [a for a, _ in pairs], [x for _, x in pairs]
    of = {a.id: StoryId((stories or {}).get(a.id, "s")) for a in articles}
    scope = Scope(StoryId("s"), tuple(articles), tuple(analyses), of)
    return find(scope, link(articles, analyses), embed=embed)


def test_the_same_words_in_two_articles_are_one_utterance_with_its_first_carrier():
    found = utterances(
        carried(f"“{LONG},” said Ines Ravello.", LONG, id="b", names=["Ines Ravello"], by=0,
                published=minute("2025-11-21T20:00")),
        carried(f"Ines Ravello: “{LONG}.”", LONG, id="a", names=["Ines Ravello"], by=0,
                published=minute("2025-11-21T18:00")),
    )  # fmt: skip
    assert [(len(u.quotations), u.first, u.speaker.name, u.warnings) for u in found] == [
        (2, "a", "Ines Ravello", ())
    ]


def test_a_lost_word_is_said():
    full = LONG.replace("We lost", "We probably lost")
    found = utterances(
        carried(f"“{full}” said Ines Ravello.", full, id="a", names=["Ines Ravello"], by=0),
        carried(f"“{LONG}” said Ines Ravello.", LONG, id="b", names=["Ines Ravello"], by=0),
    )
    assert len(found) == 1
    assert Caution.WORDS_DIFFER in found[0].warnings


def test_a_greeting_a_year_later_is_another_utterance():
    one, other = "Happy birthday to the kindest soul", "Happy birthday to the kindest soul of all"
    found = utterances(
        carried(f"“{one}” she wrote.", one, id="a", published=day("2023-10-30")),
        carried(f"“{other}” she wrote.", other, id="b", published=day("2024-10-30")),
        stories={"a": "s1", "b": "s2"},
    )
    assert len(found) == 2


def test_a_long_wording_is_recognised_whatever_the_time_between():
    found = utterances(
        carried(f"“{LONG}”", LONG, id="a", published=day("2023-10-30")),
        carried(f"“{LONG}”", LONG, id="b", published=day("2024-10-30")),
        stories={"a": "s1", "b": "s2"},
    )
    assert len(found) == 1


def test_an_unnamed_source_stays_unnamed_and_its_descriptions_are_compared():
    words = "The tug was there at twenty past six. It was sent away"
    found = utterances(
        carried(f"“{words}” said a crew member.", words, id="a", phrase="a crew member"),
        carried(f"“{words}” said a senior officer.", words, id="b", phrase="a senior officer"),
    )
    assert [u.speaker.state for u in found] == [SpeakerState.ANONYMOUS]
    assert found[0].entity is None
    assert Caution.DESCRIBED_DIFFERENTLY in found[0].warnings


def test_a_nested_quotation_never_joins_its_frame():
    a = article("“Everyone said, ‘Do not set foot in that house ever again, please.’”", id="a")
    frame = quotation(a, "Everyone said, ‘Do not set foot in that house ever again, please.’")
    inner = quotation(a, "Do not set foot in that house ever again, please.")
    found = utterances((a, analysis(a, quotations=(frame, inner))))
    assert len(found) == 2


def test_a_translation_joins_only_for_the_same_speaker_in_the_same_story():
    english, italian = "It was sent away by the harbour", "È stato mandato via dal porto"
    pairs = [
        carried(f"“{english}” said Ines Ravello.", english, id="a", names=["Ines Ravello"], by=0),
        carried(f"«{italian}», ha detto Ines Ravello.", italian, id="b", names=["Ines Ravello"], by=0,
                language="it"),
    ]  # fmt: skip
    alike = lambda texts: np.ones((len(texts), 1))  # noqa: E731
    assert len(utterances(*pairs, embed=alike)) == 1
    assert Caution.TRANSLATED in utterances(*pairs, embed=alike)[0].warnings
    assert len(utterances(*pairs, embed=alike, stories={"a": "s1", "b": "s2"})) == 2
    assert len(utterances(*pairs)) == 2
