from itertools import combinations

import pytest
from cluster_saga import SAGA, renamed
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from told import told

from wholestory.cluster import Bar, Bind, Close, Merge, Window, assign, closing, corrections, history, repair
from wholestory.cluster.candidates import near
from wholestory.cluster.identity import follow, redirects

FIRE = "A fire tore through the old grain market of {town} and {count} people were taken to hospital"
ARTICLES = [
    *SAGA,
    *renamed(("Mara Lindqvist", "Odile Fontenay"), "-b"),
    *(
        told(
            FIRE.format(town=town, count=count) + f", the mayor of {town} said.",
            id=f"{town}-{count}",
            title=f"Market of {town} burns",
            published=f"2025-03-0{1 + count % 3}",
            topic=f"fire market {town}",
        )
        for town in ("Halden", "Brask")
        for count in ("4", "5", "6")
        for count in [int(count)]
    ),
]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("assign"), st.integers(0, len(ARTICLES) - 1)),
        st.tuples(st.just("repair"), st.booleans()),
        st.tuples(
            st.sampled_from(["wrong", "belongs", "merge", "split"]), st.integers(0, 99), st.integers(0, 99)
        ),
        st.tuples(st.just("close"), st.integers(0, 99)),
    ),
    min_size=6,
    max_size=40,
)
SLOWLY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def step(window, kind, first, second=0):
    articles, stories = sorted(window.story_of), sorted(window.stories)
    if kind == "assign":
        return assign(window, *ARTICLES[first])
    if kind == "repair":
        return repair(window, thorough=first)
    if not articles:
        return ()
    if kind == "close":
        return (Close((stories[first % len(stories)],)),) if first > 80 else ()
    article, story = articles[first % len(articles)], stories[second % len(stories)]
    return {
        "wrong": lambda: corrections.wrong(window, article, by="Ada"),
        "belongs": lambda: corrections.belongs(window, article, story, by="Ada"),
        "merge": lambda: corrections.merge(window, stories[first % len(stories)], story, by="Ada"),
        "split": lambda: corrections.split(window, story, window.stories[story][::2], by="Ada"),
    }[kind]()


def played(steps):
    window, moves = Window(), []
    for taken in steps:
        found = step(window, *taken)
        window.apply(found)
        moves += found
        yield window, moves


def state(window):
    return {
        name: getattr(window, name)
        for name in (
            "stories",
            "story_of",
            "redirects",
            "touched",
            "looked",
            "constraints",
            "counts",
            "order",
        )
    }


@SLOWLY
@given(STEPS)
def test_replaying_any_moves_rebuilds_the_window(steps):
    *_, (window, moves) = played(steps)
    again = Window()
    again.apply(moves)
    assert state(again) == state(window)
    assert [again.article(a) for a in again.order] == [window.article(a) for a in window.order]
    assert [near(again, again.article(a)) for a in again.order] == [
        near(window, window.article(a)) for a in window.order
    ]
    assert repair(again, thorough=True) == repair(window, thorough=True)


@SLOWLY
@given(STEPS)
def test_every_article_stands_in_one_story_and_every_id_ever_given_leads_to_an_open_one(steps):
    ever = set()
    for window, _ in played([s for s in steps if s[0] != "close"]):
        ever |= window.stories.keys()
        standing = [a for members in window.stories.values() for a in members]
        assert sorted(standing) == sorted(window.story_of)
        assert all(window.story_of[a] == s for s, members in window.stories.items() for a in members)
        assert all(members for members in window.stories.values())
        assert all(window.follow(story) in window.stories for story in ever)


@SLOWLY
@given(STEPS)
def test_what_a_person_said_last_holds_through_all_that_follows(steps):
    together, apart = set(), set()
    seen = 0
    for window, moves in played([s for s in steps if s[0] != "close"]):
        for move in moves[seen:]:
            if isinstance(move, Bind):
                pairs = {frozenset((a, b)) for a in move.articles for b in move.others}
                together, apart = together | pairs, apart - pairs
            if isinstance(move, Bar):
                pairs = {frozenset((a, b)) for a in move.articles for b in move.others}
                together, apart = together - pairs, apart | pairs
        seen = len(moves)
        together = {p for p in together if p in _bound(window)}
        for pair in together:
            assert len({window.story_of[a] for a in pair}) == 1
        for pair in apart:
            if not _freed(window, pair):
                assert len({window.story_of[a] for a in pair}) == 2


def _bound(window):
    return {frozenset(p) for group in set(window.constraints.bound.values()) for p in combinations(group, 2)}


def _freed(window, pair):
    """A later correction that bound one of them to a friend of the other took the bar back."""
    marks = [window.constraints.marks([a]) for a in pair]
    return not any(mark ^ 1 in marks[1] for mark in marks[0])


@SLOWLY
@given(STEPS)
def test_a_story_s_history_ends_with_the_articles_it_holds(steps):
    left = [s for s in steps if s[0] != "close"]
    assume(left)
    *_, (window, moves) = played(left)
    for story, members in window.stories.items():
        held = set()
        for event in history.of(moves, story):
            if event.kind in ("opened", "joined", "merged", "began", "moved in"):
                held |= set(event.articles)
            if event.kind in ("split off", "moved out"):
                held -= set(event.articles)
        assert held == set(members)
    assert redirects(moves) == window.redirects


def grown(pairs):
    window, moves = Window(), []
    for article, analysis in pairs:
        found = assign(window, article, analysis, at="2025-03-02T08:00Z")
        window.apply(found)
        moves += found
    return window, moves


def test_a_person_s_verdict_outlives_every_repair():
    window, _ = grown(ARTICLES)
    window.apply(repair(window, thorough=True))
    article = window.stories[window.story_of["Halden-4"]][-1]
    assert len(window.stories[window.story_of[article]]) > 1
    was = window.story_of[article]
    window.apply(corrections.wrong(window, article, by="Ada"))
    for _ in range(3):
        window.apply(repair(window, thorough=True))
        assert window.story_of[article] != was
    window.apply(corrections.belongs(window, article, was, by="Ada"))
    window.apply(repair(window, thorough=True))
    assert window.story_of[article] == was


def test_stories_a_person_merged_stay_one_and_the_old_id_leads_there():
    window, _ = grown(ARTICLES)
    one, two = window.story_of["Halden-4"], window.story_of["party"]
    members = set(window.stories[one]) | set(window.stories[two])
    window.apply(corrections.merge(window, one, two, by="Ada"))
    window.apply(repair(window, thorough=True))
    assert window.follow(two) == one
    assert members <= set(window.stories[one])


def test_the_larger_part_keeps_the_id():
    window, _ = grown(ARTICLES)
    window.apply(repair(window, thorough=True))
    story = window.story_of["Halden-4"]
    odd = window.story_of["party"]
    window.apply([Merge(odd, story)])
    window.touched.update(dict.fromkeys(window.stories[odd]))
    window.apply(repair(window, thorough=True))
    assert {"Halden-4", "Halden-5", "Halden-6"} <= set(window.stories[odd])
    assert window.story_of["party"] not in (odd, story)


def test_the_history_says_in_words_who_joined_when_and_why():
    window, moves = grown(ARTICLES[-6:])
    story = window.story_of["Halden-4"]
    moves += (found := corrections.wrong(window, "Halden-5", by="Ada"))
    window.apply(found)
    opened, joined, *_, left, _ = history.of(moves, story)
    assert opened.words == "Halden-4 opened the story"
    assert joined.words == "Halden-5 joined; the text is that of Halden-4"
    assert joined.at == "2025-03-02T08:00Z"
    assert left.words == f"Halden-5 left and became {left.other}, by Ada"
    assert left.by == "Ada"


def test_a_reason_shows_what_is_shared_as_the_article_prints_it():
    window, moves = grown(SAGA)
    (_, joined) = history.of(moves, window.story_of["greeting"])
    assert joined.articles == ("greeting-again",)
    assert "% likely the same event" in joined.words
    assert "same words quoted: I am choosing my children and the quiet life" in joined.words
    assert "names in common: Runa Halvard; Ilse Merckel" in joined.words


def test_a_correction_of_what_is_not_there_is_refused():
    window, _ = grown(SAGA)
    with pytest.raises(KeyError):
        corrections.wrong(window, "nobody", by="Ada")
    with pytest.raises(ValueError):
        corrections.split(window, window.story_of["party"], ["greeting"], by="Ada")


def test_old_stories_leave_the_window_and_take_in_nothing_more():
    window, _ = grown(SAGA)
    window.apply(closing.old(window, before=739_000.0))
    assert "party" not in window
    assert "greeting" in window
    assert all(found in window for found in near(window, window.article("greeting")))


def test_following_an_id_stops_at_the_open_story():
    assert follow({"a": "b", "b": "c"}, "a") == "c"
