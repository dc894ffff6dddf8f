"""Retry-After: both forms, bounded, and nothing else."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.fetch.waiting import until

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def wait(value):
    found = until(value, now=NOW, longest=WEEK)
    return found and found - NOW


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        (format_datetime(NOW + timedelta(hours=2), usegmt=True), 7200),
        ("Sun, 01 Mar 2026 13:00:00 +0100", None),  # now
        ("Sun, 01 Mar 2026 14:00:00 +0100", 3600),
        ("Sunday, 01-Mar-26 13:00:00 GMT", 3600),
        ("Sun Mar  1 13:00:00 2026", 3600),
        ("999999999999999999999", WEEK.total_seconds()),
        ("Fri, 31 Dec 9999 23:59:59 GMT", WEEK.total_seconds()),
        ("Fri, 31 Dec 1999 23:59:59 GMT", None),
        ("0", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_it_means_a_time_from_now_or_nothing(value, seconds):
    assert wait(value) == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text(max_size=60) | st.integers().map(str))
def test_no_header_breaks_it_or_stops_a_host_for_longer(value):
    found = wait(value)
    assert found is None or timedelta(0) < found <= WEEK
