from dataclasses import replace

from analysing import analysis, figure

from making import article
from wholestory.compare.figures import find
from wholestory.compare.linking import link
from wholestory.compare.scope import Scope
from wholestory.model import Outcome, Status, StoryId


def told(text, *figures, id):
    a = article(text, id=id)
    made = tuple(figure(a, words, attribute, value, **more) for words, attribute, value, more in figures)
    return a, analysis(a, statements=made)


def claim(*pairs):
    articles, analyses = [a for a, _ in pairs], [x for _, x in pairs]
    scope = Scope(StoryId("s"), tuple(articles), tuple(analyses), {a.id: StoryId("s") for a in articles})
    (one,) = find(scope, link(articles, analyses))
    return one


def injured(value, id, **more):
    text = f"There were {value} injured passengers."
    return told(text, (f"{value} injured", "count:injured", value, more), id=id)


def test_equal_figures_agree():
    assert claim(injured(7, "a"), injured(7, "b")).outcome is Outcome.AGREE


def test_a_rounded_figure_fits():
    about = injured(200, "b", low=180, high=220, exact=False)
    assert claim(injured(214, "a"), about).outcome is Outcome.PRECISION


def test_figures_that_cannot_both_be_right_differ_and_the_odd_one_out_is_named():
    found = claim(injured(7, "a"), injured(9, "b"), injured(7, "c"))
    assert (found.outcome, found.values[found.outlier].article) == (Outcome.DIFFER, "b")


def test_sources_that_contradict_each_other_are_disputed():
    said = {"status": Status.ATTRIBUTED}
    assert claim(injured(7, "a", **said), injured(9, "b", **said)).outcome is Outcome.DISPUTED


def test_speculation_contradicts_nobody():
    maybe = injured(9, "b", status=Status.SPECULATED)
    assert claim(injured(7, "a"), maybe).outcome is not Outcome.DIFFER


def test_a_part_beside_its_total_is_not_taken_for_the_total():
    both = told(
        "Two injured badly, 7 injured in all.",
        ("Two injured", "count:injured", 2, {}),
        ("7 injured", "count:injured", 7, {}),
        id="b",
    )
    assert claim(injured(7, "a"), both).outcome is Outcome.AGREE


def test_figures_of_two_kinds_of_things_are_not_set_against_each_other():
    wanted = told("Two members wanted a cut.", ("Two members", "count:members", 2, {}), id="a")
    met = told("Six members met in Halm.", ("Six members", "count:members", 6, {}), id="b")
    articles, analyses = [wanted[0], met[0]], [wanted[1], met[1]]
    scope = Scope(StoryId("s"), tuple(articles), tuple(analyses), {a.id: StoryId("s") for a in articles})
    assert list(find(scope, link(articles, analyses))) == []


def test_one_figure_under_two_languages_nouns_is_told_by_both():
    italian = told("La stima è di 4,5 milioni.", ("4,5 milioni", "money:EUR stim", 4_500_000, {}), id="a")
    spanish = told("El valor es de 4,5 millones.", ("4,5 millones", "money:EUR valor", 4_500_000, {}), id="b")
    spanish = (spanish[0], replace(spanish[1], language="es"))
    assert claim(italian, spanish).outcome is Outcome.AGREE
