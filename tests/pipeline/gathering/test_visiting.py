"""What an answer means for the feed that was asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from wholestory import feeds
from wholestory.errors import NotAFeed
from wholestory.fetch import Answer, Outcome, Reason, Request
from wholestory.model import Capture, Feed, FeedId, FeedKind, FollowedFeed, Move, Pace, Validators, Waiting
from wholestory.pipeline.gathering import visiting
from wholestory.pipeline.gathering.visiting import Moment
from wholestory.text.urls import Url

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
DAY = timedelta(days=1)
ADDRESS = "https://tide.example/rss"
NEW = "https://coast.example/rss"
GIVEN = Validators(ADDRESS, '"e"', None)


def followed(**more):
    return FollowedFeed(id=FeedId(1), url=ADDRESS, lease="l", **more)


def answer(outcome=Outcome.FRESH, *, status=200, body=b"<rss/>", headers=(), **more):
    capture = None
    if outcome in (Outcome.FRESH, Outcome.NOT_MODIFIED):
        capture = Capture(
            url=ADDRESS, final_url=ADDRESS, status=status, headers=tuple(headers), body=body,
            requested_at=NOW, received_at=NOW, validators=GIVEN,
        )  # fmt: skip
    return Answer(
        request=Request(url=Url(ADDRESS)),
        outcome=outcome,
        site="tide.example",
        status=status,
        capture=capture,
        **more,
    )


def parsed(**more):
    return Feed(kind=FeedKind.RSS, **more)


def test_validators_are_given_back_only_to_the_parser_that_earned_them():
    assert visiting.request(followed(validators=GIVEN, parser=feeds.PARSER)).validators == GIVEN
    assert visiting.request(followed(validators=GIVEN, parser="older")).validators is None


def test_the_same_bytes_are_the_same_news_unless_another_parser_read_them():
    fresh = answer()
    digest = fresh.capture.digest
    assert visiting.is_same(followed(digest=digest, parser=feeds.PARSER), fresh)
    assert not visiting.is_same(followed(digest=digest, parser="older"), fresh)
    assert not visiting.is_same(followed(digest="other", parser=feeds.PARSER), fresh)
    assert visiting.is_same(followed(), answer(Outcome.NOT_MODIFIED, status=304))


def test_unchanged_ends_a_row_of_failures_and_keeps_what_was_read():
    found = visiting.unchanged(
        followed(failures=4), answer(Outcome.NOT_MODIFIED, status=304), [], Moment(NOW)
    )
    assert (found.failures, found.error, found.decision, found.digest) == (0, None, None, None)
    assert found.next.at == NOW + timedelta(hours=1)


def test_caching_headers_make_us_come_later_but_not_past_a_day():
    headers = [("Cache-Control", "public, max-age=21600"), ("Age", "3600")]
    found = visiting.unchanged(followed(), answer(headers=headers), [], Moment(NOW))
    assert found.next.at == NOW + timedelta(hours=5)
    headers = [("Cache-Control", "max-age=99999999")]
    assert visiting.unchanged(followed(), answer(headers=headers), [], Moment(NOW)).next.at == NOW + DAY


def test_a_document_is_decided_on_and_its_bytes_remembered():
    found = visiting.read(followed(), answer(), parsed(title="Tide"), [], Moment(NOW))
    assert (found.title, found.digest, found.parser) == ("Tide", answer().capture.digest, feeds.PARSER)
    assert found.decision is not None
    assert (found.feed, found.lease, found.validators) == (1, "l", GIVEN)


@pytest.mark.parametrize(("failures", "hours"), [(0, 1), (1, 2), (2, 4), (9, 168)])
def test_failures_wait_twice_as_long_each_up_to_a_week(failures, hours):
    failing = answer(Outcome.FAILED, status=None, reason=Reason.TIMEOUT, detail="20 s")
    found = visiting.failed(followed(failures=failures), failing, Moment(NOW))
    assert (found.failures, found.error) == (failures + 1, "timeout: 20 s")
    assert found.next.at == NOW + timedelta(hours=hours)
    assert (found.decision, found.digest, found.validators) == (None, None, None)


def test_what_is_no_feed_is_a_failure_in_words():
    found = visiting.failed(followed(), answer(), Moment(NOW), NotAFeed("a web page, not a feed"))
    assert (found.failures, found.error) == (1, "not_a_feed: a web page, not a feed")


def test_gone_is_asked_no_more():
    found = visiting.failed(followed(), answer(Outcome.GONE, status=410), Moment(NOW))
    assert (found.next.at, found.next.because) == (None, Waiting.GONE)


def test_a_site_at_rest_is_no_failure_of_the_feed():
    held = answer(Outcome.HELD, status=None, retry_at=NOW + DAY, detail="asked for a rest")
    found = visiting.failed(followed(failures=2), held, Moment(NOW))
    assert (found.failures, found.next.at) == (2, NOW + DAY)


def test_an_address_changes_after_three_equal_moves_over_a_day():
    feed, at = followed(), NOW
    for hours in (0, 2, 4):
        at = NOW + timedelta(hours=hours)
        found = visiting.read(feed, answer(moved_to=Url(NEW)), parsed(), [], Moment(at))
        assert found.url is None
        feed = followed(moved=found.moved)
    assert feed.moved == Move(NEW, 3, NOW)
    lasting = visiting.read(feed, answer(moved_to=Url(NEW)), parsed(), [], Moment(NOW + DAY))
    assert (lasting.url, lasting.moved) == (NEW, None)


def test_another_target_or_none_begins_the_count_anew():
    feed = followed(moved=Move(NEW, 5, NOW - 9 * DAY))
    other = visiting.read(feed, answer(moved_to=Url("https://third.example/")), parsed(), [], Moment(NOW))
    assert other.moved == Move("https://third.example/", 1, NOW)
    assert visiting.read(feed, answer(), parsed(), [], Moment(NOW)).moved is None
    login = visiting.failed(feed, answer(moved_to=Url(NEW)), Moment(NOW), NotAFeed("a web page, not a feed"))
    assert (login.url, login.moved) == (None, None), "a move to what is no feed proves nothing"


def test_a_feed_that_asks_for_its_own_pace_is_heard_while_nothing_changes():
    feed = followed(pace=Pace(every=timedelta(hours=6)))
    found = visiting.unchanged(feed, answer(Outcome.NOT_MODIFIED, status=304), [], Moment(NOW))
    assert found.next.at == NOW + timedelta(hours=6)
