"""The rules of taking feeds in, from answers to what is kept: each that was promised, under its own name."""

from datetime import timedelta

import pytest
from desk import DAY, HOUR, NOW, Crash, Desk, item, rss

from wholestory.fetch import Outcome
from wholestory.model import FeedState, Novelty, Subscription

TIDE, COAST = "https://tide.example/rss", "https://coast.example/rss"
LOGIN = b"<!doctype html><title>Sign in</title><form action=/login><input name=password></form>"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "news.db")


@pytest.fixture
def brought(desk):
    """Follows a feed and reads these documents in turn, hours apart; gives the last round."""
    desk.follow(TIDE)

    def bring(*documents, later=2 * HOUR):
        for document in documents:
            desk.pages[TIDE] = document
            found = desk.update(later=later)
            assert found.asked == 1
        return found

    return bring


def history(desk, listed):
    return [each.entry.title for each in desk.store.earlier(listed.number)] + [listed.entry.title]


def test_the_same_feed_twice_gives_nothing_new(desk, brought):
    found = brought(rss(item("a")), rss(item("a")) + b"\n")
    assert (found.new, found.changed, len(desk.entries())) == (0, 0, 1)


def test_an_id_that_changes_over_the_same_link_and_title_is_an_update(desk, brought):
    one, other = (item(guid, link="https://tide.example/1") for guid in ("a", "b"))
    found = brought(rss(one), rss(other))
    assert (found.new, found.changed) == (0, 1)
    assert [each.entry.id for each in desk.entries()] == ["b"]


def test_an_id_reused_for_another_article_is_a_revision_and_flagged(desk, brought):
    first = item("a", "Ferry sails", link="https://tide.example/1")
    other = item("a", "Bank opens", link="https://tide.example/2", words="It opens on Tuesday.")
    found = brought(rss(first), rss(other))
    assert (found.new, found.changed) == (0, 1)
    (listed,) = desk.entries()
    assert history(desk, listed) == ["Ferry sails", "Bank opens"]
    with_reuse = {row.novelty for row in rows(desk)}
    assert with_reuse == {Novelty.REUSED}


def rows(desk):
    from wholestory.store.models import Entry

    return list(Entry.objects.using(desk.store._alias).all())


def test_an_edited_article_is_a_revision_marked_with_its_time(desk, brought):
    brought(rss(item("a", "Ferry sails")), rss(item("a", "Ferry stays")))
    (listed,) = desk.entries()
    assert history(desk, listed) == ["Ferry sails", "Ferry stays"]
    assert (listed.seen_at, listed.changed_at) == (NOW + 2 * HOUR, NOW + 4 * HOUR)


@pytest.mark.parametrize("less", [rss(item("b")), rss()])
def test_a_feed_that_shrinks_or_empties_deletes_nothing(desk, brought, less):
    full = rss(item("a"), item("b"), item("c"))
    found = brought(full, less, full)
    assert (found.new, found.changed, len(desk.entries())) == (0, 0, 3)


def test_a_feed_that_grows_backwards_is_stored_in_its_place_and_is_no_news(desk, brought):
    today = item("a", "Today", date="Sun, 22 Nov 2026 07:00:00 GMT")
    old = item("o", "Long ago", date="Fri, 22 Nov 2024 07:00:00 GMT")
    brought(rss(today), rss(today, old))
    assert desk.titles() == ["Today", "Long ago"]
    assert {row.title: row.novelty for row in rows(desk)}["Long ago"] == Novelty.BACKFILLED


def test_without_id_and_date_the_key_is_stable_and_the_time_that_of_first_sight(desk, brought):
    bare = item(None, "Harbour closed")
    found = brought(rss(bare), rss(bare, item("b", "Other")), rss(item("b", "Other"), bare))
    assert (found.new, found.changed) == (0, 0)
    assert {each.entry.title: each.sort_at for each in desk.entries()}["Harbour closed"] == NOW + 2 * HOUR


def test_a_future_date_is_clamped_for_sorting_and_kept_as_printed(desk, brought):
    printed = "Wed, 25 Nov 2026 07:00:00 GMT"
    brought(rss(item("a", date=printed)))
    (listed,) = desk.entries()
    assert (listed.sort_at, listed.entry.published.printed) == (NOW + 2 * HOUR, printed)


@pytest.mark.parametrize(
    "date",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Thu, 01 Jan 2099 00:00:00 GMT",
        "0000-00-00T00:00:00Z",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ],
)
def test_dates_of_1970_2099_0000_and_9999_are_ignored(desk, brought, date):
    brought(rss(item("a", date=date)))
    (listed,) = desk.entries()
    assert (listed.sort_at, listed.entry.published.printed) == (NOW + 2 * HOUR, date)


def test_a_clock_that_goes_back_keeps_the_order_and_every_page_complete(desk, brought):
    old = [item(str(n), f"Report {n}") for n in range(9)]
    brought(rss(*old))
    before = [each.number for each in desk.entries()]
    desk.store.follow([Subscription(url=COAST)], desk.now - 4 * HOUR)
    desk.pages[COAST] = rss(*(item(f"c{n}", f"Other {n}") for n in range(9)))
    desk.update(later=-HOUR)
    whole = [each.number for each in desk.entries()]
    assert [number for number in whole if number in before] == before
    assert len(whole) == 18
    for size in (1, 2, 5):
        assert [each.number for each in desk.entries(at_once=size)] == whole


def test_one_address_in_five_feeds_is_five_entries_with_one_link(desk):
    feeds = [f"https://{n}.example/rss" for n in range(5)]
    desk.follow(*feeds)
    for n, url in enumerate(feeds):
        desk.pages[url] = rss(item(f"{n}", link=f"https://tide.example/1?utm_source={n}"))
    assert desk.update().new == 5
    assert {row.link for row in rows(desk)} == {"https://tide.example/1"}


def test_tracking_parameters_make_no_other_article(desk, brought):
    found = brought(*(rss(item(None, link=f"https://tide.example/1?utm_source={n}")) for n in range(3)))
    assert (found.new, found.changed, len(desk.entries())) == (0, 0, 1)


def moved_for_good(desk):
    """TIDE answers three times over more than a day that it is COAST now, which is followed already."""
    desk.follow(TIDE, COAST)
    desk.pages[TIDE] = desk.pages[COAST] = rss(item("a"))
    desk.moved[TIDE] = COAST
    for _ in range(3):
        desk.update(later=DAY)


def test_a_feed_that_moves_to_one_already_followed_joins_it(desk):
    moved_for_good(desk)
    assert [s.url for s, _ in desk.store.followed()] == [COAST]
    assert len(desk.entries()) == 2, "what the old address brought stays"
    desk.asked.clear()
    desk.update(later=2 * DAY)
    assert desk.asked == [COAST]


def test_to_follow_the_old_address_of_a_feed_that_moved_is_to_follow_the_new(desk):
    moved_for_good(desk)
    assert desk.follow(TIDE) == desk.follow(COAST)
    assert [s.url for s, _ in desk.store.followed()] == [COAST]
    for _, feed in desk.store.followed():
        desk.store.unfollow(feed.id)
    desk.follow(TIDE)
    desk.asked.clear()
    desk.update(later=2 * DAY)
    assert desk.asked == [COAST], "it is asked, though only its old address was named"
    assert len(desk.entries()) == 2, "and doubles nothing"


def test_a_move_to_an_address_that_moved_itself_leads_to_the_last(desk):
    third = "https://dune.example/rss"
    moved_for_good(desk)
    desk.moved[COAST] = third
    desk.pages[third] = desk.pages[COAST]
    for _ in range(3):
        desk.update(later=DAY)
    assert [s.url for s, _ in desk.store.followed()] == [third]
    assert desk.follow(TIDE) == desk.follow(third)


def test_of_two_workers_with_one_feed_one_wins_by_its_lease(desk, brought, tmp_path):
    brought(rss(item("a")))
    slow = Desk(desk.path)
    slow.now = desk.now + 2 * HOUR
    (lent,) = slow.store.due(slow.now, most=5, lease=HOUR)
    desk.pages[TIDE] = rss(item("a"), item("b"))
    assert desk.update(later=2 * HOUR).asked == 0, "it is lent to the other"
    assert desk.update(later=2 * HOUR).new == 1, "whose lease has ended"
    assert lent.lease
    assert len(desk.entries()) == 2


@pytest.mark.parametrize(
    "bad", [LOGIN, b"", b"\x00\x01" * 90, 200 * b"<", 404, 500, Outcome.TRUNCATED, Outcome.TOO_LARGE]
)
def test_a_feed_that_turns_into_a_page_a_login_or_nothing_is_an_error_and_loses_nothing(desk, brought, bad):
    found = brought(rss(item("a"), item("b")), bad)
    assert (found.failed, len(found.errors), len(desk.entries())) == (1, 1, 2)
    assert desk.store.followed()[0][1].error
    assert brought(rss(item("a"), item("b"), item("c")), later=2 * DAY).new == 1


def test_a_feed_in_wrong_order_is_listed_by_its_dates(desk, brought):
    dates = [
        "Sun, 22 Nov 2026 05:00:00 GMT",
        "Sun, 22 Nov 2026 07:00:00 GMT",
        "Sun, 22 Nov 2026 06:00:00 GMT",
    ]
    brought(rss(*(item(str(n), f"At {date[17:22]}", date=date) for n, date in enumerate(dates))))
    assert desk.titles() == ["At 07:00", "At 06:00", "At 05:00"]


def test_ten_thousand_entries_are_kept_once_and_listed_whole(desk, brought):
    many = rss(*(item(str(n), f"Report {n}") for n in range(10_000)))
    assert brought(many).new == 10_000
    assert len({each.number for each in desk.entries()}) == 10_000
    found = brought(many + b" ")
    assert (found.new, found.changed) == (0, 0)


def test_one_id_on_many_articles_doubles_and_loses_none(desk, brought):
    alike = [item("same", f"Report {n}", link=f"https://tide.example/{n}") for n in range(20)]
    found = brought(rss(*alike), rss(*reversed(alike)))
    assert (found.new, found.changed, len(desk.entries())) == (0, 0, 20)


@pytest.mark.parametrize("crash", ["before", "after"])
def test_what_ends_between_answer_and_keeping_is_asked_again_and_not_taken_for_read(desk, crash):
    desk.follow(TIDE)
    desk.pages[TIDE] = rss(item("a"))
    desk.crash = crash
    with pytest.raises(Crash):
        desk.update()
    desk.reopen()
    desk.update(later=timedelta(minutes=16))
    desk.update(later=2 * HOUR)
    assert desk.titles() == ["Ferry sails"]


def test_gone_ends_the_asking_and_keeps_what_came(desk, brought):
    brought(rss(item("a")), 410)
    assert desk.store.followed()[0][1].state is FeedState.GONE
    assert desk.update(later=30 * DAY).asked == 0
    assert len(desk.entries()) == 1
