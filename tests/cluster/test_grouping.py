import random

import pytest
from cluster_saga import SAGA, renamed, shifted
from told import told

from wholestory import cluster

FIRE = "Fire tore through the old grain market of Halden overnight and eleven people were taken to hospital."
STORM = "A storm tore the roof off the sports hall in Brask and left nine villages without power for a day."


def stories(pairs):
    grouping = cluster.group([a for a, _ in pairs], [y for _, y in pairs])
    return {frozenset(s.articles) for s in grouping.stories}


def threads(pairs):
    grouping = cluster.group([a for a, _ in pairs], [y for _, y in pairs])
    members = {s.id: s.articles for s in grouping.stories}
    return {frozenset(a for s in t.stories for a in members[s]) for t in grouping.threads}


def test_an_empty_collection_has_no_stories():
    assert cluster.group([], []) == cluster.Grouping((), ())


def test_one_article_is_one_story_in_no_thread():
    grouping = cluster.group(
        *zip(told(FIRE, id="a", title="Market burns", published="2025-03-01"), strict=True)
    )
    (story,) = grouping.stories
    assert (story.id, story.articles, story.first, story.why) == ("s-a", ("a",), "a", ())
    assert story.headline is not None
    assert story.headline.text == "Market burns"
    assert grouping.threads == ()


def test_two_accounts_of_one_event_are_one_story():
    one = told(FIRE, id="a", title="Fire in Halden market, eleven hurt", published="2025-03-01")
    two = told(
        "Eleven people are in hospital after a fire in the grain market of Halden.",
        id="b",
        title="Eleven hurt in Halden market fire",
        published="2025-03-01",
    )
    other = told(STORM, id="c", title="Storm leaves villages dark", published="2025-03-01")
    assert stories([one, two, other]) == {frozenset({"a", "b"}), frozenset({"c"})}


def test_the_same_event_a_year_later_is_another_story():
    one = told(FIRE, id="a", title="Fire in Halden market", published="2024-03-01")
    two = told(FIRE, id="b", title="Fire in Halden market", published="2025-03-01")
    assert stories([one, two]) == {frozenset({"a"}), frozenset({"b"})}


def test_the_saga_falls_into_its_events_and_is_one_thread():
    assert stories(SAGA) == {
        frozenset({"greeting", "greeting-again"}),
        frozenset({"answer"}),
        frozenset({"party"}),
        frozenset({"year-before"}),
    }
    assert threads(SAGA) == {frozenset(a.id for a, _ in SAGA)}


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_articles_changes_nothing(seed):
    shuffled = list(SAGA)
    random.Random(seed).shuffle(shuffled)
    assert cluster.group(*zip(*shuffled, strict=True)) == cluster.group(*zip(*SAGA, strict=True))


@pytest.mark.parametrize(
    "names",
    [("Mara Lindqvist", "Odile Fontenay"), ("Ольга Зимина", "Вера Тихонова"), ("田中 花子", "鈴木 美咲")],
)
def test_other_names_change_nothing(names):
    assert stories(renamed(names)) == stories(SAGA)
    assert threads(renamed(names)) == threads(SAGA)


def test_other_years_change_nothing():
    assert stories(shifted(7)) == stories(SAGA)


@pytest.mark.parametrize("left_out", range(len(SAGA)))
def test_leaving_one_out_leaves_the_others_where_they_were(left_out):
    rest = [pair for i, pair in enumerate(SAGA) if i != left_out]
    gone = SAGA[left_out][0].id
    assert stories(rest) == {s - {gone} for s in stories(SAGA)} - {frozenset()}


@pytest.mark.parametrize("doubled", range(len(SAGA)))
def test_a_copy_stands_in_the_story_of_its_original(doubled):
    article, _ = SAGA[doubled]
    copy = renamed(id_suffix="-copy")[doubled]
    (story,) = [s for s in stories([*SAGA, copy]) if article.id in s]
    assert story == {f"{article.id}-copy"} | next(s for s in stories(SAGA) if article.id in s)


def test_an_unrelated_article_stays_alone_and_out_of_the_thread():
    other = told(STORM, id="storm", title="Storm leaves villages dark", published="2024-10-23")
    assert frozenset({"storm"}) in stories([*SAGA, other])
    assert threads([*SAGA, other]) == threads(SAGA)


def test_reasons_name_what_is_shared_as_printed():
    grouping = cluster.group(*zip(*SAGA, strict=True))
    texts = " ".join(a.text for a, _ in SAGA)
    (pair,) = [s for s in grouping.stories if len(s.articles) == 2]
    assert {"same quotation", "same actors", "days apart"} == {r.kind for r in pair.why}
    assert all(d in texts for s in grouping.stories for r in s.why for d in r.detail)
    (thread,) = grouping.threads
    assert {"same actors", "years apart"} <= {r.kind for r in thread.why}
    assert all(d in texts for r in thread.why for d in r.detail)


def test_the_headline_is_an_outlets_own_and_no_question():
    one = told(FIRE, id="a", title="Is Halden still safe?", published="2025-03-01")
    two = told(FIRE + " The cause is unknown.", id="b", title="Fire in Halden market", published="2025-03-01")
    grouping = cluster.group(*zip(one, two, strict=True))
    (story,) = grouping.stories
    assert story.headline is not None
    assert (story.headline.text, story.headline.article) == ("Fire in Halden market", "b")


def test_no_article_is_first_where_dates_do_not_tell():
    one = told(FIRE, id="a", title="Fire in Halden market", published="2025-03-01")
    two = told(FIRE, id="b", title="Fire in Halden market", published="2025-03-01")
    assert cluster.group(*zip(one, two, strict=True)).stories[0].first is None
