"""The catalogue by topic, language, country, kind and words."""

import pytest

from wholestory import outlets
from wholestory.model import OutletKind, Topic

ALL = outlets.catalogue()


def test_asked_nothing_it_gives_all():
    assert set(outlets.find()) == set(ALL)


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_has_outlets_with_feeds_on_it(topic):
    found = outlets.find(topic=topic)
    assert len(found) >= 10
    assert all(outlets.feeds(outlet, topic=topic) for outlet in found)
    assert found == outlets.find(topic=topic.value)


def test_conditions_add_up():
    found = outlets.find(topic="national", language="de", country="at")
    assert found
    assert all(o.country == "AT" and "de" in o.languages and Topic.NATIONAL in o.topics for o in found)
    assert set(found) == set(outlets.find(topic="national")) & set(outlets.find(language="de")) & set(
        outlets.find(country="AT")
    )


@pytest.mark.parametrize(("asked", "meant"), [("pt-BR", "pt"), ("PT", "pt"), ("zh_Hant", "zh"), ("nb", "no")])
def test_languages_may_be_asked_for_in_other_spellings(asked, meant):
    assert outlets.find(language=asked) == outlets.find(language=meant) != ()


@pytest.mark.parametrize("asked", [{"topic": "tides"}, {"language": "xx"}, {"country": ""}, {"kind": "tide"}])
def test_what_is_not_there_finds_nothing(asked):
    assert outlets.find(**asked) == ()


def test_kinds_are_found():
    found = outlets.find(kind=OutletKind.AGENCY)
    assert len(found) >= 10
    assert {o.kind for o in found} == {OutletKind.AGENCY}


def test_all_words_must_stand_in_name_or_domain():
    found = outlets.find(words="zürcher ZEITUNG")
    assert {o.id for o in found} == {"nzz-ch"}
    assert outlets.find(words="zeitung", country="CH") != ()


def test_feeds_are_chosen_by_topic_and_language():
    outlet = outlets.with_id("lemonde-fr")
    english = outlets.feeds(outlet, language="en")
    assert english
    assert {f.language for f in english} == {"en"}
    assert set(outlets.feeds(outlet)) == set(outlet.feeds) > set(english)
    assert outlets.feeds(outlet, topic=Topic.SATIRE) == ()


def test_counts_are_what_is_found_the_most_first():
    for counts, asked in (
        (outlets.countries(), "country"),
        (outlets.languages(), "language"),
        (outlets.topics(), "topic"),
    ):
        assert list(counts.values()) == sorted(counts.values(), reverse=True)
        for key in list(counts)[:5] + list(counts)[-5:]:
            assert counts[key] == len(outlets.find(**{asked: key}))
