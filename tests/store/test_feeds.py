from dataclasses import replace

import pytest
from storing import HOUR, NOW, arrival, brought, followed, lent

from wholestory import store
from wholestory.model import FeedState, Move, NextCheck, Novelty, Pace, Subscription, Validators, Waiting


def test_a_feed_is_due_at_once_and_lent_to_one_at_a_time(opened):
    followed(opened)
    (feed,) = lent(opened)
    assert feed.url == "https://tide.example/rss"
    assert lent(opened) == ()
    assert [f.id for f in lent(opened, now=NOW + HOUR)] == [feed.id], "an ended lease makes it due again"


def test_the_longest_overdue_come_first_and_no_more_than_asked_for(opened):
    followed(opened, *(f"https://{n}.example/rss" for n in range(5)))
    (first,) = lent(opened, most=1)
    opened.keep([brought(first)])
    assert [f.url for f in lent(opened, most=2)] == ["https://1.example/rss", "https://2.example/rss"]
    assert [f.id for f in lent(opened, now=NOW + 2 * HOUR)][-1] == first.id


def test_what_was_brought_is_kept_once_however_often_it_is_given(opened):
    followed(opened)
    (feed,) = lent(opened)
    given = brought(feed, arrival("a"), arrival("b"))
    assert opened.keep([given]) == {feed.id}
    assert opened.keep([given]) == frozenset(), "the lease has ended with the first"
    assert sorted(e.key for e in opened.known(feed.id)) == ["a", "b"]


def test_of_two_who_fetched_one_feed_the_later_lease_wins(opened):
    followed(opened)
    (early,) = lent(opened)
    (late,) = lent(opened, now=NOW + HOUR)
    assert opened.keep([brought(early, arrival("a"))]) == frozenset()
    assert opened.keep([brought(late, arrival("b"))]) == {late.id}
    assert [e.key for e in opened.known(late.id)] == ["b"]


def test_one_bad_row_takes_the_whole_batch_back(opened):
    followed(opened, "https://one.example/rss", "https://two.example/rss")
    one, two = lent(opened)
    broken = arrival("b")
    missing = replace(broken, known=replace(broken.known, sort_at=None))
    with pytest.raises(Exception, match="sort_at"):
        opened.keep([brought(one, arrival("a")), brought(two, missing)])
    assert opened.known(one.id) == ()
    assert opened.keep([brought(one, arrival("a"))]) == {one.id}, "the lease holds still"


def test_an_edited_entry_keeps_both_texts(opened):
    followed(opened)
    (feed,) = lent(opened)
    opened.keep([brought(feed, arrival("a", "First"))])
    for hours, title in ((2, "Second"), (4, "Third")):
        now = NOW + hours * HOUR
        (feed,) = lent(opened, now=now)
        edited = arrival("a", title, novelty=Novelty.EDITED)
        opened.keep([brought(feed, changed=[edited], at=now)])
    (listed,) = opened.newest(most=5)
    assert (listed.entry.title, listed.changed_at, listed.seen_at) == ("Third", NOW + 4 * HOUR, NOW)
    assert [(e.entry.title, e.until) for e in opened.earlier(listed.number)] == [
        ("First", NOW + 2 * HOUR),
        ("Second", NOW + 4 * HOUR),
    ]


def test_another_id_alone_is_no_new_version(opened):
    followed(opened)
    (feed,) = lent(opened)
    opened.keep([brought(feed, arrival("a"))])
    (feed,) = lent(opened, now=NOW + 2 * HOUR)
    renamed = arrival("a", novelty=Novelty.RENAMED)
    renamed = replace(renamed, known=replace(renamed.known, id="b"))
    opened.keep([brought(feed, changed=[renamed])])
    (listed,) = opened.newest(most=5)
    assert (listed.changed_at, opened.earlier(listed.number)) == (None, ())
    assert [e.id for e in opened.known(feed.id)] == ["b"]


def test_what_is_kept_of_a_visit_comes_back_with_the_feed(opened):
    followed(opened)
    (feed,) = lent(opened)
    validators = Validators(feed.url, '"e"', None)
    pace = Pace(every=HOUR, skip_hours=frozenset({3}))
    opened.keep(
        [brought(feed, validators=validators, digest="d", parser="p", status=200, pace=pace, title="Tide")]
    )
    (feed,) = lent(opened, now=NOW + 2 * HOUR)
    assert (feed.validators, feed.digest, feed.parser, feed.pace) == (validators, "d", "p", pace)
    assert (feed.title, feed.answered_at, feed.failures) == ("Tide", NOW, 0)


def test_a_body_without_validators_forgets_the_old_ones_and_a_failure_keeps_them(opened):
    followed(opened)
    (feed,) = lent(opened)
    opened.keep([brought(feed, validators=Validators(feed.url, '"e"', None), digest="d", parser="p")])
    (feed,) = lent(opened, now=NOW + 2 * HOUR)
    opened.keep([replace(brought(feed, failures=1, error="timeout", at=NOW + 2 * HOUR), decision=None)])
    (feed,) = lent(opened, now=NOW + 4 * HOUR)
    assert (feed.validators, feed.failures, feed.error, feed.answered_at) == (
        Validators(feed.url, '"e"', None),
        1,
        "timeout",
        NOW,
    )
    opened.keep([brought(feed, digest="d2", parser="p")])
    (feed,) = lent(opened, now=NOW + 6 * HOUR)
    assert (feed.validators, feed.digest) == (None, "d2")


def test_a_feed_that_is_gone_is_asked_no_more_until_somebody_follows_it_again(opened):
    followed(opened)
    (feed,) = lent(opened)
    opened.keep([replace(brought(feed, error="410"), next=NextCheck(None, Waiting.GONE), decision=None)])
    assert lent(opened, now=NOW + 1000 * HOUR) == ()
    assert opened.followed()[0][1].state is FeedState.GONE
    followed(opened)
    assert len(lent(opened)) == 1


def test_a_move_is_counted_and_carried_out(opened):
    followed(opened)
    (feed,) = lent(opened)
    opened.keep([brought(feed, moved=Move("https://new.example/rss", 1, NOW))])
    (feed,) = lent(opened, now=NOW + 2 * HOUR)
    assert feed.moved == Move("https://new.example/rss", 1, NOW)
    opened.keep([brought(feed, url="https://new.example/rss")])
    (feed,) = lent(opened, now=NOW + 4 * HOUR)
    assert (feed.url, feed.moved) == ("https://new.example/rss", None)


def test_a_feed_that_moves_to_one_already_followed_joins_it(opened):
    old, new = followed(opened, "https://old.example/rss", "https://new.example/rss")
    opened.follow([Subscription(url="https://old.example/rss")], NOW, reader="ann")
    feed = next(f for f in lent(opened) if f.id == old)
    opened.keep([brought(feed, arrival("a"), url="https://new.example/rss")])
    assert [f.id for _, f in opened.followed()] == [new]
    assert [f.id for _, f in opened.followed(reader="ann")] == [new]
    assert [e.key for e in opened.known(old)] == ["a"], "what it brought stays"
    assert [f.id for f in lent(opened, now=NOW + 9 * HOUR)] == [new]


def test_the_times_of_the_latest_entries_come_newest_first(opened):
    followed(opened)
    (feed,) = lent(opened)
    opened.keep([brought(feed, *(arrival(f"{n}", at=NOW - n * HOUR) for n in range(30)))])
    assert opened.times(feed.id) == tuple(NOW - n * HOUR for n in range(20))


def test_rests_hold_until_their_time(opened):
    opened.rest([("tide.example", NOW + HOUR), ("tide.example", NOW + 2 * HOUR)])
    opened.rest([("coast.example", NOW - HOUR)])
    assert opened.rests(NOW) == {"tide.example": NOW + 2 * HOUR}


def test_two_openings_of_one_file_share_the_work(opened):
    followed(opened, *(f"https://{n}.example/rss" for n in range(4)))
    other = store.open(opened.path)
    assert not {f.id for f in lent(opened, most=2)} & {f.id for f in lent(other)}
