"""Old articles go, and nothing else."""

from datetime import timedelta

import pytest
from articles import again, keep, reading
from hypothesis import given
from hypothesis import strategies as st
from storing import HOUR, NOW, arrival, brought

from wholestory.feeds import decide
from wholestory.model import Entry, Feed, FeedKind, PlainText, ReadEntry
from wholestory.pipeline.retaining import Retention
from wholestory.text import queries

DAY = timedelta(days=1)
TOLD = tuple((f"Story {n}", f"Words of story {n}") for n in range(5))


def tidy(kept, rule, now):
    total, place = kept.tidy(rule, now, after=None)
    while place is not None:
        gone, place = kept.tidy(rule, now, after=place)
        total += gone
    return total


def titles(kept):
    return [each.article.title for each in kept.articles(most=99)]


def test_without_the_setting_nothing_goes(opened):
    keep(opened, *TOLD)
    assert tidy(opened, Retention(0), NOW + 10_000 * DAY) == 0
    assert len(titles(opened)) == 5


def test_what_is_old_goes_out_of_lists_and_search_and_what_is_kept_stays(opened):
    keep(opened, *TOLD)
    (third,) = [each.number for each in opened.articles(most=99) if each.article.title == "Story 2"]
    assert tidy(opened, Retention(30, {third}), NOW + 31 * DAY) == 4
    assert titles(opened) == ["Story 2"]
    found = opened.search(queries.parse("words"), most=9)
    assert [hit.title for hit in found.hits] == ["Story 2"]
    assert tidy(opened, Retention(30, {third}), NOW + 31 * DAY) == 0


def test_what_came_or_changed_lately_stays_however_old_it_is(opened):
    keep(opened, *TOLD, at=NOW - 400 * DAY)
    assert tidy(opened, Retention(30), NOW + 29 * DAY) == 0
    again(opened, opened.articles(most=1)[0].entry, title="Story 0", text="Corrected.")
    assert tidy(opened, Retention(30), NOW + 30 * DAY + HOUR / 2) == 4
    assert titles(opened) == ["Story 0"]


def test_entries_stay_known_but_give_their_words_back(opened):
    keep(opened, *TOLD)
    before = {each.key: each.entry for each in opened.newest(most=99)}
    (feed,) = opened.followed()
    known = opened.known(feed[1].id)
    tidy(opened, Retention(30), NOW + 31 * DAY)
    assert {each.key: each.entry.title for each in opened.newest(most=99)} == {
        key: entry.title for key, entry in before.items()
    }
    assert opened.known(feed[1].id) == known
    assert opened.unread(NOW + 40 * DAY, most=9, lease=HOUR) == ()


def test_an_entry_that_its_feed_still_lists_is_not_new_again(opened):
    title = PlainText("Ferry")
    listed = Entry(id="a", title=title, link="https://tide.example/a", summary="Words")
    feed = Feed(kind=FeedKind.RSS, entries=(listed,))
    keep(opened)
    (row,) = opened.due(NOW + HOUR, most=1, lease=HOUR)
    decision = decide((), feed, NOW)
    opened.keep([brought(row, *decision.new, at=NOW)])
    (unread,) = opened.unread(NOW + HOUR, most=9, lease=HOUR)
    opened.keep_read([reading(unread, "Ferry", "Words")])
    assert tidy(opened, Retention(30), NOW + 31 * DAY) == 1
    again_decided = decide(opened.known(row.id), feed, NOW + 31 * DAY)
    assert (again_decided.new, again_decided.changed) == ((), ())


def test_entries_that_gave_no_article_are_emptied_too(opened):
    keep(opened)
    (row,) = opened.due(NOW + HOUR, most=1, lease=HOUR)
    opened.keep([brought(row, arrival("a"), arrival("b"))])
    lent_entries = opened.unread(NOW, most=9, lease=HOUR)
    failed = [
        ReadEntry(number=e.number, lease=e.lease, at=NOW, error="no_article: x") for e in lent_entries[:1]
    ]
    opened.keep_read(failed)
    assert len(opened.quarantine(most=9)) == 1
    assert opened.tidy_quarantine(Retention(30), NOW + 29 * DAY) == 0
    assert opened.tidy_quarantine(Retention(0), NOW + 99 * DAY) == 0
    assert opened.tidy_quarantine(Retention(30), NOW + 31 * DAY) == 1
    assert opened.quarantine(most=9) == ()
    assert len(opened.unread(NOW + 31 * DAY, most=9, lease=HOUR)) == 1, "what is still to be read stays"


@given(st.integers(0, 10**9), st.sets(st.integers(1, 9)), st.integers(1, 9), st.datetimes())
def test_the_rule_never_lets_go_what_is_kept_or_new(days, kept, number, at):
    rule, now = Retention(days, kept), NOW.replace(tzinfo=None)
    gone = rule.lets_go(number, at, now)
    assert not (gone and (number in kept or days == 0 or at >= now - timedelta(days=min(days, 10**6 // 2))))
    assert rule.lets_go(number, now - timedelta(days=2), now) == (days == 1 and number not in kept)


def test_less_than_no_time_is_refused():
    with pytest.raises(ValueError, match="no time"):
        Retention(-1)
