"""A window opened again from what is kept of it behaves as the one that was closed."""

from hypothesis import given
from test_identity import ARTICLES, SLOWLY, STEPS, played

from wholestory.cluster import (
    Bar,
    Bind,
    Close,
    Merge,
    Open,
    Transfer,
    Window,
    assign,
    packing,
    repair,
    standing,
)
from wholestory.cluster.standing import Standing
from wholestory.model import StoryId


def kept_of(window, moves):
    """What a store keeps: each article packed when it came, and where it stands now."""
    came = {move.article.id: packing.packed(move.article) for move in moves if hasattr(move, "article")}
    return Standing(
        articles=tuple((window.story_of[a], packing.unpacked(came[a])) for a in window.order),
        looked=dict(window.looked),
        redirects=dict(window.redirects),
        spent=frozenset(window.spent),
        said=tuple(move for move in moves if isinstance(move, Bind | Bar)),
    )


@SLOWLY
@given(STEPS)
def test_a_window_opened_again_groups_as_before(steps):
    *_, (window, moves) = played(steps)
    window.apply(repair(window))
    again = standing.window(kept_of(window, moves))
    assert {s: set(a) for s, a in again.stories.items()} == {s: set(a) for s, a in window.stories.items()}
    assert (again.looked, again.redirects) == (window.looked, window.redirects)
    assert again.order == window.order
    assert not again.touched
    for article, analysis in ARTICLES:
        if article.id not in window:
            coming, expected = assign(again, article, analysis), assign(window, article, analysis)
            assert [type(m) for m in coming] == [type(m) for m in expected]


def test_what_a_person_said_holds_in_the_window_opened_again():
    came = [("assign", n) for n in range(6)]
    *_, (window, moves) = played([*came, ("split", 0, 0), ("merge", 0, 1), ("repair", True)])
    again = standing.window(kept_of(window, moves))
    again.touch(again.order)
    again.apply(repair(again, thorough=True))
    assert {frozenset(a) for a in again.stories.values()} == {frozenset(a) for a in window.stories.values()}


def test_the_id_of_a_closed_story_is_not_given_again():
    window = Window()
    ids = [article.id for article, _ in ARTICLES[:3]]
    for number, (article, analysis) in enumerate(ARTICLES[:3]):
        (move,) = assign(Window(), article, analysis)
        into = StoryId("s-joined") if number == 2 else move.story
        window.apply([Open(into, move.article, ())])
    first, second, other = (window.story_of[id] for id in ids)
    window.apply([Merge(first, second), Transfer(first, other, (ids[0],)), Close((first,))])
    assert window.fresh(ids[0]) != first
    again = standing.window(Standing(spent=frozenset(window.spent)))
    assert again.fresh(ids[0]) != first
    window.apply([Close((other,))])
    assert not window.spent
