from cluster_saga import SAGA
from told import told

from wholestory import cluster
from wholestory.cluster import Merge, Repaired, Split, Window, assign, repair


def moves_over(pairs):
    window, moves = Window(), []
    for article, analysis in pairs:
        found = assign(window, article, analysis)
        window.apply(found)
        moves += found
    found = repair(window)
    window.apply(found)
    return window, [*moves, *found]


def partition(window):
    return {frozenset(members) for members in window.stories.values()}


def test_assigning_changes_nothing_until_the_moves_are_applied():
    window = Window()
    assign(window, *SAGA[0])
    assert window.stories == {}


def test_replaying_the_moves_rebuilds_the_window():
    window, moves = moves_over(SAGA)
    again = Window()
    again.apply(moves)
    assert (again.stories, again.story_of, again.redirects) == (
        window.stories,
        window.story_of,
        window.redirects,
    )


def test_the_same_article_twice_is_no_move():
    window, _ = moves_over(SAGA)
    assert assign(window, *SAGA[0]) == ()


def test_a_second_repair_finds_nothing_to_do():
    window, _ = moves_over(SAGA)
    assert repair(window) == (Repaired(),)


def test_articles_that_come_days_late_find_their_story():
    forwards, _ = moves_over(SAGA)
    backwards, _ = moves_over(SAGA[::-1])
    assert partition(forwards) == partition(backwards)


def test_a_merged_story_is_redirected_and_a_split_one_keeps_its_id():
    window, _ = moves_over(SAGA)
    first, second, *_ = sorted(window.stories)
    window.apply([Merge(first, second)])
    assert window.redirects == {second: first}
    moved = tuple(window.stories[first][-1:])
    window.apply([Split(first, window.fresh(moved[0]), moved)])
    assert first in window.stories
    assert second not in window.stories


def test_a_template_told_sixty_times_loses_no_article():
    pairs = [
        told(f"The {number} weather for district {number} is mild.", id=f"d{number:03}", title="Weather")
        for number in range(60)
    ]
    window, _ = moves_over(pairs)
    assert sum(len(m) for m in window.stories.values()) == 60


def test_articles_without_words_stand_alone():
    grouping = cluster.group(*zip(told("…", id="a"), told("!", id="b"), strict=True))
    assert {s.articles for s in grouping.stories} == {("a",), ("b",)}
    assert {s.headline for s in grouping.stories} == {None}
