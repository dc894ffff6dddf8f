from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.feeds import next_check
from wholestory.model import Pace, Visit, Waiting

NOW = datetime(2026, 5, 20, 12, 30, tzinfo=UTC)  # a Wednesday
OK = Visit(status=200)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def every(gap, number=20):
    return [NOW - gap * n for n in range(number)]


def test_a_busy_feed_is_asked_as_often_as_the_floor_allows():
    assert next_check(NOW, OK, times=every(2 * MINUTE)).at == NOW + 30 * MINUTE


def test_a_feed_is_asked_as_often_as_it_has_news():
    assert next_check(NOW, OK, times=every(3 * HOUR)).at == NOW + 3 * HOUR


def test_a_slow_or_silent_feed_is_asked_daily():
    assert next_check(NOW, OK, times=every(40 * DAY)).at == NOW + DAY
    assert next_check(NOW, OK, times=[t - 60 * DAY for t in every(MINUTE)]).at == NOW + DAY


def test_a_feed_without_dates_is_asked_hourly():
    assert next_check(NOW, OK).at == NOW + HOUR


@pytest.mark.parametrize(
    ("pace", "visit", "wait"),
    [
        (Pace(every=5 * HOUR), OK, 5 * HOUR),
        (Pace(every=30 * DAY), OK, DAY),
        (Pace(), Visit(status=304, max_age=4 * HOUR), 4 * HOUR),
        (Pace(every=2 * HOUR), Visit(status=200, max_age=4 * HOUR), 4 * HOUR),
        (Pace(every=MINUTE), Visit(status=200, max_age=MINUTE), 30 * MINUTE),
    ],
)
def test_what_the_feed_and_its_caching_ask_for_is_heeded(pace, visit, wait):
    assert next_check(NOW, visit, pace=pace, times=every(MINUTE)).at == NOW + wait


def test_hours_and_days_to_skip_are_skipped():
    pace = Pace(skip_hours=frozenset({13, 14}))
    assert next_check(NOW, OK, pace=pace, times=every(HOUR)).at == NOW + 3 * HOUR
    pace = Pace(skip_days=frozenset({2, 3}))
    assert next_check(NOW, OK, pace=pace).at.weekday() == 4
    assert next_check(NOW, OK, pace=Pace(skip_hours=frozenset(range(24)))).at == NOW + HOUR


def test_failures_wait_longer_each_time_up_to_a_week():
    waits = [next_check(NOW, Visit(status=500, failures=n)).at - NOW for n in (1, 2, 3, 20)]
    assert waits == [HOUR, 2 * HOUR, 4 * HOUR, 7 * DAY]
    assert next_check(NOW, Visit(status=None, failures=1)).because == Waiting.FAILING


def test_the_server_says_when_to_come_back():
    visit = Visit(status=429, failures=1, retry_at=NOW + 5 * HOUR)
    assert next_check(NOW, visit).at == NOW + 5 * HOUR
    assert next_check(NOW, Visit(status=503, retry_at=NOW + 90 * DAY)).at == NOW + 7 * DAY
    assert next_check(NOW, Visit(status=503, retry_at=NOW - DAY)).at == NOW + 30 * MINUTE


def test_gone_is_gone_and_missing_is_gone_after_ten_times():
    assert next_check(NOW, Visit(status=410, failures=1)).at is None
    assert next_check(NOW, Visit(status=404, failures=9)).at is not None
    assert next_check(NOW, Visit(status=404, failures=10)).because == Waiting.GONE


@given(
    st.floats(-1, 1),
    st.lists(st.timedeltas(timedelta(0), 400 * DAY).map(lambda d: NOW - d), max_size=30),
    st.integers(0, 30),
)
def test_never_below_the_floor_nor_beyond_the_ceiling(jitter, times, failures):
    wait = next_check(NOW, Visit(status=200, failures=failures), times=times, jitter=jitter).at - NOW
    assert 30 * MINUTE <= wait <= (7 * DAY if failures else DAY) * 1.1


def test_jitter_spreads_feeds_even_at_the_floor():
    waits = {next_check(NOW, OK, times=every(MINUTE), jitter=j).at for j in (-1.0, -0.5, 0.0, 0.7)}
    assert len(waits) == 4
