"""Top stories: prominence, growth, trend, and reasons in words that come from numbers."""

from front_cards import HOUR, NOW, card

from wholestory import rank
from wholestory.model import Reason
from wholestory.rank import prominence


def order(*cards, **how):
    return [pick.story for pick in prominence.top(cards, NOW, most=9, **how)]


def test_of_one_age_more_independent_outlets_lead_and_copies_lift_nothing():
    assert order(card("copied", voices=2, copies=30), card("own", voices=4)) == ["own", "copied"]


def test_age_tells_against_a_story():
    assert order(card("old", voices=4, hours=30), card("new", voices=3, hours=1)) == ["new", "old"]


def test_a_story_that_grows_now_stands_before_its_equal():
    assert order(card("calm", voices=6), card("rising", voices=6, grown=5))[0] == "rising"


def test_copies_that_pour_in_count_no_more_than_the_voices():
    wire = card("wire", voices=2, copies=60, grown=60)
    assert order(wire, card("told", voices=8, grown=6))[0] == "told"


def test_one_outlet_alone_never_leads_however_new():
    found = order(card("alone", voices=1, hours=0), card("two", voices=2, hours=40))
    assert found == ["two", "alone"]
    assert order(card("alone", voices=1)) == []
    assert order() == []


def test_a_time_to_come_is_no_advantage():
    assert order(card("tomorrow", voices=2, hours=-24), card("now", voices=3, hours=0))[0] == "now"


def test_rise_and_fall_are_known_only_against_an_order_that_was_noted():
    cards = [card("a", voices=9), card("b", voices=6), card("c", voices=3)]
    picks = prominence.top(cards, NOW, most=9, earlier=["b", "a"])
    assert {pick.story: pick.rise for pick in picks} == {"a": 1, "b": -1, "c": None}
    assert {pick.rise for pick in prominence.top(cards, NOW, most=9)} == {None}


def test_reasons_are_counts_in_words():
    told = prominence.reasons(card("a", voices=10, copies=4, grown=6), NOW)
    assert [rank.words(reason) for reason in told] == [
        "10 independent accounts in 13 hours",
        "4 copies counted once",
        "grew by 6 articles in the last hour",
    ]
    few = prominence.reasons(card("b", voices=1, copies=1), NOW)
    assert [rank.words(reason) for reason in few] == ["one outlet alone", "one copy counted once"]


def test_what_came_longer_ago_is_no_growth():
    assert prominence.grown(card("a", grown=100), NOW + HOUR / 2) == 31


def test_a_reason_of_another_kind_is_shown_as_it_is():
    assert rank.words(Reason("same day", ("Tide",))) == "same day Tide"
