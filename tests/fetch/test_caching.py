from datetime import UTC, datetime, timedelta

import pytest

from wholestory import fetch
from wholestory.model import Capture

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def lifetime(**headers):
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    capture = Capture(
        url="https://a.example/", final_url="https://a.example/", status=200, headers=named, body=b"",
        requested_at=NOW, received_at=NOW,
    )  # fmt: skip
    return fetch.lifetime(capture)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache_Control": "max-age=600"}, 600),
        ({"cache_control": 'Public, MAX-AGE="600", s-maxage=9'}, 600),
        ({"Cache_Control": "max-age=600", "Age": "200"}, 400),
        ({"Cache_Control": "max-age=600", "Age": "900"}, 0),
        ({"Cache_Control": "max-age=600", "Age": "-1"}, 600),
        ({"Cache_Control": "no-cache, max-age=600"}, None),
        ({"Cache_Control": "no-store"}, None),
        ({"Cache_Control": "max-age=abc"}, None),
        ({"Cache_Control": "s-maxage=600"}, None),
        ({"Expires": "Sun, 22 Nov 2026 09:00:00 GMT"}, 3600),
        ({"Expires": "Sun, 22 Nov 2026 09:00:00 GMT", "Date": "Sun, 22 Nov 2026 08:30:00 GMT"}, 1800),
        ({"Expires": "Sun, 22 Nov 2026 09:00:00 GMT", "Cache_Control": "max-age=60"}, 60),
        ({"Expires": "0"}, None),
        ({"Expires": "Sun, 22 Nov 1970 09:00:00 GMT"}, 0),
    ],
)
def test_what_is_left_of_an_answers_time(headers, seconds):
    assert lifetime(**headers) == (None if seconds is None else timedelta(seconds=seconds))


def test_a_time_beyond_all_measure_is_no_error():
    assert lifetime(Cache_Control="max-age=9999999999") > timedelta(days=365)
