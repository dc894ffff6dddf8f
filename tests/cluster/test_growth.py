import sys
from pathlib import Path

import numpy as np
import pytest

from wholestory.cluster import Window, index, postings, repair, sums
from wholestory.cluster.assign import place

BENCHMARKS = str(Path(__file__).parents[2] / "benchmarks")


class PlainPostings:
    """Postings as a dictionary of lists."""

    def __init__(self):
        self.rows = {}

    def add(self, row, keys):
        for key in keys:
            self.rows.setdefault(key, []).append(row)

    def find(self, keys, most, enough=None):
        rows, places = [], []
        for place_, key in enumerate(keys.tolist()):
            found = self.rows.get(key, [])[-most:]
            rows += found
            places += [place_] * len(found)
            if enough is not None and len(rows) > enough:
                break
        return np.array(rows, np.int32), np.array(places, np.int64)


@pytest.fixture
def stream(monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import invented

    yield [sketch for sketch, _ in invented.articles(400, days=2)]
    sys.modules.pop("invented")


def stories_of(stream):
    window = Window()
    for number, sketch in enumerate(stream, 1):
        window.apply(place(window, sketch))
        if number % 50 == 0:
            window.apply(repair(window))
    return window.stories


def test_a_stream_is_grouped_as_with_plain_lists_and_sums_made_anew(monkeypatch, stream):
    monkeypatch.setattr(postings, "LEAST", 200)
    quick = stories_of(stream)
    monkeypatch.setattr(index, "Postings", PlainPostings)
    for name in ("HELD", "HELD_EACH"):
        monkeypatch.setattr(sums, name, 0)
    assert stories_of(stream) == quick
    assert 20 < len(quick) < 200


def test_moves_applied_at_once_make_the_window_that_they_made_one_by_one(stream):
    window, moves = Window(), []
    for sketch in stream:
        found = place(window, sketch)
        window.apply(found)
        moves += found
    again = Window()
    again.apply(moves)
    assert again.stories == window.stories
    assert [again.article(a) for a in again.order] == [window.article(a) for a in window.order]
    later = stream[0].__class__(**{f: getattr(stream[7], f) for f in stream[0].__slots__} | {"id": "new"})
    assert place(again, later) == place(window, later)


def test_what_is_only_counted_is_not_held(stream):
    window = Window()
    moves = place(window, stream[0])
    window.apply(moves)
    assert moves[0].article.raw
    assert window.article(stream[0].id).raw == b""
