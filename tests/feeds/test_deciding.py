"""The rules of taking entries in again and again, each a test: nothing lost, nothing doubled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.feeds import decide
from wholestory.model import Enclosure, Entry, Feed, FeedKind, Novelty, SafeHtml, Stamp

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(moment):
    return Stamp(moment.isoformat(), moment)


def entry(number, **changes):
    made = Entry(
        id=f"tag:tide.example,2026:{number}",
        title=f"Ferry {number} to sail again",
        link=f"https://tide.example/{number}",
        summary=SafeHtml(f"Ferry {number} sails on Monday."),
        published=at(NOW - number * HOUR),
    )
    return replace(made, **changes)


def feed(*entries, link="https://tide.example/"):
    return Feed(kind=FeedKind.RSS, link=link, entries=entries)


def stored(decision, known=()):
    """What a store would keep after the decision."""
    kept = {record.key: record for record in known}
    kept.update({arrival.known.key: arrival.known for arrival in (*decision.new, *decision.changed)})
    return tuple(kept.values())


def after(*documents, now=NOW):
    """What is known after reading these documents in turn, and the last decision."""
    known, decision = (), None
    for document in documents:
        decision = decide(known, document, now)
        known = stored(decision, known)
    return known, decision


def test_the_same_feed_twice_brings_nothing_new():
    document = feed(entry(1), entry(2))
    known, decision = after(document, document)
    assert (decision.new, decision.changed, decision.gone) == ((), (), ())
    assert set(decision.same) == {record.key for record in known}


def test_keys_are_the_id_then_the_canonical_link_then_title_and_date():
    entries = (entry(1), entry(2, id=None), entry(3, id=None, link=None))
    keys = [arrival.known.key for arrival in decide((), feed(*entries), NOW).new]
    assert keys[:2] == ["id:tag:tide.example,2026:1", "link:https://tide.example/2"]
    assert keys[2].startswith("hash:")


def test_an_id_that_changed_is_an_update_when_link_and_title_are_the_same():
    known, decision = after(feed(entry(1)), feed(entry(1, id="new-id")))
    assert [a.novelty for a in decision.changed] == [Novelty.RENAMED]
    assert (decision.new, len(known)) == ((), 1)
    assert decide(known, feed(entry(1, id="new-id")), NOW).same == (known[0].key,)
    assert decide(known, feed(entry(1)), NOW).new == ()


def test_an_id_put_on_another_article_is_a_flagged_revision():
    other = entry(9, id=entry(1).id)
    known, decision = after(feed(entry(1)), feed(other))
    assert [a.novelty for a in decision.changed] == [Novelty.REUSED]
    assert (len(known), known[0].title) == (1, other.title)


def test_an_id_moved_from_one_known_article_to_a_new_one_keeps_both():
    moved = entry(1, id="y")
    known, decision = after(feed(entry(1, id="x")), feed(moved, entry(2, id="x")))
    assert [a.novelty for a in decision.changed] == [Novelty.RENAMED]
    assert [a.entry.title for a in decision.new] == ["Ferry 2 to sail again"]
    assert len(known) == 2
    assert decide(known, feed(moved, entry(2, id="x")), NOW).new == ()


def test_an_edited_article_is_a_revision_under_its_key_and_its_time():
    edited = entry(1, title="Ferry 1 stays in port", published=at(NOW))
    known, decision = after(feed(entry(1)), feed(edited))
    assert [a.novelty for a in decision.changed] == [Novelty.EDITED]
    assert decision.changed[0].known.key == "id:tag:tide.example,2026:1"
    assert known[0].sort_at == NOW - HOUR


@pytest.mark.parametrize(
    "changes",
    [
        {"summary": SafeHtml("<p>Ferry 1 <b>sails</b> on   Monday.</p>")},
        {"published": at(NOW)},
        {"updated": at(NOW)},
        {"link": "http://tide.example/1?utm_source=rss#top"},
    ],
)
def test_markup_dates_and_tracking_make_no_revision(changes):
    _, decision = after(feed(entry(1)), feed(entry(1, **changes)))
    assert (decision.changed, decision.new) == ((), ())


def test_an_enclosure_that_appears_is_a_revision_its_signature_is_not():
    heard = entry(1, enclosures=(Enclosure("https://tide.example/1.mp3?sig=a"),))
    signed = entry(1, enclosures=(Enclosure("https://tide.example/1.mp3?sig=b"),))
    assert len(after(feed(entry(1)), feed(heard))[1].changed) == 1
    assert after(feed(heard), feed(signed))[1].changed == ()


def test_a_feed_that_shrinks_or_empties_loses_nothing():
    full = feed(*(entry(n) for n in range(5)))
    known, decision = after(full, feed(entry(0)))
    assert (len(known), len(decision.gone)) == (5, 4)
    known, decision = after(full, feed())
    assert (len(known), len(decision.gone)) == (5, 5)
    assert after(full, feed(), full)[1].new == ()


def test_old_entries_that_appear_late_are_stored_in_their_place_and_are_no_news():
    old = entry(1, id="old", title="From the archive", link=None, published=at(NOW - 900 * HOUR))
    _, decision = after(feed(entry(2)), feed(entry(2), old))
    assert [a.novelty for a in decision.new] == [Novelty.BACKFILLED]
    assert decision.new[0].known.sort_at == NOW - 900 * HOUR


def test_without_id_link_and_date_the_key_is_stable_and_the_time_that_of_first_sight():
    bare = Entry(title="Harbour closed")
    known, decision = after(feed(bare), feed(bare))
    assert decision.new == ()
    assert decide(known, feed(bare), NOW + HOUR).changed == ()
    assert known[0].sort_at == NOW


def test_undated_entries_keep_the_order_of_their_feed():
    bare = [entry(n, published=None) for n in range(3)]
    times = [a.known.sort_at for a in decide((), feed(*bare), NOW).new]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == 3


def test_a_future_date_is_clamped_for_sorting_and_kept_as_printed():
    future = at(NOW + 72 * HOUR)
    arrival = decide((), feed(entry(1, published=future)), NOW).new[0]
    assert arrival.known.sort_at == NOW
    assert arrival.entry.published == future


@pytest.mark.parametrize("year", [1970, 1601, 1246, 2099, 9999])
def test_incredible_dates_are_ignored(year):
    wrong = Stamp(str(year), datetime(year, 1, 1, tzinfo=UTC))
    first = decide((), feed(entry(1, published=wrong)), NOW).new[0]
    assert first.known.sort_at == NOW
    second = decide((), feed(entry(1, published=wrong, updated=at(NOW - HOUR))), NOW).new[0]
    assert second.known.sort_at == NOW - HOUR


def test_a_date_that_cannot_be_read_is_ignored():
    assert decide((), feed(entry(1, published=Stamp("0000-00-00", None))), NOW).new[0].known.sort_at == NOW


def test_a_clock_that_goes_back_changes_nothing_known():
    document = feed(entry(1, published=None))
    known, _ = after(document)
    assert decide(known, document, NOW - HOUR).same == (known[0].key,)


def test_an_entry_given_twice_is_stored_once_in_its_latest_version():
    late = entry(1, title="Ferry 1 sailed", updated=at(NOW))
    decision = decide((), feed(entry(1), late, entry(1)), NOW)
    assert (len(decision.new), decision.doubled) == (1, 2)
    assert decision.new[0].entry == late
    assert after(feed(entry(1), late), feed(late, entry(1)))[1].changed == ()


def test_one_id_on_different_articles_of_one_document_identifies_none_of_them():
    document = feed(*(entry(n, id="same") for n in range(4)))
    known, decision = after(document, document)
    assert (len(known), decision.new, decision.changed) == (4, (), ())
    _, decision = after(document, feed(entry(3, id="same")))
    assert (decision.new, [a.novelty for a in decision.changed]) == ((), [Novelty.RENAMED])


def test_one_address_on_different_articles_identifies_none_of_them():
    ticker = [entry(n, id=None, link="https://tide.example/live") for n in range(3)]
    known, decision = after(feed(*ticker), feed(*ticker), feed(ticker[2]))
    assert (len(known), decision.new, decision.changed) == (3, (), ())


def test_the_home_page_identifies_no_article():
    first, second = (entry(n, id=None, link="https://tide.example/") for n in (1, 2))
    known, decision = after(feed(first), feed(second))
    assert (len(known), decision.changed) == (2, ())


def test_one_title_for_all_entries_identifies_none_of_them():
    notes = [Entry(title="Note", summary=SafeHtml(f"Number {n}")) for n in range(3)]
    known, decision = after(feed(*notes), feed(*notes))
    assert (len(known), decision.new, decision.changed) == (3, (), ())


def test_ids_that_appear_or_vanish_later_make_no_new_entries():
    bare = feed(*(entry(n, id=None) for n in range(3)))
    full = feed(*(entry(n) for n in range(3)))
    assert after(bare, full)[1].new == ()
    assert after(full, bare)[1].new == ()
    assert len(after(bare, full, bare, full)[0]) == 3


def test_random_ids_at_every_reading_make_no_new_entries():
    known, decision = (), None
    for turn in range(4):
        decision = decide(known, feed(*(entry(n, id=f"{turn}-{n}") for n in range(5))), NOW)
        known = stored(decision, known)
    assert (len(known), decision.new) == (5, ())


def test_a_headline_that_changes_without_an_id_is_a_revision():
    _, decision = after(feed(entry(1, id=None)), feed(entry(1, id=None, title="Ferry 1 delayed")))
    assert [a.novelty for a in decision.changed] == [Novelty.EDITED]


def test_ten_thousand_entries_in_any_order():
    entries = [entry(n) for n in range(10_000)]
    known, _ = after(feed(*entries))
    decision = decide(known, feed(*reversed(entries)), NOW)
    assert (len(known), len(decision.same), decision.new) == (10_000, 10_000, ())


SMALL = st.lists(
    st.builds(
        Entry,
        id=st.sampled_from([None, "a", "b", "c"]),
        title=st.sampled_from([None, "Tide", "Ebb", "Flood"]),
        link=st.sampled_from([None, "https://t.example/1", "https://t.example/2", "https://t.example/"]),
        summary=st.sampled_from([None, SafeHtml("one"), SafeHtml("two")]),
        published=st.sampled_from([None, at(NOW), at(NOW - HOUR)]),
    ),
    max_size=6,
)


@given(st.lists(SMALL, min_size=1, max_size=4))
def test_whatever_the_feed_gives_a_second_reading_finds_everything_the_same(documents):
    known = ()
    for entries in documents:
        document = feed(*entries, link="https://t.example/")
        decision = decide(known, document, NOW)
        before, known = known, stored(decision, known)
        assert {r.key for r in before} <= {r.key for r in known}
        arrived = [a.known.key for a in (*decision.new, *decision.changed)] + list(decision.same)
        assert len(arrived) == len(set(arrived))
        again = decide(known, document, NOW)
        assert (again.new, again.changed) == ((), ())
