from itertools import permutations

from making import article
from wholestory import rank
from wholestory.model import (
    Analysis,
    ArticleId,
    Basis,
    Granularity,
    Origin,
    OriginKind,
    Published,
    Story,
    StoryId,
)


def told(id, outlet, *, day=None, agency=None, words=None):
    made = article(words or f"What {id} says.", id=id, outlet=outlet)
    origin = Origin(OriginKind.WIRE, agency) if agency else Origin(OriginKind.OWN)
    published = Published(day, day, day, Granularity.DAY, Basis.STATED) if day else None
    return made, Analysis(article=made.id, language="en", published=published, origin=origin)


def story(id, *articles):
    return Story(StoryId(id), tuple(ArticleId(a) for a in articles), None, None)


def order(stories, pairs):
    return [pick.story for pick in rank.edition(stories, *zip(*pairs, strict=True)).picks]


def test_more_outlets_come_first():
    pairs = [told("a", "Post"), told("b", "Radio"), told("c", "Post")]
    assert order([story("one", "c"), story("two", "a", "b")], pairs) == ["two", "one"]


def test_of_equals_the_newest_comes_first_and_the_undated_last():
    pairs = [told("a", "A"), told("b", "B", day="2025-01-01"), told("c", "C", day="2025-02-01")]
    assert order([story("x", "a"), story("y", "b"), story("z", "c")], pairs) == ["z", "y", "x"]


def test_an_agencys_text_counts_once_however_many_carry_it():
    wire = [told(f"w{n}", f"Title {n}", agency="Lodestar") for n in range(5)]
    own = [told("a", "Post"), told("b", "Radio")]
    assert order([story("wire", *(f"w{n}" for n in range(5))), story("own", "a", "b")], wire + own) == [
        "own",
        "wire",
    ]


def test_an_agency_and_those_who_carry_it_are_one_voice():
    pairs = [told("a", "Lodestar"), told("b", "Post", agency="Lodestar"), told("c", "X"), told("d", "Y")]
    assert order([story("s", "a", "b"), story("t", "c", "d")], pairs) == ["t", "s"]


def test_a_doubled_article_counts_once():
    twins = [told("a", None, words="The same words."), told("b", None, words="The  same\nwords.")]
    others = [told("c", None), told("d", None)]
    assert order([story("twin", "a", "b"), story("two", "c", "d")], twins + others) == ["two", "twin"]


def test_reasons_name_the_voices_the_copies_and_the_newest():
    pairs = [told("a", "Lodestar", day="2025-01-01"), told("b", "Post", agency="Lodestar")]
    (pick,) = rank.edition([story("s", "a", "b")], *zip(*pairs, strict=True)).picks
    assert [(r.kind, r.ids) for r in pick.reasons] == [
        ("independent accounts", ("a",)),
        ("copies counted once", ("b",)),
        ("newest", ("a",)),
    ]


def test_the_order_does_not_depend_on_that_of_the_input():
    pairs = [told(id, id.upper()) for id in "abc"]
    stories = [story(f"s{id}", id) for id in "abc"]
    assert len({tuple(order(list(some), pairs)) for some in permutations(stories)}) == 1


def test_nothing_told_is_an_empty_edition():
    assert rank.edition([], [], []).picks == ()
