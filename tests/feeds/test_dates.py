from datetime import UTC, datetime

import pytest

from wholestory.feeds.dates import stamp
from wholestory.model import Granularity


def moment(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2026-05-19T08:30:00Z", moment(2026, 5, 19, 8, 30)),
        ("2026-05-19T08:30:00.123456789+02:00", moment(2026, 5, 19, 6, 30, 0, 123456)),
        ("20260519T083000Z", moment(2026, 5, 19, 8, 30)),
        ("Tue, 19 May 2026 08:30:00 GMT", moment(2026, 5, 19, 8, 30)),
        ("Tue, 19 May 26 08:30:00 EST", moment(2026, 5, 19, 13, 30)),
        ("Tue, 19 May 99 08:30 -0330", moment(1999, 5, 19, 12, 0)),
        ("Tue May 19 08:30:00 2026", moment(2026, 5, 19, 8, 30)),
        ("May 19th, 2026 at 12:05 a.m. PDT", moment(2026, 5, 19, 7, 5)),
        ("mar., 19 mai 2026 08:30:00 +0200", moment(2026, 5, 19, 6, 30)),
        ("Di, 19 März 2024 08:30:00 Europe/Berlin", moment(2024, 3, 19, 7, 30)),
        ("1779179400", moment(2026, 5, 19, 8, 30)),
        ("05/19/2026 8:30 pm", moment(2026, 5, 19, 20, 30)),
        ("19.05.2026 08:30", moment(2026, 5, 19, 8, 30)),
        ("Thu, 31 Dec 2026 24:00:00 GMT", moment(2027, 1, 1)),
        ("Wed, 31 Dec 1969 23:59:59 GMT", moment(1969, 12, 31, 23, 59, 59)),
    ],
)
def test_a_time_is_understood(printed, expected):
    assert stamp(printed).at == expected


@pytest.mark.parametrize(
    "printed",
    [
        "04/05/2026",
        "0000-00-00",
        "2026-13-40",
        "yesterday",
        "12",
        "99999999999999",
        "May or June 2026",
        "9" * 100_000,
    ],
)
def test_what_could_be_read_two_ways_or_none_is_kept_and_not_read(printed):
    found = stamp(printed)
    assert found.at is None
    assert found.printed == printed[:100]


def test_nothing_printed_is_no_time():
    assert stamp("  ") is None
    assert stamp(None) is None


@pytest.mark.parametrize(
    ("printed", "granularity"),
    [
        ("2026", "year"),
        ("2026-05", "month"),
        ("19 May 2026", "day"),
        ("May 2026", "month"),
        ("2026-05-19T08:30", "minute"),
    ],
)
def test_a_time_is_as_exact_as_it_is_printed(printed, granularity):
    assert stamp(printed).granularity == Granularity(granularity)
