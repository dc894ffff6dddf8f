from analysing import analysis

from making import article
from wholestory.compare.linking import link


def entity_names(*pairs):
    articles = [a for a, _ in pairs]
    linked = link(articles, [x for _, x in pairs])
    return {place: next(e.name for e in linked.entities if e.id == id) for place, id in linked.of.items()}


def told(text, *names, id):
    a = article(text, id=id)
    return a, analysis(a, *names)


def test_a_name_with_and_without_its_middle_part_is_one_person():
    names = entity_names(
        told("Ines Maria Ravello spoke.", "Ines Maria Ravello", id="a"),
        told("Ines Ravello spoke.", "Ines Ravello", id="b"),
    )
    assert set(names.values()) == {"Ines Maria Ravello"}


def test_a_lone_surname_joins_its_only_bearer():
    names = entity_names(
        told("Ines Ravello spoke.", "Ines Ravello", id="a"), told("Ravello spoke.", "Ravello", id="b")
    )
    assert names["b", 0] == "Ines Ravello"


def test_a_surname_that_two_people_bear_stays_by_itself():
    names = entity_names(
        told("Ines Ravello met Tom Ravello.", "Ines Ravello", "Tom Ravello", id="a"),
        told("Ravello spoke.", "Ravello", id="b"),
    )
    assert names["b", 0] == "Ravello"


def test_a_name_in_another_script_is_the_same_person():
    names = entity_names(
        told("Viktor Orlov spoke.", "Viktor Orlov", id="a"),
        told("Виктор Орлов сказал.", "Виктор Орлов", id="b"),
    )
    assert len(set(names.values())) == 1


def test_people_who_share_only_a_first_name_are_two():
    names = entity_names(
        told("Ines Ravello spoke.", "Ines Ravello", id="a"), told("Ines Tolmar spoke.", "Ines Tolmar", id="b")
    )
    assert len(set(names.values())) == 2
