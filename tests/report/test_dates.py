import pytest

from wholestory.model import Basis, Granularity, Published
from wholestory.report import dates


def published(value=None, earliest=None, latest=None, granularity="day"):
    return Published(value, earliest or value, latest or value, Granularity(granularity), Basis.STATED)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "undated"),
        (published("2025"), "2025"),
        (published("2025-11"), "November 2025"),
        (published("2025-11-02"), "2 November 2025"),
        (published("2025-11-21T19:21+01:00", granularity="minute"), "21 November 2025, 18:21 UTC"),
        (published("2025-11-21T19:21", granularity="minute"), "21 November 2025, 19:21"),
        (published(None, "2025-11-21", "2025-11-24"), "21 November 2025 to 24 November 2025"),
        (published(None, "2025-11-21", None), "from 21 November 2025"),
        (published(None, None, "2025-11-21"), "by 21 November 2025"),
        (published(None, None, None), "undated"),
    ],
)
def test_a_time_is_said_as_exactly_as_it_is_known(given, words):
    assert dates.words(given) == words


@pytest.mark.parametrize(
    ("first", "later", "words"),
    [
        ("2025-11-21T18:21+00:00", "2025-11-21T19:27+01:00", "+6 min"),
        ("2025-11-21T08:21+00:00", "2025-11-21T18:27+00:00", "+10 h"),
        ("2025-11-21T08:21+00:00", "2025-11-25T18:27+00:00", "+4 days"),
        ("2025-11-21T08:21", "2025-11-21T18:27+00:00", None),
    ],
)
def test_a_gap_between_minutes(first, later, words):
    assert dates.gap(published(first, granularity="minute"), published(later, granularity="minute")) == words


def test_a_gap_between_days_and_none_between_years():
    assert dates.gap(published("2025-11-21"), published("2025-11-22")) == "+1 day"
    assert dates.gap(published("2025-11-21"), published("2025-11-21")) == "same day"
    assert dates.gap(published("2024", granularity="year"), published("2025-11-21")) is None


def test_the_undated_come_last():
    held = [None, published("2025-11-21"), published(None, "2025-11-20", "2025-11-30")]
    assert sorted(held, key=dates.order) == [held[2], held[1], held[0]]
