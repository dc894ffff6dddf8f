import random

import numpy as np

from wholestory.cluster import postings
from wholestory.cluster.postings import Postings


def found(known, keys, most, enough=None):
    """The rows of each key as `Postings` finds them, and as a plain dictionary has them."""
    rows, places = known.find(np.array(keys, np.uint32), most, enough)
    return [sorted(rows[places == place].tolist()) for place in range(len(keys))]


def filled(monkeypatch, *, many):
    """Postings of many articles, part of them put in together, and the same as a dictionary."""
    monkeypatch.setattr(postings, "LEAST", 50)
    drawn, known, plain = random.Random(5), Postings(), {}
    for row in range(600):
        keys = sorted({int(300 * drawn.random() ** 3) for _ in range(6)})
        for key in keys:
            plain.setdefault(key, []).append(row)
        if many[0] <= row < many[1]:
            known.extend(np.array(keys, np.uint32), np.full(len(keys), row, np.int32))
        else:
            known.add(row, keys)
    return known, plain


def test_every_article_is_found_by_its_keys_however_it_was_put_in(monkeypatch):
    for many in ((0, 0), (100, 130), (0, 600)):
        known, plain = filled(monkeypatch, many=many)
        assert found(known, range(310), 1000) == [plain.get(key, []) for key in range(310)]


def test_only_the_latest_articles_of_a_common_key_are_read(monkeypatch):
    known, plain = filled(monkeypatch, many=(0, 0))
    assert len(plain[0]) > 90
    assert found(known, [0, 999, 1], 7) == [plain[0][-7:], [], plain[1][-7:]]


def test_reading_stops_after_the_key_with_which_it_is_enough(monkeypatch):
    known, plain = filled(monkeypatch, many=(0, 0))
    assert found(known, [250, 0, 1], 20, enough=15) == [plain.get(250, []), plain[0][-20:], []]


def test_no_key_finds_nothing():
    assert found(Postings(), [], 5) == []
    assert found(Postings(), [3], 5) == [[]]
