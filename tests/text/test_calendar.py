"""Days and ranges of days are reckoned as the calendar has them, and never beyond it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.text import calendar
from wholestory.text.calendar import Days


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-10-22", date(2024, 10, 22), date(2024, 10, 22)),
        ("2024-10-22T18:21+02:00", date(2024, 10, 22), date(2024, 10, 22)),
    ],
)
def test_an_iso_prefix_covers_its_days(iso, first, last):
    assert calendar.spanned(iso) == Days(first, last)


@pytest.mark.parametrize("iso", [None, "", "24", "2024-13", "2024-02-30", "0000", "2024-1-1", "next week"])
def test_what_is_no_iso_prefix_covers_nothing(iso):
    assert calendar.spanned(iso) is None
    assert calendar.parse(iso) is None


def test_ranges_intersect_or_do_not_meet():
    assert calendar.intersect(
        calendar.between("2024", None), calendar.between(None, "2024-03"), calendar.EVER
    ) == Days(date(2024, 1, 1), date(2024, 3, 31))
    assert calendar.intersect(calendar.between("2024", None), calendar.between(None, "2023")) is None


@pytest.mark.parametrize(
    ("start", "number", "unit", "moved"),
    [
        (date(2024, 1, 31), 1, "month", date(2024, 2, 29)),
        (date(2024, 2, 29), -1, "year", date(2023, 2, 28)),
        (date(2024, 1, 1), -1, "day", date(2023, 12, 31)),
        (date(2024, 1, 1), 2, "week", date(2024, 1, 15)),
        (date(9999, 12, 31), 1, "day", None),
        (date(1, 1, 1), -1, "decade", None),
    ],
)
def test_a_day_is_moved_within_the_calendar(start, number, unit, moved):
    assert calendar.moved(start, number, unit) == moved


def test_a_weekday_and_a_date_meet_in_few_years():
    assert calendar.years_with(2, 10, 30, range(2018, 2026)) == (2019, 2024)
    assert calendar.weekday_on(date(2024, 11, 4), 4) == date(2024, 11, 1)
    assert calendar.weekday_on(date(2024, 11, 4), 4, forward=True) == date(2024, 11, 8)


@given(st.dates(), st.integers(-10_000, 10_000), st.sampled_from(["day", "week", "month", "year", "decade"]))
def test_any_move_is_a_day_or_none(start, number, unit):
    moved = calendar.moved(start, number, unit)
    assert moved is None or (moved >= start) == (number >= 0)
